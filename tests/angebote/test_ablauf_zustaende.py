"""Every path through the states, by every role: no path breaks an invariant."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from angebote import ablauf
from angebote.models import Meldezeitraum, Meldung, Rueckfrage, Wert
from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt
from zentren.rules import darf

Status = Meldung.Status
# Mostly somebody who may take the step (None), so that the paths get long; else anybody.
ROLLEN = st.sampled_from(
    [None] * 8 + ["mitarbeit", "leitung", "traeger", "bezirksamt", "verband", "verwaltung"]
)
RECHTE = {
    "nicht_gemeldet": "angebote.zeitraum_schliessen",
    "rueckfrage_beantworten": "angebote.rueckfrage_beantworten",
}
GERADE = ("einreichen", "freigeben", "annehmen", "berichtigen")
WEGE = [*(GERADE[:bis] for bis in range(5)), ("einreichen", "zurueckgeben")]
OFFEN = [Status.ENTWURF, Status.ZURUECKGEGEBEN, Status.EINGEREICHT, Status.FREIGEGEBEN]
# Who may take which step; everybody else is refused in every state.
ZUSTAENDIG = {
    "einreichen": {"leitung"},
    "zurueckziehen": {"leitung"},
    "freigeben": {"traeger"},
    "zurueckgeben": {"traeger", "bezirksamt"},
    "annehmen": {"bezirksamt"},
    "berichtigen": {"leitung"},
    "verwerfen": {"leitung"},
    "nicht_gemeldet": {"bezirksamt"},
    "entsperren": {"bezirksamt"},
    "rueckfrage_beantworten": {"mitarbeit", "leitung"},
}


class Ablauf(RuleBasedStateMachine):
    """One centre, one period after its grace date; each example is rolled back."""

    welt: Welt
    zeitraum: Meldezeitraum
    gegangen: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.transaktion = transaction.atomic()
        self.transaktion.__enter__()
        m.entwurf(self.welt.eigenes, zeitraum=self.zeitraum)
        self.schritte = 0
        self.angenommen: dict[int, Any] = {}

    @initialize(weg=st.sampled_from(WEGE))
    def vorspulen(self, weg: tuple[str, ...]) -> None:
        """Starts anywhere, so that the late states are reached as often as the early ones."""
        for was in weg:
            self._versuche(was, None, self._angaben(was, -1, "Soz 1", an_zelle=True))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaktion.__exit__(None, None, None)

    @rule(
        wahl_des_schritts=st.tuples(st.sampled_from([True, True, True, False]), st.integers(0, 12)),
        rolle=ROLLEN,
        wahl=st.sampled_from([-1, -1, -1, 0]),
        text=st.sampled_from(["Soz 1", "Bitte prüfen", ""]),
        an_zelle=st.booleans(),
    )
    def schritt(
        self, wahl_des_schritts: tuple[bool, int], rolle: str | None, wahl: int, text: str, an_zelle: bool
    ) -> None:
        """Any step, by anybody, mostly with the newest Meldung; or something else happens in between.

        One rule for all: Hypothesis would switch single rules off and stay among the early states.
        """
        nur_moegliche, nummer = wahl_des_schritts
        schritte = [*(self._moegliche() if nur_moegliche else ZUSTAENDIG), "zahl", "sperre", "schalter"]
        was = schritte[nummer % len(schritte)]
        if was not in ZUSTAENDIG:
            getattr(self, f"_{was}")(an_zelle)
            return
        angaben = self._angaben(was, wahl, text, an_zelle)
        if angaben and self._versuche(was, rolle, angaben):
            assert text or was not in ("annehmen", "nicht_gemeldet", "entsperren", "rueckfrage_beantworten")
            assert text or an_zelle or was != "zurueckgeben"

    def _moegliche(self) -> list[str]:
        """The steps that somebody may take with the newest Meldung."""
        neueste = Meldung.objects.order_by("nr").last()
        return [
            was
            for was, rollen in ZUSTAENDIG.items()
            if any(
                darf(RECHTE.get(was, f"angebote.meldung_{was}"), self.welt.rollen[r], neueste) for r in rollen
            )
        ]

    def _angaben(self, was: str, wahl: int, text: str, an_zelle: bool) -> dict[str, Any]:
        """What the step needs; nothing where there is no Rückfrage to answer."""
        if was == "rueckfrage_beantworten":
            frage = Rueckfrage.objects.last()
            return {"rueckfrage": frage, "antwort": text} if frage else {}
        if was in ("nicht_gemeldet", "entsperren"):
            ort = {"zentrum": self.welt.eigenes, "zeitraum": self.zeitraum, "grund": text}
            return ort | ({"bis": timezone.localdate()} if was == "entsperren" else {})
        meldung = list(Meldung.objects.order_by("nr"))[wahl]
        fragen = {meldung.werte.first().pk: "Stimmt das?"} if an_zelle else {}
        mehr = {
            "annehmen": {"aktenzeichen": text},
            "zurueckgeben": {"grund": text, "rueckfragen": fragen},
        }
        return {"meldung": meldung} | mehr.get(was, {})

    def _versuche(self, was: str, rolle: str | None, angaben: dict[str, Any]) -> bool:
        """Takes the step, or is refused and nothing has changed."""
        if rolle is None:
            vorgelegt = "meldung" in angaben and angaben["meldung"].vorgelegt
            rolle = (min if vorgelegt else max)(ZUSTAENDIG[was])
        vorher = self._abzug()
        try:
            getattr(ablauf, was)(**angaben, wer=self.welt.rollen[rolle])
        except Verweigert:
            assert self._abzug() == vorher
            return False
        assert rolle in ZUSTAENDIG[was]
        self.schritte += 1
        self.gegangen.add(was)
        if was == "annehmen":
            self.angenommen[angaben["meldung"].pk] = self._festes(angaben["meldung"].pk)
        return True

    def _abzug(self) -> list[Any]:
        return [
            *Meldung.objects.order_by("pk").values_list("pk", "status", "version", "grund"),
            *Rueckfrage.objects.order_by("pk").values_list("pk", "antwort", "erledigt_am"),
            Ereignis.objects.count(),
        ]

    def _zahl(self, eins: bool) -> None:
        """What the grid does: a value of the open Meldung, while it lies with the centre."""
        wert = Wert.objects.filter(meldung__status__in=OFFEN[:2]).order_by("-meldung__nr", "pk").first()
        if wert:
            wert.zahl = 1 if eins else wert.zahl + 1
            wert.save()

    def _sperre(self, gesperrt: bool) -> None:
        """The lock date passes, or is moved."""
        sperre = timezone.localdate() + timedelta(days=0 if gesperrt else 40)
        Meldezeitraum.objects.filter(pk=self.zeitraum.pk).update(sperre=sperre)

    def _schalter(self, noetig: bool) -> None:
        """The Träger begins or ceases to release."""
        self.welt.traeger.freigabe_noetig = noetig
        self.welt.traeger.save()

    def _festes(self, pk: int) -> list[Any]:
        meldung = Meldung.objects.get(pk=pk)
        felder = ("monat", "kennzahl", "zahl", "art", "version")
        return [
            (meldung.status, meldung.aktenzeichen, meldung.angenommen_am, meldung.version),
            list(meldung.werte.order_by("pk").values_list("pk", *felder)),
            list(meldung.summen.order_by("pk").values_list("pk", "zahl", "angaben")),
        ]

    @invariant()
    def hoechstens_eine_ist_offen(self) -> None:
        assert Meldung.objects.filter(status__in=OFFEN).count() <= 1

    @invariant()
    def angenommenes_bleibt(self) -> None:
        for pk, festes in self.angenommen.items():
            assert self._festes(pk) == festes

    @invariant()
    def jede_rueckgabe_hat_einen_grund(self) -> None:
        assert not Meldung.objects.filter(status=Status.ZURUECKGEGEBEN, grund="").exists()
        assert not Ereignis.objects.filter(was__contains="zurückgegeben", grund="").exists()

    @invariant()
    def jeder_schritt_steht_im_verlauf(self) -> None:
        assert Ereignis.objects.count() == self.schritte

    @invariant()
    def bezirksamt_sieht_weder_entwuerfe_noch_nicht_freigegebenes(self) -> None:
        for rolle in ("bezirksamt", "verband", "geschaeftsstelle"):
            for meldung in Meldung.objects.sichtbar_fuer(self.welt.rollen[rolle]):
                assert meldung.status not in (Status.ENTWURF, Status.ZURUECKGEGEBEN)
                assert not (meldung.status == Status.EINGEREICHT and meldung.freigabe_noetig)

    @invariant()
    def berichtigt_wird_nur_angenommenes(self) -> None:
        for meldung in Meldung.objects.filter(nr__gt=0):
            assert Meldung.objects.get(nr=meldung.nr - 1).status == Status.ANGENOMMEN


def test_kein_weg_bricht_eine_regel(welt: Welt) -> None:
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-9, nachfrist=-5)
    f.KennzahlFabrik()
    m.angebot(welt.eigenes)
    gegangen: set[str] = set()
    bezug = {"welt": welt, "zeitraum": zeitraum, "gegangen": gegangen}
    run_state_machine_as_test(
        type("AblaufDerWelt", (Ablauf,), bezug),
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert gegangen == ZUSTAENDIG.keys()
