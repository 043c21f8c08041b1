"""What is typed when a Meldung moves on."""

from collections.abc import Iterable
from typing import Any

from django import forms

from angebote.models import Meldung, Wert
from stzverbund.basis.formulare import Datumseingabe, Formular, FormularMixin


def _textfeld(label: str, zeilen: int = 3, **mehr: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": zeilen}), **mehr)


class BemerkungFormular(Formular):
    class Meta:
        model = Meldung
        fields = ("bemerkung",)
        widgets = {"bemerkung": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "bemerkung": "Was sollte man wissen, um die Zahlen zu verstehen? Bitte keine Namen von Menschen."
        }


class AnnehmenFormular(FormularMixin, forms.Form):
    """`zuletzt` is the Aktenzeichen that was used last for the centre, shown as a hint; `version` the Meldung
    that was looked at."""

    aktenzeichen = forms.CharField(label="Aktenzeichen", max_length=60)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, zuletzt: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if zuletzt:
            self.fields["aktenzeichen"].help_text = f"zuletzt für dieses Zentrum: {zuletzt}"


class RueckgabeFormular(FormularMixin, forms.Form):
    """The reason for the whole Meldung, or one for each chosen value."""

    def __init__(self, *args: Any, werte: Iterable[Wert], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.werte = list(werte)
        for wert in self.werte:
            self.fields[f"wert_{wert.pk}"] = _textfeld(wert.ort, 2, help_text=f"eingetragen: {wert.anzeige}")
        self.fields["grund"] = _textfeld(
            "Was sonst zu beachten ist" if self.werte else "Grund", required=not self.werte
        )

    @property
    def rueckfragen(self) -> dict[int, str]:
        return {wert.pk: self.cleaned_data[f"wert_{wert.pk}"] for wert in self.werte}


class GrundFormular(FormularMixin, forms.Form):
    grund = _textfeld("Grund", help_text="Er steht im Verlauf und ist für das Zentrum sichtbar.")


class EntsperrenFormular(GrundFormular):
    bis = forms.DateField(label="offen bis einschließlich", widget=Datumseingabe)

    field_order = ("bis", "grund")
