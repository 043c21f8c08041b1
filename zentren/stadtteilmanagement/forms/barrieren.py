"""The form of a Barriereprüfung: what was looked at, by whom, and ten areas with a result and a few words."""

from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils import timezone

from stzverbund.basis.einzeilig import einzeilig
from stzverbund.basis.formulare import Datumseingabe, Formular, FormularMixin
from stzverbund.basis.konflikt import Gegenstand
from zentren.models import Mitgliedschaft, Raum, Standort, Zentrum
from zentren.stadtteilmanagement import barrieren
from zentren.stadtteilmanagement.barrieren import Bereich, Ergebnis
from zentren.stadtteilmanagement.models import Barrierebefund, Barrierepruefung

BEFUNDE = "befunde"
"""The results as a whole, where two people have changed the same draft."""
Wahl = list[tuple[str, str]]


class BarriereFormular(Formular):
    """Of a Standort or a Raum; the room of the Angebote adds its own to the choice."""

    gegenstand = forms.ChoiceField(label="Was wurde geprüft?")
    beteiligte = forms.MultipleChoiceField(
        label="Wer hat geprüft?",
        choices=Barrierepruefung.Beteiligt.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Barrierepruefung
        fields = ("datum", "beteiligte", "organisation", "fazit")
        widgets = {"datum": Datumseingabe, "fazit": forms.Textarea(attrs={"rows": 4})}

    field_order = ("gegenstand", "datum", "beteiligte", "organisation")

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        self.fields["gegenstand"].choices = [("", "bitte wählen"), *self.wahl(self.instance.zentrum)]
        self.initial.setdefault("gegenstand", self.gewaehlt())
        self.initial["datum"] = self.instance.datum or timezone.localdate()
        self.fields["fazit"].help_text = "Steht auf der öffentlichen Seite, wie die Befunde. Keine Namen."
        stand = {befund.bereich: befund for befund in self.instance.befunde.all()} if self.instance.pk else {}
        for bereich in Bereich:
            self._bereich(bereich, stand.get(bereich))

    def _bereich(self, bereich: Barrierebefund.Bereich, befund: Any) -> None:
        self.fields[f"befund_{bereich}"] = forms.ChoiceField(
            label=bereich.label,
            choices=[("", "nicht geprüft"), *Ergebnis.choices],
            required=False,
            initial=befund.ergebnis if befund else "",
        )
        self.fields[f"text_{bereich}"] = forms.CharField(
            label=f"{bereich.label}: Bemerkung",
            max_length=300,
            required=False,
            initial=befund.text if befund else "",
            validators=[einzeilig],
        )
        for name in (f"befund_{bereich}", f"text_{bereich}"):
            self.fields[name].ohne_freiwillig = True

    def wahl(self, zentrum: Zentrum) -> Wahl:
        """What can be checked: key and name."""
        standorte = Standort.objects.filter(zentrum=zentrum)
        raeume = Raum.objects.filter(standort__zentrum=zentrum).select_related("standort")
        return [
            *((f"standort-{s.pk}", f"Standort {s}") for s in standorte),
            *((f"raum-{r.pk}", f"Raum {r}, {r.standort}") for r in raeume),
        ]

    def gewaehlt(self) -> str:
        if self.instance.raum_id:
            return f"raum-{self.instance.raum_id}"
        return f"standort-{self.instance.standort_id}" if self.instance.standort_id else ""

    @property
    def layout(self) -> Layout:
        zeilen = [Div(f"befund_{b}", f"text_{b}", css_class="nebeneinander") for b in Bereich]
        return Layout(
            Div("gegenstand", "datum", css_class="nebeneinander"),
            "beteiligte",
            "organisation",
            Fieldset("Befunde", *zeilen),
            "fazit",
        )

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        art, _, nummer = daten.get("gegenstand", "").partition("-")
        self.instance.standort_id = int(nummer) if art == "standort" else None
        self.instance.raum_id = int(nummer) if art == "raum" else None
        if "organisation" in daten.get("beteiligte", ()) and not daten.get("organisation"):
            self.add_error("organisation", "Bitte nennen Sie die Organisation.")
        for bereich in Bereich:
            if daten.get(f"text_{bereich}") and not daten.get(f"befund_{bereich}"):
                self.add_error(f"befund_{bereich}", "Bitte wählen Sie dazu den Befund.")
        return daten

    def befunde(self) -> dict[str, tuple[str, str]]:
        """By area what was typed, without those that nobody looked at."""
        return {
            str(b): (self.cleaned_data[f"befund_{b}"], self.cleaned_data.get(f"text_{b}", ""))
            for b in Bereich
            if self.cleaned_data.get(f"befund_{b}")
        }

    def konflikt_gegenstaende(self, aktuell: Any) -> list[Gegenstand]:
        gespeichert = {b.bereich: (b.ergebnis, b.text) for b in aktuell.befunde.all()}
        meine = self.befunde()
        if meine == gespeichert:
            return []
        return [Gegenstand(BEFUNDE, "Befunde", _worte(meine), _worte(gespeichert))]

    def angaben(self) -> dict[str, Any]:
        felder = ("datum", "beteiligte", "organisation", "fazit")
        return {feld: self.cleaned_data[feld] for feld in felder} | {
            "standort_id": self.instance.standort_id,
            "raum_id": self.instance.raum_id,
        }

    def save(self, commit: bool = True) -> Barrierepruefung:
        if self.instance.pk is None:
            return barrieren.anlegen(
                zentrum=self.instance.zentrum, angaben=self.angaben(), befunde=self.befunde(), wer=self.wer
            )
        return barrieren.aendern(
            pruefung=self.instance,
            angaben=self.angaben(),
            befunde=None if self.andere_gewaehlt(BEFUNDE) else self.befunde(),
            version=self.cleaned_data["version"],
            wer=self.wer,
        )


def _worte(befunde: dict[str, tuple[str, str]]) -> str:
    zeilen = [f"{Bereich(b).label}: {Ergebnis(e).label} {text}".strip() for b, (e, text) in befunde.items()]
    return "\n".join(zeilen) or "keine"


class Stellungnahme(FormularMixin, forms.Form):
    """What the Beauftragte writes behind the link."""

    text = forms.CharField(
        label="Ihre Stellungnahme",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Sie steht bei der Prüfung. Das Zentrum, sein Träger und das Bezirksamt lesen sie.",
    )
