"""The cells of a table as input of a form: names instead of keys, ja and nein, the empty ones as in the form.

What cannot be read is refused with a sentence, never guessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from stzverbund.basis.sortierung import faltung
from stzverbund.basis.tabellen.zuordnung import Ziel

JA = {"ja", "j", "x", "1", "wahr", "true", "yes"}
NEIN = {"nein", "n", "-", "0", "falsch", "false", "no"}
MEHRDEUTIG = object()
MOEGLICH = 8
"""So many possible values are named where one is unknown."""


class Unlesbar(ValueError):
    """A cell that is not what the field takes; the message is German."""


@dataclass(frozen=True)
class Spalte:
    """One field of the form; `wahl` maps folded names to what the form takes, None where it is free."""

    name: str
    label: str
    pflicht: bool
    hinweis: str
    wahl: Mapping[str, Any] | None = None
    namen: tuple[str, ...] = ()
    mehrere: bool = False
    ja_nein: bool = False

    @property
    def ziel(self) -> Ziel:
        return Ziel(self.name, self.label, worte=(self.name.replace("_", " "),))


def spalten(form: forms.BaseForm, ohne: Iterable[str] = ()) -> list[Spalte]:
    """The fields that a table fills; files and hidden ones are no columns."""
    return [
        _spalte(name, feld)
        for name, feld in form.fields.items()
        if name not in ohne and not isinstance(feld, forms.FileField) and not feld.widget.is_hidden
    ]


def _spalte(name: str, feld: forms.Field) -> Spalte:
    paare = _paare(feld)
    return Spalte(
        name=name,
        label=str(feld.label or name),
        pflicht=feld.required,
        hinweis=str(feld.help_text),
        wahl=None if paare is None else _wahl(paare),
        namen=tuple(text for text, _ in paare or ()),
        mehrere=isinstance(feld, forms.MultipleChoiceField | forms.ModelMultipleChoiceField),
        ja_nein=isinstance(feld, forms.BooleanField),
    )


def _wahl(paare: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Folded names -> keys; a name that two have means neither."""
    wahl: dict[str, Any] = {}
    for text, wert in paare:
        name = faltung(text)
        wahl[name] = wert if wahl.get(name, wert) == wert else MEHRDEUTIG
    return wahl


def _paare(feld: forms.Field) -> list[tuple[str, Any]] | None:
    """Names and keys of a choice; None where anything may be typed."""
    if isinstance(feld, forms.ModelChoiceField):
        objekte: Any = feld.queryset
        return [(feld.label_from_instance(objekt), feld.prepare_value(objekt)) for objekt in objekte]
    if isinstance(feld, forms.ChoiceField):
        return [(str(text), wert) for wert, text in _flach(feld.choices) if wert not in ("", None)]
    return None


def _flach(choices: Any) -> Iterable[tuple[Any, Any]]:
    for wert, text in choices:
        if isinstance(text, list | tuple):
            yield from text
        else:
            yield wert, text


def vorgaben(form: forms.BaseForm) -> dict[str, Any]:
    """What the empty form sends: the initial values of its fields."""
    werte = {
        name: feld.prepare_value(form.get_initial_for_field(feld, name)) for name, feld in form.fields.items()
    }
    return {name: wert for name, wert in werte.items() if wert not in (None, False, "")}


def eingabe(
    zellen: Mapping[str, str], felder: Mapping[str, Spalte], grundlage: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """What a row gives to the form, and by field the sentences about cells that cannot be read."""
    daten, fehler = dict(grundlage), dict[str, str]()
    for name, text in zellen.items():
        try:
            daten[name] = gelesen(felder[name], text)
        except Unlesbar as satz:
            daten.pop(name, None)
            fehler[name] = str(satz)
    return daten, fehler


def gelesen(spalte: Spalte, text: str) -> Any:
    """A cell as the form takes it; raises Unlesbar."""
    if spalte.ja_nein:
        return _ja_nein(text)
    if spalte.wahl is None:
        return text
    if not spalte.mehrere:
        return _eines(spalte.wahl, spalte.namen, text)
    return [_eines(spalte.wahl, spalte.namen, teil) for teil in _teile(spalte.wahl, text)]


def _ja_nein(text: str) -> str:
    gefaltet = faltung(text)
    if gefaltet in JA:
        return "on"
    if gefaltet in NEIN:
        return ""
    raise Unlesbar(f"„{_kurz(text)}“ ist weder „ja“ noch „nein“.")


def _eines(wahl: Mapping[str, Any], namen: tuple[str, ...], text: str) -> Any:
    gefunden = wahl.get(faltung(text))
    if gefunden is MEHRDEUTIG:
        raise Unlesbar(f"„{_kurz(text)}“ ist nicht eindeutig, so heißen mehrere.")
    if gefunden is not None:
        return gefunden
    if text in wahl.values():
        return text
    raise Unlesbar(f"„{_kurz(text)}“ gibt es hier nicht.{_moeglich(namen)}")


def _teile(wahl: Mapping[str, Any], text: str) -> list[str]:
    """Several names by semicolons or lines, by commas where the whole is no name."""
    teile = filter(None, (teil.strip() for teil in text.replace("\n", ";").split(";")))
    getrennt: list[str] = []
    for teil in teile:
        ganz = faltung(teil) in wahl
        getrennt += [teil] if ganz else [stueck.strip() for stueck in teil.split(",") if stueck.strip()]
    return getrennt


def _moeglich(namen: tuple[str, ...]) -> str:
    if not namen:
        return ""
    mehr = "; … (alle stehen in der Vorlage)" if len(namen) > MOEGLICH else ""
    return f" Möglich: {'; '.join(namen[:MOEGLICH])}{mehr}."


def _kurz(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
