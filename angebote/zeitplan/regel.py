"""The rule of a schedule and what is wrong with it."""

from dataclasses import dataclass, fields, replace
from datetime import date, time
from typing import Any

from django.db import models

ERSTES_JAHR, LETZTES_JAHR = 1990, 2100
POSITIONEN = (1, 2, 3, 4, -1)


class Rhythmus(models.TextChoices):
    """How an Angebot recurs."""

    WOECHENTLICH = "woechentlich", "an Wochentagen, jede oder jede n-te Woche"
    MONATLICH_WOCHENTAG = "monatlich_wochentag", "monatlich an einem Wochentag"
    MONATLICH_TAG = "monatlich_tag", "monatlich an einem festen Tag"
    TAEGLICH = "taeglich", "montags bis freitags"
    EINZELTERMINE = "einzeltermine", "einzelne Termine"


class Zeitplanfehler(ValueError):
    """A rule that cannot be; `fehler` maps the field of the Regel to a German message for its form field."""

    def __init__(self, fehler: dict[str, str]) -> None:
        super().__init__("; ".join(f"{feld}: {meldung}" for feld, meldung in fehler.items()))
        self.fehler = fehler


@dataclass(frozen=True, kw_only=True)
class Regel:
    """When an Angebot takes place. Lists are kept sorted and without doubles.

    `wochentage` count from 0 (Monday); `intervall` is 1 to 4 weeks, counted from the first date on or after
    `beginn`; `position` is 1 to 4 or -1 (the last such weekday of the month); `tag` is a day of the month,
    months without it are left out. `beginn` and `ende` (inclusive, None: open) do not limit `daten`; pauses
    and `ausnahmen` do.
    """

    rhythmus: Rhythmus
    beginn: date
    von: time
    bis: time
    ende: date | None = None
    wochentage: tuple[int, ...] = ()
    intervall: int = 1
    position: int | None = None
    tag: int | None = None
    daten: tuple[date, ...] = ()
    pause_schulferien: bool = False
    pause_feiertage: bool = False
    ausnahmen: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        for feld in ("wochentage", "daten", "ausnahmen"):
            object.__setattr__(self, feld, tuple(sorted(set(getattr(self, feld)))))

    def pruefe(self) -> None:
        """Raise Zeitplanfehler with a message for each wrong field; what the Rhythmus ignores is not read."""
        fehler = _fehler_der_zeit(self) | _FEHLER[Rhythmus(self.rhythmus)](self)
        if fehler:
            raise Zeitplanfehler(fehler)

    def bereinigt(self) -> "Regel":
        """The same schedule without what its Rhythmus ignores (left over from another choice in the form)."""
        egal = _RHYTHMUSFELDER - _GEBRAUCHT[Rhythmus(self.rhythmus)]
        vorgaben: dict[str, Any] = {feld.name: feld.default for feld in fields(self) if feld.name in egal}
        return replace(self, **vorgaben)


_GEBRAUCHT: dict[Rhythmus, frozenset[str]] = {
    Rhythmus.WOECHENTLICH: frozenset({"ende", "wochentage", "intervall"}),
    Rhythmus.MONATLICH_WOCHENTAG: frozenset({"ende", "wochentage", "position"}),
    Rhythmus.MONATLICH_TAG: frozenset({"ende", "tag"}),
    Rhythmus.TAEGLICH: frozenset({"ende"}),
    Rhythmus.EINZELTERMINE: frozenset({"daten"}),
}
_RHYTHMUSFELDER = frozenset().union(*_GEBRAUCHT.values())


def _fehler_der_zeit(regel: Regel) -> dict[str, str]:
    fehler = {}
    if regel.bis <= regel.von:
        fehler["bis"] = "Das Ende muss nach dem Anfang liegen, z. B. 10:00 bis 11:30 Uhr."
    jahr = f"Bitte prüfen Sie das Jahr: Möglich ist {ERSTES_JAHR} bis {LETZTES_JAHR}."
    gelesen = regel.bereinigt()
    for feld in ("beginn", "ende", "daten", "ausnahmen"):
        wert = getattr(gelesen, feld)
        tage = wert if isinstance(wert, tuple) else (wert,) if wert else ()
        if any(not ERSTES_JAHR <= tag.year <= LETZTES_JAHR for tag in tage):
            fehler[feld] = jahr
    if gelesen.ende and gelesen.ende < regel.beginn:
        fehler.setdefault("ende", "Der letzte Tag darf nicht vor dem ersten liegen.")
    return fehler


def _fehler_der_woche(regel: Regel) -> dict[str, str]:
    fehler = {}
    if not regel.wochentage or not set(regel.wochentage) <= set(range(7)):
        fehler["wochentage"] = "Bitte wählen Sie mindestens einen Wochentag."
    if regel.intervall not in (1, 2, 3, 4):
        fehler["intervall"] = "Möglich ist jede, jede zweite, jede dritte oder jede vierte Woche."
    return fehler


def _fehler_des_monatswochentags(regel: Regel) -> dict[str, str]:
    fehler = {}
    if len(regel.wochentage) != 1 or regel.wochentage[0] not in range(7):
        fehler["wochentage"] = "Bitte wählen Sie genau einen Wochentag."
    if regel.position not in POSITIONEN:
        fehler["position"] = "Bitte wählen Sie den ersten, zweiten, dritten, vierten oder letzten im Monat."
    return fehler


def _fehler_des_monatstags(regel: Regel) -> dict[str, str]:
    if regel.tag not in range(1, 32):
        return {"tag": "Bitte geben Sie einen Tag von 1 bis 31 ein."}
    return {}


def _fehler_der_einzeltermine(regel: Regel) -> dict[str, str]:
    if not regel.daten:
        return {"daten": "Bitte geben Sie mindestens einen Termin ein."}
    return {}


_FEHLER = {
    Rhythmus.WOECHENTLICH: _fehler_der_woche,
    Rhythmus.MONATLICH_WOCHENTAG: _fehler_des_monatswochentags,
    Rhythmus.MONATLICH_TAG: _fehler_des_monatstags,
    Rhythmus.TAEGLICH: lambda regel: {},
    Rhythmus.EINZELTERMINE: _fehler_der_einzeltermine,
}
