"""The pages of tasks: the register, reminders by mail, the link for who has no account."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.welt import Welt
from verbund import erinnerung
from verbund.models import Aufgabe

pytestmark = pytest.mark.django_db
TAG = timedelta(days=1)


@pytest.fixture
def verbund(welt: Welt) -> Any:
    return welt.rollen["koordination"].verbund


def test_register(welt: Welt, verbund: Any, django_assert_num_queries: Any) -> None:
    """One's own first, then by their day, then what has ended; Massnahmen of the Verbund below."""
    heute = timezone.localdate()
    f.AufgabeFabrik(verbund=verbund, titel="Fremde", zentrum=welt.nachbar, faellig=heute - 9 * TAG)
    f.AufgabeFabrik(verbund=verbund, titel="Erledigte", status="erledigt", erledigt_am=heute)
    f.AufgabeFabrik(verbund=verbund, titel="Unsere", zentrum=welt.eigenes, verschoben=2, faellig=heute - TAG)
    f.AufgabeFabrik(verbund=verbund, titel="Aller", stelle="alle", faellig=heute + TAG)
    f.MassnahmeFabrik(
        bezirk=welt.bezirk, zentrum=None, eigner="verbund", titel="Workshop", vereinbart_am=timezone.now()
    )
    client = welt.client("leitung")
    seite = client.get("/verbund/aufgaben/").content.decode()
    stellen = [seite.index(wort) for wort in ("Unsere<", "Aller<", "Fremde<", "Erledigte<", "Workshop<")]
    assert stellen == sorted(stellen)
    assert "2 Aufgaben sind überfällig" in seite
    assert "2-mal" in seite
    nur = client.get("/verbund/aufgaben/?wer=meine&stand=ueberfaellig").content.decode()
    assert ("Unsere<" in nur, "Fremde<" in nur, "Aller<" in nur) == (True, False, False)
    for weitere in (1, 3):
        f.AufgabeFabrik.create_batch(weitere, verbund=verbund)
        with django_assert_num_queries(10):
            client.get("/verbund/aufgaben/")


def test_aufgabe_zum_vorhaben(welt: Welt, verbund: Any) -> None:
    """A milestone belongs to its Vorhaben; numbers that name nothing are not found."""
    vorhaben = f.VorhabenFabrik(verbund=verbund)
    client = welt.client("koordination")
    adresse = f"/verbund/aufgaben/neu/?vorhaben={vorhaben.pk}"
    angaben = {"titel": "Saal buchen", "stelle": "alle", "faellig": timezone.localdate().isoformat()}
    assert client.post(adresse, angaben).status_code == 302
    eine = Aufgabe.objects.get()
    assert (eine.vorhaben, eine.wer) == (vorhaben, "alle Zentren")
    assert client.get("/verbund/aufgaben/neu/?vorhaben=999999999").status_code == 404
    falsch = client.post("/verbund/aufgaben/neu/", {"titel": "Saal buchen", "stelle": "extern"})
    assert set(falsch.context["form"].errors) == {"faellig", "email"}


def test_erinnerungen(welt: Welt, verbund: Any) -> None:
    """A week before, after the day, two weeks later: once each, to who has it; put off it begins anew."""
    heute = timezone.localdate()
    eine = f.AufgabeFabrik(verbund=verbund, zentrum=welt.eigenes, faellig=heute + 10 * TAG)
    f.DelegationFabrik(
        verbund=verbund, zentrum=welt.eigenes, person=welt.rollen["mitarbeit"].person, von=heute
    )
    je_tag = [erinnerung.erinnern(heute + n * TAG) for n in (0, 3, 4, 10, 11, 24, 25, 60)]
    assert je_tag == [0, 2, 0, 0, 2, 0, 2, 0]
    assert set(Postausgang.objects.values_list("an", flat=True)) == {
        welt.rollen[rolle].person.email for rolle in ("leitung", "mitarbeit")
    }
    Aufgabe.objects.filter(pk=eine.pk).update(faellig=heute + 70 * TAG)
    assert erinnerung.erinnern(heute + 65 * TAG) == 2
    Aufgabe.objects.filter(pk=eine.pk).update(status="erledigt", erledigt_am=heute)
    for stelle, rolle in (
        ("koordination", "koordination"),
        ("bezirksamt", "bezirksamt"),
        ("geschaeftsstelle", "geschaeftsstelle"),
        ("alle", "leitung"),
    ):
        andere = f.AufgabeFabrik(verbund=verbund, stelle=stelle)
        wer = set(erinnerung.empfaenger(andere, heute).values_list("person__email", flat=True))
        assert welt.rollen[rolle].person.email in wer


def test_link_ohne_konto(welt: Welt, verbund: Any) -> None:
    """The mail carries a link; GET changes nothing, POST says "erledigt", without a name."""
    heute, koordination = timezone.localdate(), welt.rollen["koordination"]
    eine = f.AufgabeFabrik(verbund=verbund, stelle="extern", email="a@b.example", faellig=heute + TAG)
    assert erinnerung.erinnern(heute) == 1
    assert erinnerung.erinnern(heute) == 0
    mail = Postausgang.objects.get()
    assert (mail.antwort_an, mail.vertraulich) == (koordination.person.email, True)
    erste = _adresse(mail)
    erinnerung.link_senden(aufgabe=eine, wer=koordination)
    zweite = _adresse(Postausgang.objects.latest("pk"))
    gast = Client()
    assert gast.get(erste).status_code == 404  # a newer one closes the older
    assert eine.titel in gast.get(zweite).content.decode()
    assert Aufgabe.objects.get(pk=eine.pk).laeuft
    assert gast.post(zweite, {"ergebnis": "Fotos verschickt"}).status_code == 302
    fertig = Aufgabe.objects.get(pk=eine.pk)
    assert (fertig.status, fertig.ergebnis, fertig.erledigt_am) == ("erledigt", "Fotos verschickt", heute)
    assert Ereignis.objects.zu(eine).get(was="erledigt").rolle == "über Link zu einer Aufgabe"
    assert "ist erledigt" in gast.get(zweite).content.decode()
    assert gast.post(zweite, {}).status_code == 302
    with pytest.raises(Verweigert, match="offenen Aufgaben"):
        erinnerung.link_senden(aufgabe=eine, wer=koordination)
    with pytest.raises(Verweigert, match="koordiniert"):
        erinnerung.link_senden(aufgabe=eine, wer=welt.rollen["leitung"])
    assert erinnerung.adressen_entfernen(heute + 300 * TAG) == 0
    assert erinnerung.adressen_entfernen(heute + 370 * TAG) == 1
    assert Aufgabe.objects.get(pk=eine.pk).email == ""


def _adresse(mail: Postausgang) -> str:
    treffer = re.search(r"/l/\w+/", mail.text)
    assert treffer
    return treffer[0]
