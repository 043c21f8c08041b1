"""Forms of the register of Anliegen: they ask, the functions of `anliegen` store."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone

from stzverbund.basis.formulare import Aufklappen, Datumseingabe
from zentren.models import Bezirksregion
from zentren.stadtteilmanagement import anliegen as domaene
from zentren.stadtteilmanagement.forms.bedarfe import OHNE_NAMEN
from zentren.stadtteilmanagement.forms.massnahmen import MitZustaendigen
from zentren.stadtteilmanagement.models import Anliegen, Bedarf


class AnliegenFormular(MitZustaendigen):
    """What citizens ask for: who should answer, and (folded) whether it is on its way already."""

    class Meta:
        model = Anliegen
        fields = (
            *("titel", "problemfeld", "empfaenger", "eingegangen_am", "beschreibung", "stelle", "region"),
            *("bedarf", "weitergeleitet_am", "frist", "beantwortet_am", "ergebnis", "antwort"),
        )
        widgets = {
            **dict.fromkeys(
                ("eingegangen_am", "weitergeleitet_am", "frist", "beantwortet_am"), Datumseingabe
            ),
            "beschreibung": forms.Textarea(attrs={"rows": 4}),
            "antwort": forms.Textarea(attrs={"rows": 4}),
        }

    layout = Layout(
        "titel",
        Div("problemfeld", "empfaenger", css_class="nebeneinander"),
        "eingegangen_am",
        Aufklappen("Mehr angeben", "beschreibung", "stelle", "region", "bedarf"),
        Aufklappen(
            "Schon weitergeleitet oder beantwortet?",
            Div("weitergeleitet_am", "frist", css_class="nebeneinander"),
            Div("beantwortet_am", "ergebnis", css_class="nebeneinander"),
            "antwort",
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zentrum = self.instance.zentrum
        regionen = Bezirksregion.objects.filter(bezirk=zentrum.bezirk_id)
        self.fields["region"].queryset = regionen.only("pk", "name", "sortierung")
        self.fields["bedarf"].queryset = Bedarf.objects.filter(zentrum=zentrum)
        self.fields["beschreibung"].help_text = OHNE_NAMEN
        self.fields["frist"].help_text = "Leer heißt: vier Wochen nach dem Weiterleiten."
        if self.instance.pk is None:
            self.initial["eingegangen_am"] = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        domaene_fehler = domaene.fehler(daten)
        for feld, meldung in domaene_fehler.items():
            if feld not in self.errors:
                self.add_error(feld, meldung)
        return daten

    def save(self, commit: bool = True) -> Anliegen:
        angaben = {feld: self.cleaned_data[feld] for feld in self._meta.fields}
        if self.instance.pk is None:
            return domaene.eintragen(zentrum=self.instance.zentrum, angaben=angaben, wer=self.wer)
        version = self.cleaned_data["version"]
        return domaene.aendern(anliegen=self.instance, angaben=angaben, version=version, wer=self.wer)


class WeiterleitenFormular(MitZustaendigen):
    class Meta:
        model = Anliegen
        fields = ("empfaenger", "stelle", "weitergeleitet_am", "frist")
        widgets = {"weitergeleitet_am": Datumseingabe, "frist": Datumseingabe}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weitergeleitet_am"].required = True
        self.initial["weitergeleitet_am"] = timezone.localdate()
        self.fields["frist"].help_text = "Leer heißt: vier Wochen nach dem Weiterleiten."

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        for feld, meldung in domaene.fehler({"eingegangen_am": self.instance.eingegangen_am} | daten).items():
            self.add_error(feld if feld in self.fields else None, meldung)
        return daten

    def save(self, commit: bool = True) -> Anliegen:
        angaben = {feld: self.cleaned_data[feld] for feld in self._meta.fields}
        version = self.cleaned_data["version"]
        return domaene.weiterleiten(anliegen=self.instance, angaben=angaben, version=version, wer=self.wer)


class AntwortFormular(MitZustaendigen):
    """The answer, noted by the team or given by the Bezirksamt itself."""

    class Meta:
        model = Anliegen
        fields = ("beantwortet_am", "ergebnis", "antwort")
        widgets = {"beantwortet_am": Datumseingabe, "antwort": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for feld in ("beantwortet_am", "ergebnis"):
            self.fields[feld].required = True
        self.initial["beantwortet_am"] = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        vorher = {"weitergeleitet_am": self.instance.weitergeleitet_am}
        for feld, meldung in domaene.fehler(vorher | daten).items():
            self.add_error(feld if feld in self.fields else None, meldung)
        return daten

    def save(self, commit: bool = True) -> Anliegen:
        angaben = {feld: self.cleaned_data[feld] for feld in self._meta.fields}
        version = self.cleaned_data["version"]
        return domaene.beantworten(anliegen=self.instance, angaben=angaben, version=version, wer=self.wer)
