"""The trail is append-only in the database itself, with one marked opening."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from stzverbund.basis import schutz
from stzverbund.basis.models import Ereignis, Schwaerzung
from stzverbund.basis.verlauf import ereignis
from tests import fabriken as f
from tests.welt import Welt


@pytest.fixture
def spur(welt: Welt) -> Any:
    fachstelle = f.FachstelleFabrik(name="Schuldnerberatung")
    fachstelle.name = "Schuldnerhilfe"
    fachstelle.save()
    ereignis(fachstelle, "geprüft", wer=welt.rollen["leitung"], grund="Frau X war da")
    return fachstelle


@pytest.mark.django_db
def test_jede_tabelle_des_verlaufs_ist_geschuetzt() -> None:
    assert schutz.fehlende() == []
    assert len(schutz.geschuetzte()) > 25


@pytest.mark.parametrize("befehl", ["update", "delete", "_raw_delete"])
def test_nichts_am_verlauf_laesst_sich_aendern_oder_loeschen(spur: Any, befehl: str) -> None:
    for zeilen in (spur.history.all(), Ereignis.objects.zu(spur)):
        vorher = list(zeilen.values())
        assert vorher
        feld = "was" if zeilen.model is Ereignis else "history_change_reason"
        was = {"update": {feld: "anders"}, "_raw_delete": {"using": "default"}}.get(befehl, {})
        with pytest.raises(IntegrityError, match=schutz.SATZ), transaction.atomic():
            getattr(zeilen.order_by(), befehl)(**was)
        assert list(zeilen.values()) == vorher


def test_mehrfachfelder_im_verlauf_sind_auch_geschuetzt(welt: Welt) -> None:
    with pytest.raises(IntegrityError, match=schutz.SATZ), transaction.atomic():
        welt.traeger.history.first().verbaende.all().delete()


def test_schwaerzen_oeffnet_nur_innen_und_hinterlaesst_eine_marke(spur: Any, welt: Welt) -> None:
    leitung = welt.rollen["leitung"]
    with schutz.schwaerzen("Löschung eines Kontos"):
        assert schutz.geschwaerzt(spur.history.all()) == 2
        assert schutz.geschwaerzt(Ereignis.objects.zu(spur), grund="") == 1
    eintrag = Ereignis.objects.zu(spur).get()
    assert (eintrag.grund, eintrag.person) == ("", None)
    assert eintrag.rolle.startswith(f"{leitung.bezeichnung} (geschwärzt am ")
    assert all("(geschwärzt am " in stand.history_change_reason for stand in spur.history.all())
    assert Schwaerzung.objects.values_list("grund", "offen").get() == ("Löschung eines Kontos", False)
    with pytest.raises(IntegrityError), transaction.atomic():
        spur.history.all().delete()


def test_nach_einem_fehler_ist_nichts_offen(spur: Any) -> None:
    def halb() -> None:
        with schutz.schwaerzen("Versuch"):
            spur.history.all().delete()
            raise ValueError("halb")

    with pytest.raises(ValueError, match="halb"):
        halb()
    assert spur.history.count() == 2
    assert not Schwaerzung.objects.exists()


def test_das_loeschen_eines_eintrags_laesst_seinen_verlauf(spur: Any) -> None:
    pk = spur.pk
    spur.delete()
    assert list(type(spur).history.filter(id=pk).values_list("history_type", flat=True)) == ["-", "~", "+"]


@pytest.mark.django_db(transaction=True)
def test_eine_migration_nimmt_den_schutz_ab_und_bringt_ihn_wieder_an() -> None:
    """SQLite loses triggers when it remakes a table; what is missing comes back with the next migration."""
    with connection.schema_editor() as editor:
        feld = Ereignis._meta.get_field("was")
        if connection.vendor == "sqlite":
            editor._remake_table(Ereignis, alter_fields=[(feld, feld)])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute('DROP TRIGGER "bleibt_u_basis_ereignis" ON "basis_ereignis"')
    assert "bleibt_u_basis_ereignis" in schutz.fehlende()
    call_command("migrate", verbosity=0)
    assert schutz.fehlende() == []
