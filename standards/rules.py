"""The one table of permissions of this room (roles and states: domain model, "Roles", "Decided" 3)."""

from typing import Any

import rules
from rules.predicates import Predicate

from angebote.querysets import AUFSICHT, INNEN
from standards.models import Antwort, Runde, Selbstbewertung
from zentren.models import Mitgliedschaft, Rolle
from zentren.rules import (
    beim_eigenen_traeger,
    hat_rolle,
    im_eigenen_bezirk,
    im_eigenen_zentrum,
    ist_leitung,
    ist_team,
)

Status = Selbstbewertung.Status


def im_status(*status: str) -> Predicate:
    @rules.predicate(name=f"status:{'/'.join(status)}")
    def predicate(m: Mitgliedschaft | None, bewertung: Selbstbewertung) -> bool:
        return bewertung.status in status

    return predicate


@rules.predicate
def ist_eigene(m: Mitgliedschaft | None, bewertung: Selbstbewertung) -> bool:
    """Answered by the centre itself, not by an outside author."""
    return bewertung.art == Selbstbewertung.Art.EIGEN


@rules.predicate
def beim_zentrum(m: Mitgliedschaft | None, bewertung: Selbstbewertung) -> bool:
    return bewertung.beim_zentrum


@rules.predicate
def beim_amt(m: Mitgliedschaft | None, bewertung: Selbstbewertung) -> bool:
    return bewertung.beim_amt


@rules.predicate
def ist_vorgelegt(m: Mitgliedschaft | None, bewertung: Selbstbewertung) -> bool:
    return bewertung.vorgelegt


@rules.predicate
def wartet_auf_freigabe(m: Mitgliedschaft | None, bewertung: Selbstbewertung) -> bool:
    return bewertung.status == Status.EINGEREICHT and bewertung.freigabe_noetig


@rules.predicate
def runde_laeuft(m: Mitgliedschaft | None, bewertung: Selbstbewertung) -> bool:
    return bewertung.runde.abgeschlossen_am is None


@rules.predicate
def bezirk_des_amtes(m: Mitgliedschaft | None, runde: Runde) -> bool:
    return m is not None and m.bezirksamt is not None and m.bezirksamt.bezirk_id == runde.bezirk_id


@rules.predicate
def antwort_offen(m: Mitgliedschaft | None, antwort: Antwort) -> bool:
    """Everything in a draft, what was asked while there is a Rückfrage."""
    if antwort.bewertung.status == Status.RUECKFRAGE:
        return antwort.nachgefragt
    return antwort.bewertung.beim_zentrum


def an_der_bewertung(predicate: Predicate) -> Predicate:
    """The same question, asked with an Antwort."""

    @rules.predicate(name=f"bewertung:{predicate.name}")
    def auf_antwort(m: Mitgliedschaft | None, antwort: Antwort) -> bool:
        return predicate.test(m, antwort.bewertung)

    return auf_antwort


team_des_zentrums = ist_team & im_eigenen_zentrum & ist_eigene
leitung_des_zentrums = ist_leitung & im_eigenen_zentrum & ist_eigene
bezirksamt = hat_rolle(Rolle.BEZIRKSAMT) & im_eigenen_bezirk
traeger = hat_rolle(Rolle.TRAEGER) & beim_eigenen_traeger
beteiligte = ist_team & im_eigenen_zentrum | traeger | bezirksamt
# of an Außenevaluation the Bezirksamt talks with its author, nobody else
mitredende = (
    team_des_zentrums | traeger & ist_eigene | hat_rolle(*AUFSICHT) & ist_vorgelegt & ist_eigene
) | bezirksamt & ist_vorgelegt

