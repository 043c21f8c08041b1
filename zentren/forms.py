"""The forms of the room: what a centre says about itself, and the directory of Fachstellen."""

from datetime import time, timedelta
from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms

from stzverbund.basis.dateien import Dateifeld
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.formulare import Datumseingabe, Formular, FormularMixin, Zeiteingabe
from stzverbund.basis.konflikt import ANDERE, Konflikt, gewaehlt, stand
from stzverbund.basis.models import Versioniert
from zentren import bestand
from zentren.models import (
    Bezirksregion,
    Fachstelle,
    Kooperationsvereinbarung,
    Personal,
    Raum,
    Schliesszeit,
    Sprechzeit,
    Standort,
    Wochentag,
    Zentrum,
)
from zentren.oeffnungszeiten import Spanne, ueberschneidung, wochenworte

EIN_JAHR = timedelta(days=366)


class FachstelleFormular(Formular):
    class Meta:
        model = Fachstelle
        fields = (
            "art",
            "name",
            "strasse",
            "plz",
            "ort",
            "telefon",
            "email",
            "website",
            "zeiten",
            "sprachen",
            "hinweis",
        )


class VereinbarungFormular(Formular):
    fehlerfeld = "bis"

    class Meta:
        model = Kooperationsvereinbarung
        fields = ("bezirk", "verband", "von", "bis")
        widgets = {"von": Datumseingabe, "bis": Datumseingabe}
        help_texts = {
            "von": "Von da an sieht die Geschäftsstelle, was die Zentren des Bezirks eingereicht haben.",
            "bis": "einschließlich; leer: bis auf Weiteres",
        }


class HochladenFormular(FormularMixin, forms.Form):
    """One file; what it belongs to is known from the address."""

    datei = Dateifeld(label="Datei")


