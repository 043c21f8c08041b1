"""The matrix of a Bezirk with 50 Zentren, 35 Kriterien and all Belege, against its own raw queries.

All Selbstbewertungen but that of the logins are submitted, so their Belege are frozen and their drift is
computed.
"""

from typing import Any

from messung import Aktion

ZENTREN = 50
ZIELE = {"Matrix: Kriterium x Zentrum": 3, "Belege mit Drift": 3, "Belege heute": 3}


def gruppen() -> list[dict[str, Aktion]]:
    from standards.auswertung import kriterienmatrix
    from standards.belege import stand
    from zentren.models import Mitgliedschaft

    runde = runde_sichern()
    amt = Mitgliedschaft.objects.get(person__email="bezirksamt@demo.example")
    bewertungen = runde.bewertungen.select_related("runde")
    haeuser = list(runde.zentren.all())
    aktionen: dict[str, Aktion] = {
        "Matrix: Kriterium x Zentrum": lambda: kriterienmatrix(runde, amt),
        "Belege mit Drift": lambda: stand.gezeigt_je(bewertungen),
        "Belege heute": lambda: stand.heute(haeuser, runde),
    }
    return [{f"rohe Abfragen: {name}": roh(aktion), name: aktion} for name, aktion in aktionen.items()]


def runde_sichern() -> Any:
    """This year's round in the Bezirk of the logins, with the first 50 of its centres; made once."""
    from datetime import date

    from django.utils import timezone

    from standards import runden
    from standards.fassungen import geltende
    from standards.models import Runde
    from zentren.models import Mitgliedschaft, Zentrum

    amt = Mitgliedschaft.objects.get(person__email="bezirksamt@demo.example")
    jahr = timezone.localdate().year
    bezirk = amt.bezirksamt.bezirk
    if runde := Runde.objects.filter(bezirk=bezirk, jahr=jahr).first():
        return runde
    fristen = {
        "beginn": date(jahr, 1, 1),
        "faellig": date(jahr, 12, 31),
        "pruefung_bis": date(jahr + 1, 3, 1),
    }
    runde = Runde(bezirk=bezirk, jahr=jahr, fassung=geltende(), **fristen)
    eigenes = Zentrum.objects.get(slug="marzahn-mitte")
    andere = Zentrum.objects.filter(bezirk=bezirk).exclude(pk=eigenes.pk).order_by("pk")
    zentren = [eigenes, *andere[: ZENTREN - 1]]
    standards = runde.fassung.standards.all()
    runden.festlegen(runde=runde, standards=standards, zentren=zentren, schwellen={}, wer=amt)
    runden.oeffnen(runde=runde, wer=amt)
    _einreichen(runde, eigenes)
    return runde


def _einreichen(runde: Any, ausser: Any) -> None:
    """All but one, answered "erfüllt" with a Begründung."""
    from standards import ablauf
    from zentren.models import Mitgliedschaft, Person

    person = Person.objects.get(email="leitung@demo.example")
    for bewertung in runde.bewertungen.exclude(zentrum=ausser).select_related("zentrum"):
        bewertung.antworten.update(einschaetzung="erfuellt", begruendung="Siehe Haus.")
        wer = Mitgliedschaft(person=person, rolle="leitung", zentrum=bewertung.zentrum)
        ablauf.einreichen(bewertung=bewertung, wer=wer)


def roh(aktion: Aktion) -> Aktion:
    """What the action asks the database, without anything around it."""
    from django.db import connection

    fragen: list[tuple[str, Any]] = []

    def mitschreiben(ausfuehren: Any, sql: str, werte: Any, viele: bool, kontext: Any) -> Any:
        fragen.append((sql, werte))
        return ausfuehren(sql, werte, viele, kontext)

    with connection.execute_wrapper(mitschreiben):
        aktion()

    def fragen_allein() -> None:
        with connection.cursor() as cursor:
            for sql, werte in fragen:
                cursor.execute(sql, werte)
                cursor.fetchall()

    return fragen_allein
