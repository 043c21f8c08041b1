"""The year plan and the themes."""

from datetime import time
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import Q

from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, FormularMixin, Zeiteingabe
from verbund import jahresplanung, themen
from verbund.models import Jahresplan, Planplatz, Thema
from zentren.models import Mitgliedschaft, Verbund, Zentrum

WOCHENTAGE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")
WOCHEN = {1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", 5: "letzten"}


class JahresplanFormular(Formular):
    """Schwerpunktthemen of the year and what the Verbund wants of it."""

    class Meta:
        model = Jahresplan
        fields = ("themen", "vorwort")
        widgets = {"themen": forms.CheckboxSelectMultiple, "vorwort": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        waehlbar = Q(beendet_am__isnull=True)
        if self.instance.pk:
            waehlbar |= Q(pk__in=self.instance.themen.values("pk"))
        self.fields["themen"].queryset = self.instance.verbund.themen.filter(waehlbar)

    def save(self, commit: bool = True) -> Jahresplan:
        return jahresplanung.festlegen(
            plan=self.instance,
            vorwort=self.cleaned_data["vorwort"],
            themen=self.cleaned_data["themen"],
            version=self.cleaned_data.get("version"),
            wer=self.wer,
        )


class PlatzFormular(Formular):
    """A place in the plan; a new one has `verbund` from the page."""

    layout = Layout(
        Div("datum", "beginn", "ende", css_class="nebeneinander"),
        "gastgeber",
        "thema",
        "gast",
        "stand",
        Aufklappen("Mehr angeben", "bemerkung"),
    )

    class Meta:
        model = Planplatz
        fields = ("datum", "beginn", "ende", "gastgeber", "thema", "gast", "stand", "bemerkung")
        widgets = {"datum": Datumseingabe, "beginn": Zeiteingabe, "ende": Zeiteingabe}

    def __init__(self, *args: Any, verbund: Verbund, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verbund, self.wer = verbund, wer
        self.fields["gastgeber"].queryset = Zentrum.objects.filter(bezirk=verbund.bezirk_id)
        self.fields["gastgeber"].empty_label = "noch offen"
        self.fields["thema"].queryset = verbund.themen.filter(beendet_am__isnull=True)
        self.fields["thema"].empty_label = "noch keines"

    def save(self, commit: bool = True) -> Planplatz:
        angaben = {feld: self.cleaned_data[feld] for feld in self.Meta.fields}
        if self.instance.pk:
            version = self.cleaned_data.get("version")
            return jahresplanung.platz_aendern(
                platz=self.instance, angaben=angaben, version=version, wer=self.wer
            )
        return jahresplanung.platz_anlegen(verbund=self.verbund, angaben=angaben, wer=self.wer)


class VorschlagsreiheFormular(FormularMixin, forms.Form):
    """ "jeden zweiten Dienstag im Monat, 10 bis 12 Uhr"."""

    woche = forms.TypedChoiceField(label="am", choices=list(WOCHEN.items()), coerce=int, initial=2)
    wochentag = forms.TypedChoiceField(
        label="Wochentag im Monat", choices=list(enumerate(WOCHENTAGE)), coerce=int, initial=1
    )
    beginn = forms.TimeField(label="von", widget=Zeiteingabe(), initial=time(10))
    ende = forms.TimeField(label="bis", widget=Zeiteingabe(), initial=time(12))

    layout = Layout(Div("woche", "wochentag", "beginn", "ende", css_class="nebeneinander"))

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if daten.get("beginn") and daten.get("ende") and daten["ende"] <= daten["beginn"]:
            self.add_error("ende", "Das Ende liegt vor dem Beginn.")
        return daten


class ThemaFormular(Formular):
    class Meta:
        model = Thema
        fields = ("titel", "beschreibung", "beendet_am")
        widgets = {"beendet_am": Datumseingabe, "beschreibung": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        if not self.instance.pk:
            del self.fields["beendet_am"]

    def save(self, commit: bool = True) -> Thema:
        angaben = {feld: self.cleaned_data[feld] for feld in self.Meta.fields if feld in self.cleaned_data}
        return themen.sichern(
            thema=self.instance, angaben=angaben, version=self.cleaned_data.get("version"), wer=self.wer
        )
