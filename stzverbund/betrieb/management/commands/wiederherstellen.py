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
            ergebnis = wiederherstellen(archiv, db=connection, media=media, ueberschreiben=ueberschreiben)
        except ArchivFehler as fehler:
            raise CommandError(f"Nichts geändert. {fehler}") from fehler
        except OSError as fehler:  # a full disk, missing rights: the files may be in place in part
            raise CommandError(f"Nicht fertig, bitte beheben und wiederholen: {fehler}") from fehler
        manifest = ergebnis.manifest
        self.stdout.write(
            f"Wiederhergestellt: Stand vom {manifest.erstellt}, {sum(manifest.zeilen.values())} Zeilen, "
            f"{len(manifest.dateien)} Dateien. Alle Anmeldungen sind beendet; Mails, die damals warteten, "
            "stehen auf „unklar“."
        )
        self._wiederholen(ergebnis.seither)
        self.stdout.write("Jetzt `manage.py migrate` aufrufen und die Dienste starten.")

    def _wiederholen(self, seither: list[str] | None) -> None:
        if seither is None:
            self.stdout.write(
                "Was seit der Sicherung gelöscht, gesperrt oder widerrufen wurde, ist hier nicht bekannt. "
                "Wiederholen Sie es nach Ihren Unterlagen (docs/operations.md)."
            )
        elif seither:
            self.stdout.write("Seit der Sicherung geschehen und jetzt verloren. Bitte wiederholen:")
            for zeile in seither:
                self.stdout.write(f"  {zeile}")
