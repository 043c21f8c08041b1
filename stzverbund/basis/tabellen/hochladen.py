"""The form by which a file with a table comes in."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from stzverbund.basis.formulare import FormularMixin
from stzverbund.basis.tabellen.lesen import HOECHSTENS_BYTES, ZU_GROSS


class HochladenFormular(FormularMixin, forms.Form):
    datei = forms.FileField(
        label="Datei",
        help_text="Excel (.xlsx), OpenDocument (.ods) oder CSV, höchstens 5 MB und 2.000 Zeilen",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.ods,.csv,.txt"}),
        error_messages={
            "required": "Bitte wählen Sie eine Datei.",
            "empty": "Die Datei ist leer.",
            "missing": "Bitte wählen Sie eine Datei.",
        },
    )

    def clean_datei(self) -> UploadedFile:
        datei = self.cleaned_data["datei"]
        if datei.size > HOECHSTENS_BYTES:
            raise forms.ValidationError(ZU_GROSS)
        return datei
