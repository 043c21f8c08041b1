"""Räume: asking, answering, blocking."""

from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms

from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, Zeiteingabe
from stzverbund.basis.offenes_formular import OffenesFormular
from zentren.belegungen import Vorplan, moment, nichts
from zentren.models import Belegung, Mitgliedschaft, Raum, Zentrum
from zentren.stadtteilmanagement import raumbuchungen, raumsperren
from zentren.stadtteilmanagement.models import Raumbuchung

OHNE_NAMEN = "Name der Gruppe oder Organisation, keine Namen von Personen."
FREIWILLIG = "Nur für die Antwort; 30 Tage nach dem letzten Termin gelöscht."
WIEDERHOLUNG = "leer heißt: nur an diesem Tag"
WIDGETS: dict[str, Any] = {
    "tag": Datumseingabe,
    "woechentlich_bis": Datumseingabe,
    "von": Zeiteingabe,
    "bis": Zeiteingabe,
    "bemerkung": forms.Textarea(attrs={"rows": 3}),
}
WANN = Div("tag", "von", "bis", "woechentlich_bis", css_class="nebeneinander")


class MitRolle(Formular):
    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer


class MitVorplan(MitRolle):
    """Also what is planned in a Raum and not stored yet stands against a date."""

    def __init__(self, *args: Any, vorplan: Vorplan = nichts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vorplan = vorplan


class BuchungFormular(MitVorplan):
    """A group asks at the counter or by telephone; confirmed at once where that is ticked."""

    sofort = forms.BooleanField(
        label="gleich bestätigen",
        required=False,
        initial=True,
        help_text="Sonst bleibt es eine Anfrage, von der Sie auch nur die freien Termine bestätigen können.",
    )

    class Meta:
        model = Raumbuchung
        fields = raumbuchungen.FELDER
        widgets = WIDGETS

    layout = Layout(
        "raum",
        "gruppe",
        "zweck",
        WANN,
        "sofort",
        Aufklappen("Mehr angeben", "personen", "kontakt", "bemerkung"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raum"].queryset = raeume_des_hauses(self.wer.zentrum)
        self.fields["gruppe"].help_text = OHNE_NAMEN
        self.fields["kontakt"].help_text = FREIWILLIG
        self.fields["woechentlich_bis"].help_text = WIEDERHOLUNG
        if self.instance.pk:
            del self.fields["sofort"]
            self.layout = Layout(*(teil for teil in self.layout.fields if teil != "sofort"))

    def save(self, commit: bool = True) -> Raumbuchung:
        angaben = {feld: self.cleaned_data[feld] for feld in raumbuchungen.FELDER}
        if self.instance.pk:
            version = self.cleaned_data["version"]
            return raumbuchungen.aendern(
                buchung=self.instance, angaben=angaben, version=version, wer=self.wer
            )
        if self.cleaned_data["sofort"]:
            return raumbuchungen.eintragen(angaben=angaben, vorplan=self.vorplan, wer=self.wer)
        return raumbuchungen.anfragen(angaben=angaben, wer=self.wer)


class BestaetigenFormular(MitVorplan):
    """Where dates are taken, the free ones alone can be confirmed."""

    ohne_belegte = forms.BooleanField(
        label="nur die freien Termine bestätigen",
        required=False,
        help_text="Die belegten fallen weg. Die Seite der Anfrage nennt sie.",
    )

    class Meta:
        model = Raumbuchung
        fields = ("antwort",)
        widgets = {"antwort": forms.Textarea(attrs={"rows": 3})}

    layout = Layout("ohne_belegte", "antwort")

    def save(self, commit: bool = True) -> Raumbuchung:
        return raumbuchungen.bestaetigen(
            buchung=self.instance,
            antwort=self.cleaned_data["antwort"],
            ohne_belegte=self.cleaned_data["ohne_belegte"],
            version=self.cleaned_data["version"],
            vorplan=self.vorplan,
            wer=self.wer,
        )


class AblehnenFormular(MitRolle):
    class Meta(BestaetigenFormular.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["antwort"].required = True
        self.fields["antwort"].label = "Warum geht es nicht?"

    def save(self, commit: bool = True) -> Raumbuchung:
        daten = self.cleaned_data
        return raumbuchungen.ablehnen(
            buchung=self.instance, antwort=daten["antwort"], version=daten["version"], wer=self.wer
        )


class AbsagenFormular(MitRolle):
    class Meta(BestaetigenFormular.Meta):
        pass

    def save(self, commit: bool = True) -> Raumbuchung:
        daten = self.cleaned_data
        return raumbuchungen.absagen(
            buchung=self.instance, antwort=daten["antwort"], version=daten["version"], wer=self.wer
        )


class SperreFormular(MitRolle):
    """From a day and hour until a day and hour."""

    von_tag = forms.DateField(label="ab (Tag)", widget=Datumseingabe)
    von = forms.TimeField(label="ab (Uhrzeit)", widget=Zeiteingabe, initial="08:00")
    bis_tag = forms.DateField(label="bis (Tag)", widget=Datumseingabe)
    bis = forms.TimeField(label="bis (Uhrzeit)", widget=Zeiteingabe, initial="20:00")

    class Meta:
        model = Belegung
        fields = ("anlass",)
        labels = {"anlass": "Warum?"}
        help_texts = {"anlass": "z. B. „Malerarbeiten“"}

    layout = Layout(
        Fieldset(
            "Wann ist der Raum nicht verfügbar?",
            Div("von_tag", "von", css_class="nebeneinander"),
            Div("bis_tag", "bis", css_class="nebeneinander"),
        ),
        "anlass",
    )

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if not self.errors and (daten["bis_tag"], daten["bis"]) <= (daten["von_tag"], daten["von"]):
            self.add_error("bis_tag", "Das Ende muss nach dem Beginn liegen.")
        return daten

    def save(self, commit: bool = True) -> Belegung:
        daten = self.cleaned_data
        return raumsperren.sperren(
            raum=self.instance.raum,
            beginn=moment(daten["von_tag"], daten["von"]),
            ende=moment(daten["bis_tag"], daten["bis"]),
            grund=daten["anlass"],
            wer=self.wer,
        )


class AnfrageFormular(OffenesFormular, forms.ModelForm):
    """A group asks without an account; as the one of the team, but for its Raum."""

    class Meta:
        model = Raumbuchung
        fields = tuple(feld for feld in raumbuchungen.FELDER if feld != "raum")
        widgets = WIDGETS

    layout = Layout("gruppe", "zweck", WANN, "personen", "kontakt", "bemerkung")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gruppe"].help_text = OHNE_NAMEN
        self.fields["kontakt"].help_text = FREIWILLIG
        self.fields["woechentlich_bis"].help_text = WIEDERHOLUNG


def raeume_des_hauses(zentrum: Zentrum | None) -> Any:
    return Raum.objects.filter(standort__zentrum=zentrum).select_related("standort")
