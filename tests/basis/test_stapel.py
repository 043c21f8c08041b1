"""Nothing below a function with room runs on the edge of a piece of the interpreter's stack."""

import resource
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from stzverbund.basis.stapel import PLATZ, mit_platz

TIEFEN = 120
"""Frames of about 150 bytes each: one of these depths lies on the edge of a piece of 16 KB."""
AUFRUFE = 400


def _blatt() -> int:
    return 1


def _in_der_tiefe(tiefe: int) -> None:
    if tiefe:
        _in_der_tiefe(tiefe - 1)
        return
    for _ in range(AUFRUFE):
        _blatt()


def _seiten_vom_betriebssystem(aufruf: Callable[[int], None]) -> int:
    """The most memory pages that one depth asked for."""

    def gezaehlt(tiefe: int) -> int:
        vorher = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        aufruf(tiefe)
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - vorher

    return max(min(gezaehlt(tiefe), gezaehlt(tiefe)) for tiefe in range(TIEFEN))


def test_mit_platz_kostet_keine_tiefe_speicher() -> None:
    @mit_platz
    def geraeumig(tiefe: int) -> None:
        _in_der_tiefe(tiefe)

    assert _seiten_vom_betriebssystem(geraeumig) < AUFRUFE / 4


def test_die_aeusserste_schicht_schafft_platz() -> None:
    middleware = import_string(settings.MIDDLEWARE[0])(lambda request: request)
    assert middleware.__code__.co_stacksize == PLATZ
    assert middleware("Anfrage") == "Anfrage"