RECHTE: dict[str, Any] = {
    "standards.lesen": hat_rolle(*INNEN, *AUFSICHT, Rolle.KOORDINATION),
    "standards.netz_lesen": hat_rolle(Rolle.KOORDINATION, Rolle.GESCHAEFTSSTELLE),
    "standards.stand_lesen": (ist_team & im_eigenen_zentrum) | traeger,
    "standards.fassung_pflegen": hat_rolle(Rolle.VERWALTUNG),
    "standards.runde_anlegen": hat_rolle(Rolle.BEZIRKSAMT),
    "standards.runde_pflegen": bezirk_des_amtes,
    "standards.aussen_beauftragen": bezirksamt & ~ist_eigene & runde_laeuft,
    "standards.antwort_geben": an_der_bewertung(team_des_zentrums) & antwort_offen,
    "standards.bewertung_bearbeiten": team_des_zentrums & beim_zentrum,
    "standards.bewertung_einreichen": leitung_des_zentrums & beim_zentrum,
    "standards.bewertung_zurueckziehen": leitung_des_zentrums & im_status(Status.EINGEREICHT),
    "standards.bewertung_freigeben": traeger & wartet_auf_freigabe,
    "standards.bewertung_zurueckgeben": traeger & wartet_auf_freigabe,
    "standards.votum_geben": bezirksamt & beim_amt,
    "standards.bewertung_nachfragen": bezirksamt & im_status(Status.IN_PRUEFUNG),
    "standards.bewertung_annehmen": bezirksamt & beim_amt,
    "standards.bewertung_wieder_oeffnen": bezirksamt & im_status(Status.ANGENOMMEN) & runde_laeuft,
    "standards.bewertung_entfallen": bezirksamt & ~im_status(Status.ANGENOMMEN, Status.ENTFALLEN),
    "standards.beitragen": mitredende,
    "standards.verlauf_lesen": team_des_zentrums | (traeger & ist_eigene) | (bezirksamt & ist_vorgelegt),
    "standards.gespraech_lesen": beteiligte & ist_vorgelegt,
    "standards.brief_lesen": beteiligte & im_status(Status.RUECKFRAGE, Status.ANGENOMMEN),
    "standards.bezirksbericht_lesen": bezirk_des_amtes | hat_rolle(Rolle.GESCHAEFTSSTELLE),
}

WORTE = {
    "standards.lesen": "Wer mit Zentren arbeitet, liest die Mindeststandards und ihre Runden.",
    "standards.netz_lesen": "Koordination und Geschäftsstelle lesen die Zählung im Verbund, ohne Namen.",
    "standards.stand_lesen": "Team und Träger sehen das ganze Jahr, was die Daten zu den Kriterien sagen.",
    "standards.fassung_pflegen": "Die Verwaltung bereitet eine neue Fassung der Standards vor.",
    "standards.runde_anlegen": "Das Bezirksamt legt eine Runde an.",
    "standards.runde_pflegen": "Das Bezirksamt öffnet, ändert und schließt die Runden seines Bezirks.",
    "standards.aussen_beauftragen": "Das Bezirksamt gibt den Link zu einer Außenevaluation aus.",
    "standards.antwort_geben": "Das Team des Zentrums antwortet, nach einer Rückfrage nur zu dieser.",
    "standards.bewertung_bearbeiten": "Das Team des Zentrums bearbeitet die eigene Selbstbewertung.",
    "standards.bewertung_einreichen": "Die Leitung reicht die Selbstbewertung ein.",
    "standards.bewertung_zurueckziehen": "Die Leitung zieht zurück, bis jemand freigegeben oder geprüft hat.",
    "standards.bewertung_freigeben": "Der Träger gibt frei, wo er das verlangt.",
    "standards.bewertung_zurueckgeben": "Der Träger gibt vor der Freigabe mit einem Grund zurück.",
    "standards.votum_geben": "Das Bezirksamt gibt zu jedem Kriterium ein Votum.",
    "standards.bewertung_nachfragen": "Das Bezirksamt fragt zu einzelnen Kriterien nach.",
    "standards.bewertung_annehmen": "Das Bezirksamt nimmt an, was ihm vorliegt.",
    "standards.bewertung_wieder_oeffnen": "Das Bezirksamt öffnet in einer laufenden Runde mit Grund wieder.",
    "standards.bewertung_entfallen": "Das Bezirksamt nimmt ein Zentrum mit einem Grund aus der Runde.",
    "standards.verlauf_lesen": "Zentrum und Träger lesen den Verlauf, das Bezirksamt seinen Teil.",
    "standards.beitragen": "Zentrum, Träger und Bezirksamt reden mit, die Verbände kommentieren.",
    "standards.gespraech_lesen": "Zentrum, Träger und Bezirksamt bereiten das Jahresgespräch vor.",
    "standards.brief_lesen": "Zentrum, Träger und Bezirksamt haben den Brief zu Rückfrage und Annahme.",
    "standards.bezirksbericht_lesen": "Bezirksamt und Geschäftsstelle lesen den Bericht über den Bezirk.",
}
"""Each right in a sentence, for docs/rights.md."""

for name, predicate in RECHTE.items():
    rules.add_perm(name, predicate)
