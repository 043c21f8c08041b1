"""A proof: a file, a link or a record of the house, with its own date."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db import models

from standards.models import Nachweis, Selbstbewertung
from stzverbund.basis.dateien import Dateifeld
from stzverbund.basis.formulare import Datumseingabe, Formular

GENAU_EINES = "Bitte geben Sie genau eines an: eine Datei, einen Link oder einen Eintrag des Hauses."
ENTWEDER_ODER = "Bitte geben Sie entweder eine Datei oder einen Link an."


class NachweisFormular(Formular):
    """`eintraege` are the records to choose from; which file it is the view hands to the domain function."""

    adresse = forms.URLField(label="Link", required=False, max_length=500, assume_scheme="https")
    datei_neu = Dateifeld(label="Datei", required=False)
    haus = forms.ChoiceField(label="Eintrag des Hauses", required=False)

    class Meta:
        model = Nachweis
        fields = ("titel", "adresse", "datum", "gueltig_bis")
        widgets = {"datum": Datumseingabe, "gueltig_bis": Datumseingabe}
        help_texts = {
            "datum": "Von wann ist der Nachweis selbst? Der Tag des Hochladens wird von selbst notiert.",
            "gueltig_bis": "Sie werden erinnert, bevor er abläuft.",
        }

    field_order = ("titel", "datum", "datei_neu", "adresse", "haus", "gueltig_bis")

    def __init__(self, *args: Any, eintraege: Mapping[str, models.Model], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.eintraege = eintraege
        if self.instance.antwort.bewertung.art == Selbstbewertung.Art.AUSSEN:
            self.fields["gueltig_bis"].help_text = ""  # nobody reminds who has only a link
        arten = [(name, f"{e._meta.verbose_name}: {e}") for name, e in eintraege.items()]
        for name in ("datei_neu", "adresse", "haus"):
            self.fields[name].ohne_freiwillig = True  # one of them is needed
        self.fields["haus"].choices = [("", "keiner"), *arten]
        if not arten:
            del self.fields["haus"]

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        angegeben = [name for name in ("datei_neu", "adresse", "haus") if daten.get(name)]
        if len(angegeben) != 1 and not {"datei_neu", "adresse", "haus"} & self.errors.keys():
            self.add_error(None, GENAU_EINES if "haus" in self.fields else ENTWEDER_ODER)
        if eintrag := self.eintraege.get(daten.get("haus", "")):
            self.instance.typ = ContentType.objects.get_for_model(eintrag)
            self.instance.eintrag_id = eintrag.pk
            self._gilt_wie(eintrag, daten)
        return daten

    @staticmethod
    def _gilt_wie(eintrag: models.Model, daten: dict[str, Any]) -> None:
        """Unless another day was typed, the proof ends with the document that it is."""
        ende, datum = getattr(eintrag, "gilt_bis", None), daten.get("datum")
        if ende and datum and ende >= datum and not daten.get("gueltig_bis"):
            daten["gueltig_bis"] = ende
