"""What the Bezirksamt types about a Meldejahr: first a proposal for all periods, then every date."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from angebote.meldejahre import FRISTEN, Fristen, gesperrt, zu_frueh
from angebote.models import Meldejahr, Meldezeitraum
from angebote.zeitraeume import UEBLICH, Abstand
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.formulare import Datumseingabe, FormularMixin
from stzverbund.basis.konflikt import ANDERE, Konflikt, gewaehlt, stand

Rhythmus = Meldejahr.Rhythmus
TERMINE = "termine"
"""The dates of a year as a whole, where two people have changed them."""


def _tage(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=365)


class VorschlagFormular(FormularMixin, forms.Form):
    """The rhythm, and the dates of all periods as so many days after their end; sent by GET."""

    rhythmus = forms.ChoiceField(label="Meldezeitraum", choices=Rhythmus.choices, widget=forms.RadioSelect)
    frist = _tage("Frist, Tage danach")
    nachfrist = _tage("Nachfrist, Tage danach")
    sperre = _tage("gesperrt, Tage danach")
    layout = Layout("rhythmus", Div("frist", "nachfrist", "sperre", css_class="nebeneinander"))

    def __init__(self, *args: Any, meldejahr: Meldejahr, rhythmus_fest: bool, **kwargs: Any) -> None:
        vorgabe = {"rhythmus": meldejahr.rhythmus, **vars(UEBLICH)}
        super().__init__(*args, initial=vorgabe, **kwargs)
        self.fields["rhythmus"].disabled = rhythmus_fest

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if not self.errors and daten["nachfrist"] < daten["frist"]:
            self.add_error("nachfrist", "Die Nachfrist darf nicht vor der Frist liegen.")
        if not self.errors and daten["sperre"] <= daten["nachfrist"]:
            self.add_error("sperre", "Die Sperre muss nach der Nachfrist beginnen.")
        return daten

    @property
    def abstand(self) -> Abstand:
        return Abstand(**{feld: self.cleaned_data[feld] for feld in FRISTEN})


class ZeitraumFormular(forms.ModelForm):
    """The three dates of a period; those of a locked one stay."""

    class Meta:
        model = Meldezeitraum
        fields = tuple(FRISTEN)
        widgets = dict.fromkeys(FRISTEN, Datumseingabe)

    def __init__(self, *args: Any, gespeichert: Meldezeitraum | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gespeichert = gespeichert
        for feld, wort in FRISTEN.items():
            name = f"{wort}, {self.instance}"
            self.fields[feld].label, self.fields[feld].disabled = name, self.gesperrt
            attrs = {"class": "kern-form-input__input", "aria-label": name}
            self.fields[feld].widget.attrs.update(attrs)

    @property
    def gesperrt(self) -> bool:
        return self.gespeichert is not None and gesperrt(self.gespeichert)

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        for feld in FRISTEN:
            if feld in daten and zu_frueh(self.gespeichert or self.instance, feld, daten[feld]):
                self.add_error(feld, "Ein neuer Termin muss nach dem heutigen Tag liegen.")
        return daten

    def _get_validation_exclusions(self) -> set[str]:
        """The constraints compare with the end of the period, which is not typed."""
        return super()._get_validation_exclusions() - {"von", "bis"}

    def _update_errors(self, errors: Any) -> None:
        """A broken constraint names the date at which its message stands."""
        for fehler in errors.error_dict.pop(NON_FIELD_ERRORS, []):
            self.add_error(fehler.code if fehler.code in self.fields else None, fehler)
        super()._update_errors(errors)

    @property
    def fristen(self) -> Fristen:
        return Fristen(**{feld: self.cleaned_data[feld] for feld in FRISTEN})


class Meldejahrformular:
    """The dates of all periods as one form, with the version of the year against overwriting.

    `zeitraeume` are shown (stored or proposed); `gespeicherte` are the stored ones of the same rhythm.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        meldejahr: Meldejahr,
        zeitraeume: Sequence[Meldezeitraum],
        gespeicherte: Sequence[Meldezeitraum],
    ) -> None:
        self.version = str(meldejahr.version) if data is None else data.get("version", "")
        self.rhythmus = zeitraeume[0].meldejahr.rhythmus
        self.fehler: list[str] = []
        self.data, self.fassung_von = data or {}, ""
        self.konflikte: list[Konflikt] = []
        alte = {zeitraum.nummer: zeitraum for zeitraum in gespeicherte}
        self.zeilen = [
            ZeitraumFormular(
                data, instance=zeitraum, gespeichert=alte.get(zeitraum.nummer), prefix=f"z{zeitraum.nummer}"
            )
            for zeitraum in zeitraeume
        ]

    def is_valid(self) -> bool:
        fehlerhafte = [zeile for zeile in self.zeilen if not zeile.is_valid()]
        return not fehlerhafte

    @property
    def gelesene_version(self) -> int | None:
        return nummer(self.version)

    @property
    def fristen(self) -> list[Fristen]:
        return [zeile.fristen for zeile in self.zeilen]

    @property
    def offen(self) -> bool:
        """Whether there is a date that can still be moved."""
        return not all(zeile.gesperrt for zeile in self.zeilen)

    @property
    def fehlerliste(self) -> list[tuple[str, str]]:
        """All errors for the summary, each with its field where there is one."""
        am_feld = [
            (str(feld.auto_id), f"{feld.label}: {satz}")
            for zeile in self.zeilen
            for feld in zeile
            for satz in feld.errors
        ]
        ohne = [str(satz) for zeile in self.zeilen for satz in zeile.non_field_errors()]
        return [("", satz) for satz in (*self.fehler, *ohne)] + am_feld

    def ueberholt(self, aktuell: Any) -> None:
        """Somebody else's newer version: all dates of both, to choose; what was typed stays."""
        self.version = str(aktuell.version)
        self.fassung_von = stand(aktuell)
        andere = [_termine(zeitraum, zeitraum) for zeitraum in aktuell.zeitraeume.order_by("nummer")]
        meine = [_termine(zeile.instance, zeile.fristen) for zeile in self.zeilen if zeile.is_valid()]
        self.konflikte = [Konflikt(TERMINE, "Termine", "\n".join(meine), "\n".join(andere))]

    @property
    def andere_gewaehlt(self) -> bool:
        """Whether the stored dates are to stay."""
        return gewaehlt(self.data, TERMINE) == ANDERE


def _termine(zeitraum: Meldezeitraum, fristen: Fristen | Meldezeitraum) -> str:
    worte = (f"{wort} {getattr(fristen, feld):%d.%m.%Y}" for feld, wort in FRISTEN.items())
    return f"{zeitraum}: {', '.join(worte)}"
