"""Inviting, accepting, the dates of a Mitgliedschaft, handing over a Leitung."""

from datetime import date, timedelta
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils import timezone

from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, FormularMixin
from zentren.konten.forms import REGELN
from zentren.models import Einladung, Mitgliedschaft, Person, Rolle
from zentren.personen import dauer, einladungen, mitgliedschaften

ENDE_VOR_BEGINN = "Das Ende liegt vor dem Beginn."
EIGENE_ZEIT = "Ihre eigene Zeit verlängert jemand anderes."
TROTZDEM = "Das Zentrum soll trotzdem so lange ohne Leitung sein."


class EinladungFormular(FormularMixin, forms.Form):
    """Whom to ask to take a role of one organisation; `rollen` are those that the inviter may give."""

    layout = Layout("email", "name", "rolle", Div("von", "bis", css_class="nebeneinander"))

    email = forms.EmailField(label="E-Mail", help_text="An diese Adresse geht die Einladung.", max_length=254)
    name = forms.CharField(label="Name", max_length=150)
    rolle = forms.ChoiceField(label="Rolle")
    von = forms.DateField(label="von", widget=Datumseingabe)
    bis = forms.DateField(
        label="bis", widget=Datumseingabe, required=False, help_text="Leer: bis auf Weiteres."
    )

    def __init__(self, *args: Any, rollen: list[Rolle], wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        if ende := dauer.laengstens(wer):
            self.fields["bis"].initial = ende
            self.fields["bis"].help_text = f"Spätestens der {ende:%d.%m.%Y}: dann endet Ihre eigene Rolle."
        self.fields["rolle"].choices = [(rolle.value, rolle.label) for rolle in rollen]
        self.fields["von"].initial = timezone.localdate()
        # The responsible role stands first; most people who come are not meant for it.
        self.fields["rolle"].initial = rollen[-1].value

    def clean(self) -> None:
        von, bis = self.cleaned_data.get("von"), self.cleaned_data.get("bis")
        if von and bis and bis < von:
            self.add_error("bis", ENDE_VOR_BEGINN)
        elif bis and bis < timezone.localdate():
            self.add_error("bis", "Dieser Tag ist vorbei.")
        elif "bis" not in self.errors and (grund := dauer.zu_lang(bis, self.wer)):
            self.add_error("bis", grund)


class AnnahmeFormular(FormularMixin, forms.Form):
    """Name and password of somebody who has no account yet."""

    name = forms.CharField(
        label="Ihr Name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    passwort = forms.CharField(
        label="Passwort",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=REGELN["password1"],
    )
    wiederholung = forms.CharField(
        label="Passwort wiederholen",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, einladung: Einladung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.einladung = einladung

    def clean(self) -> None:
        passwort, noch_einmal = self.cleaned_data.get("passwort"), self.cleaned_data.get("wiederholung")
        if not passwort or not noch_einmal:
            return
        if passwort != noch_einmal:
            self.add_error("wiederholung", "Die beiden Passwörter stimmen nicht überein.")
            return
        person = Person(email=self.einladung.email, name=self.cleaned_data.get("name", ""))
        try:
            password_validation.validate_password(passwort, person)
        except ValidationError as fehler:
            self.add_error("passwort", fehler)


class ZeitraumFormular(Formular):
    """The dates of a Mitgliedschaft. A centre that would lose its last Leitung asks once more."""

    layout = Layout(Div("von", "bis", css_class="nebeneinander"), "trotzdem")

    trotzdem = forms.BooleanField(label=TROTZDEM, required=False)

    class Meta:
        model = Mitgliedschaft
        fields = ("von", "bis")
        widgets = {"von": Datumseingabe, "bis": Datumseingabe}
        help_texts = {"bis": "Der letzte Tag mit Zugang. Leer: bis auf Weiteres."}

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        if self.data.get("trotzdem") != "on":
            self.fields["trotzdem"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if "bis" in self.cleaned_data and not self.errors:
            self._pruefen()
        return daten

    def _pruefen(self) -> None:
        neu = self.instance
        neu.von, neu.bis = self.cleaned_data.get("von", neu.von), self.cleaned_data["bis"]
        if neu.bis and neu.bis < neu.von:
            self.add_error("bis", ENDE_VOR_BEGINN)
        elif self._verlaengert_sich_selbst(neu):
            self.add_error("bis", EIGENE_ZEIT)
        elif grund := self._verlaengert_zu_lang(neu):
            self.add_error("bis", grund)
        elif einladungen.ueberschneidende(neu, email=neu.person.email).exclude(pk=neu.pk).exists():
            self.add_error(None, einladungen.SCHON_DABEI)
        elif mitgliedschaften.ohne_leitung_nach(neu) and not self.cleaned_data["trotzdem"]:
            self.fields["trotzdem"].widget = forms.CheckboxInput()
            self.add_error("trotzdem", self._warnung(neu))

    def _verlaengert_sich_selbst(self, neu: Mitgliedschaft) -> bool:
        """A role that was given for a time is made longer by somebody else."""
        if neu.person_id != self.wer.person_id or self.wer.hat(Rolle.VERWALTUNG):
            return False
        alt = Mitgliedschaft.objects.get(pk=neu.pk)
        return neu.von < alt.von or (alt.bis is not None and (neu.bis is None or neu.bis > alt.bis))

    def _verlaengert_zu_lang(self, neu: Mitgliedschaft) -> str:
        """Who ends or shortens a role needs no time of her own for it."""
        alt = Mitgliedschaft.objects.get(pk=neu.pk).bis
        laenger = alt is not None and (neu.bis is None or neu.bis > alt)
        return dauer.zu_lang(neu.bis, self.wer) if laenger else ""

    def _warnung(self, neu: Mitgliedschaft) -> str:
        return (
            f"{neu.zentrum} hat nach dem {neu.bis:%d.%m.%Y} keine Leitung mehr. Niemand kann dann Meldungen "
            "einreichen oder jemanden einladen. Besser ist es, die Leitung zu übergeben. "
            "Wenn es so sein soll, kreuzen Sie es bitte an."
        )

    def save(self, commit: bool = True) -> Mitgliedschaft:
        mitgliedschaften.zeitraum_sichern(
            mitgliedschaft=self.instance, version=self.cleaned_data.get("version"), wer=self.wer
        )
        return self.instance


class EndeFormular(ZeitraumFormular):
    """Only the last day."""

    layout = Layout("bis", "trotzdem")

    class Meta(ZeitraumFormular.Meta):
        fields = ("bis",)
        labels = {"bis": "Beenden zum"}
        help_texts = {"bis": "Der letzte Tag mit Zugang. Für ein sofortiges Ende: gestern."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bis"].required = True
        if self.instance.bis is None:
            self.initial["bis"] = max(timezone.localdate(), self.instance.von)


class UebergabeFormular(FormularMixin, forms.Form):
    """To whom a Leitung goes, and from which day on: a colleague, or somebody who is invited."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ab = forms.DateField(
        label="Neue Leitung ab",
        widget=Datumseingabe,
        help_text="Die bisherige Leitung endet am Tag davor.",
    )
    an = forms.ModelChoiceField(
        label="Neue Leitung",
        queryset=Mitgliedschaft.objects.none(),
        required=False,
        empty_label="jemand anderes einladen",
    )
    email = forms.EmailField(label="E-Mail", required=False, max_length=254)
    name = forms.CharField(label="Name", required=False, max_length=150)

    def __init__(
        self, *args: Any, mitgliedschaft: Mitgliedschaft, wer: Mitgliedschaft, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mitgliedschaft = mitgliedschaft
        team = mitgliedschaften.kollegium(mitgliedschaft)
        andere = Aufklappen("Jemand anderes einladen", "email", "name", offen=not team)
        self.layout = Layout("ab", "an", andere)
        self.fields["an"].queryset = team
        self.fields["an"].label_from_instance = lambda m: str(m.person)
        for name in ("an", "email", "name"):
            self.fields[name].ohne_freiwillig = True
        if ende := dauer.laengstens(wer):
            self.fields["ab"].help_text += f" Die neue gilt, wie Ihre eigene Rolle, bis {ende:%d.%m.%Y}."
        self.initial.setdefault("version", mitgliedschaft.version)
        self.initial.setdefault("ab", self.fruehestens)

    @property
    def fruehestens(self) -> date:
        return max(timezone.localdate(), self.mitgliedschaft.von + timedelta(days=1))

    def clean_ab(self) -> date:
        ab = self.cleaned_data["ab"]
        if ab < self.fruehestens:
            raise ValidationError(f"Bitte einen Tag ab dem {self.fruehestens:%d.%m.%Y}.")
        return ab

    def clean(self) -> None:
        if self.cleaned_data.get("an") or "an" in self.errors:
            return
        for feld in ("email", "name"):
            if feld not in self.errors and not self.cleaned_data.get(feld):
                self.add_error(feld, "Bitte wählen Sie oben jemanden aus oder geben Sie dies an.")
