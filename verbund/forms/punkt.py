"""Items of the agenda and their material."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms

from stzverbund.basis.dateien import Dateifeld
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular
from verbund import dokumente, tagesordnung
from verbund.models import Dokument, Sitzung, Tagesordnungspunkt
from zentren.models import Mitgliedschaft, Zentrum

ART = Div("art", "minuten", css_class="nebeneinander")
HOECHSTENS_MINUTEN = 480


class PunktFormular(Formular):
    """An item that the Koordination puts on the agenda of `instance.sitzung`, or changes."""

    layout = Layout(
        "titel",
        ART,
        "sichtbarkeit",
        "beschreibung",
        Aufklappen("Mehr angeben", "zentrum", "thema", "wiederkehrend"),
    )

    class Meta:
        model = Tagesordnungspunkt
        fields: tuple[str, ...] = (
            *("titel", "art", "minuten", "sichtbarkeit", "beschreibung"),
            *("zentrum", "thema", "wiederkehrend"),
        )
        widgets = {"beschreibung": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        verbund = self.instance.verbund
        self.fields["minuten"].max_value = HOECHSTENS_MINUTEN
        self.fields["minuten"].validators.append(
            forms.fields.validators.MaxValueValidator(HOECHSTENS_MINUTEN)
        )
        self.fields["zentrum"].queryset = Zentrum.objects.filter(bezirk=verbund.bezirk_id)
        self.fields["zentrum"].empty_label = "niemand Bestimmtes"
        self.fields["thema"].queryset = verbund.themen.filter(beendet_am__isnull=True)
        self.fields["thema"].empty_label = "keines"

    def angaben(self) -> dict[str, Any]:
        return {feld: self.cleaned_data[feld] for feld in self.Meta.fields}

    def save(self, commit: bool = True) -> Tagesordnungspunkt:
        if self.instance.pk:
            version = self.cleaned_data.get("version")
            return tagesordnung.aendern(
                punkt=self.instance, angaben=self.angaben(), version=version, wer=self.wer
            )
        return tagesordnung.hinzufuegen(sitzung=self.instance.sitzung, angaben=self.angaben(), wer=self.wer)


class VorschlagFormular(PunktFormular):
    """ "Thema vorschlagen": the Koordination finds a place for it."""

    layout = Layout(
        "titel", "beschreibung", "wunsch", ART, Aufklappen("Mehr angeben", "zentrum", "thema", "sichtbarkeit")
    )

    class Meta(PunktFormular.Meta):
        fields = ("titel", "beschreibung", "wunsch", "art", "minuten", "zentrum", "thema", "sichtbarkeit")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kommende = Sitzung.objects.filter(verbund=self.instance.verbund).bevorstehend()
        self.fields["wunsch"].queryset = kommende
        self.fields["wunsch"].empty_label = "egal, wann es passt"

    def save(self, commit: bool = True) -> Tagesordnungspunkt:
        if self.instance.pk:
            return super().save(commit)
        return tagesordnung.vorschlagen(verbund=self.instance.verbund, angaben=self.angaben(), wer=self.wer)


class DokumentFormular(Formular):
    """A file or a link for `ort`, an item, a session, a theme or a project."""

    datei = Dateifeld(label="Datei", required=False)

    layout = Layout("titel", "datei", "link", "sichtbarkeit", Aufklappen("Mehr angeben", "stand_vom"))

    class Meta:
        model = Dokument
        fields = ("titel", "link", "sichtbarkeit", "stand_vom")
        widgets = {"stand_vom": Datumseingabe}

    def __init__(self, *args: Any, ort: dokumente.Ort, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ort, self.wer = ort, wer
        self.fields["link"].help_text = "oder die Adresse, unter der es im Internet steht"

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if not self.errors and bool(daten.get("datei")) == bool(daten.get("link")):
            wort = "Bitte wählen Sie eine Datei oder geben Sie einen Link an."
            zuviel = "Bitte nur eines von beiden: eine Datei oder einen Link."
            self.add_error("link", zuviel if daten.get("link") else wort)
        return daten

    def save(self, commit: bool = True) -> Dokument:
        angaben = {feld: self.cleaned_data[feld] for feld in self.Meta.fields}
        return dokumente.beilegen(
            ort=self.ort, angaben=angaben, geprueft=self.cleaned_data.get("datei"), wer=self.wer
        )
