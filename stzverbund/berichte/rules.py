"""The one table of permissions of the reports. Who reads one: `querysets.py`."""

from typing import Any

import rules

from zentren.models import Bezirk, Mitgliedschaft, Rolle, Traeger, Verband
from zentren.rules import beim_eigenen_traeger, hat_rolle, im_eigenen_zentrum, ist_leitung, ist_team


@rules.predicate
def eigener_traeger(m: Mitgliedschaft | None, traeger: Traeger) -> bool:
    return m is not None and m.traeger_id == traeger.pk


@rules.predicate
def eigener_bezirk(m: Mitgliedschaft | None, bezirk: Bezirk) -> bool:
    return m is not None and m.bezirksamt is not None and m.bezirksamt.bezirk_id == bezirk.pk


@rules.predicate
def eigener_verband(m: Mitgliedschaft | None, verband: Verband) -> bool:
    return m is not None and m.verband_id == verband.pk


RECHTE: dict[str, Any] = {
    "berichte.text_bearbeiten": ist_team & im_eigenen_zentrum,
    "berichte.zentrum_festschreiben": (ist_leitung & im_eigenen_zentrum)
    | (hat_rolle(Rolle.TRAEGER) & beim_eigenen_traeger),
    "berichte.traeger_festschreiben": hat_rolle(Rolle.TRAEGER) & eigener_traeger,
    "berichte.bezirk_festschreiben": hat_rolle(Rolle.BEZIRKSAMT) & eigener_bezirk,
    "berichte.verband_festschreiben": hat_rolle(Rolle.VERBAND, Rolle.GESCHAEFTSSTELLE) & eigener_verband,
}

WORTE = {
    "berichte.text_bearbeiten": "Das Team des Zentrums schreibt den Text des Sachberichts.",
    "berichte.zentrum_festschreiben": "Die Leitung oder der Träger schreibt den Bericht eines Zentrums fest.",
    "berichte.traeger_festschreiben": "Der Träger schreibt seinen Bericht fest.",
    "berichte.bezirk_festschreiben": "Das Bezirksamt schreibt den Bericht seines Bezirks fest.",
    "berichte.verband_festschreiben": "Verband und Geschäftsstelle schreiben ihren Bericht fest.",
}
"""Each right in a sentence, for docs/rights.md."""

for name, predicate in RECHTE.items():
    rules.add_perm(name, predicate)
