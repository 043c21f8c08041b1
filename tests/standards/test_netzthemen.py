"""From the counts of a round to the agenda of the Verbund: once, with numbers and without names."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from standards import netzthemen
from standards.models import Kriterium, Runde, Selbstbewertung
from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt
from verbund import tagesordnung
from verbund.models import Tagesordnungspunkt

RESSOURCEN = {"begruendung": "Es fehlt Personal.", "kategorie": "ressourcen"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def runde(welt: Welt) -> Runde:
    """Three centres; "1.2" is weak in two of them, "1.1" in none."""
    erste = s.eingereicht(welt)
    erste.antworten.filter(kriterium__schluessel="1.2").update(einschaetzung="teilweise", **RESSOURCEN)
    for wert in ("nicht_erfuellt", "erfuellt"):
        eine = Selbstbewertung.objects.create(
            runde=erste.runde,
            zentrum=f.ZentrumFabrik(bezirk=welt.bezirk),
            einreichungen=1,
            eingereicht_am=timezone.now(),
            status="eingereicht",
        )
        for antwort in erste.antworten.all():
            schwach = antwort.kriterium.schluessel == "1.2"
            eine.antworten.create(
                kriterium=antwort.kriterium, einschaetzung=wert if schwach else "erfuellt", **RESSOURCEN
            )
    return erste.runde


def _kriterium(runde: Runde, schluessel: str) -> Kriterium:
    return Kriterium.objects.get(standard__fassung=runde.fassung, schluessel=schluessel)


def test_ein_klick_und_das_thema_ist_vorgeschlagen(welt: Welt, runde: Runde) -> None:
    koordination = welt.client("koordination")
    netz = reverse("standards_netz")
    adresse = reverse("netzthema", args=[runde.pk, _kriterium(runde, "1.2").pk])
    assert adresse in koordination.get(netz).content.decode()
    for _ in range(2):
        assert koordination.post(adresse).status_code == 302
    punkt = Tagesordnungspunkt.objects.get()
    assert punkt.titel.startswith("Standard 1.2: ")
    assert punkt.beschreibung.startswith("In 2 von 3 Zentren teilweise oder nicht erfüllt (Runde 2026).")
    assert "STZ" not in punkt.titel + punkt.beschreibung
    assert Ereignis.objects.zu(runde).filter(grund="Kriterium 1.2").count() == 1
    assert "vorgeschlagen<" in koordination.get(netz).content.decode()
    sitzung = f.SitzungFabrik(verbund=punkt.verbund)
    tagesordnung.platzieren(punkt=punkt, sitzung=sitzung, wer=welt.rollen["koordination"])
    seite = welt.client("geschaeftsstelle").get(netz).content.decode()
    assert reverse("sitzung", args=[sitzung.pk]) in seite
    assert netz in welt.client("geschaeftsstelle").get(reverse("standards_matrix")).content.decode()


def test_was_kein_thema_ist_wird_keins(welt: Welt, runde: Runde) -> None:
    wer: Any = welt.rollen["koordination"]
    with pytest.raises(Verweigert, match="zu wenigen Zentren"):
        netzthemen.vorschlagen(runde=runde, kriterium=_kriterium(runde, "1.1"), wer=wer)
    with pytest.raises(Verweigert, match="schlagen die Zentren und die Koordination vor"):
        netzthemen.vorschlagen(runde=runde, kriterium=_kriterium(runde, "1.2"), wer=welt.rollen["bezirksamt"])
    assert not Tagesordnungspunkt.objects.exists()
