"""The diary on the start page of the team: sessions of Gremien that have not come back into the team."""

from datetime import date, timedelta

from django.urls import reverse

from stzverbund.start.aufgaben.zeile import Aufgabe, mehrzahl
from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.models import Taetigkeit

SEIT = timedelta(days=90)
"""What is older is not asked for any more."""


def taetigkeiten(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """One query (RK-2017 4.3, Standard 8.2)."""
    if not m.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
        return []
    seit = heute - SEIT
    offen = Taetigkeit.objects.ohne_rueckfluss().filter(zentrum=m.zentrum_id, datum__gte=seit).count()
    if not offen:
        return []
    titel = f"{mehrzahl(offen, 'Sitzung', 'Sitzungen')} eines Gremiums: Was ging zurück ins Team?"
    return [Aufgabe("info", "Tätigkeitsbuch", titel, f"{reverse('taetigkeiten')}?stand=ohne_rueckfluss")]
