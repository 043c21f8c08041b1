"""The short form for an Angebot of another Träger."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from angebote.fremdangebote import doppelte
from angebote.models import Angebot, Fremdangebot, Sprache
from stzverbund.basis.formulare import Aufklappen, Formular
from zentren.models import Bezirksregion, Wochentag

KONTAKT = ("kontakt_telefon", "kontakt_email", "website")
OHNE_STADTTEIL = "Ihr Zentrum hat noch keinen Stadtteil. Bitte tragen Sie ihn unter „Zentren“ ein."


class Wochentagsauswahl(forms.MultipleChoiceField):
    """Weekdays as checkboxes; the value is a text of digits, "024"."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return list(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return "".join(sorted(super().clean(value)))


class FremdangebotFormular(Formular):
    """An entry that may be there already is pointed out once; saving again takes it knowingly."""

    art = forms.ChoiceField(label="Art", choices=Angebot.Art, widget=forms.RadioSelect)
    wochentage = Wochentagsauswahl(
        label="An welchen Tagen?",
        choices=[(str(tag.value), tag.label) for tag in Wochentag],
        required=False,
        help_text="Damit man das Angebot findet, wenn man nach einem Tag sucht.",
    )
    kosten = forms.ChoiceField(
        label="Was kostet es?", choices=Angebot.Kosten, required=False, widget=forms.RadioSelect
    )
    sprachen = forms.MultipleChoiceField(
        label="In welchen Sprachen?",
        choices=Sprache.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    trotzdem = forms.CharField(widget=forms.HiddenInput, required=False)

    layout = Layout(
        Fieldset("Was?", "titel", "anbieter", "art", "leistungsbereich", "kurztext"),
        "zielgruppen",
        Fieldset("Wo und wann?", "region", "ort", "zeiten", "wochentage"),
        Fieldset("Wer gibt Auskunft?", Div(*KONTAKT[:2], css_class="nebeneinander"), KONTAKT[2]),
        Aufklappen("Kosten", "kosten", "beitrag"),
        Aufklappen("Sprachen und Barrierefreiheit", "sprachen", "stufenlos", "wc_barrierefrei"),
        "pruefrhythmus",
    )

    class Meta:
        model = Fremdangebot
        fields = (
            *("titel", "anbieter", "art", "leistungsbereich", "kurztext", "zielgruppen"),
            *("region", "ort", "zeiten", "wochentage", *KONTAKT),
            *("kosten", "beitrag", "sprachen", "stufenlos", "wc_barrierefrei", "pruefrhythmus"),
        )
        widgets = {"zielgruppen": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leistungsbereich"].empty_label = "bitte wählen"
        self._eigene_stadtteile()
        for name in KONTAKT:
            self.fields[name].ohne_freiwillig = True

    def _eigene_stadtteile(self) -> None:
        """Those of the centre that keeps the entry, and the one it has."""
        feld, zentrum = self.fields["region"], self.instance.zentrum
        eigene = Bezirksregion.objects.filter(zentren=zentrum)
        jetzige = Bezirksregion.objects.filter(pk=self.instance.region_id)
        feld.queryset = (eigene | jetzige).distinct()
        if not feld.queryset:
            feld.help_text = OHNE_STADTTEIL

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if not any(daten.get(name) for name in KONTAKT) and not self.errors.keys() & set(KONTAKT):
            self.add_error("kontakt_telefon", "Bitte geben Sie mindestens einen Kontakt an.")
        return daten

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            self._doppelte_zeigen()

    def _doppelte_zeigen(self) -> None:
        gleiche = list(doppelte(self.instance))
        kennung = ",".join(str(eintrag.pk) for eintrag in gleiche)
        if gleiche and self.cleaned_data.get("trotzdem") != kennung:
            daten = self.data.copy()
            daten[self.add_prefix("trotzdem")] = kennung
            self.data = daten
            self.add_error(None, _schon_da(gleiche))


def _schon_da(gleiche: Iterable[Fremdangebot]) -> SafeString:
    verweise = format_html_join(
        ", ",
        '<a class="kern-link" href="{}">{}, {} ({})</a>',
        ((reverse("fremdangebot", args=[e.pk]), e.titel, e.anbieter, e.region) for e in gleiche),
    )
    return format_html(
        "Das gibt es vielleicht schon: {}. Ihre Eingaben sind noch hier. "
        "Wenn es etwas anderes ist, speichern Sie bitte noch einmal.",
        verweise,
    )
