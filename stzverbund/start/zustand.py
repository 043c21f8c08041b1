"""How the parts of the installation are doing."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

WARTET_ZU_LANGE = timedelta(minutes=10)


def arbeiter() -> str:
    """ "ok", or since when work has been waiting for the worker (`manage.py arbeiter`)."""
    aeltester = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    if aeltester and aeltester.enqueued_at < timezone.now() - WARTET_ZU_LANGE:
        return f"wartet seit {timezone.localtime(aeltester.enqueued_at):%d.%m.%Y %H:%M}"
    return "ok"
