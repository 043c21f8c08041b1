"""Forms of the register of Förderungen: they ask, the functions of `foerderungen` store."""

from collections.abc import Callable
from datetime import date
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone

from stzverbund.basis.dateien import Dateifeld
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, FormularMixin
from stzverbund.basis.pflege import Ueberholt
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement import foerderungen
from zentren.stadtteilmanagement.models import Foerderung

Art, Status = Foerderung.Art, Foerderung.Status
FRUEHESTES_JAHR, JAHRE_VORAUS = 1990, 20
TAGE = ("von", "bis", "bescheid_vom", "nachweis_bis", "nachweis_am")
OHNE_ANTRAG = (Art.SPENDE, Art.ERBSCHAFT, Art.SPONSORING)
"""What is given without a Bescheid: what has come is what was promised."""
NICHT_BEWILLIGT = (Status.GEPLANT, Status.BEANTRAGT, Status.ABGELEHNT)
OHNE_NAMEN = "Bitte keine Namen von Spenderinnen und Spendern."
BETRAG = "z. B. 1.500 oder 1.499,50"


class MitTeam(Formular):
    """Saving is a function of `foerderungen`, which asks for the right of `wer` again."""

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer

    def schritt(self, funktion: Callable[..., Foerderung], **angaben: Any) -> Foerderung:
        """Takes a step; what somebody else changed meanwhile in other fields does not matter."""
        version = self.cleaned_data["version"]
        try:
            return funktion(foerderung=self.instance, version=version, wer=self.wer, **angaben)
        except Ueberholt as fremd:
            felder = self._meta.fields or ()
            if any(getattr(fremd.aktuell, name) != self.cleaned_data[name] for name in felder):
                raise
            version = fremd.aktuell.version
            return funktion(foerderung=self.instance, version=version, wer=self.wer, **angaben)

    def heute_oder_frueher(self, name: str) -> date | None:
        tag: date | None = self.cleaned_data[name]
        if tag and tag > timezone.localdate():
            raise forms.ValidationError("Dieser Tag liegt in der Zukunft.")
        return tag

    def clean_bescheid_vom(self) -> date | None:
        return self.heute_oder_frueher("bescheid_vom")

    def clean_nachweis_am(self) -> date | None:
        return self.heute_oder_frueher("nachweis_am")


class FoerderungFormular(MitTeam):
    """A new one in any state, because many run already; later the state goes by steps."""

    bescheid = Dateifeld(label="Bescheid oder Vereinbarung als Datei", required=False)
    fehlerfeld = "bis"

    class Meta:
        model = Foerderung
        fields = ("art", "quelle", "zweck", "status", *foerderungen.FELDER[3:])
        widgets = dict.fromkeys(TAGE, Datumseingabe)
        help_texts = {"quelle": f"Programm oder Organisation. {OHNE_NAMEN}"}

    layout = Layout(
        "art",
        "quelle",
        "zweck",
        "status",
        Div("von", "bis", css_class="nebeneinander"),
        Div("beantragt", "bewilligt", css_class="nebeneinander"),
        Div("erhalten", "ausgegeben", css_class="nebeneinander"),
        Aufklappen(
            "Bescheid und Verwendungsnachweis",
            Div("aktenzeichen", "bescheid_vom", css_class="nebeneinander"),
            "bescheid",
            Div("nachweis_bis", "nachweis_am", css_class="nebeneinander"),
        ),
    )

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        self._zeitraum(daten.get("von"), daten.get("bis"))
        self._bewilligt(daten)
        if daten.get("nachweis_am") and daten.get("status") in NICHT_BEWILLIGT:
            self.add_error("nachweis_am", "Einen Verwendungsnachweis gibt es erst, wenn etwas bewilligt ist.")
        return daten

    def _zeitraum(self, von: date | None, bis: date | None) -> None:
        if von and von.year < FRUEHESTES_JAHR:
            self.add_error("von", f"Möglich sind Förderungen ab {FRUEHESTES_JAHR}.")
        letztes = timezone.localdate().year + JAHRE_VORAUS
        if bis and bis.year > letztes:
            self.add_error("bis", f"Bitte prüfen Sie das Jahr: Möglich ist höchstens {letztes}.")

    def _bewilligt(self, daten: dict[str, Any]) -> None:
        """What is granted needs an amount, what is not has none."""
        status = daten.get("status", self.instance.status)
        if status in NICHT_BEWILLIGT:
            if daten.get("bewilligt"):
                wort = Status(status).label
                self.add_error("bewilligt", f"Der Stand ist „{wort}“: Dann ist noch nichts bewilligt.")
            return
        if daten.get("bewilligt") is None and daten.get("art") in OHNE_ANTRAG:
            daten["bewilligt"] = daten.get("erhalten")
        if daten.get("bewilligt") is None and "bewilligt" not in self.errors:
            self.add_error("bewilligt", "Bitte geben Sie an, wie viel bewilligt ist.")

    def save(self, commit: bool = True) -> Foerderung:
        return foerderungen.anlegen(
            foerderung=self.instance, bescheid=self.cleaned_data["bescheid"], wer=self.wer
        )


