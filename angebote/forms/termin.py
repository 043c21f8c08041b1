"""Counting at a Termin, and single dates."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from angebote.aufteilung import ALLE, FELDER, Aufteilungsfehler, Zelle, vollstaendig
from angebote.models import Altersgruppe, Geschlecht, Termin
from angebote.terminzaehlung import gespeicherte, hat_begonnen, termin_zaehlen
from stzverbund.basis.formulare import Datumseingabe, Formular, FormularMixin, Zeiteingabe
from stzverbund.basis.konflikt import Gegenstand
from stzverbund.basis.zahlen import (
    GRENZE,
    Zahlenfehler,
    lies_anzahl,
    lies_minuten,
    zeige_anzahl,
    zeige_minuten,
)
from zentren.handelnde import Handelnde

STATUS = [
    (Termin.Status.STATTGEFUNDEN, "stattgefunden"),
    (Termin.Status.AUSGEFALLEN, "ausgefallen"),
    (Termin.Status.GEPLANT, "noch offen"),
]
GRUENDE = ("Krankheit", "Feiertag", "Raum nicht nutzbar", "niemand gekommen", "abgesagt")
EHRENAMT = ("ehrenamtliche", "ehrenamt_minuten")
AUFTEILUNG = "aufteilung"
"""The breakdown, where two people have counted the same Termin."""
BEISPIELE = "z. B. 1,5 oder 1:30"


class Zahlfeld(forms.CharField):
    """A number as people write it; empty is None, 0 is 0."""

    ohne_freiwillig = True

    def __init__(self, *, lies: Callable[[str], int], zeige: Callable[[int], str], **kwargs: Any) -> None:
        self.lies, self.zeige = lies, zeige
        widget = forms.TextInput(attrs={"autocomplete": "off", **kwargs.pop("attrs", {})})
        super().__init__(required=False, widget=widget, max_length=30, **kwargs)

    def to_python(self, value: Any) -> int | None:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self.lies(text)
        except Zahlenfehler as fehler:
            raise ValidationError(str(fehler)) from None

    def run_validators(self, value: Any) -> None:
        """The length of the text is limited by the number."""

    def prepare_value(self, value: Any) -> Any:
        return self.zeige(value) if isinstance(value, int) else value


def anzahlfeld(label: str, **kwargs: Any) -> Zahlfeld:
    attrs = {"inputmode": "numeric"}
    return Zahlfeld(label=label, lies=lies_anzahl, zeige=zeige_anzahl, attrs=attrs, **kwargs)


class ZaehlFormular(Formular):
    """One tap and one number: what a row of the list sends."""

    teilnahmen = anzahlfeld("Teilnahmen")

    class Meta:
        model = Termin
        fields = ("status", "grund", "teilnahmen")

    def __init__(self, *args: Any, wer: Handelnde, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        status = daten.get("status")
        if status == Termin.Status.AUSGEFALLEN and not daten.get("grund"):
            self.add_error("grund", "Bitte sagen Sie, warum der Termin ausgefallen ist.")
        if status == Termin.Status.STATTGEFUNDEN and not hat_begonnen(self.instance):
            wann = f"am {self.instance.datum:%d.%m.%Y} um {self.instance.von:%H:%M} Uhr"
            self.add_error("status", f"Dieser Termin beginnt erst {wann}. Danach können Sie ihn zählen.")
        if status != Termin.Status.STATTGEFUNDEN:
            daten |= dict.fromkeys(("teilnahmen", *EHRENAMT))
            for name in EHRENAMT:
                setattr(self.instance, name, None)
        return daten

    def zahlen(self) -> dict[str, Any]:
        """What is counted; a row of a list has one number and leaves volunteers and breakdown alone."""
        ehrenamt = {name: getattr(self.instance, name) for name in EHRENAMT}
        return {"teilnahmen": self.cleaned_data["teilnahmen"], **ehrenamt}

    def save(self, commit: bool = True) -> Termin:
        return termin_zaehlen(
            termin=self.instance,
            status=self.cleaned_data["status"],
            grund=self.cleaned_data["grund"],
            version=self.cleaned_data.get("version"),
            wer=self.wer,
            **self.zahlen(),
        )


class TerminFormular(ZaehlFormular):
    """Everything that can be noted of a Termin; the breakdown has a field for each cell and margin."""

    status = forms.ChoiceField(label="Was war?", choices=STATUS, widget=forms.RadioSelect)
    teilnahmen = anzahlfeld("Teilnahmen", help_text="Wie viele waren da? Nur Zahlen, keine Namen.")
    ehrenamtliche = anzahlfeld("Ehrenamtliche")
    ehrenamt_minuten = Zahlfeld(
        label="Stunden der Ehrenamtlichen",
        lies=lies_minuten,
        zeige=zeige_minuten,
        attrs={"inputmode": "text"},
    )

    class Meta(ZaehlFormular.Meta):
        fields = ("status", "grund", "teilnahmen", *EHRENAMT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grund"].widget.attrs["list"] = "gruende"
        self.fields["grund"].ohne_freiwillig = True
        if self.instance.status == Termin.Status.GEPLANT and hat_begonnen(self.instance):
            self.initial["status"] = Termin.Status.STATTGEFUNDEN
        dauer = zeige_minuten(self.instance.minuten)
        self.fields[
            "ehrenamt_minuten"
        ].help_text = f"{BEISPIELE}; leer heißt: jede und jeder {dauer} Stunden, so lange wie der Termin"
        vorhanden = gespeicherte(self.instance)
        for zelle in FELDER:
            self.fields[zellenname(zelle)] = anzahlfeld(zellenlabel(zelle))
            self.initial[zellenname(zelle)] = vorhanden.get(zelle)

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        helfende, zeit = daten.get("ehrenamtliche"), daten.get("ehrenamt_minuten")
        if helfende is not None and zeit is None and "ehrenamt_minuten" not in self.errors:
            daten["ehrenamt_minuten"] = helfende * self.instance.minuten
        self._ehrenamt_pruefen(helfende, daten.get("ehrenamt_minuten"))
        if daten.get("status") == Termin.Status.STATTGEFUNDEN and not self.errors:
            self._aufteilung_pruefen(daten["teilnahmen"])
        return daten

    def _ehrenamt_pruefen(self, helfende: int | None, minuten: int | None) -> None:
        if helfende == 0 and minuten:
            self.add_error("ehrenamtliche", "Hier steht 0, unten stehen aber Stunden.")
        if (minuten or 0) > GRENZE * 60:
            self.add_error("ehrenamtliche", "Das sind zu viele Stunden. Bitte prüfen Sie die Zahl.")

    def _aufteilung_pruefen(self, gesamt: int | None) -> None:
        angaben = self.angaben()
        if angaben and gesamt is None:
            self.add_error(
                "teilnahmen", "Bitte geben Sie auch die Gesamtzahl an, sonst bleibt die Aufteilung leer."
            )
            return
        try:
            vollstaendig(angaben, gesamt or 0)
        except Aufteilungsfehler as ausnahme:
            for zelle, meldung in ausnahme.fehler.items():
                self.add_error(zellenname(zelle), meldung)

    def konflikt_gegenstaende(self, aktuell: Any) -> list[Gegenstand]:
        """The breakdown as a whole."""
        meine, andere = (_aufteilung_in_worten(teile) for teile in (self.angaben(), gespeicherte(aktuell)))
        return [Gegenstand(AUFTEILUNG, "Aufteilung", meine, andere)] if meine != andere else []

    def angaben(self) -> dict[Zelle, int]:
        """The typed cells and margins, or the stored ones where these were chosen."""
        if self.andere_gewaehlt(AUFTEILUNG):
            return gespeicherte(self.instance)
        werte = {zelle: self.cleaned_data.get(zellenname(zelle)) for zelle in FELDER}
        return {zelle: wert for zelle, wert in werte.items() if wert is not None}

    def zahlen(self) -> dict[str, Any]:
        namen = ("teilnahmen", *EHRENAMT)
        return {name: self.cleaned_data[name] for name in namen} | {"aufteilung": self.angaben()}


def _aufteilung_in_worten(teile: dict[Zelle, int]) -> str:
    return "; ".join(f"{zellenlabel(zelle)}: {teile[zelle]}" for zelle in FELDER if zelle in teile) or "keine"


def zellenname(zelle: Zelle) -> str:
    return f"teil_{zelle[0]}_{zelle[1]}"


def zellenlabel(zelle: Zelle) -> str:
    """Row and column of a cell, as a screen reader says them: „unter 6, weiblich“, „divers, zusammen“."""
    alter, geschlecht = zelle
    namen = [str(Altersgruppe(alter).label)] if alter != ALLE else []
    namen.append(str(Geschlecht(geschlecht).label) if geschlecht != ALLE else "zusammen")
    return ", ".join(namen if len(namen) == 2 else [*namen, "zusammen"])


class EinzelterminFormular(FormularMixin, forms.Form):
    datum = forms.DateField(label="Datum", widget=Datumseingabe)
    von = forms.TimeField(label="von (Uhrzeit)", widget=Zeiteingabe)
    bis = forms.TimeField(label="bis (Uhrzeit)", widget=Zeiteingabe)
