"""Two people edited the same: the second one sees both versions, field by field, and chooses.

The form is shown again with a pair of radio buttons for each field that differs; what was chosen is saved
with the version that was shown. Works without a script.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from .models import Versioniert
from .pflege import Ueberholt
from .verlauf import anzeige, wer_war_es

WAHL = "wahl_"
MEINE, ANDERE = "meine", "andere"
JEMAND = "jemand anderem"


@dataclass(frozen=True)
class Konflikt:
    """One field in both versions, in words; `gewaehlt` is "meine" or "andere"."""

    name: str
    label: str
    meine: str
    andere: str
    gewaehlt: str = MEINE

    @property
    def feld(self) -> str:
        """The name of its radio buttons."""
        return f"{WAHL}{self.name}"


@dataclass(frozen=True)
class Gegenstand:
    """What a form holds besides the fields of its model (opening hours, schedules), chosen as a whole."""

    name: str
    label: str
    meine: str
    andere: str


def stand(aktuell: Any) -> str:
    """Whose version is stored, and since when: "Test Leitung, 22.11.2026 um 14:05 Uhr"."""
    letzter = aktuell.history.select_related("history_user").first() if hasattr(aktuell, "history") else None
    wer = wer_war_es(letzter) if letzter else JEMAND
    zeit = timezone.localtime(aktuell.geaendert_am)
    return f"{wer}, {zeit:%d.%m.%Y} um {zeit:%H:%M} Uhr"


def gewaehlt(daten: Any, name: str) -> str:
    """The choice that was sent for a field; "meine" where there is none."""
    return ANDERE if daten.get(f"{WAHL}{name}") == ANDERE else MEINE


def hat_gewaehlt(daten: Any) -> bool:
    return any(str(name).startswith(WAHL) for name in daten or ())


class MitKonflikten:
    """For ModelForms of a versioned model: `ueberholt` makes the choices, `cleaned_data` follows them."""

    fassung_von = ""
    konflikte: Iterable[Konflikt] = ()

    def konflikt_gegenstaende(self: Any, aktuell: Versioniert) -> list[Gegenstand]:
        """What else differs, beyond the fields of the model: for subclasses."""
        return []

    def andere_gewaehlt(self: Any, name: str) -> bool:
        """Whether the stored version of a field is to stay."""
        return self.is_bound and gewaehlt(self.data, self.add_prefix(name)) == ANDERE

    def _clean_fields(self: Any) -> None:
        super()._clean_fields()  # type: ignore[misc]
        if not (self.is_bound and hat_gewaehlt(self.data) and self.instance.pk):
            return
        # Something else may be wrong: then the page still shows the choices that were made.
        self._gespeicherte = {name: _gespeichert(self.instance, name) for name in self._vergleichbare()}
        for name in self._gespeicherte:
            if self.andere_gewaehlt(name):
                self.cleaned_data[name] = self._gespeicherte[name]
                self._errors.pop(name, None)

    def ueberholt(self: Any, ausnahme: Ueberholt) -> None:
        """Shows what is stored now beside what was typed; saving then goes from the version shown."""
        daten = self.data.copy()
        daten[self.add_prefix("version")] = str(ausnahme.aktuell.version)
        for name in [name for name in daten if name.startswith(WAHL)]:
            del daten[name]
        gesehen = _stand_der_version(ausnahme.aktuell, self.cleaned_data.get("version"))
        self.data, self.fassung_von = daten, stand(ausnahme.aktuell)
        self.konflikte = [
            self._konflikt(ausnahme.aktuell, name, gesehen) for name in self.abweichend(ausnahme.aktuell)
        ]
        self.konflikte += self._gegenstaende(ausnahme.aktuell)

    def noch_zu_waehlen(self: Any) -> None:
        """The choices once more, as they were made, on a page that shows another error."""
        if not self.konflikte and self.is_bound and hat_gewaehlt(self.data) and self.instance.pk:
            aktuell = type(self.instance)._base_manager.get(pk=self.instance.pk)
            self.fassung_von = stand(aktuell)
            self.konflikte = [
                self._konflikt(aktuell, name, None)
                for name in self._vergleichbare()
                if f"{WAHL}{self.add_prefix(name)}" in self.data
            ]
            self.konflikte += self._gegenstaende(aktuell, nur_gewaehlte=True)

    def _gegenstaende(self: Any, aktuell: Versioniert, nur_gewaehlte: bool = False) -> list[Konflikt]:
        return [
            Konflikt(**vars(g), gewaehlt=gewaehlt(self.data, g.name))
            for g in self.konflikt_gegenstaende(aktuell)
            if not nur_gewaehlte or f"{WAHL}{g.name}" in self.data
        ]

    def abweichend(self: Any, aktuell: Versioniert) -> list[str]:
        """The fields in which what is stored now differs from what was typed."""
        return [
            name
            for name in self._vergleichbare()
            if name in self.cleaned_data
            and _vergleich(_gespeichert(aktuell, name)) != _vergleich(self.cleaned_data[name])
        ]

    def _vergleichbare(self: Any) -> list[str]:
        meta = self._meta.model._meta
        namen = {feld.name for feld in (*meta.concrete_fields, *meta.many_to_many)} - {"version"}
        return [name for name in self.fields if name in namen]

    def _konflikt(self: Any, aktuell: Versioniert, name: str, gesehen: Any) -> Konflikt:
        feld = self._meta.model._meta.get_field(name)
        meine = self.cleaned_data.get(name, self.data.get(self.add_prefix(name)))
        wahl = gewaehlt(self.data, self.add_prefix(name))
        if hasattr(gesehen, name) and _vergleich(getattr(gesehen, name)) == _vergleich(meine):
            wahl = ANDERE  # what one has not touched follows the other one
        label = str(self.fields[name].label).rstrip("?")
        zeigen = (_in_worten(feld, meine), _in_worten(feld, _gespeichert(aktuell, name)))
        return Konflikt(self.add_prefix(name), label, *zeigen, gewaehlt=wahl)


def _gespeichert(objekt: Any, name: str) -> Any:
    feld = objekt._meta.get_field(name)
    return list(getattr(objekt, name).all()) if feld.many_to_many else getattr(objekt, name)


def _vergleich(wert: Any) -> Any:
    """The same for the same content: a set for many, "" for nothing."""
    if isinstance(wert, (list, tuple, models.QuerySet)):
        return frozenset(wert)
    return "" if wert is None else wert


def _in_worten(feld: Any, wert: Any) -> str:
    if isinstance(wert, (list, tuple, models.QuerySet)):
        wert = [dict(getattr(feld, "flatchoices", ())).get(w, w) for w in wert]
    return anzeige(feld, str(wert) if isinstance(wert, models.Model) else wert)


def _stand_der_version(aktuell: Any, version: int | None) -> Any:
    """What the row was when the form was opened; None where that is not known."""
    if version is None or not hasattr(aktuell, "history"):
        return None
    return aktuell.history.filter(version=version).order_by("-history_id").first()
