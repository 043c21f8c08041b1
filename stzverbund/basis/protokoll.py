"""Logs in production: one JSON object a line, with the number of the request and without personal data.

No e-mail, no address of a network, no path of a request (it may hold a token or a name), no query. What a
traceback says in words is left out where it quotes what somebody typed.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.db import OperationalError, ProgrammingError

kennung: ContextVar[str] = ContextVar("kennung", default="")
"""The number of the request that is being answered; empty outside of one."""

ANGABEN = ("ansicht", "methode", "status", "dauer_ms", "rolle")
"""What the line of a request says beside its number; nothing else of a record is written."""

SCHWAERZEN = (
    (re.compile(r"[^\s<>\"'()\[\],;:|]+@[^\s<>\"'()\[\],;:|]+"), "…@…"),
    (re.compile(r"/l/[^/\s?'\"]+"), "/l/…"),
    (re.compile(r"\?[^\s'\"]*=[^\s'\"]*"), "?…"),
    (re.compile(r"(?i)\b(key|token|password|kennwort|secret)=[^\s&'\"]+"), r"\1=…"),
)
NETZADRESSE = re.compile(r"(?<![\w:.])[0-9A-Fa-f:.]{2,45}")

# Their messages name things of the program and of the machine, never what somebody typed.
UNVERFAENGLICH = (
    AttributeError,
    CommandError,
    ImportError,
    ImproperlyConfigured,
    NameError,
    OperationalError,
    OSError,
    ProgrammingError,
)


def geschwaerzt(text: str) -> str:
    """The text without e-mail addresses, network addresses, tokens of links and queries."""
    for muster, ersatz in SCHWAERZEN:
        text = muster.sub(ersatz, text)
    return NETZADRESSE.sub(_ohne_netz, text)


def _ohne_netz(fund: re.Match[str]) -> str:
    """A time of day has colons too: only what is an address, with or without port, is taken out."""
    wort = fund[0]
    for kandidat in (wort, wort.rstrip(".:"), wort.rpartition(":")[0]):
        try:
            ip_address(kandidat)
        except ValueError:
            continue
        return "[Netz]"
    return wort


class JsonZeile(logging.Formatter):
    """zeit (UTC), stufe, quelle, text, kennung, the five `ANGABEN` and, after an error, where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        zeit = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        zeile: dict[str, Any] = {"zeit": zeit, "stufe": record.levelname, "quelle": record.name}
        zeile["text"] = _text(record)
        # Django logs some answers after the last middleware: they still name their request.
        if nummer := kennung.get() or getattr(getattr(record, "request", None), "kennung", ""):
            zeile["kennung"] = nummer
        zeile |= {name: getattr(record, name) for name in ANGABEN if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            zeile["fehler"] = _fehler(record.exc_info[1])
        return json.dumps(zeile, ensure_ascii=False)


def _text(record: logging.LogRecord) -> str:
    """The message; Django's own ones about a request name its path, which is left out."""
    args: Any = record.args
    pfad = getattr(getattr(record, "request", None), "path", None)
    if pfad and isinstance(args, tuple):
        args = tuple("[Adresse]" if isinstance(a, str) and pfad in a else a for a in args)
    text = str(record.msg)
    try:
        text = text % args if args else text
    except (TypeError, ValueError):
        return geschwaerzt(text)  # the template alone is better than no line
    return geschwaerzt(text)


def _fehler(fehler: BaseException | None) -> list[str]:
    """Class and place of an error and of its causes, what came first at the top."""
    zeilen: list[str] = []
    while fehler is not None:
        zeilen.insert(0, _ein_fehler(fehler))
        fehler = fehler.__cause__ or (None if fehler.__suppress_context__ else fehler.__context__)
    return zeilen


def _ein_fehler(fehler: BaseException) -> str:
    worte = f": {geschwaerzt(str(fehler))}" if isinstance(fehler, UNVERFAENGLICH) else ""
    orte = [f"{o.filename}:{o.lineno} {o.name}" for o in traceback.extract_tb(fehler.__traceback__)]
    return f"{type(fehler).__module__}.{type(fehler).__qualname__}{worte} [{' > '.join(orte[-12:])}]"
