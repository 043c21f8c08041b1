"""Room on the interpreter's stack of frames, so that no hot loop runs on the edge of a piece of it.

CPython (3.11 to 3.13) takes the memory for frames in pieces of 16 KB and gives a piece back as soon as its
first frame returns. Where a template happens to render just on such an edge, every call asks the operating
system for memory and returns it: the same page takes twice as long, depending on how many middlewares lie
above it. A function that claims a large frame gets a piece with room for everything below it; memory that
nobody touches costs nothing.
"""

from collections.abc import Callable
from types import FunctionType
from typing import TypeVar, cast

from django.http import HttpRequest, HttpResponse

PLATZ = 32_000
"""Words that the frame claims: its piece is then 512 KB, and half of it is left for what is called below."""


F = TypeVar("F", bound=Callable)


def mit_platz(funktion: F) -> F:
    """The same function; whatever it calls runs within one piece of the stack."""
    eigentlich = cast(FunctionType, funktion)
    eigentlich.__code__ = eigentlich.__code__.replace(co_stacksize=PLATZ)
    return funktion


def platz_fuer_die_antwort(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """The outermost middleware: pages cost the same however many stand below it."""

    @mit_platz
    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    return middleware
