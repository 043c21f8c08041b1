"""Forms of Beschwerden: the public ones, and those of the team, stored by `beschwerden`."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone

from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, FormularMixin
from stzverbund.basis.offenes_formular import OffenesFormular
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement import beschwerden
from zentren.stadtteilmanagement.kontakt import kontakt_pruefen
from zentren.stadtteilmanagement.models import Beschwerde

LAENGE = 4000
OHNE_NAMEN = "Bitte keine Namen, auch nicht von anderen Menschen."


class Offen(OffenesFormular):
    """What anybody may send to a centre."""

    art = forms.ChoiceField(
        label="Was möchten Sie?",
        choices=[("beschwerde", "mich beschweren"), ("anregung", "etwas anregen"), ("lob", "etwas loben")],
        widget=forms.RadioSelect,
    )
    thema = forms.ChoiceField(
        label="Worum geht es?", choices=[("", "bitte wählen"), *Beschwerde.Thema.choices]
    )
    text = forms.CharField(
        label="Was möchten Sie uns sagen?",
        max_length=LAENGE,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=OHNE_NAMEN,
    )
    kontakt = forms.CharField(
        label="E-Mail oder Telefon",
        max_length=254,
        required=False,
        help_text="Nur wenn Sie dort eine Antwort möchten. Ihr Name ist nicht nötig.",
    )
    layout = Layout("art", "thema", "text", "kontakt")

    def clean_kontakt(self) -> str:
        return kontakt_pruefen(self.cleaned_data["kontakt"])


class Codeformular(FormularMixin, forms.Form):
    """The code of somebody who wants to see how things stand."""

    code = forms.CharField(
        label="Ihr Code",
        max_length=40,
        help_text="16 Zeichen; Striche, Leerzeichen und Groß- oder Kleinschreibung sind gleich.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        ),
    )


class MitRolle(Formular):
    """A form whose saving is a function of `beschwerden`, which asks for the right of `wer` again."""

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer


class BeschwerdeFormular(MitRolle):
    """Written down by the team. Of what came by the public form only kind, topic and deadline change."""

    class Meta:
        model = Beschwerde
        fields = ("art", "thema", "weg", "eingegangen_am", "text", "kontakt", "frist")
        widgets = {
            "eingegangen_am": Datumseingabe,
            "frist": Datumseingabe,
            "text": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["eingegangen_am"] = self.instance.eingegangen_am or timezone.localdate()
        self.fields["text"].label, self.fields["text"].help_text = "Was wurde gesagt?", OHNE_NAMEN
        self.fields["kontakt"].help_text = "Nur für die Antwort, kein Name. Wird beim Abschließen gelöscht."
        self.fields["frist"].required = False
        self.fields["frist"].help_text = f"Ohne Angabe {beschwerden.FRIST_TAGE} Tage nach dem Eingang."
        self.fields["weg"].choices = [w for w in Beschwerde.Weg.choices if w[0] != Beschwerde.Weg.FORMULAR]
        if self.instance.code:
            for feld in beschwerden.GESENDET:
                del self.fields[feld]

    @property
    def layout(self) -> Layout:
        if self.instance.code:
            return Layout("art", "thema", "frist")
        oben = Div("art", "thema", "weg", "eingegangen_am", css_class="nebeneinander")
        return Layout(oben, "text", Aufklappen("Antwort an wen, bis wann?", "kontakt", "frist"))

    def clean_kontakt(self) -> str:
        return kontakt_pruefen(self.cleaned_data["kontakt"])

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        am = daten.get("eingegangen_am") or self.instance.eingegangen_am
        if am and not daten.get("frist") and "frist" not in self.errors:
            daten["frist"] = beschwerden.frist_ab(am)
        if am and daten.get("frist") and daten["frist"] < am:
            self.add_error("frist", "Die Frist liegt vor dem Eingang.")
        return daten

    def save(self, commit: bool = True) -> Beschwerde:
        angaben = {feld: self.cleaned_data[feld] for feld in beschwerden.FELDER if feld in self.fields}
        if self.instance.pk is None:
            return beschwerden.aufnehmen(zentrum=self.instance.zentrum, angaben=angaben, wer=self.wer)
        version = self.cleaned_data["version"]
        return beschwerden.aendern(beschwerde=self.instance, angaben=angaben, version=version, wer=self.wer)


class AntwortFormular(MitRolle):
    class Meta:
        model = Beschwerde
        fields = ("antwort",)
        widgets = {"antwort": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["antwort"].required = True
        self.fields["antwort"].help_text = "Eine Antwort bleibt, wie sie ist. Wer den Code hat, liest sie."

    def save(self, commit: bool = True) -> Beschwerde:
        return beschwerden.beantworten(
            beschwerde=self.instance,
            antwort=self.cleaned_data["antwort"],
            version=self.cleaned_data["version"],
            wer=self.wer,
        )


class VerbesserungFormular(MitRolle):
    schritt = staticmethod(beschwerden.verbessern)
    noetig = True

    class Meta:
        model = Beschwerde
        fields = ("verbesserung",)
        widgets = {"verbesserung": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verbesserung"].required = self.noetig
        self.fields["verbesserung"].help_text = "Wer den Code hat, liest es nach dem Abschluss."

    def save(self, commit: bool = True) -> Beschwerde:
        return self.schritt(
            beschwerde=self.instance,
            verbesserung=self.cleaned_data["verbesserung"],
            version=self.cleaned_data["version"],
            wer=self.wer,
        )


class AbschlussFormular(VerbesserungFormular):
    """Closing asks once more what has become better; nothing is an answer too."""

    schritt = staticmethod(beschwerden.abschliessen)
    noetig = False
