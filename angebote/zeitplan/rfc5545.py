"""The rule as RFC 5545 writes it, and its bare dates before pauses and exceptions.

Every function expects a Regel that has passed `pruefe()`. A series in a calendar file starts with
`DTSTART;TZID=Europe/Berlin` at `erster_tag(regel)` and `regel.von`; RFC 5545 (3.3.10) then wants UNTIL
in UTC, hence the conversion.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from angebote.zeitplan.regel import Regel, Rhythmus

BERLIN = ZoneInfo("Europe/Berlin")
_TAGE = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WERKTAGE = ",".join(_TAGE[:5])
_RDATE = "RDATE;TZID=Europe/Berlin:"


def als_rrule(regel: Regel) -> str:
    """The value of RRULE (`FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`); for Einzeltermine the whole RDATE line.

    Times, pauses and exceptions are not in it.
    """
    if regel.rhythmus == Rhythmus.EINZELTERMINE:
        return _RDATE + ",".join(f"{tag:%Y%m%d}T{regel.von:%H%M%S}" for tag in regel.daten)
    teile = _teile(regel)
    if regel.ende:
        schluss = datetime.combine(regel.ende, time(23, 59, 59), BERLIN)
        teile["UNTIL"] = f"{schluss.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return _zusammen(teile)


def aus_rrule(
    text: str,
    *,
    beginn: date,
    von: time,
    bis: time,
    pause_schulferien: bool = False,
    pause_feiertage: bool = False,
    ausnahmen: Iterable[date] = (),
) -> Regel:
    """The Regel whose `als_rrule` is `text`; the rest of the rule is given beside it.

    Raises ValueError for rules that `als_rrule` does not write.
    """
    eigenes = _lies_rdate(text) if text.startswith(_RDATE) else _lies_rrule(text)
    regel = Regel(
        beginn=beginn,
        von=von,
        bis=bis,
        pause_schulferien=pause_schulferien,
        pause_feiertage=pause_feiertage,
        ausnahmen=tuple(ausnahmen),
        **eigenes,
    )
    if regel.rhythmus != Rhythmus.EINZELTERMINE and als_rrule(regel) != text:
        raise ValueError(f"not a rule of a Zeitplan: {text}")
    return regel


def erster_tag(regel: Regel) -> date | None:
    """First date of the rule on or after its beginning, before pauses; None if there is none.

    Every n-th week counts from here.
    """
    if regel.rhythmus == Rhythmus.EINZELTERMINE:
        return min(regel.daten, default=None)
    erster = next(_folge(_teile(regel) | {"INTERVAL": "1"}, regel.beginn), None)
    return erster if erster and (regel.ende is None or erster <= regel.ende) else None


def tage(regel: Regel, von: date, bis: date) -> Iterator[date]:
    """Dates of the rule from `von` to `bis` (both inclusive), before pauses and exceptions."""
    if regel.rhythmus == Rhythmus.EINZELTERMINE:
        yield from (tag for tag in regel.daten if von <= tag <= bis)
        return
    erster = erster_tag(regel)
    if erster is None:
        return
    letzter = min(bis, regel.ende or bis)
    for tag in _folge(_teile(regel), _naher_beginn(regel, erster, von)):
        if tag > letzter:
            return
        if tag >= von:
            yield tag


def _naher_beginn(regel: Regel, erster: date, von: date) -> date:
    """A start close before `von` with the same dates after it, to spare counting from the first year."""
    if von <= erster:
        return erster
    if regel.rhythmus == Rhythmus.WOECHENTLICH:
        return von - timedelta(days=(von - erster).days % (7 * regel.intervall))
    return von


def _folge(teile: dict[str, str], beginn: date) -> Iterator[date]:
    return (zeit.date() for zeit in rrulestr(_zusammen(teile), dtstart=datetime.combine(beginn, time())))


def _teile(regel: Regel) -> dict[str, str]:
    """Parts of the RRULE without its end."""
    match regel.rhythmus:
        case Rhythmus.WOECHENTLICH:
            takt = {"INTERVAL": str(regel.intervall)} if regel.intervall > 1 else {}
            return {"FREQ": "WEEKLY"} | takt | {"BYDAY": ",".join(_TAGE[tag] for tag in regel.wochentage)}
        case Rhythmus.MONATLICH_WOCHENTAG:
            return {"FREQ": "MONTHLY", "BYDAY": f"{regel.position}{_TAGE[regel.wochentage[0]]}"}
        case Rhythmus.MONATLICH_TAG:
            return {"FREQ": "MONTHLY", "BYMONTHDAY": str(regel.tag)}
        case Rhythmus.TAEGLICH:
            return {"FREQ": "DAILY", "BYDAY": _WERKTAGE}
    raise ValueError(f"no RRULE for {regel.rhythmus}")


def _zusammen(teile: dict[str, str]) -> str:
    return ";".join(f"{name}={wert}" for name, wert in teile.items())


def _lies_rdate(text: str) -> dict[str, Any]:
    werte = text.removeprefix(_RDATE).split(",")
    daten = tuple(datetime.strptime(wert, "%Y%m%dT%H%M%S").date() for wert in werte)  # noqa: DTZ007
    return {"rhythmus": Rhythmus.EINZELTERMINE, "daten": daten}


def _lies_rrule(text: str) -> dict[str, Any]:
    teile = dict(teil.split("=", 1) for teil in text.split(";"))
    ende = _lies_until(teile["UNTIL"]) if "UNTIL" in teile else None
    match teile:
        case {"FREQ": "DAILY"}:
            eigenes: dict[str, Any] = {"rhythmus": Rhythmus.TAEGLICH}
        case {"FREQ": "WEEKLY", "BYDAY": wochentage}:
            eigenes = {
                "rhythmus": Rhythmus.WOECHENTLICH,
                "wochentage": tuple(_TAGE.index(tag) for tag in wochentage.split(",")),
                "intervall": int(teile.get("INTERVAL", 1)),
            }
        case {"FREQ": "MONTHLY", "BYDAY": wochentag}:
            eigenes = {
                "rhythmus": Rhythmus.MONATLICH_WOCHENTAG,
                "wochentage": (_TAGE.index(wochentag[-2:]),),
                "position": int(wochentag[:-2]),
            }
        case {"FREQ": "MONTHLY", "BYMONTHDAY": tag}:
            eigenes = {"rhythmus": Rhythmus.MONATLICH_TAG, "tag": int(tag)}
        case _:
            raise ValueError(f"not a rule of a Zeitplan: {text}")
    return eigenes | {"ende": ende}


def _lies_until(text: str) -> date:
    schluss = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return schluss.astimezone(BERLIN).date()
