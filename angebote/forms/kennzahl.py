"""What the Bezirksamt types about its Kennzahlen."""

from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core.validators import MinValueValidator

from angebote import kennzahlpflege
from angebote.models import Kennzahl
from stzverbund.basis.formulare import Formular
from stzverbund.basis.zahlen import Einheit
from zentren.models import Mitgliedschaft


class KennzahlFormular(Formular):
    """A Kennzahl that nobody counts yet: a new one, or one of a year that has not begun."""

    ebene = forms.ChoiceField(
        label="Wo wird gezählt?", choices=Kennzahl.Ebene.choices, widget=forms.RadioSelect
    )
    einheit = forms.ChoiceField(label="Einheit", choices=Einheit.choices, widget=forms.RadioSelect)
    layout = Layout(
        "name",
        "kurz",
        Fieldset("Was und wo?", "ebene", "einheit"),
        Fieldset("Wie?", "pflicht", "aufteilung", "summierbar"),
        "erklaerung",
        Div("gueltig_von", "gueltig_bis", css_class="nebeneinander"),
    )

    class Meta:
        model = Kennzahl
        fields = (
            *("name", "kurz", "ebene", "einheit", "pflicht", "aufteilung", "summierbar"),
            *("erklaerung", "gueltig_von", "gueltig_bis"),
        )
        widgets = {"erklaerung": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        erstes = kennzahlpflege.naechstes_jahr()
        satz = f"Das Jahr %(show_value)s hat schon begonnen. Möglich ist frühestens {erstes}."
        self.fields["gueltig_von"].validators.append(MinValueValidator(erstes, message=satz))
        if self.instance.ersetzt:
            self.fields["ebene"].disabled = True

    def clean(self) -> dict[str, Any]:
        """The predecessor ends when this one begins; the model's own check then sees it that way."""
        daten = super().clean() or self.cleaned_data
        if self.instance.ersetzt and (beginn := daten.get("gueltig_von")):
            self.instance.ersetzt.gueltig_bis = beginn - 1
        return daten

    def save(self, commit: bool = True) -> Kennzahl:
        if self.instance.pk:
            return kennzahlpflege.aendern(kennzahl=self.instance, version=self.cleaned_data["version"])
        if self.instance.ersetzt:
            return kennzahlpflege.ersetzen(alte=self.instance.ersetzt, neue=self.instance, wer=self.wer)
        return kennzahlpflege.anlegen(kennzahl=self.instance, wer=self.wer)


class EndeFormular(Formular):
    """The last year of a Kennzahl that is being counted."""

    class Meta:
        model = Kennzahl
        fields = ("gueltig_bis",)

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer

    def _get_validation_exclusions(self) -> set[str]:
        """What is fixed is not checked anew: nobody could put it right here."""
        return {feld.name for feld in Kennzahl._meta.fields} - {"gueltig_von", "gueltig_bis"}

    def save(self, commit: bool = True) -> Kennzahl:
        return kennzahlpflege.beenden(
            kennzahl=self.instance,
            letztes_jahr=self.cleaned_data["gueltig_bis"],
            version=self.cleaned_data["version"],
            wer=self.wer,
        )
