"""What a centre offers, what another one asks for, what is answered, and what it was good for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from stzverbund.basis.formulare import Datumseingabe, Formular, FormularMixin
from stzverbund.basis.sortierung import faltung
from verbund import kompetenzen
from verbund.models import Kompetenz, Kompetenzanfrage, Thema
from zentren.models import Mitgliedschaft, Verbund

OHNE_NAMEN = "Bitte keine Namen von Besucherinnen und Besuchern."


class KompetenzFormular(Formular):
    class Meta:
        model = Kompetenz
        fields = ("art", "titel", "beschreibung", "thema", "link")
        widgets = {"beschreibung": forms.Textarea(attrs={"rows": 4}), "art": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["art"].choices = Kompetenz.Art.choices
        bezirk = self.instance.zentrum.bezirk_id
        self.fields["thema"].queryset = Thema.objects.filter(verbund__bezirk=bezirk)


class MitZentrum(Formular):
    """A step of a request, in the name of the active role; the domain function stores it."""

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer


class AnfrageFormular(MitZentrum):
    class Meta:
        model = Kompetenzanfrage
        fields = ("nachricht", "wunsch")
        widgets = {"nachricht": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"nachricht": OHNE_NAMEN, "wunsch": "z. B. „ab Februar, gern vormittags“"}

    def save(self, commit: bool = True) -> Kompetenzanfrage:
        return kompetenzen.anfragen(
            kompetenz=self.instance.kompetenz,
            nachricht=self.cleaned_data["nachricht"],
            wunsch=self.cleaned_data["wunsch"],
            wer=self.wer,
        )


class AntwortFormular(MitZentrum):
    zusage = forms.ChoiceField(
        label="Geht es?",
        choices=[("ja", "ja, wir sagen zu"), ("nein", "nein, es geht nicht")],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Kompetenzanfrage
        fields = ("antwort",)
        widgets = {"antwort": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"antwort": "z. B. ein Vorschlag für den Tag; bei einer Absage der Grund"}

    field_order = ("zusage", "antwort")

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if daten.get("zusage") == "nein" and not daten.get("antwort", "").strip():
            self.add_error("antwort", "Bitte schreiben Sie, warum es nicht geht.")
        return daten

    def save(self, commit: bool = True) -> Kompetenzanfrage:
        return kompetenzen.antworten(
            anfrage=self.instance,
            zusage=self.cleaned_data["zusage"] == "ja",
            antwort=self.cleaned_data["antwort"],
            version=self.cleaned_data["version"],
            wer=self.wer,
        )


class RueckmeldungFormular(MitZentrum):
    class Meta:
        model = Kompetenzanfrage
        fields = ("genutzt_am", "personen", "nutzen", "rueckmeldung")
        widgets = {
            "genutzt_am": Datumseingabe,
            "rueckmeldung": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["genutzt_am"].required = True

    def save(self, commit: bool = True) -> Kompetenzanfrage:
        return kompetenzen.nutzen(
            anfrage=self.instance,
            angaben={feld: self.cleaned_data[feld] for feld in self._meta.fields},
            version=self.cleaned_data["version"],
            wer=self.wer,
        )


class Kompetenzsuche(FormularMixin, forms.Form):
    """What somebody looks for on the Kompetenzbörse; every state is an address."""

    q = forms.CharField(label="Suche", required=False, max_length=200)
    art = forms.ChoiceField(label="Art", required=False, choices=[("", "alle"), *Kompetenz.Art.choices])
    thema = forms.ModelChoiceField(Thema.objects.none(), label="Thema", required=False, empty_label="alle")

    def __init__(self, data: QueryDict, *, verbund: Verbund | None) -> None:
        super().__init__(data)
        self.fields["thema"].queryset = Thema.objects.filter(verbund=verbund)
        for feld in self.fields.values():
            feld.ohne_freiwillig = True
        self.angaben = self.cleaned_data if self.is_valid() else {}

    @property
    def gefiltert(self) -> bool:
        return any(self.angaben.values())

    def filtern(self, menge: QuerySet[Kompetenz]) -> QuerySet[Kompetenz]:
        """What cannot be understood filters nothing and says so at its field."""
        for wort in faltung(self.angaben.get("q", "")).split():
            menge = menge.filter(suche__contains=wort)
        gewaehlt = {name: self.angaben[name] for name in ("art", "thema") if self.angaben.get(name)}
        return menge.filter(**gewaehlt)
