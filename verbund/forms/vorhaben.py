"""A joint project as who leads it describes it; registrations as anybody sends them."""

from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms

from stzverbund.basis.felder import Eurofeld
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, FormularMixin
from verbund import vorhaben as domain
from verbund.models import Anmeldung, Thema, Vorhaben
from verbund.models.anmeldung import HOECHSTENS
from verbund.querysets import koordinierte
from zentren.models import Mitgliedschaft, Rolle, Verbund, Zentrum

ABSATZ = forms.Textarea(attrs={"rows": 4})


class VorhabenFormular(Formular):
    """Only the Geschäftsstelle chooses Verbünde; the Koordination leads for its own."""

    foerderbetrag = Eurofeld(
        label="Fördersumme in Euro", required=False, max_length=30, help_text="z. B. 1.500 oder 1.499,50"
    )

    class Meta:
        model = Vorhaben
        fields = (*domain.FELDER, *domain.VIELE)
        widgets = {
            **dict.fromkeys(("von", "bis", "anmeldung_bis"), Datumseingabe),
            **dict.fromkeys(("ziel", "beschreibung", "ergebnis"), ABSATZ),
            **dict.fromkeys(("zentren", "verbuende"), forms.CheckboxSelectMultiple),
        }
        help_texts = {
            "anmeldung_bis": "So lange kann man sich öffentlich anmelden; leer: ohne Anmeldung",
            "plaetze": "leer: so viele, wie kommen",
            "oeffentlich": "Dann steht es auf den öffentlichen Seiten, sobald es keine Idee mehr ist.",
            "teilnehmende": "Wie viele waren da? Zählen oder schätzen Sie nach dem Ende.",
        }

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        verbuende = self._verbuende()
        bezirke = verbuende.order_by().values("bezirk")
        self.fields["zentren"].queryset = Zentrum.objects.filter(bezirk__in=bezirke)
        self.fields["thema"].queryset = Thema.objects.filter(verbund__in=verbuende.order_by().values("pk"))
        if self.instance.verband_id:
            self.fields["verbuende"].queryset = verbuende.select_related("bezirk").defer("bezirk__geometrie")
        else:
            del self.fields["verbuende"]

    @property
    def layout(self) -> Layout:
        wer = [name for name in ("verbuende", "zentren", "partner") if name in self.fields]
        return Layout(
            Fieldset("Was?", "titel", "art", "stand", "ziel", "thema"),
            Fieldset("Wer?", *wer),
            Fieldset("Wann und wo?", Div("von", "bis", css_class="nebeneinander"), "ort"),
            Fieldset(
                "Für die Öffentlichkeit",
                "beschreibung",
                "oeffentlich",
                Div("anmeldung_bis", "plaetze", css_class="nebeneinander"),
            ),
            Aufklappen("Förderung", "foerderung", "foerderbetrag"),
            Aufklappen("Ergebnis", "ergebnis", "teilnehmende"),
        )

    def _verbuende(self) -> Any:
        """Those that can take part: the leading one, or all of the Geschäftsstelle and those already in."""
        if self.instance.verbund_id:
            return Verbund.objects.filter(pk=self.instance.verbund_id)
        alle = koordinierte(self.wer)
        if self.instance.pk:
            dabei = self.instance.verbuende.order_by().values("pk")
            alle = Verbund.objects.filter(pk__in=alle.order_by().values("pk")) | Verbund.objects.filter(
                pk__in=dabei
            )
        return alle

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        ende, bis = daten.get("anmeldung_bis"), daten.get("bis")
        if ende and bis and ende > bis:
            self.add_error("anmeldung_bis", "Die Anmeldung endet spätestens mit dem Vorhaben.")
        if ende and not daten.get("oeffentlich"):
            self.add_error("oeffentlich", "Anmelden kann man sich nur auf der öffentlichen Seite.")
        return daten

    def save(self, commit: bool = True) -> Vorhaben:
        angaben = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        if not self.instance.pk:
            return domain.anlegen(angaben=angaben, wer=self.wer)
        version = self.cleaned_data["version"]
        return domain.aendern(vorhaben=self.instance, angaben=angaben, version=version, wer=self.wer)


def fuehrung(wer: Mitgliedschaft) -> dict[str, Any]:
    """Who leads what this role begins."""
    return {"verband": wer.verband} if wer.hat(Rolle.GESCHAEFTSSTELLE) else {"verbund": wer.verbund}


class AnmeldungFormular(FormularMixin, forms.Form):
    """An organisation and a number. `name` is a trap: nobody sees the field, only machines fill it in."""

    organisation = forms.CharField(label="Organisation oder Einrichtung", max_length=200)
    anzahl = forms.IntegerField(label="Wie viele Personen?", min_value=1, max_value=HOECHSTENS, initial=1)
    bedarf = forms.CharField(
        label="Was brauchen Sie, um gut teilnehmen zu können?",
        max_length=400,
        required=False,
        help_text=Anmeldung._meta.get_field("bedarf").help_text,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    name = forms.CharField(
        label="Dieses Feld bitte leer lassen",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    layout = Layout(
        "organisation", "anzahl", "bedarf", Div("name", css_class="unsichtbar", aria_hidden="true")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].ohne_freiwillig = True

    @property
    def von_maschine(self) -> bool:
        return bool(self.cleaned_data.get("name"))


class AnmeldungAendern(AnmeldungFormular):
    """Behind the link of a registration: whose it is stays."""

    organisation = None
    layout = Layout("anzahl", "bedarf", Div("name", css_class="unsichtbar", aria_hidden="true"))
