"""Questions both ways with mails and deadlines; what the Geschäftsstelle notes and recommends."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.pflege import Verweigert
from stzverbund.start import aufgaben as startseite
from tests import fabriken as f
from tests.welt import Welt
from verbund import anfragen
from verbund.models import Anfrage, Beratungsnotiz, Empfehlung

pytestmark = pytest.mark.django_db


def _frage(**anders: Any) -> dict[str, Any]:
    frist = timezone.localdate() + timedelta(days=10)
    return {"betreff": "Mittel für den Sommer", "frage": "Wann?", "frist": frist.isoformat()} | anders


def _an() -> set[str]:
    return set(Postausgang.objects.values_list("an", "betreff"))


def test_eine_frage_hin_und_die_antwort_zurueck(welt: Welt) -> None:
    """Koordination asks, the Bezirksamt finds it on its start page and answers, both get their mails."""
    koordination, amt = welt.client("koordination"), welt.client("bezirksamt")
    heute = timezone.localdate()
    zu_spaet = _frage(sichtbarkeit="bezirksamt", frist=(heute - timedelta(days=1)).isoformat())
    antwort = koordination.post(reverse("anfrage_neu"), zu_spaet)
    assert antwort.status_code == 422
    assert "Diese Frist ist schon vorbei." in antwort.content.decode()
    assert koordination.post(reverse("anfrage_neu"), _frage(sichtbarkeit="intern")).status_code == 422
    assert koordination.post(reverse("anfrage_neu"), _frage(sichtbarkeit="bezirksamt")).status_code == 302
    anfrage = Anfrage.objects.get()
    assert anfrage.richtung == "an_amt"
    assert _an() == {("bezirksamt@demo.example", "Neue Anfrage: Mittel für den Sommer")}
    (zeile,) = [z for z in startseite.aufgaben(welt.rollen["bezirksamt"], heute) if z.wort == "Anfrage"]
    assert zeile.adresse == reverse("anfrage", args=[anfrage.pk])
    assert not [z for z in startseite.aufgaben(welt.rollen["koordination"], heute) if z.wort == "Anfrage"]

    beantworten = reverse("anfrage_beantworten", args=[anfrage.pk])
    assert amt.post(beantworten, {"antwort": " ", "version": 1}).status_code == 422
    assert amt.post(beantworten, {"antwort": "Im März.", "version": 1}).status_code == 302
    anfrage.refresh_from_db()
    assert (anfrage.status, anfrage.antwort, anfrage.beantwortet_am) == ("beantwortet", "Im März.", heute)
    assert ("koordination@demo.example", "Antwort: Mittel für den Sommer") in _an()
    seite = welt.client("mitarbeit").get(reverse("anfrage", args=[anfrage.pk])).content.decode()
    assert "Im März." in seite
    assert "Test Bezirksamt" not in seite, "the trail names people: it is for both sides only"
    with pytest.raises(Verweigert, match="schon beantwortet"):
        anfragen.zurueckziehen(anfrage=anfrage, wer=welt.rollen["koordination"])
    assert list(Ereignis.objects.zu(anfrage).order_by("pk").values_list("was", flat=True)) == [
        "gestellt",
        "beantwortet",
    ]


def test_das_bezirksamt_fragt_den_verbund(welt: Welt) -> None:
    welt.client("bezirksamt").post(reverse("anfrage_neu"), _frage(sichtbarkeit="oeffentlich"))
    anfrage = Anfrage.objects.get()
    assert (anfrage.richtung, anfrage.sichtbarkeit) == ("an_verbund", "oeffentlich")
    with pytest.raises(Verweigert, match="andere Seite"):
        anfragen.beantworten(anfrage=anfrage, antwort="x", version=1, wer=welt.rollen["bezirksamt"])
    offen = welt.client(None).get(reverse("protokolle_oeffentlich")).content.decode()
    assert "Mittel für den Sommer" not in offen
    zweite = anfragen.stellen(
        verbund=anfrage.verbund,
        angaben={"betreff": "Räume", "frage": "Wo?", "frist": anfrage.frist, "sichtbarkeit": "oeffentlich"},
        wer=welt.rollen["bezirksamt"],
    )
    koordination = welt.rollen["koordination"]
    anfragen.beantworten(anfrage=zweite, antwort="In der Schule.", version=1, wer=koordination)
    offen = welt.client(None).get(reverse("protokolle_oeffentlich")).content.decode()
    assert "In der Schule." in offen
    anfragen.zurueckziehen(anfrage=anfrage, wer=welt.rollen["bezirksamt"])
    assert ("koordination@demo.example", "Zurückgezogen: Mittel für den Sommer") in _an()


def test_die_geschaeftsstelle_notiert_und_empfiehlt(welt: Welt) -> None:
    """A note that is shared reaches the centre; a recommendation goes to a committee with its paper."""
    gs = welt.client("geschaeftsstelle")
    notiz = {
        "datum": timezone.localdate().isoformat(),
        "bezirk": welt.bezirk.pk,
        "anlass": "Fördermittel",
        "geteilt": "on",
    }
    ohne_zentrum = gs.post(reverse("beratungsnotiz_neu"), notiz)
    assert "Bitte nennen Sie das Zentrum" in ohne_zentrum.content.decode()
    fremd = gs.post(reverse("beratungsnotiz_neu"), notiz | {"zentrum": welt.fern.pk})
    assert fremd.status_code == 422
    assert gs.post(reverse("beratungsnotiz_neu"), notiz | {"zentrum": welt.eigenes.pk}).status_code == 302
    assert "Fördermittel" in welt.client("mitarbeit").get(reverse("beratungsnotizen")).content.decode()
    assert Beratungsnotiz.objects.get().verband == welt.rollen["geschaeftsstelle"].verband

    empfehlung = {"titel": "Räume öffnen", "bezirke": [welt.bezirk.pk], "stand": "eingebracht"}
    fehlt = gs.post(reverse("empfehlung_neu"), empfehlung)
    assert "Bitte nennen Sie das Gremium und den Tag." in fehlt.content.decode()
    papier = SimpleUploadedFile("papier.txt", "Räume für alle".encode())
    vollstaendig = empfehlung | {"gremium": "BVV", "eingebracht_am": notiz["datum"], "papier": papier}
    assert gs.post(reverse("empfehlung_neu"), vollstaendig).status_code == 302
    adresse = reverse("empfehlung_papier", args=[Empfehlung.objects.get().pk])
    datei = welt.client("bezirksamt").get(adresse)
    assert b"".join(datei.streaming_content) == "Räume für alle".encode()


@pytest.mark.parametrize(
    ("name", "fabrik"),
    [("anfragen", "Anfrage"), ("beratungsnotizen", "Beratungsnotiz"), ("empfehlungen", "Empfehlung")],
)
def test_listen_mit_einer_und_drei_zeilen(
    welt: Welt, name: str, fabrik: str, django_assert_num_queries: Any
) -> None:
    gs, verband = welt.client("geschaeftsstelle"), welt.rollen["geschaeftsstelle"].verband
    woran = {"verbund": f.VerbundFabrik(bezirk=welt.bezirk)} if name == "anfragen" else {"verband": verband}
    gs.get(reverse(name))
    for anzahl in (1, 2):
        for _ in range(anzahl):
            getattr(f, f"{fabrik}Fabrik")(**woran)
        with django_assert_num_queries({"anfragen": 8}.get(name, 5)):
            seite = gs.get(reverse(name))
    assert seite.context["table"].page.paginator.count == 3
