"""Forms of the Befragungen for the team: they ask, the functions of `befragungen` store."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone

from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, FormularMixin
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.befragungen import gang, pflege
from zentren.stadtteilmanagement.befragungen.vorlagen import HOECHSTENS, VORLAGEN, Fragenangabe
from zentren.stadtteilmanagement.models import Befragung, Frage

WOCHEN = timedelta(weeks=4)
ZEITRAUM = {"von": Datumseingabe, "bis": Datumseingabe}


class BefragungFormular(Formular):
    """Title, introduction, from when until when."""

    fehlerfeld = "bis"

    class Meta:
        model = Befragung
        fields = pflege.FELDER
        widgets = ZEITRAUM | {"einleitung": forms.Textarea(attrs={"rows": 3})}

    layout = Layout("titel", "einleitung", Div("von", "bis", css_class="nebeneinander"))

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer

    def angaben(self) -> dict[str, Any]:
        return {feld: self.cleaned_data[feld] for feld in pflege.FELDER if feld in self.cleaned_data}

    def save(self, commit: bool = True) -> Befragung:
        return pflege.aendern(
            befragung=self.instance,
            angaben=self.angaben(),
            version=self.cleaned_data["version"],
            wer=self.wer,
        )


class BefragungNeuFormular(BefragungFormular):
    """A new one with the questions of a template."""

    vorlage = forms.ChoiceField(
        label="Mit welchen Fragen möchten Sie beginnen?",
        choices=[(v.schluessel, f"{v.name}: {v.wozu}") for v in VORLAGEN.values()],
        widget=forms.RadioSelect,
        initial="zufriedenheit",
        help_text="Sie können die Fragen danach ändern.",
    )

    layout = Layout(
        "titel",
        "vorlage",
        Div("von", "bis", css_class="nebeneinander"),
        Aufklappen("Eigene Einleitung", "einleitung"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_vier_wochen(self)

    def save(self, commit: bool = True) -> Befragung:
        return pflege.anlegen(
            zentrum=self.instance.zentrum,
            angaben=self.angaben(),
            vorlage=self.cleaned_data["vorlage"],
            wer=self.wer,
        )


class BefragungKopie(BefragungFormular):
    """The same questions once more, at another time."""

    class Meta:
        model = Befragung
        fields = ("von", "bis")
        widgets = ZEITRAUM

    layout = Layout(Div("von", "bis", css_class="nebeneinander"))

    def __init__(self, *args: Any, vorbild: Befragung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vorbild = vorbild
        _in_vier_wochen(self)

    def save(self, commit: bool = True) -> Befragung:
        return pflege.kopieren(befragung=self.vorbild, angaben=self.angaben(), wer=self.wer)


def _in_vier_wochen(form: BefragungFormular) -> None:
    heute = timezone.localdate()
    form.initial = {**form.initial, "von": heute, "bis": heute + WOCHEN}


class AuswertungFormular(Formular):
    """What follows, and whether it is published."""

    class Meta:
        model = Befragung
        fields = ("schlussfolgerungen", "ergebnis_oeffentlich")
        widgets = {"schlussfolgerungen": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "schlussfolgerungen": "Was ändern Sie, was nehmen Sie sich vor? Bitte keine Namen.",
            "ergebnis_oeffentlich": "Ergebnis und Schlussfolgerungen stehen dann auf der öffentlichen Seite "
            "des Zentrums, freie Antworten nie.",
        }

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        self.fields["schlussfolgerungen"].required = True

    def save(self, commit: bool = True) -> Befragung:
        daten = self.cleaned_data
        return gang.auswerten(
            befragung=self.instance,
            text=daten["schlussfolgerungen"],
            veroeffentlichen=daten["ergebnis_oeffentlich"],
            version=daten["version"],
            wer=self.wer,
        )


class Fragenfelder(forms.Form):
    """The inputs of eight questions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nr in range(1, HOECHSTENS + 1):
            self.fields |= _felder(nr)
        for feld in self.fields.values():
            feld.ohne_freiwillig = True


