"""What holds for every sequence: sums are sums, no save is lost or overwrites another unseen, margins fit."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from angebote import erfassung, kennzahlen
from angebote.aufteilung import ALTERSRAND, FELDER, GESCHLECHTERRAND
from angebote.erfassung import Konflikt
from angebote.models import Herkunft, Termin, Terminaufteilung, Wert
from stzverbund.basis.zahlen import Zahlenfehler, lies_zelle
from tests import fabriken as f
from tests.hilfen.raster import Blattwelt, blattwelt

pytestmark = pytest.mark.django_db

anzahl = st.integers(0, 60)
termine = st.lists(
    st.one_of(
        st.just({"status": "ausgefallen", "grund": "Sturm"}),
        st.just({"status": "geplant"}),
        st.fixed_dictionaries(
            {
                "status": st.just("stattgefunden"),
                "minuten": st.integers(1, 300),
                "teilnahmen": st.none() | anzahl,
                "ehrenamtliche": st.none() | anzahl,
                "ehrenamt_minuten": st.none() | anzahl,
            }
        ),
    ),
    max_size=6,
)


@pytest.fixture(autouse=True)
def _kern(db: None) -> None:
    """Once, before the examples."""
    kennzahlen.laden()


@contextmanager
def verworfen() -> Iterator[None]:
    """Each example on a clean database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _zelle(blatt: Blattwelt, kennzahl: str) -> int | str | None:
    wert = blatt.wert(kennzahl)
    if wert is None or wert.art == "leer":
        return None
    return wert.zahl if wert.art == "zahl" else wert.art


def _soll(gezaehlte: list[dict[str, Any]]) -> dict[str, int | str | None]:
    """The counted cells, spelled out."""
    gehalten = [t for t in gezaehlte if t["status"] == "stattgefunden"]
    namen = ("termine", "stunden", "teilnahmen", "ehrenamtliche", "ehrenamt-stunden")
    if gezaehlte and all(t["status"] == "ausgefallen" for t in gezaehlte):
        return dict.fromkeys(namen, "ausgefallen") | {"termine": 0}
    if not gehalten:
        return dict.fromkeys(namen)
    angaben = {n: [t[n] for t in gehalten] for n in ("teilnahmen", "ehrenamtliche", "ehrenamt_minuten")}
    bekannt = {name: [w for w in werte if w is not None] for name, werte in angaben.items()}
    return {
        "termine": len(gehalten),
        "stunden": sum(t["minuten"] for t in gehalten),
        "teilnahmen": None if None in angaben["teilnahmen"] else sum(bekannt["teilnahmen"]),
        "ehrenamtliche": max(bekannt["ehrenamtliche"], default=None),
        "ehrenamt-stunden": sum(bekannt["ehrenamt_minuten"]) if bekannt["ehrenamt_minuten"] else None,
    }


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gezaehlte=termine, getippt=st.none() | anzahl)
def test_summen_der_termine_stehen_in_den_zellen_und_getipptes_gilt(
    db: None, gezaehlte: list[dict[str, Any]], getippt: int | None
) -> None:
    with verworfen():
        blatt = blattwelt()
        if getippt is not None:
            blatt.tippe("teilnahmen", str(getippt))
        for stunde, felder in enumerate(gezaehlte):
            zeiten = {"von": time(8 + stunde), "bis": time(9 + stunde)}
            f.TerminFabrik(angebot=blatt.angebot, datum=blatt.monat, **zeiten, **felder)
        blatt.summieren()
        soll = _soll(gezaehlte)
        if getippt is None:
            assert {name: _zelle(blatt, name) for name in soll} == soll
        else:
            assert blatt.stand("teilnahmen")[1] == getippt
            blatt.tippe("teilnahmen", "", version=1)
            assert _zelle(blatt, "teilnahmen") == soll["teilnahmen"]
        eintraege = Wert.history.count()
        blatt.summieren()
        assert Wert.history.count() == eintraege


