"""Forms of the register of needs: they ask, the functions of `bedarfe` store."""

from typing import Any

from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.utils import timezone

from stzverbund.basis.dateien import Dateifeld, ablegen
from stzverbund.basis.formulare import Aufklappen, Datumseingabe
from stzverbund.basis.sortierung import faltung
from zentren.models import Bezirksregion, Zielgruppe
from zentren.stadtteilmanagement import bedarfe
from zentren.stadtteilmanagement.forms.massnahmen import MitZustaendigen
from zentren.stadtteilmanagement.models import Anliegen, Bedarf

OHNE_NAMEN = "Bitte keine Namen von Besucherinnen und Besuchern."


class BedarfFormular(MitZustaendigen):
    """A need: three fields and a day; where, for whom and what it rests on are folded.

    `anliegen`: what it is derived from; it is linked with the new need.
    """

    zielgruppen = forms.ModelMultipleChoiceField(
        label="Wer braucht es?",
        queryset=Zielgruppe.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unterlage = Dateifeld(label="Bericht oder Auswertung als Datei", required=False)

    class Meta:
        model = Bedarf
        fields = (
            *("titel", "problemfeld", "quelle", "ermittelt_am", "region", "sozialraum", "zielgruppen"),
            *("infrastruktur", "beschreibung", "grundlage", "fortschreiben_alle"),
        )
        widgets = {
            "ermittelt_am": Datumseingabe,
            "beschreibung": forms.Textarea(attrs={"rows": 4}),
            "grundlage": forms.Textarea(attrs={"rows": 3}),
        }

    layout = Layout(
        "titel",
        HTML("{% include 'stadtteilmanagement/_aehnliche.html' %}"),
        Div("problemfeld", "quelle", css_class="nebeneinander"),
        "ermittelt_am",
        Aufklappen("Wo, und für wen?", "region", "sozialraum", "zielgruppen", "infrastruktur"),
        Aufklappen("Worauf stützt es sich?", "beschreibung", "grundlage", "unterlage", "fortschreiben_alle"),
    )

    def __init__(self, *args: Any, anliegen: Anliegen | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.anliegen = anliegen
        regionen = Bezirksregion.objects.filter(bezirk=self.instance.zentrum.bezirk_id)
        self.fields["region"].queryset = regionen.only("pk", "name", "sortierung")
        self.fields["region"].empty_label = "der ganze Einzugsbereich"
        self.fields["beschreibung"].help_text = OHNE_NAMEN
        if self.instance.pk is None:
            self.initial["ermittelt_am"] = timezone.localdate()

    def clean_ermittelt_am(self) -> Any:
        tag = self.cleaned_data["ermittelt_am"]
        if tag > timezone.localdate():
            raise forms.ValidationError("Dieser Tag liegt in der Zukunft.")
        return tag

    def clean_titel(self) -> str:
        titel = self.cleaned_data["titel"]
        gleiche = self.instance.zentrum.bedarfe.exclude(pk=self.instance.pk).laufend()
        gefaltet = faltung(titel)
        if any(faltung(anderer) == gefaltet for anderer in gleiche.values_list("titel", flat=True)):
            raise forms.ValidationError("Dieser Bedarf steht schon im Register Ihres Zentrums.")
        return titel

    def save(self, commit: bool = True) -> Bedarf:
        angaben = {feld: self.cleaned_data[feld] for feld in self._meta.fields}
        if geprueft := self.cleaned_data["unterlage"]:
            angaben["datei"] = ablegen(geprueft, wer=self.wer.person)
        if self.instance.pk is None:
            zentrum = self.instance.zentrum
            return bedarfe.anlegen(zentrum=zentrum, angaben=angaben, anliegen=self.anliegen, wer=self.wer)
        version = self.cleaned_data["version"]
        return bedarfe.aendern(bedarf=self.instance, angaben=angaben, version=version, wer=self.wer)


class SchrittFormular(forms.Form):
    """The day of a step, on the page of the need."""

    am = forms.DateField(label="seit", widget=Datumseingabe, initial=timezone.localdate)


class UeberpruefenFormular(MitZustaendigen):
    am = forms.DateField(label="Wann überprüft?", widget=Datumseingabe, initial=timezone.localdate)

    class Meta:
        model = Bedarf
        fields = ("ergebnis",)
        widgets = {"ergebnis": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ergebnis"].required = True
        self.fields["ergebnis"].help_text = f"Hat es geholfen? Was bleibt zu tun? {OHNE_NAMEN}"

    def save(self, commit: bool = True) -> Bedarf:
        angaben = {feld: self.cleaned_data[feld] for feld in ("am", "ergebnis", "version")}
        return bedarfe.ueberpruefen(bedarf=self.instance, wer=self.wer, **angaben)


class VerwerfenFormular(MitZustaendigen):
    class Meta:
        model = Bedarf
        fields = ("grund",)
        widgets = {"grund": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grund"].required = True

    def save(self, commit: bool = True) -> Bedarf:
        angaben = {feld: self.cleaned_data[feld] for feld in ("grund", "version")}
        return bedarfe.verwerfen(bedarf=self.instance, wer=self.wer, **angaben)
