"""Predicates over a Mitgliedschaft and the one table of permissions of this room.

`darf("zentren.pflegen", mitgliedschaft, zentrum)`. Lists use the querysets; a test proves that both agree.
"""

from typing import Any

import rules
from rules.predicates import Predicate

from zentren.models import Mitgliedschaft, Rolle, Zentrum


def zentrum_von(objekt: Any) -> Zentrum:
    return objekt if isinstance(objekt, Zentrum) else objekt.zentrum


def hat_rolle(*rollen: Rolle) -> Predicate:
    @rules.predicate(name=f"rolle:{'/'.join(rollen)}")
    def predicate(m: Mitgliedschaft | None) -> bool:
        return m is not None and m.rolle in rollen

    return predicate


@rules.predicate
def im_eigenen_zentrum(m: Mitgliedschaft | None, objekt: Any) -> bool:
    return m is not None and m.zentrum_id is not None and m.zentrum_id == zentrum_von(objekt).pk


@rules.predicate
def beim_eigenen_traeger(m: Mitgliedschaft | None, objekt: Any) -> bool:
    return m is not None and m.traeger_id is not None and m.traeger_id == zentrum_von(objekt).traeger_id


@rules.predicate
def im_eigenen_bezirk(m: Mitgliedschaft | None, objekt: Any) -> bool:
    """The Bezirksamt for a centre of its Bezirk."""
    if m is None or m.bezirksamt is None:
        return False
    return m.bezirksamt.bezirk_id == zentrum_von(objekt).bezirk_id


@rules.predicate
def fachstelle_im_bezirk(m: Mitgliedschaft | None, objekt: Any) -> bool:
    return m is not None and m.zentrum is not None and m.zentrum.bezirk_id == objekt.bezirk_id


ist_team = hat_rolle(Rolle.MITARBEIT, Rolle.LEITUNG)
ist_leitung = hat_rolle(Rolle.LEITUNG)

# Staff in VZÄ: not for the colleagues of other centres who co-ordinate the Verbund.
liest_personal = hat_rolle(
    Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER, Rolle.VERBAND, Rolle.GESCHAEFTSSTELLE, Rolle.BEZIRKSAMT
)

RECHTE = {
    "zentren.pflegen": ist_team & im_eigenen_zentrum,
    "zentren.personal_lesen": liest_personal,
    "zentren.fachstelle_anlegen": ist_team,
    "zentren.fachstelle_pflegen": ist_team & fachstelle_im_bezirk,
    "zentren.verwalten": hat_rolle(Rolle.VERWALTUNG),
}

for name, predicate in RECHTE.items():
    rules.add_perm(name, predicate)


def darf(recht: str, mitgliedschaft: Mitgliedschaft | None, objekt: Any = None) -> bool:
    """Whether this Mitgliedschaft has a right; an unknown right is an error, never a silent no."""
    if not rules.perm_exists(recht):
        raise KeyError(f"unknown permission {recht!r}")
    return rules.has_perm(recht, mitgliedschaft, objekt)
