"""Answers when a request cannot be read or something broke: without database, session and role."""

import logging

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger(__name__)

ZU_GROSS = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
NOTFALLS = "Da ist etwas schiefgegangen. Was Sie zuletzt gespeichert haben, ist noch da."


def ungueltig(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where more was sent than any form of ours sends."""
    status = 413 if isinstance(exception, ZU_GROSS) else 400
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def panne(request: HttpRequest) -> HttpResponse:
    """500 with the number of the request, by which the operators find it in the log."""
    try:
        seite = render_to_string("500.html", {"kennung": getattr(request, "kennung", "")})
    except Exception:  # a missing static file must not hide the first error
        log.exception("500.html")
        return HttpResponse(NOTFALLS, status=500, content_type="text/plain; charset=utf-8")
    return HttpResponse(seite, status=500)