class FoerderungAendern(FoerderungFormular):
    class Meta(FoerderungFormular.Meta):
        fields = foerderungen.FELDER

    layout = Layout("art", "quelle", "zweck", *FoerderungFormular.layout.fields[4:])

    def save(self, commit: bool = True) -> Foerderung:
        return foerderungen.aendern(
            foerderung=self.instance,
            angaben={feld: self.cleaned_data[feld] for feld in foerderungen.FELDER},
            bescheid=self.cleaned_data["bescheid"],
            version=self.cleaned_data["version"],
            wer=self.wer,
        )


class Beantragt(MitTeam):
    class Meta:
        model = Foerderung
        fields = ("beantragt",)
        help_texts = {"beantragt": BETRAG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beantragt"].required = True

    def save(self, commit: bool = True) -> Foerderung:
        return self.schritt(foerderungen.beantragen, betrag=self.cleaned_data["beantragt"])


class Bewilligt(MitTeam):
    bescheid = Dateifeld(label="Bescheid als Datei", required=False)

    class Meta:
        model = Foerderung
        fields = ("bewilligt", "bescheid_vom", "aktenzeichen", "nachweis_bis")
        widgets = dict.fromkeys(("bescheid_vom", "nachweis_bis"), Datumseingabe)
        help_texts = {
            "bewilligt": BETRAG,
            "nachweis_bis": "Dann erinnert Sie die Anwendung 30 Tage vorher.",
        }

    layout = Layout(
        "bewilligt",
        Div("bescheid_vom", "aktenzeichen", css_class="nebeneinander"),
        "nachweis_bis",
        "bescheid",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bewilligt"].required = True
        self.initial.setdefault("bewilligt", self.instance.beantragt)

    def save(self, commit: bool = True) -> Foerderung:
        daten = self.cleaned_data
        return self.schritt(
            foerderungen.bewilligen, betrag=daten["bewilligt"], angaben=daten, bescheid=daten["bescheid"]
        )


class Abgelehnt(FormularMixin, forms.Form):
    grund = forms.CharField(label="Grund", required=False, max_length=200)


class Abgeschlossen(MitTeam):
    class Meta:
        model = Foerderung
        fields = ("erhalten", "ausgegeben", "nachweis_am")
        widgets = {"nachweis_am": Datumseingabe}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("erhalten", "ausgegeben"):
            self.fields[name].required = True
        if self.instance.nachweis_bis:
            self.fields["nachweis_am"].required = True
            self.fields["nachweis_am"].help_text = f"fällig bis {self.instance.nachweis_bis:%d.%m.%Y}"

    def save(self, commit: bool = True) -> Foerderung:
        angaben = {name: self.cleaned_data[name] for name in ("erhalten", "ausgegeben", "nachweis_am")}
        return self.schritt(foerderungen.abschliessen, **angaben)
