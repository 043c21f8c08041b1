"""Every path of a Selbstbewertung through its states, by every role: no path breaks an invariant."""

from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from standards import ablauf, antworten, voten
from standards.models import Antwort, Beleg, Runde, Selbstbewertung, Votum
from standards.pruefung import offen
from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests.hilfen import standards as s
from tests.welt import Welt
from zentren.models import Traeger
from zentren.rules import darf

Status = Selbstbewertung.Status
ENTWURF = (Status.ENTWURF, Status.ZURUECKGEGEBEN)
AUSSEN = ("bezirksamt", "verband", "geschaeftsstelle")
# Who may take which step; everybody else is refused in every state.
ZUSTAENDIG: dict[str, tuple[str, ...]] = {
    "beantworten": ("mitarbeit", "leitung"),
    "einreichen": ("leitung",),
    "zurueckziehen": ("leitung",),
    "freigeben": ("traeger",),
    "zurueckgeben": ("traeger",),
    "votieren": ("bezirksamt",),
    "nachfragen": ("bezirksamt",),
    "annehmen": ("bezirksamt",),
    "wieder_oeffnen": ("bezirksamt",),
    "entfallen": ("bezirksamt",),
    "beitragen": ("mitarbeit", "leitung", "traeger", *AUSSEN),
}
WO = {"beantworten": antworten, "votieren": voten, "beitragen": voten}
# Mostly somebody who may take the step (None), so that the paths get long; else anybody.
ROLLEN = st.sampled_from([None] * 8 + ["mitarbeit", "leitung", "traeger", *AUSSEN, "koordination"])
FERTIG = ("alles", "einreichen")
BEIM_AMT = (*FERTIG, "freigeben")
GEFRAGT = (*BEIM_AMT, "frage", "nachfragen")
WEGE = [
    *((False, weg) for weg in ((), FERTIG, (*FERTIG, "zurueckziehen"), GEFRAGT, (*BEIM_AMT, "annehmen"))),
    *((True, weg) for weg in (FERTIG, (*FERTIG, "zurueckgeben"), GEFRAGT, (*GEFRAGT, "einreichen"))),
]
"""Whether the Träger releases, and the steps with which an example begins."""
RECHTE = {
    "beantworten": "standards.bewertung_bearbeiten",
    "votieren": "standards.votum_geben",
    "beitragen": "standards.beitragen",
}
EINSCHAETZUNGEN = st.sampled_from(["erfuellt", "teilweise", "nicht_anwendbar", "offen"])


