"""Forms of the Tätigkeitsbuch: three fields at first, the details of the kind, everything else folded."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from stzverbund.basis.dateien import Dateifeld, ablegen
from stzverbund.basis.felder import Stundenfeld
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, FormularMixin
from zentren.models import Aufgabe, Fachstelle, Mitgliedschaft, Zentrum
from zentren.stadtteilmanagement import taetigkeiten
from zentren.stadtteilmanagement.aufgabenworte import kurzname, wahl
from zentren.stadtteilmanagement.models import Bedarf, Kooperation, Taetigkeit, Taetigkeitsvorlage

OHNE_NAMEN = "Bitte keine Namen von Besucherinnen, Besuchern und Ehrenamtlichen."
KOPF = ("datum", "was", "aufgabe", "form")
MEHR = (
    "kooperationen",
    "fachstellen",
    "zentren",
    "personen",
    "zielgruppen",
    "minuten",
    "bedarf",
    "beitraege",
    "medium",
    "reichweite",
    "zur_beratung",
    "einladung",
    "rueckfluss",
    "wirkung",
    "notiz",
    "link",
    "anlage",
)
"""In this order, whether open or folded."""


def heute_oder_frueher(tag: Any) -> Any:
    """A day of the diary; what is planned is no entry yet."""
    if tag > timezone.localdate():
        raise forms.ValidationError("Dieser Tag liegt in der Zukunft. Eingetragen wird, was war.")
    return tag


class Aufgabenfeld(forms.ModelChoiceField):
    """One of the 27 by its short name."""

    def label_from_instance(self, obj: Any) -> str:
        return kurzname(obj.schluessel)


class TaetigkeitFormular(Formular):
    """An entry in full; which fields stand open depends on its kind (`taetigkeiten.DETAILS`)."""

    aufgabe = Aufgabenfeld(label="Aufgabe", queryset=Aufgabe.objects.all())
    minuten = Stundenfeld(label="Stunden", required=False, help_text="z. B. 1,5 oder 1:30")
    beitraege = forms.MultipleChoiceField(
        label="Was hat das Zentrum beigetragen?",
        choices=Taetigkeit.Beitrag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    anlage = Dateifeld(label="Datei", required=False)

    class Meta:
        model = Taetigkeit
        fields = (*KOPF, *(feld for feld in MEHR if feld != "anlage"))
        widgets = {
            "datum": Datumseingabe,
            **dict.fromkeys(
                ("kooperationen", "fachstellen", "zentren", "zielgruppen"), forms.CheckboxSelectMultiple
            ),
            **dict.fromkeys(("rueckfluss", "wirkung", "notiz"), forms.Textarea(attrs={"rows": 3})),
        }

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        zentrum = self.instance.zentrum
        gewaehlt = self.instance.kooperationen.values("pk") if self.instance.pk else []
        laufend = Q(beendet_am__isnull=True) | Q(beendet_am__gte=timezone.localdate()) | Q(pk__in=gewaehlt)
        im_bezirk = {"bezirk": zentrum.bezirk_id}
        self._waehlen("kooperationen", Kooperation.objects.filter(laufend, zentrum=zentrum))
        self._waehlen("fachstellen", Fachstelle.objects.filter(**im_bezirk))
        self._waehlen("zentren", Zentrum.objects.filter(**im_bezirk).exclude(pk=zentrum.pk))
        self._waehlen("bedarf", Bedarf.objects.filter(zentrum=zentrum))
        self.fields["was"].help_text = OHNE_NAMEN
        if self.instance.datei_id:
            self.fields["anlage"].help_text = "Eine neue Datei ersetzt die vorhandene."

    def _waehlen(self, name: str, auswahl: QuerySet) -> None:
        """What there is to choose from; where there is nothing, nothing is asked."""
        if auswahl.exists():
            self.fields[name].queryset = auswahl
        else:
            del self.fields[name]

    @property
    def offene(self) -> tuple[str, ...]:
        """The fields of the kind that is chosen."""
        return taetigkeiten.DETAILS.get(self["form"].value() or "", ())

    @property
    def layout(self) -> Layout:
        da = [feld for feld in self.weitere if feld in self.fields]
        zur_art = [feld for feld in da if feld in self.offene]
        weitere = [feld for feld in da if feld not in zur_art]
        return Layout(*KOPF, Div(*zur_art, css_class="zur-art"), Aufklappen("Mehr angeben", *weitere))

    @property
    def weitere(self) -> tuple[str, ...]:
        """All fields beside the head."""
        return MEHR

    def clean_datum(self) -> Any:
        return heute_oder_frueher(self.cleaned_data["datum"])

    def save(self, commit: bool = True) -> Any:
        if geprueft := self.cleaned_data.get("anlage"):
            self.instance.datei = ablegen(geprueft, wer=self.wer.person)
        return super().save(commit)


class SchnellFormular(FormularMixin, forms.Form):
    """Three fields; the Aufgabe may be left to the words. Also the box in the frame of every page."""

    prefix = "schnell"
    datum = forms.DateField(label="Wann?", widget=Datumseingabe)
    was = forms.CharField(label="Was war?", max_length=250, help_text=OHNE_NAMEN)
    aufgabe = forms.ChoiceField(label="Aufgabe", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aufgabe"].choices = [("", "aus den Worten vorschlagen"), *wahl()]

    def clean_datum(self) -> Any:
        return heute_oder_frueher(self.cleaned_data["datum"])


class VorlageFormular(Formular):
    aufgabe = Aufgabenfeld(label="Aufgabe", queryset=Aufgabe.objects.all())
    minuten = Stundenfeld(label="Stunden", required=False, help_text="z. B. 1,5 oder 1:30")

    class Meta:
        model = Taetigkeitsvorlage
        fields = ("was", "aufgabe", "form", "kooperation", "minuten")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        eigene = Kooperation.objects.filter(zentrum=self.instance.zentrum_id)
        self.fields["kooperation"].queryset = eigene
        self.fields["was"].help_text = OHNE_NAMEN
