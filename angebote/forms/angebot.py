"""The form of an Angebot: eight fields publish it, everything else is folded."""

from typing import Any

from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms
from django.db import models

from angebote import pflege
from angebote.forms.wahl import bedarfswahl, katalogwahl, ortswahl
from angebote.forms.zeitplan import zeitplangruppe
from angebote.models import Angebot, Sprache
from angebote.terminplan import regel_von
from angebote.zeitplan import Regel, in_worten
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular
from stzverbund.basis.konflikt import Gegenstand
from zentren.models import (
    Leistung,
    Leistungsbereich,
    Mitgliedschaft,
    Raum,
    Standort,
    Zentrum,
    Ziel,
    Zielgruppe,
)
from zentren.stadtteilmanagement.models import Bedarf

VEROEFFENTLICHEN = "veroeffentlichen"
"""Name of the button that publishes."""
ZEITEN = "zeitplaene"
"""The schedules, where two people have changed the same Angebot."""
SPANNEN = (
    ("beginn", "ende", "Das Ende liegt vor dem Beginn."),
    ("alter_von", "alter_bis", "Das Höchstalter liegt unter dem Mindestalter."),
)


def _mehrere(art: type[models.Model], label: str) -> forms.ModelMultipleChoiceField:
    """Boxes for entries of the catalogue; the form says itself which of them the Angebot has."""
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=art._default_manager.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class Angebotsangaben(Formular):
    """What an Angebot says in its own fields, and the rules for that: for the form and for lists.

    What it refers to (Leistungsbereich, Standort ...) is chosen in the form and looked up in lists.
    """

    sprachen = forms.MultipleChoiceField(
        label="In welchen Sprachen?",
        choices=Sprache.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    art = forms.ChoiceField(label="Art", choices=Angebot.Art, required=False, widget=forms.RadioSelect)
    kosten = forms.ChoiceField(
        label="Was kostet es?", choices=Angebot.Kosten, required=False, widget=forms.RadioSelect
    )

    class Meta:
        model = Angebot
        fields: tuple[str, ...] = (
            *("titel", "art", "ort", "kosten", "beitrag", "kontakt_telefon", "kontakt_email"),
            *("kurztext", "beschreibung", "alter_von", "alter_bis", "sprachen"),
            *("barrierefreiheit", "anmeldung", "partner", "beginn", "ende"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["titel"].error_messages["required"] = pflege.FEHLT["titel"]

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        for anfang, schluss, meldung in SPANNEN:
            erster, letzter = daten.get(anfang), daten.get(schluss)
            if erster is not None and letzter is not None and letzter < erster:
                self.add_error(schluss, meldung)
        return daten

    def _get_validation_exclusions(self) -> set[str]:
        """The status is not typed: what publishing needs is said at each field instead."""
        return super()._get_validation_exclusions() | {"status"}


class AngebotFormular(Angebotsangaben):
    """Angebot and schedules in one form.

    A draft needs its title only; where the button says "Veröffentlichen" or it is public already, each of the
    eight that is missing is an error at its field (`pflege.fehlende_angaben`).
    """

    zielgruppen = _mehrere(Zielgruppe, "Für wen?")
    leistungen = _mehrere(Leistung, "Leistungen des Rahmenkonzepts")
    ziele = _mehrere(Ziel, "Ziele des Rahmenkonzepts")
    bedarfe = _mehrere(Bedarf, "Auf welche Bedarfe antwortet es?")

    field_order = ("titel", "art", "leistungsbereich", "standort", "raum", "ort", "zielgruppen")

    class Meta(Angebotsangaben.Meta):
        fields = (
            *("titel", "art", "leistungsbereich", "standort", "raum", "ort"),
            *("kosten", "beitrag", "kontakt_telefon", "kontakt_email"),
            *("kurztext", "beschreibung", "schwerpunkt", "alter_von", "alter_bis"),
            *("sprachen", "stufenlos", "barrierefreiheit", "anmeldung", "partner"),
            *("beginn", "ende", "zaehlung_je_termin", "pruefrhythmus"),
        )
        widgets = {
            "beschreibung": forms.Textarea(attrs={"rows": 6}),
            "beginn": Datumseingabe,
            "ende": Datumseingabe,
        }

    def __init__(self, *args: Any, wer: Mitgliedschaft, bedarf: Bedarf | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer, self.zentrum = wer, self.instance.zentrum
        self._katalog()
        self._bedarfe(bedarf)
        self._eigene_orte(self.zentrum)
        zeitplaene = self.instance.zeitplaene.all() if self.instance.pk else ()
        self.zeitplaene = zeitplangruppe(self.data if self.is_bound else None, zeitplaene)
        self.fields["stufenlos"].widget.choices = [
            ("unknown", "keine Angabe"),
            ("true", "ja"),
            ("false", "nein"),
        ]
        for name in (*pflege.FEHLT, "kontakt_email", "raum", "ort", "beitrag"):
            if name in self.fields:
                self.fields[name].ohne_freiwillig = True

    def _katalog(self) -> None:
        """Choices that are there already, so that none is asked for when the form is drawn."""
        katalog = katalogwahl(self.instance)
        self.fields["leistungsbereich"].choices = [("", "bitte wählen"), *katalog.eintraege[Leistungsbereich]]
        for name, art in (("zielgruppen", Zielgruppe), ("leistungen", Leistung), ("ziele", Ziel)):
            self.fields[name].choices = katalog.eintraege[art]
            self.initial.setdefault(name, katalog.gewaehlt[art])

    def _bedarfe(self, gefragt: Bedarf | None) -> None:
        """Needs of the own centre; what the Angebot answers already stays to be chosen."""
        eigene, self.initial["bedarfe"] = bedarfswahl(self.instance, gefragt)
        self.fields["bedarfe"].queryset = Bedarf.objects.filter(zentrum=self.zentrum)
        self.fields["bedarfe"].choices = eigene
        self.hat_bedarfe = bool(eigene)

    def _eigene_orte(self, zentrum: Zentrum) -> None:
        standorte, raeume = ortswahl(zentrum)
        self.fields["standort"].queryset = Standort.objects.filter(zentrum=zentrum)
        self.fields["standort"].choices = [("", "an einem anderen Ort (unten eintragen)"), *standorte]
        self.fields["raum"].queryset = Raum.objects.filter(standort__zentrum=zentrum).select_related(
            "standort"
        )
        self.fields["raum"].choices = [("", "ohne bestimmten Raum"), *raeume]

    @property
    def layout(self) -> Layout:
        return Layout(
            Fieldset("Was?", "titel", "art", "leistungsbereich"),
            HTML("{% include 'angebote/_angebot_zeiten.html' %}"),
            Fieldset("Wo?", "standort", "raum", "ort"),
            "zielgruppen",
            "kosten",
            "beitrag",
            Fieldset(
                "Wer gibt Auskunft?", Div("kontakt_telefon", "kontakt_email", css_class="nebeneinander")
            ),
            Aufklappen("Texte", "kurztext", "beschreibung"),
            Aufklappen("Leistungen und Ziele des Rahmenkonzepts", "leistungen", "ziele"),
            Aufklappen(
                "Bedarfe des Stadtteils",
                *(("bedarfe",) if self.hat_bedarfe else ()),
                HTML("{% include 'angebote/_angebot_bedarfe.html' %}"),
                offen=bool(self.initial["bedarfe"]) and self.instance.pk is None,
            ),
            Aufklappen(
                "Geschlecht und Alter",
                "schwerpunkt",
                Div("alter_von", "alter_bis", css_class="nebeneinander"),
            ),
            Aufklappen("Sprachen und Barrierefreiheit", "sprachen", "stufenlos", "barrierefreiheit"),
            Aufklappen("Anmeldung und Partner", "anmeldung", "partner"),
            Aufklappen(
                "Laufzeit, Zählung und Prüfung",
                Div("beginn", "ende", css_class="nebeneinander"),
                "zaehlung_je_termin",
                "pruefrhythmus",
            ),
        )

    @property
    def helper(self) -> Any:
        """Without the summary of errors: the page shows one for the form and its schedules together."""
        helfer = super().helper
        helfer.form_show_errors = False
        return helfer

    @property
    def soll_oeffentlich(self) -> bool:
        return VEROEFFENTLICHEN in self.data or self.instance.status in pflege.OEFFENTLICH

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.zeitplaene.is_valid()])

    @property
    def fehlerliste(self) -> list[tuple[str, str]]:
        """The summary in the order of the page: the id of the field ("" where there is none), the message."""
        allgemeine = (*self.non_field_errors(), *self.zeitplaene.non_form_errors())
        liste = [("", meldung) for meldung in allgemeine]
        for name in self.fields:
            if name == "standort":
                liste += [
                    zeile for zeit in self.zeitplaene for feld in zeit.fields for zeile in _fehler(zeit, feld)
                ]
            liste += _fehler(self, name)
        return liste

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        self._ort_pruefen(daten)
        self._leistungen_pruefen(daten)
        return daten

    def _ort_pruefen(self, daten: dict[str, Any]) -> None:
        raum = daten.get("raum")
        if raum and not daten.get("standort") and not daten.get("ort"):
            daten["standort"] = raum.standort
        if raum and daten.get("standort") != raum.standort:
            self.add_error("raum", "Dieser Raum gehört zu einem anderen Standort.")
        if daten.get("standort") and daten.get("ort"):
            self.add_error(
                "ort", "Bitte lassen Sie das Feld leer oder wählen Sie oben „an einem anderen Ort“."
            )

    def _leistungen_pruefen(self, daten: dict[str, Any]) -> None:
        bereich, leistungen = daten.get("leistungsbereich"), daten.get("leistungen") or ()
        eigene = bereich.pk if bereich else None
        if fremde := [leistung for leistung in leistungen if leistung.leistungsbereich_id != eigene]:
            namen = ", ".join(leistung.schluessel for leistung in fremde)
            wohin = f"Nicht aus dem Bereich {bereich}" if bereich else "Ohne Leistungsbereich nicht möglich"
            self.add_error("leistungen", f"{wohin}: {namen}.")

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.soll_oeffentlich:
            self._vollstaendigkeit()

    def _vollstaendigkeit(self) -> None:
        self.zeitplaene.is_valid()
        hat_zeit = bool(self.zeitplaene.regeln()) or any(form.errors for form in self.zeitplaene)
        fehlend = pflege.fehlende_angaben(
            self.instance, zielgruppen=bool(self.cleaned_data.get("zielgruppen")), zeitplan=hat_zeit
        )
        for feld, meldung in fehlend.items():
            if feld in self.fields and feld not in self.errors:
                self.add_error(feld, meldung)
            elif feld == "zeitplan" and self.zeitplaene.forms:
                self.zeitplaene.forms[0].add_error("rhythmus", meldung)

    def konflikt_gegenstaende(self, aktuell: Any) -> list[Gegenstand]:
        """The times as a whole."""
        meine = [in_worten(regel) for _, regel in self.zeitplaene.regeln()]
        andere = [in_worten(regel_von(zeitplan)) for zeitplan in aktuell.zeitplaene.all()]
        if sorted(meine) == sorted(andere):
            return []
        worte = ("\n".join(zeiten) or "keine" for zeiten in (meine, andere))
        return [Gegenstand(ZEITEN, "Wann?", *worte)]

    def save(self, commit: bool = True) -> Angebot:
        viele = {name: self.cleaned_data[name] for name in ("zielgruppen", "leistungen", "ziele", "bedarfe")}
        zeitplaene: list[tuple[int | None, Regel]] = self.zeitplaene.regeln()
        if self.andere_gewaehlt(ZEITEN):
            zeitplaene = [(zeitplan.pk, regel_von(zeitplan)) for zeitplan in self.instance.zeitplaene.all()]
        return pflege.angebot_speichern(
            angebot=self.instance,
            version=self.cleaned_data.get("version"),
            viele=viele,
            zeitplaene=zeitplaene,
            auch_veroeffentlichen=VEROEFFENTLICHEN in self.data,
            wer=self.wer,
        )


def _fehler(form: forms.BaseForm, name: str) -> list[tuple[str, str]]:
    label = str(form.fields[name].label or name).rstrip("?")
    return [(form[name].auto_id, f"{label}: {meldung}") for meldung in form.errors.get(name, ())]
