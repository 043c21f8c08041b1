"""Forms of resolutions: they ask, the functions of `beschluesse` store."""

from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.db.models import Q
from django.utils import timezone

from angebote.models import Kennzahl
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular
from verbund import beschluesse
from verbund.models import Beschluss
from zentren.models import Mitgliedschaft

Ergebnis, Folge = Beschluss.Ergebnis, Beschluss.Folge
STIMMEN = Div("ja", "nein", "enthaltung", css_class="nebeneinander")
VIER_ZEILEN, ZWEI_ZEILEN = (forms.Textarea(attrs={"rows": n}) for n in (4, 2))


class BeschlussFormular(Formular):
    """A resolution taken at the item that the view has set, or changed; what is settled cannot be typed."""

    class Meta:
        model = Beschluss
        fields = (
            *("text", "ergebnis", "ja", "nein", "enthaltung"),
            *("sichtbarkeit", "thema", "traegt", "kennzahlen", "gleichstellung", "barrierefreiheit"),
        )
        widgets = {
            "text": VIER_ZEILEN,
            "gleichstellung": ZWEI_ZEILEN,
            "barrierefreiheit": ZWEI_ZEILEN,
            "kennzahlen": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        self.fields["thema"].queryset = self.instance.verbund.themen.all()
        self.fields["ergebnis"].help_text = "Bei „mehrheitlich“ und „abgelehnt“ bitte mit den Stimmen."
        bezirk = self.instance.verbund.bezirk_id
        eigene = Kennzahl.objects.filter(Q(bezirk__isnull=True) | Q(bezirk=bezirk))
        self.fields["kennzahlen"].queryset = eigene
        self.fields["kennzahlen"].label = "Kennzahlen, die dieser Beschluss wollte"
        for feld in ("ja", "nein", "enthaltung"):
            self.fields[feld].ohne_freiwillig = True
        if self.instance.pk and beschluesse.genehmigt(self.instance.sitzung):
            for feld in beschluesse.GEFASST:
                del self.fields[feld]

    @property
    def layout(self) -> Layout:
        gefasst = ["text", "ergebnis", STIMMEN] if "text" in self.fields else []
        return Layout(
            *gefasst,
            "sichtbarkeit",
            Fieldset("Geprüft", "gleichstellung", "barrierefreiheit"),
            "thema",
            Aufklappen("Was der Beschluss trägt", "traegt", "kennzahlen"),
        )

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        ergebnis = daten.get("ergebnis", Ergebnis.EINVERNEHMLICH)
        if ergebnis != Ergebnis.EINVERNEHMLICH:
            for feld in ("ja", "nein"):
                if daten.get(feld) is None and feld not in self.errors:
                    self.add_error(feld, "Bitte geben Sie die Stimmen an.")
        return daten

    def save(self, commit: bool = True) -> Beschluss:
        daten = dict(self.cleaned_data)
        version = daten.pop("version", None)
        if not self.instance.pk:
            return beschluesse.fassen(punkt=self.instance.punkt, angaben=daten, wer=self.wer)
        return beschluesse.aendern(beschluss=self.instance, angaben=daten, version=version, wer=self.wer)


class FolgeFormular(Formular):
    """What became of it."""

    class Meta:
        model = Beschluss
        fields = ("folge", "folge_am", "folge_text")
        widgets = {"folge_am": Datumseingabe, "folge_text": VIER_ZEILEN}

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        waehlbar = (Folge.OFFEN, Folge.UMGESETZT, Folge.UEBERHOLT)
        self.fields["folge"].choices = [(f.value, f.label) for f in waehlbar]
        self.fields["folge_am"].help_text = "leer: heute"
        self.fields["folge_text"].help_text = "Bei „überholt“: wodurch?"

    def clean_folge_am(self) -> Any:
        am = self.cleaned_data["folge_am"]
        if am and am > timezone.localdate():
            raise forms.ValidationError("Dieser Tag liegt noch vor Ihnen.")
        return am

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if daten.get("folge") == Folge.UEBERHOLT and not daten.get("folge_text", "").strip():
            self.add_error("folge_text", "Bitte schreiben Sie, wodurch der Beschluss überholt ist.")
        return daten

    def save(self, commit: bool = True) -> Beschluss:
        daten = self.cleaned_data
        return beschluesse.folge_setzen(
            beschluss=self.instance,
            folge=daten["folge"],
            text=daten["folge_text"],
            am=daten["folge_am"],
            version=daten["version"],
            wer=self.wer,
        )


class StreichenFormular(Formular):
    class Meta:
        model = Beschluss
        fields = ("folge_text",)
        labels = {"folge_text": "Warum?"}
        widgets = {"folge_text": VIER_ZEILEN}

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        self.fields["folge_text"].required = True
        self.initial["folge_text"] = ""

    def save(self, commit: bool = True) -> Beschluss:
        grund, version = self.cleaned_data["folge_text"], self.cleaned_data["version"]
        return beschluesse.streichen(beschluss=self.instance, grund=grund, version=version, wer=self.wer)
