"""Questions, notes of consultations and recommendations."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone

from stzverbund.basis.dateien import Dateifeld, ablegen
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular
from verbund import anfragen
from verbund.models import Anfrage, Beratungsnotiz, Empfehlung, Sichtbarkeit
from verbund.querysets import bezirke_der_rolle
from zentren.models import Bezirk, Mitgliedschaft, Zentrum

OHNE_NAMEN = "Bitte keine Namen von Besucherinnen und Besuchern."


class MitRolle(Formular):
    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer


class AnfrageFormular(MitRolle):
    class Meta:
        model = Anfrage
        fields = anfragen.FELDER
        widgets = {"frist": Datumseingabe, "frage": forms.Textarea(attrs={"rows": 5})}

    layout = Layout("betreff", "frage", "frist", Aufklappen("Mehr angeben", "thema", "sichtbarkeit"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thema"].queryset = self.instance.verbund.themen.all()
        self.fields["frage"].help_text = OHNE_NAMEN
        self.fields["sichtbarkeit"].choices = [
            (stufe.value, stufe.label) for stufe in (Sichtbarkeit.BEZIRKSAMT, Sichtbarkeit.OEFFENTLICH)
        ]

    def save(self, commit: bool = True) -> Anfrage:
        angaben = {feld: self.cleaned_data[feld] for feld in anfragen.FELDER}
        if self.instance.pk is None:
            return anfragen.stellen(verbund=self.instance.verbund, angaben=angaben, wer=self.wer)
        version = self.cleaned_data["version"]
        return anfragen.aendern(anfrage=self.instance, angaben=angaben, version=version, wer=self.wer)


class AntwortFormular(MitRolle):
    class Meta:
        model = Anfrage
        fields = ("antwort",)
        widgets = {"antwort": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["antwort"].required = True
        self.fields["antwort"].help_text = f"Eine Antwort bleibt, wie sie ist. {OHNE_NAMEN}"

    def save(self, commit: bool = True) -> Anfrage:
        return anfragen.beantworten(
            anfrage=self.instance,
            antwort=self.cleaned_data["antwort"],
            version=self.cleaned_data["version"],
            wer=self.wer,
        )


class BeratungsnotizFormular(MitRolle):
    class Meta:
        model = Beratungsnotiz
        fields = ("datum", "bezirk", "zentrum", "anlass", "inhalt", "vereinbart", "geteilt")
        widgets = {
            "datum": Datumseingabe,
            "inhalt": forms.Textarea(attrs={"rows": 5}),
            "vereinbart": forms.Textarea(attrs={"rows": 3}),
        }

    layout = Layout(
        Div("datum", "bezirk", "zentrum", css_class="nebeneinander"),
        "anlass",
        "inhalt",
        "vereinbart",
        "geteilt",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bezirke = bezirke_der_rolle(self.wer)
        self.fields["bezirk"].queryset = Bezirk.objects.filter(pk__in=bezirke).defer("geometrie")
        self.fields["zentrum"].queryset = Zentrum.objects.filter(bezirk__in=bezirke)
        self.fields["zentrum"].empty_label = "alle des Bezirks"
        self.fields["inhalt"].help_text = OHNE_NAMEN

    def clean_datum(self) -> Any:
        tag = self.cleaned_data["datum"]
        if tag > timezone.localdate():
            raise forms.ValidationError("Dieser Tag liegt in der Zukunft.")
        return tag

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        zentrum, bezirk = daten.get("zentrum"), daten.get("bezirk")
        if zentrum and bezirk and zentrum.bezirk_id != bezirk.pk:
            self.add_error("zentrum", f"{zentrum} liegt nicht in {bezirk}.")
        return daten


class EmpfehlungFormular(MitRolle):
    papier = Dateifeld(label="Papier", required=False)

    class Meta:
        model = Empfehlung
        fields = (
            "titel",
            "bezirke",
            "inhalt",
            "partner",
            "gremium",
            "eingebracht_am",
            "stand",
            "ergebnis",
            "link",
        )
        widgets = {
            "eingebracht_am": Datumseingabe,
            "bezirke": forms.CheckboxSelectMultiple,
            "inhalt": forms.Textarea(attrs={"rows": 5}),
            "ergebnis": forms.Textarea(attrs={"rows": 3}),
        }

    layout = Layout(
        "titel",
        "bezirke",
        "inhalt",
        "partner",
        Div("gremium", "eingebracht_am", "stand", css_class="nebeneinander"),
        "papier",
        Aufklappen("Mehr angeben", "ergebnis", "link"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bezirke = Bezirk.objects.filter(pk__in=bezirke_der_rolle(self.wer)).defer("geometrie")
        self.fields["bezirke"].queryset = bezirke

    def save(self, commit: bool = True) -> Any:
        if geprueft := self.cleaned_data["papier"]:
            self.instance.datei = ablegen(geprueft, wer=self.wer.person)
        return super().save(commit)
