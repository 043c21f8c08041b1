"""Two reports of barriers: one answered, one that waits."""

from datetime import timedelta

from django.utils import timezone

from stzverbund.rechtliches.models import Rueckmeldung

OFFEN = "Im Monatskalender komme ich mit der Tabulatortaste nicht zum nächsten Monat."
BEANTWORTET = "Das Programm als PDF ließ sich mit meinem Vorleseprogramm gut lesen, nur ohne die Uhrzeiten."
ANTWORT = "Vielen Dank. Die Uhrzeiten werden seit dieser Woche mit vorgelesen."


def anlegen() -> None:
    jetzt = timezone.now()
    frueher, heute = jetzt - timedelta(days=40), timezone.localdate()
    Rueckmeldung.objects.create(
        text=OFFEN, seite="/verzeichnis/", eingegangen_am=jetzt - timedelta(days=12),
        faellig_am=heute + timedelta(days=18),
    )  # fmt: skip
    Rueckmeldung.objects.create(
        text=BEANTWORTET, eingegangen_am=frueher, faellig_am=heute - timedelta(days=10),
        status=Rueckmeldung.Status.BEANTWORTET, antwort=ANTWORT, beantwortet_am=frueher + timedelta(days=6),
    )  # fmt: skip
