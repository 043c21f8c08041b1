"""The forms of the way of a list: its sheet, what its columns hold."""

from collections.abc import Callable, Sequence
from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms

from stzverbund.basis.formulare import FormularMixin
from stzverbund.basis.tabellen.lesen import Blatt
from stzverbund.basis.tabellen.zuordnung import Tabelle, Ziel, kopfzeilen
from zentren.models import Zentrum

BEISPIELE = 3
NICHT = "nicht übernehmen"
NAMEN = "Namen von Personen werden nicht übernommen."


class VorlageFormular(FormularMixin, forms.Form):
    """The year of the template."""

    def __init__(self, *args: Any, jahre: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jahr"] = forms.TypedChoiceField(
            label="Jahr", choices=[(jahr, str(jahr)) for jahr in jahre], coerce=int
        )


class BlattFormular(FormularMixin, forms.Form):
    """Which sheet, and in which row the heads of its columns stand."""

    def __init__(self, *args: Any, blaetter: Sequence[Blatt], blatt: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bisher = blatt
        if len(blaetter) > 1:
            self.fields["blatt"] = forms.TypedChoiceField(
                label="Blatt",
                choices=[(i, b.name) for i, b in enumerate(blaetter)],
                coerce=int,
                initial=blatt,
            )
        zeilen = kopfzeilen(blaetter[blatt].zeilen)
        self.fields["kopf"] = forms.TypedChoiceField(
            label="Die Überschriften der Spalten stehen in",
            choices=[(i, _zeile(nummer, zellen)) for i, (nummer, zellen) in enumerate(zeilen)],
            coerce=int,
        )

    @property
    def wahl(self) -> tuple[int, int | None]:
        """The sheet and its row of heads; of another sheet the row is found anew."""
        blatt = self.cleaned_data.get("blatt", self.bisher)
        return blatt, self.cleaned_data["kopf"] if blatt == self.bisher else None


class SpaltenFormular(FormularMixin, forms.Form):
    """One choice for each column that holds something, and what holds for rows that do not say it."""

    def __init__(
        self,
        *args: Any,
        tabelle: Tabelle,
        ziele: Sequence[Ziel],
        erlaubt: Callable[[str, Ziel], bool],
        maengel: Callable[[dict[int, str]], list[str]],
        zentrum: Zentrum | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tabelle, self.ziele, self.maengel = tabelle, ziele, maengel
        self.namen = {ziel.schluessel: ziel.name for ziel in ziele}
        self.indexe = [i for i in range(len(tabelle.kopf)) if any(tabelle.spalte(i))]
        for index in self.indexe:
            kopf = tabelle.kopf[index]
            wahl = [(ziel.schluessel, ziel.name) for ziel in ziele if erlaubt(kopf, ziel)]
            hinweis = f"z. B. {_beispiele(tabelle.spalte(index))}"
            if len(wahl) < len(ziele):
                hinweis = f"{hinweis}. {NAMEN}"
            self._feld(f"spalte_{index}", tabelle.name(index), wahl, hinweis)
        self.vorgabefelder = self._vorgaben(zentrum) if zentrum else []

    def _feld(self, name: str, label: str, wahl: list[tuple[str, str]], hinweis: str) -> None:
        feld = forms.ChoiceField(label=label, choices=[("", NICHT), *wahl], required=False, help_text=hinweis)
        feld.ohne_freiwillig = True
        self.fields[name] = feld

    def _vorgaben(self, zentrum: Zentrum) -> list[str]:
        if zentrum.telefon or zentrum.email:
            self.fields["kontakt"] = forms.BooleanField(
                label=f"Kontakt des Zentrums: {zentrum.telefon or zentrum.email}", required=False
            )
        orte = [(str(ort.pk), ort.name) for ort in zentrum.standorte.all()]
        self.fields["standort"] = forms.ChoiceField(
            label="Standort", choices=[("", "keiner"), *orte], required=False
        )
        self.fields["standort"].ohne_freiwillig = True
        return [name for name in ("kontakt", "standort") if name in self.fields]

    @property
    def layout(self) -> Layout:
        spalten = Div(*(f"spalte_{index}" for index in self.indexe), css_class="filter")
        if not self.vorgabefelder:
            return Layout(spalten)
        return Layout(spalten, Fieldset("Gilt für Zeilen, in denen nichts steht", *self.vorgabefelder))

    @property
    def zuordnung(self) -> dict[int, str]:
        return {index: ziel for index in self.indexe if (ziel := self.cleaned_data.get(f"spalte_{index}"))}

    @property
    def vorgaben(self) -> dict[str, Any]:
        ort = self.cleaned_data.get("standort")
        return {"kontakt": bool(self.cleaned_data.get("kontakt")), "standort": int(ort) if ort else None}

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        einmalig = {ziel.schluessel for ziel in self.ziele if not ziel.mehrfach}
        vergeben: dict[str, int] = {}
        for index, ziel in self.zuordnung.items():
            if ziel in einmalig and (erste := vergeben.setdefault(ziel, index)) != index:
                self.add_error(
                    f"spalte_{index}",
                    f"„{self.namen[ziel]}“ ist schon der Spalte „{self.tabelle.name(erste)}“ zugeordnet.",
                )
        for mangel in self.maengel(self.zuordnung):
            self.add_error(None, mangel)
        return daten


def _zeile(nummer: int, zellen: Sequence[str]) -> str:
    text = ", ".join(filter(None, zellen))
    return f"Zeile {nummer}: {text if len(text) <= 60 else text[:59] + '…'}"


def _beispiele(zellen: Sequence[str]) -> str:
    """The first different entries of a column."""
    verschiedene = list(dict.fromkeys(" ".join(zelle.split()) for zelle in zellen if zelle))[:BEISPIELE]
    return ", ".join(f"„{text if len(text) <= 30 else text[:29] + '…'}“" for text in verschiedene)
