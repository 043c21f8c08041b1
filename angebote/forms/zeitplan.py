"""The schedule of an Angebot in plain words: one form for each Zeitplan, no RRULE to be seen."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from angebote.models import Zeitplan
from angebote.terminplan import regel_von
from angebote.zeitplan import Regel, Rhythmus, Zeitplanfehler
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, FormularMixin, Zeiteingabe
from zentren.models import Wochentag

HOECHSTENS_TAGE = 366
RHYTHMEN = [
    (Rhythmus.WOECHENTLICH, "jede Woche oder alle paar Wochen"),
    (Rhythmus.MONATLICH_WOCHENTAG, "jeden Monat an einem Wochentag"),
    (Rhythmus.MONATLICH_TAG, "jeden Monat am selben Tag"),
    (Rhythmus.TAEGLICH, "montags bis freitags"),
    (Rhythmus.EINZELTERMINE, "nur an einzelnen Tagen"),
]
INTERVALLE = [(1, "jede Woche"), (2, "jede zweite Woche"), (3, "jede dritte Woche"), (4, "jede vierte Woche")]
POSITIONEN = [(1, "am ersten"), (2, "am zweiten"), (3, "am dritten"), (4, "am vierten"), (-1, "am letzten")]
# The fields that belong to one Rhythmus only; `ende` to all but single dates.
EIGENE_FELDER = {
    Rhythmus.WOECHENTLICH: ("wochentage", "intervall"),
    Rhythmus.MONATLICH_WOCHENTAG: ("position", "wochentag"),
    Rhythmus.MONATLICH_TAG: ("tag",),
    Rhythmus.TAEGLICH: (),
    Rhythmus.EINZELTERMINE: ("daten",),
}
LAUFZEIT = ("beginn", "ende")


class Tagesliste(forms.CharField):
    """Dates as people write them down: one a line, or separated by commas; a tuple of dates inside."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> tuple[date, ...]:
        text = super().to_python(value)
        worte = [wort for wort in re.split(r"[\s,;]+", text or "") if wort]
        if len(worte) > HOECHSTENS_TAGE:
            raise ValidationError(f"Das sind {len(worte)} Tage, möglich sind {HOECHSTENS_TAGE}.")
        tage, fehler = [], []
        for wort in worte:
            try:
                tage.append(_tag(wort))
            except ValidationError as ausnahme:
                fehler += ausnahme.messages
        if fehler:
            raise ValidationError(fehler[:5])
        return tuple(sorted(set(tage)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (data or "").split() != (self.prepare_value(initial) or "").split()

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{tag:%d.%m.%Y}" for tag in value)


def _tag(wort: str) -> date:
    deutsch = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.((?:\d{2})?\d{2})", wort, re.ASCII)
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", wort, re.ASCII)
    if deutsch:
        tag, monat, jahr = deutsch.groups()
    elif iso:
        jahr, monat, tag = iso.groups()
    else:
        raise ValidationError(f"„{wort[:20]}“ ist kein Datum. Bitte schreiben Sie es so: 31.12.2026.")
    try:
        return date(int(jahr) + (2000 if len(jahr) == 2 else 0), int(monat), int(tag))
    except ValueError:
        raise ValidationError(f"Den {wort} gibt es nicht.") from None


class ZeitplanFormular(FormularMixin, forms.Form):
    """One schedule. `regel` is what was typed, once the form is valid; an untouched extra form has none."""

    schluessel = forms.IntegerField(required=False, widget=forms.HiddenInput)
    rhythmus = forms.ChoiceField(
        label="Wie oft?", choices=RHYTHMEN, initial=Rhythmus.WOECHENTLICH, widget=forms.RadioSelect
    )
    wochentage = forms.TypedMultipleChoiceField(
        label="Wochentage",
        choices=Wochentag.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    intervall = forms.TypedChoiceField(
        label="In welchen Wochen?",
        choices=INTERVALLE,
        coerce=int,
        initial=1,
        required=False,
        empty_value=None,
    )
    position = forms.TypedChoiceField(
        label="Welcher im Monat?", choices=POSITIONEN, coerce=int, initial=1, required=False, empty_value=None
    )
    wochentag = forms.TypedChoiceField(
        label="Wochentag",
        choices=[("", "bitte wählen"), *Wochentag.choices],
        coerce=int,
        required=False,
        empty_value=None,
    )
    tag = forms.IntegerField(
        label="Tag im Monat", required=False, help_text="1 bis 31; wo es den Tag nicht gibt, fällt er aus"
    )
    daten = Tagesliste(
        label="An diesen Tagen", required=False, help_text="ein Tag je Zeile, z. B. 31.12.2026"
    )
    von = forms.TimeField(label="von (Uhrzeit)", widget=Zeiteingabe)
    bis = forms.TimeField(label="bis (Uhrzeit)", widget=Zeiteingabe)
    beginn = forms.DateField(
        label="ab", required=False, widget=Datumseingabe, help_text="leer heißt: ab heute"
    )
    ende = forms.DateField(
        label="letzter Tag", required=False, widget=Datumseingabe, help_text="leer heißt: ohne Ende"
    )
    pause_feiertage = forms.BooleanField(label="nicht an Feiertagen", required=False, initial=True)
    pause_schulferien = forms.BooleanField(label="nicht in den Berliner Schulferien", required=False)
    ausnahmen = Tagesliste(
        label="Fällt aus am", required=False, help_text="ein Tag je Zeile, z. B. 31.12.2026"
    )

    regel: Regel | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for feld in self.fields.values():
            feld.ohne_freiwillig = True

    @property
    def helper(self) -> Any:
        """Without a summary of errors of its own: the page has one for everything."""
        helfer = super().helper
        helfer.form_show_errors = False
        return helfer

    @property
    def offen(self) -> bool:
        """Whether a further time is shown unfolded: stored, typed or wrong."""
        return bool(self.initial or self.errors) or (self.is_bound and self.has_changed())

    @property
    def layout(self) -> Layout:
        loeschen = ["DELETE"] if "DELETE" in self.fields else []
        gruppen = [
            Fieldset(dict(RHYTHMEN)[rhythmus], *felder, data_rhythmus=str(rhythmus))
            for rhythmus, felder in EIGENE_FELDER.items()
            if felder
        ]
        return Layout(
            "schluessel",
            "rhythmus",
            HTML(
                '<p class="kern-hint ohnescript">Füllen Sie nur die Gruppe aus, die zu Ihrer Wahl gehört.</p>'
            ),
            *gruppen,
            Div("von", "bis", css_class="nebeneinander"),
            Aufklappen(
                "Beginn, Ende, Ferien und Ausnahmen",
                Div(*LAUFZEIT, css_class="nebeneinander", data_nicht_bei=str(Rhythmus.EINZELTERMINE)),
                "pause_feiertage",
                "pause_schulferien",
                "ausnahmen",
            ),
            *loeschen,
        )

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        rhythmus = daten.get("rhythmus")
        if rhythmus is None or (self.empty_permitted and not self.has_changed()):
            return daten
        self._fremdes_vergessen(rhythmus)
        if not self.errors:
            self._regel_bilden(daten, Rhythmus(rhythmus))
        return daten

    def _fremdes_vergessen(self, rhythmus: str) -> None:
        """What belongs to another Rhythmus is not read, so it is not wrong either."""
        fremd = {feld for r, felder in EIGENE_FELDER.items() if r != rhythmus for feld in felder}
        if rhythmus == Rhythmus.EINZELTERMINE:
            fremd |= set(LAUFZEIT)
        for feld in fremd & self.errors.keys():
            del self.errors[feld]

    def _regel_bilden(self, daten: dict[str, Any], rhythmus: Rhythmus) -> None:
        regel = _regel(daten, rhythmus)
        try:
            regel.pruefe()
        except Zeitplanfehler as ausnahme:
            for feld, meldung in ausnahme.fehler.items():
                einzeln = feld == "wochentage" and rhythmus == Rhythmus.MONATLICH_WOCHENTAG
                self.add_error("wochentag" if einzeln else feld, meldung)
        else:
            self.regel = regel.bereinigt()


def _regel(daten: dict[str, Any], rhythmus: Rhythmus) -> Regel:
    """The rule as typed; without a first day it starts today, single dates with their first."""
    einzeln = rhythmus == Rhythmus.EINZELTERMINE
    beginn = min(daten["daten"], default=None) if einzeln else daten.get("beginn")
    if rhythmus == Rhythmus.MONATLICH_WOCHENTAG:
        wochentage = () if daten["wochentag"] is None else (daten["wochentag"],)
    else:
        wochentage = tuple(daten.get("wochentage") or ())
    return Regel(
        rhythmus=rhythmus,
        beginn=beginn or timezone.localdate(),
        von=daten["von"],
        bis=daten["bis"],
        ende=daten.get("ende"),
        wochentage=wochentage,
        intervall=daten.get("intervall") or 1,
        position=daten.get("position") or 1,
        tag=daten.get("tag"),
        daten=daten.get("daten") or (),
        pause_schulferien=daten["pause_schulferien"],
        pause_feiertage=daten["pause_feiertage"],
        ausnahmen=daten["ausnahmen"],
    )


def anfangswerte(zeitplan: Zeitplan) -> dict[str, Any]:
    """What the form shows for a stored schedule."""
    regel = regel_von(zeitplan)
    werte = {feld: getattr(regel, feld) for feld in ("rhythmus", "beginn", "ende", "von", "bis", "ausnahmen")}
    werte |= {"pause_schulferien": regel.pause_schulferien, "pause_feiertage": regel.pause_feiertage}
    werte |= {"wochentage": regel.wochentage, "intervall": regel.intervall, "daten": regel.daten}
    werte |= {"position": regel.position or 1, "tag": regel.tag, "schluessel": zeitplan.pk}
    return werte | {"wochentag": regel.wochentage[0] if regel.wochentage else ""}


class Zeitplangruppe(forms.BaseFormSet):
    """All schedules of an Angebot: the first open, the next one folded."""

    def regeln(self) -> list[tuple[int | None, Regel]]:
        """Key of the stored schedule (None: new) and rule, without deleted and untouched ones."""
        return [
            (form.cleaned_data.get("schluessel"), form.regel)
            for form in self.forms
            if form.regel is not None and not form.cleaned_data.get("DELETE")
        ]

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if index is None or index >= self.initial_form_count():
            form.fields.pop("DELETE", None)
        else:
            form.fields["DELETE"].label = "diese Zeit löschen"
            form.fields["DELETE"].ohne_freiwillig = True


def zeitplangruppe(data: Any, zeitplaene: Iterable[Zeitplan]) -> Zeitplangruppe:
    """The bound or fresh forms for these schedules, with room for one more (two where there is none)."""
    werte = [anfangswerte(zeitplan) for zeitplan in zeitplaene]
    klasse: Any = forms.formset_factory(
        ZeitplanFormular,
        formset=Zeitplangruppe,
        extra=1 if werte else 2,
        max_num=10,
        absolute_max=10,
        can_delete=True,
    )
    return klasse(data, initial=werte, prefix="zeit")
