"""The matrix of a Bezirk with 50 Zentren, 35 Kriterien and all Belege, against its own raw queries.

Half of the Selbstbewertungen are submitted: their Belege are frozen and their drift is computed; the other
half are with their centres.
"""

from typing import Any

from messung import Aktion

ZENTREN = 50
ZIELE = {"Matrix: 50 Zentren, alle Belege": 3, "Belege von 50 Zentren heute": 3}


def gruppen() -> list[dict[str, Aktion]]:
    from standards.auswertung import ergebnisse
    from standards.belege import stand
    from standards.models import Selbstbewertung

    runde = runde_sichern()
    bewertungen = Selbstbewertung.objects.filter(runde=runde).select_related("runde", "zentrum")
    haeuser = list(runde.zentren.all())

    def matrix() -> Any:
        alle = list(bewertungen)
        return ergebnisse(alle), stand.gezeigt_je(alle)

    def heute() -> Any:
        return stand.heute(haeuser, runde)

    return [
        {"rohe Abfragen: Matrix": _roh(matrix), "Matrix: 50 Zentren, alle Belege": matrix},
        {"rohe Abfragen: Belege": _roh(heute), "Belege von 50 Zentren heute": heute},
    ]


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
    _haelfte_einreichen(runde)
    return runde


def _haelfte_einreichen(runde: Any) -> None:
    from standards import ablauf
    from zentren.models import Mitgliedschaft, Person

    person = Person.objects.get(email="leitung@demo.example")
    for bewertung in runde.bewertungen.select_related("zentrum")[: ZENTREN // 2]:
        if bewertung.zentrum.slug == "marzahn-mitte":
            continue
        bewertung.antworten.update(einschaetzung="erfuellt", begruendung="Siehe Haus.")
        wer = Mitgliedschaft(person=person, rolle="leitung", zentrum=bewertung.zentrum)
        ablauf.einreichen(bewertung=bewertung, wer=wer)


def _roh(aktion: Aktion) -> Aktion:
    """What the action asks the database, without anything around it."""
    from django.db import connection

    fragen: list[tuple[str, Any]] = []

    def mitschreiben(ausfuehren: Any, sql: str, werte: Any, viele: bool, kontext: Any) -> Any:
        fragen.append((sql, werte))
        return ausfuehren(sql, werte, viele, kontext)

    with connection.execute_wrapper(mitschreiben):
        aktion()

    def roh() -> None:
        with connection.cursor() as cursor:
            for sql, werte in fragen:
                cursor.execute(sql, werte)
                cursor.fetchall()

    return roh
