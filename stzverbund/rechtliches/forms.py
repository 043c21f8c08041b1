"""Legal texts, reports of barriers and their answers, the name of a person, erasure."""

from typing import Any
from urllib.parse import urlsplit

from crispy_forms.layout import Div, Layout
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from stzverbund.basis.formulare import Datumseingabe, Formular, FormularMixin
from stzverbund.rechtliches.fundstellen import HOECHSTENS, Fundstelle
from stzverbund.rechtliches.models import Rechtstext, Rueckmeldung
from zentren.models import Person

SALZ = "stzverbund.rechtliches.barriere"
SCHNELL, LANGE = 3, 12 * 3600
"""Seconds: nobody fills in the form faster; a page that was open longer gets a new stamp."""
ZU_SCHNELL = "Das ging sehr schnell. Bitte senden Sie das Formular in ein paar Sekunden noch einmal ab."
ABGELAUFEN = "Die Seite war lange offen. Bitte senden Sie das Formular noch einmal ab."
NICHT_UEBERNEHMEN = ("/l/", "/anmelden/", "/konto/")
"""Pages whose address may be a secret."""
WORT = "löschen"


class RechtstextFormular(Formular):
    layout = Layout("text", "stand_am")

    class Meta:
        model = Rechtstext
        fields = ("text", "stand_am")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 22, "spellcheck": "true"}),
            "stand_am": Datumseingabe,
        }
        help_texts = {
            "text": "Überschriften beginnen mit ##, Listen mit -, Fettes steht zwischen **, ein Link ist "
            "[Text](https://…). HTML und Bilder werden nicht übernommen.",
            "stand_am": "Steht auf der Seite: zuletzt geprüft oder geändert am.",
        }

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None:
            self.instance.version = 1
        return super().save(commit)


class BarriereFormular(FormularMixin, forms.Form):
    """What anybody has to say about a barrier. `name` is a trap, `zeit` a signed stamp of the page."""

    layout = Layout(
        "text", "seite", "kontakt", "zeit", Div("name", css_class="unsichtbar", aria_hidden="true")
    )

    text = forms.CharField(
        label="Was hat Sie behindert?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Zum Beispiel: was Sie tun wollten, womit Sie arbeiten (Tastatur, Vorleseprogramm, "
        "Handy). Bitte schreiben Sie keine Namen anderer Menschen.",
    )
    seite = forms.CharField(label="Auf welcher Seite?", max_length=300, required=False)
    kontakt = forms.EmailField(
        label="Ihre E-Mail-Adresse",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Nur wenn Sie eine Antwort möchten. 90 Tage nach der Antwort wird sie gelöscht.",
    )
    name = forms.CharField(
        label="Dieses Feld bitte leer lassen",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    zeit = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].ohne_freiwillig = True
        self.fields["zeit"].initial = signing.dumps("", salt=SALZ)

    @property
    def von_maschine(self) -> bool:
        return bool(self.cleaned_data.get("name"))

    def clean(self) -> None:
        stempel = self.cleaned_data.get("zeit", "")
        try:
            signing.loads(stempel, salt=SALZ, max_age=LANGE)
        except signing.BadSignature:
            daten = self.data.copy()
            daten["zeit"] = signing.dumps("", salt=SALZ)
            self.data = daten
            raise ValidationError(ABGELAUFEN) from None
        if self._juenger(stempel):
            raise ValidationError(ZU_SCHNELL)

    def _juenger(self, stempel: str) -> bool:
        """Whether the page was opened less than three seconds ago."""
        try:
            signing.loads(stempel, salt=SALZ, max_age=SCHNELL)
        except signing.SignatureExpired:
            return False
        return True


def vorige_seite(referer: str, host: str) -> str:
    """The path of the page somebody comes from, if it is ours and no secret; otherwise empty."""
    teile = urlsplit(referer)
    if teile.netloc != host or teile.path.startswith(NICHT_UEBERNEHMEN):
        return ""
    return teile.path[:300]


class AntwortFormular(Formular):
    layout = Layout("antwort")
    antwort = forms.CharField(label="Antwort", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))

    class Meta:
        model = Rueckmeldung
        fields = ("antwort",)


class NameFormular(FormularMixin, forms.ModelForm):
    """Correction (GDPR Art. 16) by the Verwaltung."""

    class Meta:
        model = Person
        fields = ("name",)


class LoeschFormular(FormularMixin, forms.Form):
    """Confirmed by typing a word; `stellen` are the places of a one-word name, to be looked at."""

    layout = Layout("stellen", "grund", "bestaetigung")
    stellen = forms.MultipleChoiceField(
        label="Auch hier schwärzen", required=False, widget=forms.CheckboxSelectMultiple
    )
    grund = forms.CharField(
        label="Anlass",
        max_length=200,
        required=False,
        help_text="Zum Beispiel: Antrag vom 3. Mai. Bitte ohne Namen.",
    )
    bestaetigung = forms.CharField(
        label=f"Zur Bestätigung: Schreiben Sie „{WORT}“",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, fraglich: list[Fundstelle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fraglich:
            self.fields["stellen"].choices = [(f.schluessel, f"{f.wo}: {f.auszug}") for f in fraglich]
            self.fields["stellen"].help_text = _hilfe(len(fraglich))
        else:
            del self.fields["stellen"]
            self.layout = Layout("grund", "bestaetigung")

    def clean_bestaetigung(self) -> str:
        wort = str(self.cleaned_data["bestaetigung"]).strip().lower()
        if wort != WORT:
            raise ValidationError(f"Bitte schreiben Sie „{WORT}“, wenn Sie die Person löschen wollen.")
        return wort


def _hilfe(anzahl: int) -> str:
    satz = (
        "Der Name hat nur ein Wort und kann hier auch etwas anderes bedeuten. Bitte kreuzen Sie an, wo "
        "die Person gemeint ist. Was Sie nicht ankreuzen, bleibt stehen."
    )
    return f"{satz} Gezeigt sind die ersten {HOECHSTENS} Stellen." if anzahl == HOECHSTENS else satz
