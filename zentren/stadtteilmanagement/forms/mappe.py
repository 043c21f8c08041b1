"""A document of the folder: title, kind, file or link; the rest is folded."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone

from stzverbund.basis.dateien import Dateifeld
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular
from zentren.models import Bezirksregion, Mitgliedschaft
from zentren.stadtteilmanagement import mappe
from zentren.stadtteilmanagement.models import Mappendokument
from zentren.stadtteilmanagement.models.mappe import AMTLICH

EINES = "Bitte wählen Sie eine Datei oder geben Sie einen Link an."
NUR_EINES = "Bitte nur eines von beiden: eine Datei oder einen Link."


class MappendokumentFormular(Formular):
    """What is said about a document. The kinds and the readers are those of the house, or of the office."""

    class Meta:
        model = Mappendokument
        fields = (*mappe.FELDER, "regionen")
        widgets = {
            "stand_vom": Datumseingabe,
            "gilt_bis": Datumseingabe,
            "regionen": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "gilt_bis": "leer: bis auf Weiteres. Sie werden vorher erinnert.",
            "link": "die Adresse, unter der es im Internet steht",
        }

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        im_haus = self.instance.zentrum_id is not None
        arten = mappe.DES_HAUSES if im_haus else mappe.DES_AMTES
        self.fields["art"].choices = [("", "bitte wählen"), *((a.value, a.label) for a in arten)]
        if im_haus:
            del self.fields["regionen"]
        else:
            self.fields["sichtbarkeit"].choices = list(AMTLICH.items())
            regionen = Bezirksregion.objects.filter(bezirk=self.instance.bezirk_id)
            self.fields["regionen"].queryset = regionen.defer("geometrie")
            self.fields["regionen"].help_text = "leer: für den ganzen Bezirk"

    @property
    def layout(self) -> Layout:
        womit = [name for name in ("datei_neu", "link") if name in self.fields]
        mehr = [n for n in ("fassung", "verantwortlich", "publikum") if n in self.fields]
        wo = ["regionen"] if "regionen" in self.fields else []
        return Layout(
            "titel",
            "art",
            *womit,
            Div("stand_vom", "gilt_bis", css_class="nebeneinander"),
            "sichtbarkeit",
            *wo,
            Aufklappen("Mehr angeben", *mehr),
        )

    def angaben(self) -> dict[str, Any]:
        return {feld: self.cleaned_data[feld] for feld in mappe.FELDER if feld in self.cleaned_data}


class DokumentNeuFormular(MappendokumentFormular):
    """A new document, or (with `ersetzt`) the next edition of one."""

    datei_neu = Dateifeld(label="Datei", required=False)

    def __init__(self, *args: Any, ersetzt: Mappendokument | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ersetzt = ersetzt
        self.initial["stand_vom"] = timezone.localdate()
        for name in ("datei_neu", "link"):
            self.fields[name].ohne_freiwillig = True  # one of them is needed

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        lesbar = not {"datei_neu", "link"} & self.errors.keys()
        if lesbar and bool(daten.get("datei_neu")) == bool(daten.get("link")):
            self.add_error("link", NUR_EINES if daten.get("link") else EINES)
        return daten

    def save(self, commit: bool = True) -> Mappendokument:
        return mappe.ablegen(
            zentrum=self.instance.zentrum,
            bezirk=self.instance.bezirk,
            angaben=self.angaben(),
            regionen=self.cleaned_data.get("regionen", ()),
            datei=self.cleaned_data["datei_neu"],
            ersetzt=self.ersetzt,
            wer=self.wer,
        )


class DokumentAendernFormular(MappendokumentFormular):
    """What is said about an edition; its file stays, a link may be put right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.datei_id is not None:
            del self.fields["link"]
        else:
            self.fields["link"].required = True

    def save(self, commit: bool = True) -> Mappendokument:
        return mappe.aendern(
            dokument=self.instance,
            angaben=self.angaben(),
            regionen=self.cleaned_data.get("regionen", ()),
            version=self.cleaned_data["version"],
            wer=self.wer,
        )
