"""The one table of permissions of this room: its registers (domain model, "stadtteilmanagement")."""

import rules

from zentren.models import Mitgliedschaft, Rolle
from zentren.rules import (
    beim_eigenen_traeger,
    beim_eigenen_verband,
    hat_rolle,
    im_eigenen_bezirk,
    im_eigenen_zentrum,
    ist_team,
)
from zentren.stadtteilmanagement.models import Anliegen, Mappendokument, Massnahme
from zentren.stadtteilmanagement.querysets_register import IM_HAUS, PARTNER

Eigner = Massnahme.Eigner
FUEHREN = "stadtteilmanagement.fuehren"
"""The right of the team to keep the registers of its centre."""


def hat_eigner(*eigner: str) -> rules.predicates.Predicate:
    @rules.predicate(name=f"eigner:{'/'.join(eigner)}")
    def predicate(m: Mitgliedschaft | None, massnahme: Massnahme) -> bool:
        return massnahme.eigner in eigner

    return predicate


@rules.predicate
def ueber_ein_zentrum(m: Mitgliedschaft | None, massnahme: Massnahme) -> bool:
    return massnahme.zentrum_id is not None


@rules.predicate
def ist_vereinbart(m: Mitgliedschaft | None, massnahme: Massnahme) -> bool:
    return massnahme.vereinbart_am is not None


@rules.predicate
def fremder_entwurf(m: Mitgliedschaft | None, massnahme: Massnahme) -> bool:
    """Proposed by a link and not submitted yet (as `querysets.FREMDER_ENTWURF`)."""
    return massnahme.von_aussen and massnahme.vereinbart_am is None


@rules.predicate
def im_bezirk_der_stelle(m: Mitgliedschaft | None, massnahme: Massnahme) -> bool:
    """Bezirksamt or Verbund of the Bezirk of a Massnahme."""
    stelle = (m.bezirksamt or m.verbund) if m is not None else None
    return stelle is not None and stelle.bezirk_id == massnahme.bezirk_id


@rules.predicate
def ans_amt_weitergeleitet(m: Mitgliedschaft | None, anliegen: Anliegen) -> bool:
    return anliegen.empfaenger == Anliegen.Empfaenger.BEZIRKSAMT and anliegen.weitergeleitet_am is not None


def legt_fest(wer: object) -> bool:
    """Whether a Massnahme of this person is agreed at once: what office and Verbund write, all may read."""
    return isinstance(wer, Mitgliedschaft) and wer.hat(Rolle.BEZIRKSAMT, Rolle.KOORDINATION)


@rules.predicate
def in_der_eigenen_mappe(m: Mitgliedschaft | None, dokument: Mappendokument) -> bool:
    """The folder of a centre is its team's, the one of the Bezirk the Bezirksamt's."""
    if m is None:
        return False
    if dokument.zentrum_id is not None:
        return m.zentrum_id == dokument.zentrum_id
    return m.bezirksamt is not None and m.bezirksamt.bezirk_id == dokument.bezirk_id


# A draft belongs to whoever writes it, whomever it will oblige.
des_zentrums = (
    ueber_ein_zentrum
    & ist_team
    & im_eigenen_zentrum
    & ~fremder_entwurf
    & (hat_eigner(Eigner.ZENTRUM, Eigner.TRAEGER) | ~ist_vereinbart)
)
des_traegers = (
    ueber_ein_zentrum
    & hat_rolle(Rolle.TRAEGER)
    & beim_eigenen_traeger
    & ~fremder_entwurf
    & hat_eigner(Eigner.TRAEGER)
)
des_amtes = (
    hat_rolle(Rolle.BEZIRKSAMT) & im_bezirk_der_stelle & hat_eigner(Eigner.BEZIRKSAMT) & ist_vereinbart
)
des_verbundes = hat_rolle(Rolle.KOORDINATION) & im_bezirk_der_stelle & hat_eigner(Eigner.VERBUND)
fuehrt_mappe = hat_rolle(Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.BEZIRKSAMT)

RECHTE = {
    FUEHREN: ist_team & im_eigenen_zentrum,
    "stadtteilmanagement.beschwerdezahlen_lesen": hat_rolle(
        Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER, Rolle.BEZIRKSAMT
    ),
    "stadtteilmanagement.anliegen_beantworten": (ist_team & im_eigenen_zentrum)
    | (hat_rolle(Rolle.BEZIRKSAMT) & im_eigenen_bezirk & ans_amt_weitergeleitet),
    "stadtteilmanagement.mappe_anlegen": fuehrt_mappe,
    "stadtteilmanagement.mappe_pflegen": fuehrt_mappe & in_der_eigenen_mappe,
    "stadtteilmanagement.massnahme_anlegen": hat_rolle(
        Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER, Rolle.BEZIRKSAMT, Rolle.KOORDINATION
    ),
    "stadtteilmanagement.massnahme_pflegen": des_zentrums | des_traegers | des_amtes | des_verbundes,
    "stadtteilmanagement.foerdersummen_lesen": hat_rolle(*IM_HAUS, *PARTNER),
    "stadtteilmanagement.kampagne_anlegen": hat_rolle(Rolle.GESCHAEFTSSTELLE),
    "stadtteilmanagement.kampagne_fuehren": hat_rolle(Rolle.GESCHAEFTSSTELLE) & beim_eigenen_verband,
}

WORTE = {
    FUEHREN: "Das Team führt Tätigkeitsbuch und Register seines Zentrums.",
    "stadtteilmanagement.beschwerdezahlen_lesen": (
        "Zentren, Träger und Bezirksamt sehen, wie viele Beschwerden es gibt und wie schnell die Antwort kam."
    ),
    "stadtteilmanagement.anliegen_beantworten": "Das Team trägt Antworten ein, das Bezirksamt antwortet.",
    "stadtteilmanagement.mappe_anlegen": "Zentren und Bezirksamt legen Dokumente in ihre Mappe.",
    "stadtteilmanagement.mappe_pflegen": "Wem die Mappe gehört, pflegt ihre Dokumente.",
    "stadtteilmanagement.massnahme_anlegen": "Zentren, Träger, Bezirksamt, Koordination legen Maßnahmen an.",
    "stadtteilmanagement.massnahme_pflegen": "Wer zuständig ist, hält die Maßnahme aktuell.",
    "stadtteilmanagement.foerdersummen_lesen": "Alle außer Koordination und Verwaltung lesen Fördersummen.",
    "stadtteilmanagement.kampagne_anlegen": "Die Geschäftsstelle legt Kampagnen über viele Häuser an.",
    "stadtteilmanagement.kampagne_fuehren": "Die Geschäftsstelle führt ihre eigenen Kampagnen.",
}
"""Each right in a sentence, for docs/rights.md."""

for name, predicate in RECHTE.items():
    rules.add_perm(name, predicate)