class Wege(RuleBasedStateMachine):
    """One centre in one round; each example is rolled back."""

    welt: Welt
    runde: Runde
    gegangen: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.transaktion = transaction.atomic()
        self.transaktion.__enter__()
        self.eingereicht: dict[int, tuple[Any, ...]] = {}
        self.angenommen: list[Any] | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaktion.__exit__(None, None, None)

    @property
    def bewertung(self) -> Selbstbewertung:
        return self.runde.bewertungen.get(zentrum=self.welt.eigenes)

    @initialize(anfang=st.sampled_from(WEGE))
    def vorspulen(self, anfang: tuple[bool, tuple[str, ...]]) -> None:
        """Starts anywhere, so that the late states are reached as often as the early ones."""
        freigabe, weg = anfang
        Traeger.objects.filter(pk=self.welt.traeger.pk).update(freigabe_noetig=freigabe)
        for was in weg:
            if was == "alles":
                s.beantworten(self.bewertung, self.welt)
            elif was == "frage":
                self._versuche("votieren", None, self._angaben("votieren", 0, "rueckfrage", "Wo?"))
            else:
                self._versuche(was, None, self._angaben(was, 0, "", "Soz 1"))

    @rule(
        wahl_des_schritts=st.tuples(st.sampled_from([True, True, True, False]), st.integers(0, 20)),
        rolle=ROLLEN,
        nummer=st.integers(0, 2),
        einschaetzung=EINSCHAETZUNGEN,
        art=st.sampled_from([*Votum.Art.values]),
        text=st.sampled_from(["Bitte prüfen", "Bitte prüfen", ""]),
    )
    def schritt(
        self,
        wahl_des_schritts: tuple[bool, int],
        rolle: str | None,
        nummer: int,
        einschaetzung: str,
        art: str,
        text: str,
    ) -> None:
        """Any step, by anybody; one rule for all, so that Hypothesis leaves none out."""
        nur_moegliche, welcher = wahl_des_schritts
        schritte = (self._moegliche() if nur_moegliche else None) or list(ZUSTAENDIG)
        was = schritte[welcher % len(schritte)]
        if was == "entfallen" and welcher > len(schritte):
            was = "einreichen"  # what ends the path comes seldom
        wert = einschaetzung if was == "beantworten" else art
        angaben = self._angaben(was, nummer, wert, text)
        if self._versuche(was, rolle, angaben):
            assert text or was not in ("annehmen", "zurueckgeben", "wieder_oeffnen", "entfallen", "beitragen")

    @rule(noetig=st.booleans())
    def schalter(self, noetig: bool) -> None:
        """The Träger begins or ceases to release."""
        Traeger.objects.filter(pk=self.welt.traeger.pk).update(freigabe_noetig=noetig)

    def _moegliche(self) -> list[str]:
        """The steps that somebody may take now; taking a centre out ends the path, so it comes last."""
        bewertung = self.bewertung
        return [
            was
            for was, rollen in ZUSTAENDIG.items()
            if any(
                darf(RECHTE.get(was, f"standards.bewertung_{was}"), self.welt.rollen[r], bewertung)
                for r in rollen
            )
        ]

    def _angaben(self, was: str, nummer: int, wert: str, text: str) -> dict[str, Any]:
        bewertung = self.bewertung
        antwort = list(bewertung.antworten.select_related("bewertung", "kriterium"))[nummer]
        if was == "beantworten":
            felder = {"einschaetzung": wert, "begruendung": text, "kategorie": "ressourcen" if text else ""}
            return {"antwort": antwort, "angaben": felder, "version": antwort.version}
        if was == "votieren":
            votum = Votum.objects.filter(antwort=antwort).first()
            stand = {"version": votum.version if votum else None}
            return {"antwort": antwort, "art": wert, "bemerkung": text, **stand}
        mehr = {
            "annehmen": {"aktenzeichen": text},
            "beitragen": {"antwort": antwort, "text": text},
        } | {was: {"grund": text} for was in ("zurueckgeben", "wieder_oeffnen", "entfallen")}
        return {"bewertung": bewertung} | mehr.get(was, {})

    def _versuche(self, was: str, rolle: str | None, angaben: dict[str, Any]) -> bool:
        """Takes the step, or is refused and nothing has changed."""
        rolle, vorher = rolle or ZUSTAENDIG[was][0], self._abzug()
        try:
            with transaction.atomic():
                getattr(WO.get(was, ablauf), was)(**angaben, wer=self.welt.rollen[rolle])
        except (Verweigert, Ueberholt):
            assert self._abzug() == vorher
            return False
        assert rolle in ZUSTAENDIG[was]
        self.gegangen.add(was)
        if was == "einreichen":
            self.eingereicht = self._antworten()
        self.angenommen = self._festes() if self.bewertung.status == Status.ANGENOMMEN else None
        return True

    def _antworten(self) -> dict[int, tuple[Any, ...]]:
        felder = ("pk", "einschaetzung", "begruendung", "kategorie", "massnahme")
        return {zeile[0]: zeile[1:] for zeile in self.bewertung.antworten.values_list(*felder)}

    def _abzug(self) -> list[Any]:
        bewertung = self.bewertung
        return [
            (bewertung.status, bewertung.version, bewertung.grund, bewertung.einreichungen),
            list(bewertung.antworten.values_list("pk", "version", "abgegeben", "nachgefragt")),
            list(Votum.objects.order_by("pk").values_list("pk", "art", "version")),
            (Ereignis.objects.count(), Beleg.objects.count(), bewertung.beitraege.count()),
        ]

    def _festes(self) -> list[Any]:
        voten_ = Votum.objects.order_by("pk").values_list("pk", "art", "bemerkung", "version")
        return [self._antworten(), list(voten_), self.bewertung.aktenzeichen]

    @invariant()
    def angenommenes_bleibt(self) -> None:
        if self.angenommen is not None:
            assert self._festes() == self.angenommen

    @invariant()
    def eingereichtes_aendert_sich_nur_wo_nachgefragt_ist(self) -> None:
        if self.bewertung.status in (*ENTWURF, Status.ENTFALLEN):
            return
        jetzt = self._antworten()
        for antwort in self.bewertung.antworten.filter(nachgefragt=False):
            assert jetzt[antwort.pk] == self.eingereicht[antwort.pk]

    @invariant()
    def vorgelegt_ist_nur_was_nichts_offen_laesst(self) -> None:
        if self.bewertung.status in (*ENTWURF, Status.ENTFALLEN):
            return
        for antwort in self.bewertung.antworten.filter(nachgefragt=False):
            assert antwort.abgegeben
            assert not offen(antwort, gegen=antwort.gegen_daten)

    @invariant()
    def offen_ist_nur_was_die_frage_geoeffnet_hat(self) -> None:
        team, bewertung = self.welt.rollen["mitarbeit"], self.bewertung
        offene = Antwort.objects.bearbeitbar_fuer(team).filter(bewertung=bewertung)
        if bewertung.status == Status.RUECKFRAGE:
            gefragt = bewertung.antworten.filter(nachgefragt=True, votum__art="rueckfrage")
            assert set(offene) == set(gefragt)
            assert gefragt
        else:
            assert offene.count() == (3 if bewertung.status in ENTWURF else 0)

    @invariant()
    def draussen_sieht_niemand_entwuerfe(self) -> None:
        for rolle in AUSSEN:
            for bewertung in Selbstbewertung.objects.sichtbar_fuer(self.welt.rollen[rolle]):
                assert bewertung.status not in ENTWURF
                assert not (bewertung.status == Status.EINGEREICHT and bewertung.freigabe_noetig)

    @invariant()
    def jede_rueckgabe_hat_einen_grund_und_jede_einreichung_ihre_belege(self) -> None:
        assert not Ereignis.objects.filter(was="vom Träger zurückgegeben", grund="").exists()
        nummern = set(Beleg.objects.values_list("einreichung", flat=True))
        assert nummern == set(range(1, self.bewertung.einreichungen + 1))


def test_kein_weg_bricht_eine_regel(welt: Welt) -> None:
    gegangen: set[str] = set()
    bezug = {"welt": welt, "runde": s.runde(welt), "gegangen": gegangen}
    run_state_machine_as_test(
        type("WegeDerWelt", (Wege,), bezug),
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert gegangen == ZUSTAENDIG.keys()
