"""What is typed into minutes: texts of items, seats, and the steps of the minutes."""

from collections.abc import Sequence
from typing import Any

from django import forms

from stzverbund.basis.formulare import Datumseingabe, Formular, FormularMixin, Zeiteingabe
from verbund.models import Tagesordnungspunkt, Teilnahme
from verbund.protokoll import anwesenheit, schreiben
from zentren.models import Person, Zentrum

HOECHSTENS_ZEICHEN = 20_000
"""For the text of one item; a page has about 3,000."""
NICHTS = "noch nichts"


def punktvorsatz(pk: int) -> str:
    """What the names of its fields begin with, so that several stand on one page."""
    return f"p{pk}"


def sitzvorsatz(pk: int) -> str:
    return f"t{pk}"


class PunktFormular(Formular):
    """An item in the minutes: its text and what became of it; saves through the domain function."""

    text = forms.CharField(
        label="Protokoll",
        required=False,
        strip=False,
        max_length=HOECHSTENS_ZEICHEN,
        widget=forms.Textarea(attrs={"rows": 5, "data-auszeichnung": ""}),
    )
    stand = forms.ChoiceField(label="Was wurde daraus?", widget=forms.RadioSelect)

    class Meta:
        model = Tagesordnungspunkt
        fields = ()

    def __init__(self, *args: Any, wer: Any = None, **kwargs: Any) -> None:
        punkt = kwargs["instance"]
        kwargs.setdefault("prefix", punktvorsatz(punkt.pk))
        kwargs.setdefault("initial", {"text": punkt.text, "stand": punkt.stand})
        super().__init__(*args, **kwargs)
        self.wer = wer
        offen = schreiben.AUSGAENGE[0]
        self.fields["stand"].choices = [
            (str(wert), NICHTS if wert == offen else wert.label) for wert in schreiben.AUSGAENGE
        ]
        self.fields["text"].ohne_freiwillig = True

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def save(self, commit: bool = True) -> Tagesordnungspunkt:
        angaben = {name: self.cleaned_data[name] for name in ("text", "stand")}
        version = self.cleaned_data.get("version")
        return schreiben.festhalten(punkt=self.instance, angaben=angaben, version=version, wer=self.wer)


class SitzFormular(Formular):
    """A seat: there or not, who spoke, late arrival and leaving; `personen` can speak for this Zentrum."""

    person = forms.TypedChoiceField(label="Vertreten durch", required=False, empty_value=None)

    class Meta:
        model = Teilnahme
        fields = ("anwesend", "kam_um", "ging_um")
        widgets = {"kam_um": Zeiteingabe, "ging_um": Zeiteingabe}

    def __init__(
        self, *args: Any, personen: Sequence[Person] | None = None, wer: Any = None, **kwargs: Any
    ) -> None:
        sitz = kwargs["instance"]
        kwargs.setdefault("prefix", sitzvorsatz(sitz.pk))
        kwargs.setdefault("initial", {"person": str(sitz.person_id or "")})
        super().__init__(*args, **kwargs)
        self.wer = wer
        je_pk = {str(person.pk): person for person in personen or ()}
        if sitz.person_id:
            je_pk.setdefault(str(sitz.person_id), sitz.person)
        self.fields["person"].choices = [("", "keine Angabe"), *je_pk.items()]
        self.fields["person"].coerce = je_pk.get
        for name in ("person", "kam_um", "ging_um"):
            self.fields[name].ohne_freiwillig = True

    def save(self, commit: bool = True) -> Teilnahme:
        angaben = {name: self.cleaned_data[name] for name in anwesenheit.FELDER}
        version = self.cleaned_data.get("version")
        return anwesenheit.eintragen(teilnahme=self.instance, angaben=angaben, version=version, wer=self.wer)


class NeuerPunkt(FormularMixin, forms.Form):
    titel = forms.CharField(label="Worum geht es?", max_length=200)


class NeuerSitz(FormularMixin, forms.Form):
    """A Zentrum without a seat, or another office."""

    zentrum = forms.ModelChoiceField(
        label="Zentrum", queryset=Zentrum.objects.none(), required=False, empty_label="keines"
    )
    stelle = forms.CharField(
        label="oder andere Stelle", max_length=100, required=False, help_text="Organisation, kein Name"
    )

    def __init__(self, *args: Any, zentren: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if zentren is not None:
            self.fields["zentrum"].queryset = zentren
        for feld in self.fields.values():
            feld.ohne_freiwillig = True


class Fuehrung(FormularMixin, forms.Form):
    """Which Zentrum writes too."""

    zentrum = forms.ModelChoiceField(
        label="Protokollführung",
        queryset=Zentrum.objects.none(),
        required=False,
        empty_label="die Koordination allein",
        help_text="Das Team dieses Zentrums schreibt mit.",
    )

    def __init__(self, *args: Any, zentren: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zentrum"].queryset = zentren
        self.fields["zentrum"].ohne_freiwillig = True


class Durchsicht(FormularMixin, forms.Form):
    bis = forms.DateField(label="Anmerkungen bis", widget=Datumseingabe)


class Genehmigung(FormularMixin, forms.Form):
    am = forms.DateField(label="Genehmigt am", widget=Datumseingabe)


class Begruendung(FormularMixin, forms.Form):
    grund = forms.CharField(label="Warum?", widget=forms.Textarea(attrs={"rows": 2}))


class Nachtragstext(FormularMixin, forms.Form):
    text = forms.CharField(
        label="Nachtrag", max_length=HOECHSTENS_ZEICHEN, widget=forms.Textarea(attrs={"rows": 3})
    )


class Anmerkungstext(FormularMixin, forms.Form):
    text = forms.CharField(label="Ihre Anmerkung", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
