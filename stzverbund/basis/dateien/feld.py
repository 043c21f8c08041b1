from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from .arten import ARTEN, HOECHSTENS_BYTES, ZU_GROSS, Dateifehler, Geprueft, pruefen


class Dateifeld(forms.FileField):
    """A file to upload: cleaned to a `Geprueft`, None where no file was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text",
            "PDF, Bild, Word, Excel, PowerPoint, LibreOffice oder Text; höchstens 10 MB. "
            "Aus Bildern wird entfernt, wo und womit sie aufgenommen wurden.",
        )
        super().__init__(
            widget=forms.FileInput(attrs={"accept": ",".join(f".{endung}" for endung in ARTEN)}), **kwargs
        )

    def clean(self, data: Any, initial: Any = None) -> Geprueft | None:
        hochgeladen: UploadedFile | None = super().clean(data, initial)
        if not isinstance(hochgeladen, UploadedFile):
            return None
        if (hochgeladen.size or 0) > HOECHSTENS_BYTES:
            raise forms.ValidationError(ZU_GROSS)
        try:
            return pruefen(hochgeladen.read(), hochgeladen.name or "")
        except Dateifehler as fehler:
            raise forms.ValidationError(str(fehler)) from fehler
