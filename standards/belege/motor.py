"""Runs the rules: for all centres of a Bezirk at once. A failing rule is logged and says "keine Daten"."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from django.db import transaction

from standards.models import Beleg, Selbstbewertung, Urteil

from .regel import REGELN, Ergebnis, Lage, Regel

log = logging.getLogger(__name__)
Belege = dict[int, dict[str, list[tuple[Regel, Ergebnis]]]]
"""Centre (primary key) -> Kriterium ("9.1") -> what each of its rules says."""


def errechnen(lage: Lage, kriterien: Iterable[str] | None = None) -> Belege:
    """What the rules say today of each centre; `kriterien` limits them. A constant number of queries."""
    gewollt = None if kriterien is None else set(kriterien)
    belege: Belege = {zentrum: {} for zentrum in lage.zentren}
    for eine in REGELN.values():
        if gewollt is not None and eine.kriterium not in gewollt:
            continue
        ergebnisse = _fragen(eine, lage)
        for zentrum in lage.zentren:
            ergebnis = ergebnisse.get(zentrum) or _keine_daten(lage)
            belege[zentrum].setdefault(eine.kriterium, []).append((eine, ergebnis))
    return belege


def _fragen(eine: Regel, lage: Lage) -> Mapping[int, Ergebnis]:
    try:
        if not transaction.get_connection().in_atomic_block:
            return eine.funktion(lage)
        with transaction.atomic():  # a broken query must not break the submission around it
            return eine.funktion(lage)
    except Exception:
        log.exception("Regel %s", eine.schluessel)
        return {}


def _keine_daten(lage: Lage) -> Ergebnis:
    return Ergebnis(Urteil.KEINE_DATEN, "Dazu liegen keine Daten vor.", lage.seit(), lage.stichtag)


def einfrieren(bewertung: Selbstbewertung, lage: Lage) -> list[Beleg]:
    """Stores what the rules say at the current submission of a Selbstbewertung, for good."""
    kriterien = {a.kriterium.schluessel: a.kriterium for a in bewertung.antworten.select_related("kriterium")}
    belege = errechnen(lage, kriterien)[bewertung.zentrum_id]
    return Beleg.objects.bulk_create(
        Beleg(
            bewertung=bewertung,
            einreichung=bewertung.einreichungen,
            kriterium=kriterien[schluessel],
            regel=eine.schluessel,
            regel_version=eine.version,
            urteil=ergebnis.urteil,
            satz=ergebnis.satz,
            wert=ergebnis.wert,
            schwelle=ergebnis.schwelle,
            von=ergebnis.von,
            bis=ergebnis.bis,
            verweise=[asdict(verweis) for verweis in ergebnis.verweise],
        )
        for schluessel, paare in belege.items()
        for eine, ergebnis in paare
    )
