from typing import Any

from django.core.management.base import BaseCommand

from stzverbund.basis import post


class Command(BaseCommand):
    help = "Sendet die Mails, die im Postausgang warten."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Gesendete Mails: {post.versenden()}")
