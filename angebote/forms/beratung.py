"""The tally sheet: one tap for a stroke like the last one."""

from datetime import date
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict
from django.utils import timezone

from angebote.models import Beratung, Zaehlart
from angebote.strichliste import strich_setzen
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular
from stzverbund.basis.zeit import monatsende
from zentren.models import Fachstelle, Mitgliedschaft, Zentrum

# What the next stroke takes over; how many and when are asked anew.
GEMERKT = ("art", "thema", "kontakt", "fachstellenart", "fachstelle", "zielgruppe", "sprache", "datum")
HOECHSTENS = 1000
"""Alike strokes at once: more than a tally sheet holds is a slip of the keyboard."""


class BeratungFormular(Formular):
    """Numbers only; nothing that leads to a person."""

    layout = Layout(
        "art",
        "kontakt",
        "thema",
        "fachstellenart",
        "anzahl",
        Aufklappen("Mehr angeben", "fachstelle", "zielgruppe", "sprache", "datum"),
    )

    class Meta:
        model = Beratung
        fields = (*GEMERKT, "anzahl")
        widgets = {
            "art": forms.RadioSelect,
            "thema": forms.RadioSelect,
            "kontakt": forms.RadioSelect,
            "datum": Datumseingabe,
        }
        help_texts = {
            "thema": "nur bei Beratungen",
            "kontakt": "nur bei Beratungen",
            "fachstellenart": "nur wenn Sie an eine Fachstelle vermittelt haben",
        }

    def __init__(
        self, *args: Any, zentrum: Zentrum, monat: date, wer: Mitgliedschaft | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zentrum, self.monat, self.wer = zentrum, monat, wer
        self.letzter = min(monatsende(monat), timezone.localdate())
        self.initial.setdefault("datum", self.letzter)
        fachstellen = Fachstelle.objects.filter(bezirk=zentrum.bezirk_id).select_related("art")
        self.fields["fachstelle"].queryset = fachstellen
        for name in ("art", "thema", "kontakt"):
            feld = self.fields[name]
            feld.choices = [wahl for wahl in feld.choices if wahl[0]]
            feld.ohne_freiwillig = True
        self.fields["anzahl"].widget.attrs["max"] = HOECHSTENS
        tag = self.fields["datum"].widget.attrs
        tag |= {"min": f"{monat:%Y-%m-%d}", "max": f"{self.letzter:%Y-%m-%d}"}

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if daten.get("art") == Zaehlart.BERATUNG:
            for name, was in (("thema", "das Thema"), ("kontakt", "die Art des Kontakts")):
                if not daten.get(name) and name not in self.errors:
                    self.add_error(name, f"Bitte wählen Sie {was}.")
        if (daten.get("anzahl") or 0) > HOECHSTENS:
            self.add_error("anzahl", "Möglich sind höchstens 1.000 auf einmal. Bitte prüfen Sie die Zahl.")
        tag = daten.get("datum")
        if tag and not self.monat <= tag <= self.letzter:
            self.add_error("datum", f"Bitte einen Tag vom {self.monat:%d.%m.%Y} bis {self.letzter:%d.%m.%Y}.")
        return daten

    def save(self, commit: bool = True) -> Beratung:
        return strich_setzen(zentrum=self.zentrum, wer=self.wer, **self.cleaned_data)

    def gemerkt(self) -> str:
        """The choice as a query, so that the next stroke is one tap."""
        wahl = QueryDict(mutable=True)
        wahl.update({name: self.data[name] for name in GEMERKT if self.data.get(name)})
        return wahl.urlencode()
