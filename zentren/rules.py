"""Predicates over a Mitgliedschaft and the one table of permissions of this room.

`darf("zentren.pflegen", mitgliedschaft, zentrum)`. Lists use the querysets; a test proves that both agree.
"""

from typing import Any

import rules
from rules.predicates import Predicate

from zentren.models import Mitgliedschaft, Rolle, Zentrum
from zentren.models.rolle import BINDUNG, Rollenbindung


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


# Whom each role invites, and whose dates it sets. Nobody but the Verwaltung lets a Verband in.
VERGIBT: dict[Rolle, tuple[Rolle, ...]] = {
    Rolle.LEITUNG: (Rolle.MITARBEIT, Rolle.LEITUNG),
    Rolle.TRAEGER: (Rolle.TRAEGER, Rolle.LEITUNG),
    Rolle.GESCHAEFTSSTELLE: (Rolle.GESCHAEFTSSTELLE,),
    Rolle.BEZIRKSAMT: (Rolle.BEZIRKSAMT,),
    Rolle.KOORDINATION: (Rolle.KOORDINATION,),
    Rolle.VERWALTUNG: tuple(Rolle),
}


@rules.predicate
def vergibt_diese_rolle(m: Mitgliedschaft | None, bindung: Rollenbindung) -> bool:
    return m is not None and bindung.rolle in VERGIBT.get(Rolle(m.rolle), ())


@rules.predicate
def in_eigener_organisation(m: Mitgliedschaft | None, bindung: Rollenbindung) -> bool:
    """The very organisation; a Träger also for its centres, the Verwaltung everywhere."""
    if m is None or m.rolle == Rolle.VERWALTUNG:
        return m is not None
    if m.traeger_id is not None and bindung.zentrum is not None:
        return bindung.zentrum.traeger_id == m.traeger_id
    feld = f"{BINDUNG[Rolle(m.rolle)]}_id"
    return getattr(m, feld) == getattr(bindung, feld)


@rules.predicate
def gleiche_stelle(m: Mitgliedschaft | None, bindung: Rollenbindung) -> bool:
    """Where two offices share an organisation (Verband, Geschäftsstelle), each knows its own people only."""
    return m is not None and (not m.hat(Rolle.VERBAND, Rolle.GESCHAEFTSSTELLE) or m.rolle == bindung.rolle)


@rules.predicate
def beim_eigenen_verband(m: Mitgliedschaft | None, objekt: Any) -> bool:
    return m is not None and m.verband_id is not None and m.verband_id == objekt.verband_id


ist_team = hat_rolle(Rolle.MITARBEIT, Rolle.LEITUNG)
ist_leitung = hat_rolle(Rolle.LEITUNG)

# Staff in VZÄ: not for the colleagues of other centres who co-ordinate the Verbund.
liest_personal = hat_rolle(
    Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER, Rolle.VERBAND, Rolle.GESCHAEFTSSTELLE, Rolle.BEZIRKSAMT
)

# The trail names colleagues: it is for those who work in the centre, and its Träger.
liest_verlauf = (ist_team & im_eigenen_zentrum) | (hat_rolle(Rolle.TRAEGER) & beim_eigenen_traeger)

RECHTE = {
    "zentren.verlauf_lesen": liest_verlauf,
    "zentren.pflegen": ist_team & im_eigenen_zentrum,
    "zentren.personal_lesen": liest_personal,
    "zentren.fachstelle_anlegen": ist_team,
    "zentren.fachstelle_pflegen": ist_team & fachstelle_im_bezirk,
    "zentren.personen_lesen": in_eigener_organisation & gleiche_stelle,
    "zentren.rolle_vergeben": vergibt_diese_rolle & in_eigener_organisation,
    "zentren.links_ausstellen": hat_rolle(Rolle.MITARBEIT, *VERGIBT),
    "zentren.vereinbarung_lesen": hat_rolle(
        Rolle.VERBAND, Rolle.GESCHAEFTSSTELLE, Rolle.BEZIRKSAMT, Rolle.VERWALTUNG
    ),
    "zentren.vereinbarung_anlegen": hat_rolle(Rolle.VERWALTUNG),
    "zentren.vereinbarung_pflegen": hat_rolle(Rolle.VERWALTUNG),
    "zentren.vereinbarung_hochladen": hat_rolle(Rolle.VERWALTUNG)
    | (hat_rolle(Rolle.GESCHAEFTSSTELLE) & beim_eigenen_verband),
    "zentren.verwalten": hat_rolle(Rolle.VERWALTUNG),
}

WORTE = {
    "zentren.verlauf_lesen": "Das Team des Zentrums und sein Träger lesen, wer was geändert hat.",
    "zentren.pflegen": "Das Team des Zentrums pflegt dessen Angaben, Standorte, Räume, Zeiten und Personal.",
    "zentren.personal_lesen": "Alle außer Koordination und Verwaltung lesen die Personalstellen in VZÄ.",
    "zentren.fachstelle_anlegen": "Die Teams der Zentren tragen Fachstellen in das Verzeichnis ein.",
    "zentren.fachstelle_pflegen": "Die Teams der Zentren eines Bezirks pflegen dessen Fachstellen gemeinsam.",
    "zentren.personen_lesen": "Wer zu einer Stelle gehört, liest, wer noch dazugehört.",
    "zentren.rolle_vergeben": "Wer eine Stelle leitet, vergibt ihre Rollen; der Träger auch Leitungen.",
    "zentren.links_ausstellen": "Wer Links ausstellt, sieht und widerruft die eigenen.",
    "zentren.vereinbarung_lesen": "Verband, Geschäftsstelle, Bezirksamt und Verwaltung lesen Vereinbarungen.",
    "zentren.vereinbarung_anlegen": "Nur die Verwaltung trägt Kooperationsvereinbarungen ein.",
    "zentren.vereinbarung_pflegen": "Nur die Verwaltung ändert, von wann bis wann eine Vereinbarung gilt.",
    "zentren.vereinbarung_hochladen": "Geschäftsstelle und Verwaltung laden das Unterschriebene hoch.",
    "zentren.verwalten": "Die Verwaltung legt Organisationen, Konten und Mitgliedschaften an.",
}
"""Each right in a sentence, for docs/rights.md."""

for name, predicate in RECHTE.items():
    rules.add_perm(name, predicate)


def darf(recht: str, mitgliedschaft: Mitgliedschaft | None, objekt: Any = None) -> bool:
    """Whether this Mitgliedschaft has a right; an unknown right is an error, never a silent no."""
    if not rules.perm_exists(recht):
        raise KeyError(f"unknown permission {recht!r}")
    return rules.has_perm(recht, mitgliedschaft, objekt)