class ZweiInEinerZelle(RuleBasedStateMachine):
    """Two editors and the counting at the Termine meet in one cell.

    `gesehen` is what each editor's page shows; a save may only replace what its editor has seen.
    """

    eingaben = st.sampled_from(["", "0", "7", "12", "k. A.", "x", "ca. 7", "viele", "1,5"])
    wer = st.sampled_from(["erste", "zweite"])

    @initialize()
    def anfangen(self) -> None:
        self.transaktion = transaction.atomic()
        self.transaktion.__enter__()
        self.blatt = blattwelt()
        self.gesehen: dict[str, tuple[int, str]] = {"erste": (0, ""), "zweite": (0, "")}
        self.stunde = 0

    @rule(wer=wer)
    def neu_laden(self, wer: str) -> None:
        zelle = self.blatt.zelle("teilnahmen")
        self.gesehen[wer] = (zelle.version, zelle.text)

    @rule(wer=wer, text=eingaben)
    def speichern(self, wer: str, text: str) -> None:
        vorher = self.blatt.zelle("teilnahmen")
        version, gesehener_text = self.gesehen[wer]
        try:
            self.blatt.tippe("teilnahmen", text, version=version)
        except Konflikt:
            assert version != vorher.version
            self._unveraendert(vorher)
        except Zahlenfehler:
            self._unveraendert(vorher)
        else:
            jetzt = self.blatt.zelle("teilnahmen")
            assert gesehener_text == vorher.text or jetzt.text == vorher.text, "overwritten unseen"
            if text:
                einheit = jetzt.kennzahl.einheit
                erwartet = lies_zelle(text.removeprefix("ca. "), einheit)
                assert (jetzt.art, jetzt.zahl) == (erwartet.art, erwartet.zahl)
            self.gesehen[wer] = (jetzt.version, jetzt.text)

    @rule(wieviele=st.none() | anzahl)
    def termin_zaehlen(self, wieviele: int | None) -> None:
        vorher = self.blatt.wert("teilnahmen")
        if self.stunde < 20:
            self.blatt.termin(stunde=self.stunde, teilnahmen=wieviele)
            self.stunde += 1
        jetzt = self.blatt.wert("teilnahmen")
        if vorher and jetzt and vorher.herkunft != Herkunft.GEZAEHLT:
            assert (jetzt.art, jetzt.zahl, jetzt.version) == (vorher.art, vorher.zahl, vorher.version)

    @rule(text=st.sampled_from(["", "Fest", "Umbau"]))
    def notieren(self, text: str) -> None:
        vorher = self.blatt.zelle("teilnahmen")
        erfassung.notiz_speichern(**self.blatt.ort("teilnahmen"), notiz=text, vorher=vorher.notiz, wer=None)
        self._unveraendert(vorher)

    def _unveraendert(self, vorher: Any) -> None:
        jetzt = self.blatt.zelle("teilnahmen")
        assert (jetzt.version, jetzt.text, jetzt.zustand) == (vorher.version, vorher.text, vorher.zustand)

    @invariant()
    def alles_steht_im_verlauf(self) -> None:
        if not hasattr(self, "blatt") or (wert := self.blatt.wert("teilnahmen")) is None:
            return
        staende = list(wert.history.order_by("history_id").values_list("version", "art", "zahl", "herkunft"))
        assert staende[-1] == (wert.version, wert.art, wert.zahl, wert.herkunft)
        versionen = [stand[0] for stand in staende]
        assert versionen == sorted(versionen)
        assert set(versionen) | {0} == set(range(wert.version + 1)), "a change without a trace"

    def teardown(self) -> None:
        if hasattr(self, "transaktion"):
            transaction.set_rollback(True)
            self.transaktion.__exit__(None, None, None)


