"""Forms of tasks: they ask, the functions of `aufgaben` store."""

from typing import Any

from django import forms
from django.utils import timezone

from stzverbund.basis.formulare import Datumseingabe, Formular, FormularMixin
from verbund import aufgaben
from verbund.models import Aufgabe, Beschluss
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf

KOORDINIEREN = "verbund.koordinieren"
VERGEBEN = ("zentrum", "stelle", "email")
ZEILEN = forms.Textarea(attrs={"rows": 3})


class AufgabeFormular(Formular):
    """A task of the Verbund that the view has set; who does not co-ordinate it takes on his own ones only.

    The view has also set what it is from (`punkt`, `vorhaben`, `arbeitskreis`), where it is from something.
    """

    class Meta:
        model = Aufgabe
        fields = ("titel", "zentrum", "stelle", "email", "faellig", "beschreibung", "beschluss")
        widgets = {"faellig": Datumseingabe, "beschreibung": ZEILEN}

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer, verbund = wer, self.instance.verbund
        self.fields["zentrum"].queryset = Zentrum.objects.filter(bezirk=verbund.bezirk_id)
        gefasste = Beschluss.objects.sichtbar_fuer(wer).filter(verbund=verbund)
        self.fields["beschluss"].queryset = gefasste.exclude(folge=Beschluss.Folge.GESTRICHEN)
        for feld in ("zentrum", "stelle"):
            self.fields[feld].ohne_freiwillig = True
        if not (aufgaben.vergibt(self.instance, wer) or darf(KOORDINIEREN, wer, verbund)):
            for feld in VERGEBEN:
                del self.fields[feld]
        if self.instance.pk:
            del self.fields["faellig"]

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if "zentrum" not in self.fields:
            return daten
        if bool(daten.get("zentrum")) == bool(daten.get("stelle")):
            self.add_error("zentrum", "Bitte nennen Sie ein Zentrum oder eine andere Stelle.")
        elif daten.get("stelle") == Aufgabe.Stelle.EXTERN and not daten.get("email"):
            self.add_error("email", "Bitte nennen Sie die E-Mail-Adresse.")
        return daten

    def save(self, commit: bool = True) -> Aufgabe:
        aufgabe, daten = self.instance, dict(self.cleaned_data)
        version = daten.pop("version", None)
        if aufgabe.pk:
            return aufgaben.aendern(aufgabe=aufgabe, angaben=daten, version=version, wer=self.wer)
        eigene = {feld: getattr(aufgabe, feld) for feld in VERGEBEN}
        return aufgaben.anlegen(
            verbund=aufgabe.verbund,
            angaben=eigene | daten,
            punkt=aufgabe.punkt,
            vorhaben=aufgabe.vorhaben,
            arbeitskreis=aufgabe.arbeitskreis,
            wer=self.wer,
        )


class MitWer(Formular):
    """A form whose saving is a function of `aufgaben`, which asks for the right of `wer` again."""

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer


class VerschiebenFormular(MitWer):
    grund = forms.CharField(label="Warum?", required=False, max_length=200)

    class Meta:
        model = Aufgabe
        fields = ("faellig",)
        labels = {"faellig": "Neuer Tag"}
        widgets = {"faellig": Datumseingabe}

    def save(self, commit: bool = True) -> Aufgabe:
        daten = self.cleaned_data
        return aufgaben.verschieben(
            aufgabe=self.instance,
            faellig=daten["faellig"],
            grund=daten["grund"],
            version=daten["version"],
            wer=self.wer,
        )


class ErledigtFormular(MitWer):
    class Meta:
        model = Aufgabe
        fields = ("ergebnis",)
        widgets = {"ergebnis": ZEILEN}
        labels = {"ergebnis": "Was ist dabei herausgekommen?"}

    am = forms.DateField(label="Erledigt am", widget=Datumseingabe)
    field_order = ("am", "ergebnis")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("am", timezone.localdate())

    def save(self, commit: bool = True) -> Aufgabe:
        daten = self.cleaned_data
        return aufgaben.erledigen(
            aufgabe=self.instance,
            ergebnis=daten["ergebnis"],
            am=daten["am"],
            version=daten["version"],
            wer=self.wer,
        )


class EntfallenFormular(MitWer):
    class Meta:
        model = Aufgabe
        fields = ("ergebnis",)
        widgets = {"ergebnis": ZEILEN}
        labels = {"ergebnis": "Warum muss das niemand mehr tun?"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ergebnis"].required = True

    def save(self, commit: bool = True) -> Aufgabe:
        grund, version = self.cleaned_data["ergebnis"], self.cleaned_data["version"]
        return aufgaben.entfallen(aufgabe=self.instance, grund=grund, version=version, wer=self.wer)


class UeberLinkErledigt(FormularMixin, forms.Form):
    """Somebody without an account says that it is done."""

    ergebnis = forms.CharField(
        label="Was ist dabei herausgekommen?",
        widget=ZEILEN,
        required=False,
        max_length=2000,
        help_text="Bitte keine Namen von Besucherinnen und Besuchern.",
    )
