"""The form of an answer: the same for the centre, for the whole table and behind a signed link."""

from collections.abc import Iterable
from typing import Any

from django import forms

from standards import antworten
from standards.models import Antwort, Einschaetzung, Selbstbewertung
from stzverbund.basis.formulare import Datumseingabe, Formular
from zentren.stadtteilmanagement.models import Massnahme

WAHL = (
    Einschaetzung.ERFUELLT,
    Einschaetzung.TEILWEISE,
    Einschaetzung.NICHT_ERFUELLT,
    Einschaetzung.NICHT_ANWENDBAR,
    Einschaetzung.OFFEN,
)


def vorsatz(antwort: Antwort) -> str:
    """What the names of its fields begin with, so that several answers stand on one page."""
    return f"a{antwort.pk}"


class AntwortFormular(Formular):
    """Saves through the domain function; `massnahmen` are those of the centre, fetched once for a page."""

    massnahme = forms.TypedChoiceField(label="Maßnahme", required=False, empty_value=None)

    class Meta:
        model = Antwort
        fields = antworten.FELDER
        widgets = {
            "einschaetzung": forms.RadioSelect,
            "begruendung": forms.Textarea(attrs={"rows": 3}),
            "notiz": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "begruendung": "nötig, wenn Sie nicht „erfüllt“ sagen oder die Daten dagegen sprechen",
            "kategorie": "mit diesem Grund ist keine Maßnahme nötig",
        }

    def __init__(
        self, *args: Any, massnahmen: Iterable[Massnahme] = (), wer: Any = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("prefix", vorsatz(kwargs["instance"]))
        super().__init__(*args, **kwargs)
        self.wer = wer
        je_pk = {str(massnahme.pk): massnahme for massnahme in massnahmen}
        feld = self.fields["massnahme"]
        feld.choices = [("", "keine"), *((pk, _zeile(m)) for pk, m in je_pk.items())]
        feld.coerce = je_pk.get
        self.fields["einschaetzung"].choices = [
            (str(wert), wert.label)
            for wert in WAHL
            if wert != Einschaetzung.NICHT_ANWENDBAR or self.instance.kann_entfallen
        ]
        self.fields["einschaetzung"].required = False
        if self.instance.bewertung.art == Selbstbewertung.Art.AUSSEN:
            del self.fields["gute_praxis"]  # the consent of the centre
        for name in ("begruendung", "kategorie", "massnahme", "notiz"):
            self.fields[name].ohne_freiwillig = True  # what is needed depends on the Einschätzung

    def clean_einschaetzung(self) -> str:
        return self.cleaned_data["einschaetzung"] or Einschaetzung.OFFEN

    def save(self, commit: bool = True) -> Antwort:
        angaben = {feld: self.cleaned_data[feld] for feld in self.fields if feld in antworten.FELDER}
        version = self.cleaned_data.get("version")
        return antworten.beantworten(antwort=self.instance, angaben=angaben, version=version, wer=self.wer)


def _zeile(massnahme: Massnahme) -> str:
    return f"{massnahme.titel} ({massnahme.get_eigner_display()}, bis {massnahme.faellig:%d.%m.%Y})"


class MassnahmeFormular(Formular):
    """A new Massnahme, written at the answer that needs it."""

    class Meta:
        model = Massnahme
        fields = ("titel", "eigner", "faellig")
        widgets = {"faellig": Datumseingabe}
