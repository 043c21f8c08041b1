import pytest
from django.core.management import call_command

from angebote import kennzahlen
from angebote.models import Kennzahl
from tests import fabriken as f

pytestmark = pytest.mark.django_db


def test_kern_ist_so_oft_ladbar_wie_man_will() -> None:
    assert kennzahlen.laden() == 18
    schluessel = list(Kennzahl.objects.values_list("pk", "schluessel"))
    teilnahmen = Kennzahl.objects.filter(schluessel="teilnahmen")
    teilnahmen.update(erklaerung="Besuche. Beispiel: 3", gueltig_bis=2026)
    Kennzahl.objects.filter(schluessel="oeffnungstage").delete()
    assert kennzahlen.laden() == 18
    assert list(Kennzahl.objects.values_list("pk", "schluessel"))[:17] == schluessel[:17]
    assert teilnahmen.values_list("erklaerung", "gueltig_bis").get() == ("Besuche. Beispiel: 3", 2026)


def test_lokale_kennzahl_mit_gleichem_schluessel_bleibt() -> None:
    f.KennzahlFabrik(schluessel="termine", bezirk=f.BezirkFabrik(), name="Treffen")
    assert kennzahlen.laden() == 18
    assert Kennzahl.objects.filter(schluessel="termine").count() == 2


def test_jede_kennzahl_hat_erklaerung_mit_beispiel_und_gueltige_werte() -> None:
    kennzahlen.laden()
    for kennzahl in Kennzahl.objects.all():
        kennzahl.full_clean()
        assert "Beispiel" in kennzahl.erklaerung


def test_nicht_summierbar_sind_personen_und_gruppen() -> None:
    kennzahlen.laden()
    nicht = Kennzahl.objects.filter(summierbar=False).values_list("schluessel", flat=True)
    assert set(nicht) == {"ehrenamtliche", "aktive-ehrenamtliche", "selbsthilfegruppen"}


def test_katalog_laden_laedt_auch_die_kennzahlen(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("katalog_laden")
    assert "Kennzahlen: 18" in capsys.readouterr().out
