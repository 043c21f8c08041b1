"""Files that programs fetch again and again: told apart by what they hold, made once, 304 where known."""

import time
from collections.abc import Callable
from hashlib import sha256

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

SPEICHER = "dokumente"
WOCHE = 7 * 24 * 3600
FRISCH = 600
"""Seconds for which nobody needs to ask again."""


def pruefsumme(inhalt: str | bytes) -> str:
    return sha256(inhalt.encode() if isinstance(inhalt, str) else inhalt).hexdigest()


def bedingte_antwort(
    request: HttpRequest,
    *,
    kennung: str,
    bauen: Callable[[], bytes],
    typ: str,
    dateiname: str,
    privat: bool = False,
) -> HttpResponse:
    """The file, or 304 where the client has it. `kennung` (a hash) says what it holds.

    What is `privat` (behind a secret address) is kept by nobody between us and the client.

    `bauen` is called only where the file is sent. `Last-Modified` is when this kennung was first seen at
    this address.
    """
    etag, seit = f'"{kennung}"', _seit(request.path, kennung)
    antwort = get_conditional_response(request, etag=etag, last_modified=seit)
    if antwort is None:
        antwort = HttpResponse(bauen(), content_type=typ)
        antwort["Content-Disposition"] = content_disposition_header(False, dateiname) or "inline"
    antwort["ETag"] = etag
    antwort["Last-Modified"] = http_date(seit)
    antwort["Cache-Control"] = "private, no-cache" if privat else f"public, max-age={FRISCH}"
    return antwort


def gemerkt(kennung: str) -> bytes | None:
    """What was built for this kennung within the last week."""
    return caches[SPEICHER].get(f"inhalt:{kennung}")


def merken(kennung: str, inhalt: bytes) -> bytes:
    """Keeps it for a week, for all processes."""
    caches[SPEICHER].set(f"inhalt:{kennung}", inhalt, WOCHE)
    return inhalt


def _seit(adresse: str, kennung: str) -> int:
    """Seconds since 1970; a change and a change back both count as new."""
    schluessel = f"seit:{pruefsumme(adresse)}"
    bekannt = caches[SPEICHER].get(schluessel)
    if bekannt is None or bekannt[0] != kennung:
        bekannt = (kennung, int(time.time()))
        caches[SPEICHER].set(schluessel, bekannt, WOCHE)
    return bekannt[1]
