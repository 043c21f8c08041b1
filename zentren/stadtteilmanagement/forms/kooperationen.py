"""Partners and Gremien: few fields first; what only a Gremium or an agreement has is folded."""

from typing import Any

from crispy_forms.layout import Div, Layout
from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone

from stzverbund.basis.dateien import Dateifeld
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular
from zentren.models import Fachstelle, Mitgliedschaft
from zentren.stadtteilmanagement import kooperationen
from zentren.stadtteilmanagement.models import Kooperation, Zielpruefung

TAGE = ("seit", "unterzeichnet_am", "gilt_von", "gilt_bis", "naechste_pruefung")
JAEHRLICH = relativedelta(years=1)
"""How long aims are left alone where nobody says otherwise (RK-2017 4.3, Standard 5.3)."""


class MitRolle(Formular):
    """A form whose saving is a function of `kooperationen`, which asks for the right of `wer` again."""

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer


class KooperationFormular(MitRolle):
    vereinbarung = Dateifeld(label="Vereinbarung als Datei", required=False)

    class Meta:
        model = Kooperation
        fields = kooperationen.FELDER
        widgets = dict.fromkeys(TAGE, Datumseingabe) | {"ziele": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "partner": "Name der Organisation oder des Gremiums, kein Name einer Person",
            "gilt_bis": "einschließlich; leer: bis auf Weiteres. Sie werden vorher erinnert.",
            "naechste_pruefung": "Sie werden an diesem Tag erinnert.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bezirk = self.instance.zentrum.bezirk_id
        self.fields["fachstelle"].queryset = Fachstelle.objects.filter(bezirk=bezirk)
        if self.instance.datei_id:
            self.fields["vereinbarung"].help_text = "Eine neue Datei tritt an die Stelle der bisherigen."

    @property
    def layout(self) -> Layout:
        """Open is what the kind asks for: the level of a Gremium, the agreement with the Sozialdienst."""
        art = self["art"].value()
        return Layout(
            "partner",
            Div("art", "seit", css_class="nebeneinander"),
            Aufklappen(
                "Nur bei Gremien: Ebene, Ausrichtung, Vertretung",
                Div("ebene", "ausrichtung", css_class="nebeneinander"),
                "vertretung",
                offen=art == Kooperation.Art.GREMIUM,
            ),
            Aufklappen(
                "Vereinbarung",
                "unterzeichnet_am",
                Div("gilt_von", "gilt_bis", css_class="nebeneinander"),
                "vereinbarung",
                offen=art == Kooperation.Art.MIGRATIONSSOZIALDIENST,
            ),
            Aufklappen("Ziele und Verzeichnis", "ziele", "naechste_pruefung", "fachstelle"),
        )

    def save(self, commit: bool = True) -> Kooperation:
        angaben = {feld: self.cleaned_data[feld] for feld in kooperationen.FELDER}
        datei = self.cleaned_data.get("vereinbarung")
        if self.instance.pk is None:
            return kooperationen.anlegen(
                zentrum=self.instance.zentrum, angaben=angaben, datei=datei, wer=self.wer
            )
        return kooperationen.aendern(
            kooperation=self.instance,
            angaben=angaben,
            datei=datei,
            version=self.cleaned_data["version"],
            wer=self.wer,
        )


class ZielpruefungFormular(MitRolle):
    """One look at the aims; the day of the next one belongs to the Kooperation."""

    datum = forms.DateField(label="geprüft am", widget=Datumseingabe)
    ergebnis = forms.ChoiceField(
        label="Ziele", choices=Zielpruefung.Ergebnis.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="Was folgt daraus?", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    layout = Layout("ergebnis", "text", Div("datum", "naechste_pruefung", css_class="nebeneinander"))

    class Meta:
        model = Kooperation
        fields = ("naechste_pruefung",)
        widgets = {"naechste_pruefung": Datumseingabe}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heute = timezone.localdate()
        self.initial["datum"], self.initial["naechste_pruefung"] = heute, heute + JAEHRLICH

    def save(self, commit: bool = True) -> Kooperation:
        daten = self.cleaned_data
        kooperationen.ziele_pruefen(
            kooperation=self.instance,
            datum=daten["datum"],
            ergebnis=daten["ergebnis"],
            text=daten["text"],
            naechste=daten["naechste_pruefung"],
            version=daten["version"],
            wer=self.wer,
        )
        return self.instance


class KooperationEnde(MitRolle):
    class Meta:
        model = Kooperation
        fields = ("beendet_am",)
        widgets = {"beendet_am": Datumseingabe}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beendet_am"].required = True
        self.initial["beendet_am"] = self.instance.beendet_am or timezone.localdate()

    def save(self, commit: bool = True) -> Kooperation:
        return kooperationen.beenden(
            kooperation=self.instance,
            am=self.cleaned_data["beendet_am"],
            version=self.cleaned_data["version"],
            wer=self.wer,
        )
