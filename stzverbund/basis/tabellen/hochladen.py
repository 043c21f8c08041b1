"""The form by which a file with a table comes in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from stzverbund.basis.formulare import FormularMixin
from stzverbund.basis.tabellen.lesen import HOECHSTENS_BYTES, HOECHSTENS_ZEILEN, ZU_GROSS
from stzverbund.basis.zahlen import zeige_anzahl


class HochladenFormular(FormularMixin, forms.Form):
    """`zeilen` is how many rows the list may have."""

    zeilen = HOECHSTENS_ZEILEN
    datei = forms.FileField(
        label="Datei",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.ods,.csv,.txt"}),
        error_messages={
            "required": "Bitte wählen Sie eine Datei.",
            "empty": "Die Datei ist leer.",
            "missing": "Bitte wählen Sie eine Datei.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hoechstens = f"höchstens 5 MB und {zeige_anzahl(self.zeilen)} Zeilen"
        self.fields["datei"].help_text = f"Excel (.xlsx), OpenDocument (.ods) oder CSV, {hoechstens}"

    def clean_datei(self) -> UploadedFile:
        datei = self.cleaned_data["datei"]
        if datei.size > HOECHSTENS_BYTES:
            raise forms.ValidationError(ZU_GROSS)
        return datei