class ZentrumFormular(Formular):
    layout = Layout(
        "name",
        "typ",
        "regionen",
        Fieldset("Texte", "beschreibung", "profil"),
        Fieldset("Kontakt für Bürgerinnen und Bürger", "telefon", "email", "website"),
    )

    class Meta:
        model = Zentrum
        fields = ("name", "typ", "regionen", "beschreibung", "profil", "telefon", "email", "website")
        widgets = {"regionen": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regionen"].queryset = Bezirksregion.objects.filter(bezirk=self.instance.bezirk_id)


class ImZentrum(Formular):
    """Base of forms for what belongs to a centre; the view passes the centre."""

    def __init__(self, *args: Any, zentrum: Zentrum, **kwargs: Any) -> None:
        self.zentrum = zentrum
        super().__init__(*args, **kwargs)


class StandortFormular(ImZentrum):
    layout = Layout(
        "name",
        "strasse",
        Div("plz", "ort", css_class="nebeneinander"),
        "haltestelle",
        Fieldset("Barrierefreiheit", "stufenlos", "wc_barrierefrei", "barrierefreiheit"),
    )

    class Meta:
        model = Standort
        fields = (
            "name",
            "strasse",
            "plz",
            "ort",
            "haltestelle",
            "stufenlos",
            "wc_barrierefrei",
            "barrierefreiheit",
        )

    def save(self, commit: bool = True) -> Standort:
        bestand.standort_sichern(standort=self.instance, version=self.cleaned_data.get("version"))
        return self.instance


class RaumFormular(ImZentrum):
    layout = Layout(
        "standort",
        "name",
        Div("plaetze", "flaeche", css_class="nebeneinander"),
        "ausstattung",
        Fieldset("Eignung", "fuer_gruppen", "fuer_beratung", "barrierefrei"),
        Fieldset("Nutzung", "nutzungsregeln", "verantwortlich"),
    )

    class Meta:
        model = Raum
        fields = (
            "standort",
            "name",
            "plaetze",
            "flaeche",
            "ausstattung",
            "fuer_gruppen",
            "fuer_beratung",
            "barrierefrei",
            "nutzungsregeln",
            "verantwortlich",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standorte = self.zentrum.standorte.all()
        self.fields["standort"].queryset = standorte
        if len(standorte) == 1:
            self.fields["standort"].initial = standorte[0]


class SprechzeitFormular(ImZentrum):
    fehlerfeld = "bis"
    layout = Layout(
        "thema",
        "wochentag",
        Div("von", "bis", css_class="nebeneinander"),
        "raum",
        "sprachen",
        "hinweis",
    )

    class Meta:
        model = Sprechzeit
        fields = ("thema", "wochentag", "von", "bis", "raum", "sprachen", "hinweis")
        widgets = {"von": Zeiteingabe, "bis": Zeiteingabe}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raum"].queryset = Raum.objects.filter(standort__zentrum=self.zentrum)
        self.fields["raum"].empty_label = "kein bestimmter Raum"


class SchliesszeitFormular(ImZentrum):
    fehlerfeld = "bis"
    layout = Layout("grund", Div("von", "bis", css_class="nebeneinander"))

    class Meta:
        model = Schliesszeit
        fields = ("grund", "von", "bis")
        widgets = {"von": Datumseingabe, "bis": Datumseingabe}

    def clean(self) -> dict[str, Any]:
        """A slip in the year would strike all Termine for a long time."""
        daten = super().clean() or self.cleaned_data
        von, bis = daten.get("von"), daten.get("bis")
        if von and bis and bis - von > EIN_JAHR:
            self.add_error("bis", "Eine Schließzeit dauert höchstens ein Jahr. Bitte prüfen Sie das Datum.")
        return daten


class PersonalFormular(ImZentrum):
    class Meta:
        model = Personal
        fields = ("jahr", "funktion", "vzae", "finanzierung")
        localized_fields = ("vzae",)
        help_texts = {"funktion": "Funktion, kein Name: z. B. „Leitung“, „Sozialarbeit“"}


SPANNEN_AM_TAG = 3
WOCHE = "woche"
"""The opening hours as a whole, where two people have changed them."""


class Tagesformular(forms.Form):
    """The opening hours of one weekday, three spans or more; after `is_valid()` they stand in `spannen`."""

    def __init__(self, data: Any, *, tag: Wochentag, bisher: list[Spanne]) -> None:
        super().__init__(data, prefix=f"tag{tag.value}", initial=_vorbelegung(bisher))
        self.tag = tag
        self.spannen: list[Spanne] = []
        self.nummern = range(1, max(SPANNEN_AM_TAG, len(bisher)) + 1)
        for nr in self.nummern:
            for ende in ("von", "bis"):
                self.fields[f"{ende}_{nr}"] = forms.TimeField(
                    label=f"{tag.label}, {nr}. Zeit, {ende}", required=False, widget=Zeiteingabe
                )

    def _paare(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"von_{nr}"], self[f"bis_{nr}"]) for nr in self.nummern]

    @property
    def sichtbare(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return self._paare()[:2]

    @property
    def gefaltete(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return self._paare()[2:]

    @property
    def aufgeklappt(self) -> bool:
        """Whether the folded spans hold something."""
        return any(feld.value() or feld.errors for paar in self.gefaltete for feld in paar)

    def clean(self) -> None:
        for nr in self.nummern:
            self._spanne_pruefen(nr)
        if ueberschneidung(self.spannen):
            self.add_error("von_1", "Die Zeiten dieses Tages überschneiden sich.")

    def _spanne_pruefen(self, nr: int) -> None:
        if self.errors.keys() & {f"von_{nr}", f"bis_{nr}"}:
            return
        von, bis = self.cleaned_data.get(f"von_{nr}"), self.cleaned_data.get(f"bis_{nr}")
        if von is None and bis is None:
            return
        if von is None or bis is None:
            self.add_error(f"{'von' if von is None else 'bis'}_{nr}", "Hier fehlt die Uhrzeit.")
        elif bis <= von:
            self.add_error(f"bis_{nr}", "Das Ende muss nach dem Beginn liegen.")
        else:
            self.spannen.append((von, bis))


class Wochenformular:
    """Seven Tagesformulare as one form, with the version of the Standort against overwriting."""

    def __init__(self, data: Any = None, *, standort: Standort) -> None:
        self.version = str(standort.version) if data is None else data.get("version", "")
        self.data, self.standort, self.fassung_von = data or {}, standort, ""
        self.konflikte: list[Konflikt] = []
        zeiten: dict[int, list[Spanne]] = {}
        for zeit in standort.oeffnungszeiten.all():
            zeiten.setdefault(zeit.wochentag, []).append((zeit.von, zeit.bis))
        self.tage = [Tagesformular(data, tag=tag, bisher=zeiten.get(tag.value, [])) for tag in Wochentag]

    def is_valid(self) -> bool:
        return all(tag.is_valid() for tag in self.tage)

    @property
    def gelesene_version(self) -> int | None:
        return nummer(self.version)

    @property
    def spannen(self) -> dict[int, list[Spanne]]:
        return {tag.tag.value: tag.spannen for tag in self.tage}

    @property
    def fehlerliste(self) -> list[tuple[Any, str]]:
        """All errors for the summary, with the field where there is one."""
        felder = [feld for tag in self.tage for feld in tag if feld.errors]
        return [(feld, satz) for feld in felder for satz in feld.errors]

    @property
    def andere_gewaehlt(self) -> bool:
        """Whether the stored week is to stay."""
        return gewaehlt(self.data, WOCHE) == ANDERE

    def ueberholt(self, aktuell: Versioniert) -> None:
        """Somebody else's newer version: both weeks as a whole, to choose; what was typed stays."""
        self.version, self.fassung_von = str(aktuell.version), stand(aktuell)
        gespeichert: dict[int, list[Spanne]] = {}
        for zeit in self.standort.oeffnungszeiten.all():
            gespeichert.setdefault(zeit.wochentag, []).append((zeit.von, zeit.bis))
        self.konflikte = [
            Konflikt(WOCHE, "Öffnungszeiten", wochenworte(self.spannen), wochenworte(gespeichert))
        ]


def _vorbelegung(spannen: list[Spanne]) -> dict[str, time]:
    werte: dict[str, time] = {}
    for nr, (von, bis) in enumerate(spannen, start=1):
        werte |= {f"von_{nr}": von, f"bis_{nr}": bis}
    return werte