def test_keine_folge_von_eingaben_verliert_oder_ueberschreibt_unbemerkt(db: None) -> None:
    run_state_machine_as_test(
        ZweiInEinerZelle, settings=settings(max_examples=20, stateful_step_count=15, deadline=None)
    )


teile = st.dictionaries(st.sampled_from(FELDER), st.integers(0, 12), max_size=6)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    gesamt=st.integers(0, 40),
    gezaehlt=teile,
    folgen=st.lists(
        st.dictionaries(st.sampled_from(FELDER), st.none() | st.integers(0, 12), max_size=4), max_size=3
    ),
    neue_summe=st.none() | st.integers(0, 40),
)
def test_raender_sind_immer_da_und_nie_groesser_als_die_summe(
    db: None,
    gesamt: int,
    gezaehlt: dict[tuple[str, str], int],
    folgen: list[dict[tuple[str, str], int | None]],
    neue_summe: int | None,
) -> None:
    with verworfen():
        blatt = blattwelt()
        termin = f.TerminFabrik(
            angebot=blatt.angebot, datum=blatt.monat, status="stattgefunden", teilnahmen=gesamt
        )
        Terminaufteilung.objects.bulk_create(
            Terminaufteilung(termin=termin, altersgruppe=a, geschlecht=g, anzahl=n)
            for (a, g), n in gezaehlt.items()
        )
        blatt.summieren()
        for aenderung in folgen:
            eingaben = {teil: "" if zahl is None else str(zahl) for teil, zahl in aenderung.items()}
            vorher = _teile(blatt)
            try:
                erfassung.aufteilung_speichern(
                    **blatt.ort("teilnahmen"), wer=None, eingaben=eingaben, stand=_stand()
                )
            except Zahlenfehler:
                assert _teile(blatt) == vorher
            _raender_passen(blatt)
        if neue_summe is not None:
            try:
                blatt.tippe("teilnahmen", str(neue_summe), version=1)
            except Zahlenfehler:
                assert blatt.stand("teilnahmen")[1] == gesamt
        _raender_passen(blatt)


def _stand() -> int:
    return erfassung.aufteilungsstand(list(Wert.objects.filter(kennzahl__schluessel="teilnahmen")))


def _teile(blatt: Blattwelt) -> dict[tuple[str, str], int]:
    werte = Wert.objects.filter(kennzahl=blatt.kennzahlen["teilnahmen"], zahl__isnull=False)
    teile = {(w.altersgruppe, w.geschlecht): w.zahl for w in werte}
    teile.pop(("alle", "alle"), None)
    return teile


def _raender_passen(blatt: Blattwelt) -> None:
    gesamt, vorhanden = blatt.stand("teilnahmen")[1], _teile(blatt)
    for raender in (ALTERSRAND, GESCHLECHTERRAND):
        assert sum(vorhanden.get(rand, 0) for rand in raender) <= (gesamt or 0)
    getippt = Wert.objects.filter(herkunft=Herkunft.MONATSSUMME).exclude(
        altersgruppe="alle", geschlecht="alle"
    )
    if getippt.exists():
        for (alter, geschlecht), zahl in vorhanden.items():
            if "alle" not in (alter, geschlecht):
                assert vorhanden[alter, "alle"] >= zahl
                assert vorhanden["alle", geschlecht] >= zahl


def test_zaehlung_bringt_die_aufteilung_mit(db: None) -> None:
    blatt = blattwelt()
    termin = blatt.termin(teilnahmen=12)
    termin.aufteilung.create(altersgruppe="u6", geschlecht="alle", anzahl=5)
    blatt.summieren()
    assert blatt.stand("teilnahmen", altersgruppe="u6") == ("zahl", 5, 5, Herkunft.GEZAEHLT)
    Termin.objects.filter(pk=termin.pk).update(teilnahmen=None)
    blatt.summieren()
    assert blatt.stand("teilnahmen", altersgruppe="u6") == ("leer", None, 5, Herkunft.GEZAEHLT)
