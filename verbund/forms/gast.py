"""Guests: what the Koordination notes about them, and what they say themselves behind their link."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms

from stzverbund.basis.dateien import Dateifeld
from stzverbund.basis.formulare import Aufklappen, Formular, FormularMixin, Zeiteingabe
from verbund.models import Gast


class GastFormular(Formular):
    """A guest of a session; the item and the theme are those of its Verbund."""

    class Meta:
        model = Gast
        fields = (
            "organisation",
            "vortrag",
            "punkt",
            "von",
            "bis",
            "name",
            "email",
            "telefon",
            "technik",
            "thema",
            "stand",
        )
        widgets = {"von": Zeiteingabe, "bis": Zeiteingabe}

    layout = Layout(
        "organisation",
        "vortrag",
        "email",
        "punkt",
        "von",
        "bis",
        Aufklappen("Mehr angeben", "name", "telefon", "technik", "thema", "stand"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sitzung = self.instance.sitzung
        self.fields["punkt"].queryset = sitzung.punkte.all()
        self.fields["punkt"].empty_label = "noch keiner"
        self.fields["thema"].queryset = sitzung.verbund.themen.all()
        self.fields["email"].help_text = "Dorthin geht der Link, mit dem der Gast zusagt und Folien sendet."
        self.fields["name"].help_text = "Kontakt: wird ein Jahr nach der Sitzung gelöscht, der Name bleibt."
        self.fields["stand"].help_text = "Ändert der Gast mit seinem Link selbst."


class GastAntwort(FormularMixin, forms.Form):
    """ "Kommen Sie?" """

    kommt = forms.TypedChoiceField(
        label="Kommen Sie?",
        choices=[("ja", "Ja, ich komme"), ("nein", "Nein, ich kann nicht")],
        coerce=lambda wert: wert == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie eine Antwort."},
    )
    vortrag = forms.CharField(label="Titel Ihres Beitrags", max_length=200, required=False)
    technik = forms.CharField(
        label="Benötigte Technik", max_length=200, required=False, help_text="zum Beispiel Beamer, Ton"
    )


class FolienFormular(FormularMixin, forms.Form):
    """A file with the consent to pass it on; without consent nothing is stored."""

    datei = Dateifeld(label="Folien oder Unterlagen")
    weitergabe = forms.BooleanField(
        label="Die Datei darf an die Mitglieder des Verbundes weitergegeben und aufbewahrt werden.",
        help_text="Ohne diese Erlaubnis speichern wir sie nicht. Sie können sie später zurücknehmen.",
        error_messages={"required": "Ohne diese Erlaubnis können wir die Datei nicht annehmen."},
    )
