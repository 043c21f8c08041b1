from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from stzverbund.betrieb.archiv import ArchivFehler
from stzverbund.betrieb.wiederherstellung import wiederherstellen


class Command(BaseCommand):
    help = "Spielt eine Sicherung in eine leere Installation ein. Vorher die Dienste anhalten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archiv", type=Path)
        parser.add_argument(
            "--ueberschreiben",
            metavar="NAME",
            default="",
            help="Name der Datenbank, deren Daten verloren gehen dürfen",
        )

    def handle(self, *args: Any, archiv: Path, ueberschreiben: str, **options: Any) -> None:
        media = Path(settings.MEDIA_ROOT)
        try:
            manifest = wiederherstellen(archiv, db=connection, media=media, ueberschreiben=ueberschreiben)
        except ArchivFehler as fehler:
            raise CommandError(f"Nichts geändert. {fehler}") from fehler
        except OSError as fehler:  # a full disk, missing rights: the files may be in place in part
            raise CommandError(f"Nicht fertig, bitte beheben und wiederholen: {fehler}") from fehler
        self.stdout.write(
            f"Wiederhergestellt: Stand vom {manifest.erstellt}, {sum(manifest.zeilen.values())} Zeilen, "
            f"{len(manifest.dateien)} Dateien. Jetzt `manage.py migrate` aufrufen und die Dienste starten."
        )