class FragenFormular(FormularMixin, Fragenfelder):
    """Up to eight questions, each with its place; one without words is none."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, befragung: Befragung, fragen: Sequence[Frage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = befragung.version
        self.vorhandene = len(fragen)
        for nr, frage in enumerate(fragen, start=1):
            self._zeigen(nr, frage)

    def _zeigen(self, nr: int, frage: Frage) -> None:
        werte = {"text": frage.text, "art": frage.art, "bereich": frage.bereich}
        werte["optionen"] = "\n".join(frage.optionen)
        for name, wert in werte.items():
            self.fields[f"{name}_{nr}"].initial = wert

    @property
    def layout(self) -> Layout:
        teile = []
        for nr in range(1, HOECHSTENS + 1):
            daneben = Div(f"bereich_{nr}", f"stelle_{nr}", css_class="nebeneinander")
            felder = [f"text_{nr}", f"art_{nr}", f"optionen_{nr}", daneben]
            wort = f"Frage {nr}" if nr <= self.vorhandene else f"Frage {nr} hinzufügen"
            teile.append(Aufklappen(wort, *felder, offen=nr <= self.vorhandene))
        return Layout(*teile)

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        for nr in range(1, HOECHSTENS + 1):
            waehlbar = daten.get(f"art_{nr}") in pflege.ZUM_WAEHLEN
            if daten.get(f"text_{nr}") and waehlbar and not 2 <= len(_zeilen(daten, nr)) <= 10:
                self.add_error(f"optionen_{nr}", "Bitte geben Sie zwei bis zehn Antworten, eine je Zeile.")
        return daten

    def fragen(self) -> list[Fragenangabe]:
        """What was typed, in the order of the places."""
        daten = self.cleaned_data
        nummern = [nr for nr in range(1, HOECHSTENS + 1) if daten[f"text_{nr}"].strip()]
        return [
            Fragenangabe(
                daten[f"text_{nr}"].strip(), daten[f"art_{nr}"], daten[f"bereich_{nr}"], _zeilen(daten, nr)
            )
            for nr in sorted(nummern, key=lambda nr: (daten[f"stelle_{nr}"] or nr, nr))
        ]


def _felder(nr: int) -> dict[str, forms.Field]:
    """The inputs of one question; their labels name it, so that errors do too."""
    return {
        f"text_{nr}": forms.CharField(label=f"Frage {nr}", max_length=250, required=False),
        f"art_{nr}": forms.ChoiceField(
            label=f"Antwort auf Frage {nr}", choices=Frage.Art.choices, initial=Frage.Art.SKALA
        ),
        f"optionen_{nr}": forms.CharField(
            label=f"Zur Auswahl bei Frage {nr}",
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Nur wenn ausgewählt wird: eine Antwort je Zeile.",
        ),
        f"bereich_{nr}": forms.ChoiceField(
            label=f"Bereich von Frage {nr}",
            choices=Frage.Bereich.choices,
            initial=Frage.Bereich.ANDERES,
            help_text="Damit lassen sich Jahre vergleichen.",
        ),
        f"stelle_{nr}": forms.IntegerField(
            label=f"Stelle von Frage {nr}", min_value=1, max_value=HOECHSTENS, required=False, initial=nr
        ),
    }


def _zeilen(daten: dict[str, Any], nr: int) -> list[str]:
    zeilen = (" ".join(zeile.split())[:120] for zeile in daten.get(f"optionen_{nr}", "").splitlines())
    return list(dict.fromkeys(zeile for zeile in zeilen if zeile))


class PapierFormular(FormularMixin, forms.Form):
    """Sheets on paper in bulk: the sums of each answer, and what was written."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    boegen = forms.IntegerField(label="Wie viele Papierbögen insgesamt?", min_value=0, max_value=100_000)

    def __init__(
        self, *args: Any, befragung: Befragung, fragen: Sequence[Frage], zahlen: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fragen = fragen
        self.fields["version"].initial = befragung.version
        self.fields["boegen"].initial = befragung.papierboegen
        for frage in fragen:
            self.fields |= _papierfelder(frage, zahlen)

    def zahlen(self) -> dict[tuple[int, int], int]:
        return {
            (frage.pk, wert): self.cleaned_data[_name(frage, wert)] or 0
            for frage in self.fragen
            for wert, _ in frage.moeglichkeiten
        }

    def texte(self) -> dict[int, list[str]]:
        return {
            frage.pk: [z.strip() for z in self.cleaned_data[_name(frage)].splitlines() if z.strip()]
            for frage in self.fragen
            if frage.art == Frage.Art.TEXT
        }

    def gruppen(self) -> list[tuple[Frage, list[tuple[str, Any]]]]:
        """For the table: each question with its inputs."""
        return [
            (frage, [(text, self[_name(frage, wert)]) for wert, text in frage.moeglichkeiten])
            for frage in self.fragen
            if frage.moeglichkeiten
        ]

    def textfelder(self) -> list[Any]:
        return [self[_name(frage)] for frage in self.fragen if frage.art == Frage.Art.TEXT]


def _name(frage: Frage, wert: int | None = None) -> str:
    return f"f{frage.pk}" if wert is None else f"f{frage.pk}_{wert}"


def _papierfelder(frage: Frage, zahlen: Any) -> dict[str, forms.Field]:
    if frage.art == Frage.Art.TEXT:
        hilfe = "Neue Texte, einer je Zeile. Bitte lassen Sie Namen weg."
        eingabe = forms.Textarea(attrs={"rows": 4})
        return {
            _name(frage): forms.CharField(label=frage.text, required=False, widget=eingabe, help_text=hilfe)
        }
    return {
        _name(frage, wert): forms.IntegerField(
            label=f"{frage.text} {text}",
            required=False,
            min_value=0,
            max_value=100_000,
            initial=zahlen.get((frage.pk, wert), 0),
        )
        for wert, text in frage.moeglichkeiten
    }
