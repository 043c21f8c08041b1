"""Figures of a year, against one raw query that reads the same rows and groups them once."""

from collections.abc import Iterator
from typing import Any

from messung import Aktion

ZIELE = {
    "Zahlen eines Zentrums im Jahr": 2,
    "Zahlen eines Bezirks im Jahr": 2,
    "eine Kennzahl aller Zentren im Jahr": 1.3,
}
ANGENOMMEN = """
    SELECT m.id FROM angebote_meldung m JOIN angebote_meldezeitraum z ON z.id = m.zeitraum_id
    JOIN angebote_meldejahr j ON j.id = z.meldejahr_id JOIN zentren_zentrum h ON h.id = m.zentrum_id
    WHERE m.status = 'angenommen' AND j.jahr IN (%(davor)s, %(jahr)s) AND NOT EXISTS (
        SELECT 1 FROM angebote_meldung n WHERE n.zentrum_id = m.zentrum_id AND n.zeitraum_id = m.zeitraum_id
        AND n.status = 'angenommen' AND n.nr > m.nr)
"""
ZENTRUM = f"""
    SELECT w.monat, w.angebot_id, a.leistungsbereich_id, w.kennzahl_id, SUM(w.zahl),
        COUNT(*) FILTER (WHERE w.art = 'zahl'), COUNT(*) FILTER (WHERE w.art = 'keine_angabe')
    FROM angebote_wert w LEFT JOIN angebote_angebot a ON a.id = w.angebot_id
    WHERE w.altersgruppe = 'alle' AND w.geschlecht = 'alle'
    AND w.meldung_id IN ({ANGENOMMEN} AND h.id = %(zentrum)s) GROUP BY 1, 2, 3, 4
"""  # noqa: S608
BEZIRK = f"""
    SELECT m.zentrum_id, s.monat, s.leistungsbereich_id, s.kennzahl_id, SUM(s.zahl), SUM(s.angaben),
        SUM(s.keine_angabe)
    FROM angebote_meldungssumme s JOIN angebote_meldung m ON m.id = s.meldung_id
    WHERE s.altersgruppe = 'alle' AND s.geschlecht = 'alle'
    AND s.meldung_id IN ({ANGENOMMEN} AND h.bezirk_id = %(bezirk)s) GROUP BY 1, 2, 3, 4
"""  # noqa: S608
ALLE = f"""
    SELECT m.zentrum_id, s.monat, SUM(s.zahl), SUM(s.angaben), SUM(s.keine_angabe)
    FROM angebote_meldungssumme s JOIN angebote_meldung m ON m.id = s.meldung_id
    WHERE s.altersgruppe = 'alle' AND s.geschlecht = 'alle' AND s.kennzahl_id = %(kennzahl)s
    AND s.meldung_id IN ({ANGENOMMEN} AND j.jahr = %(jahr)s) GROUP BY 1, 2
"""  # noqa: S608


def gruppen() -> Iterator[dict[str, Aktion]]:
    from django.utils import timezone

    from angebote.auswertung import Ausschnitt, jahre_je_zentrum, jahreszahlen, kennzahlreihen, netzzahlen
    from angebote.models import Kennzahl
    from zentren.models import Zentrum

    zentrum = Zentrum.objects.get(slug="marzahn-mitte")
    jahr = timezone.localdate().year - 1
    wo = {"jahr": jahr, "davor": jahr - 1, "zentrum": zentrum.pk, "bezirk": zentrum.bezirk_id}
    teilnahmen = Kennzahl.objects.get(schluessel="teilnahmen")
    wo["kennzahl"] = teilnahmen.pk
    ausschnitt = Ausschnitt(kennzahlreihen([teilnahmen])[0], jahr, jahr)
    haeuser = Zentrum.objects.filter(bezirk=zentrum.bezirk_id)
    alle = Zentrum.objects.only("name", "in_betrieb_von", "in_betrieb_bis")  # as the page over time does
    yield {
        "rohe Abfrage: Zentrum": _roh(ZENTRUM, wo),
        "Zahlen eines Zentrums im Jahr": lambda: jahreszahlen(zentrum, jahr, entwuerfe=True),
    }
    yield {
        "rohe Abfrage: Bezirk": _roh(BEZIRK, wo),
        "Zahlen eines Bezirks im Jahr": lambda: netzzahlen(haeuser, jahr),
    }
    yield {
        "rohe Abfrage: alle Zentren": _roh(ALLE, wo),
        "eine Kennzahl aller Zentren im Jahr": lambda: jahre_je_zentrum(alle.all(), ausschnitt),
    }


def _roh(abfrage: str, werte: dict[str, Any]) -> Aktion:
    from django.db import connection

    def aktion() -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(abfrage, werte)
            return cursor.fetchall()

    return aktion
