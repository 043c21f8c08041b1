"""What the Bezirksamt types in a review."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.db import models
from django.db.models import Q

from standards import voten
from standards.models import Antwort, Votum
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, FormularMixin
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.models import Massnahme

OHNE_EINVERSTAENDNIS = "Das Zentrum möchte hier nicht als gute Praxis genannt werden."


class VotumFormular(Formular):
    """The Votum to an answer, with a Massnahme that is chosen or written down; `save` calls `votieren`."""

    neu_titel = forms.CharField(label="Neue Maßnahme: Was geschieht?", max_length=200, required=False)
    neu_eigner = forms.ChoiceField(
        label="Wer ist zuständig?",
        choices=Massnahme.Eigner.choices,
        initial=Massnahme.Eigner.ZENTRUM,
        required=False,
    )
    neu_faellig = forms.DateField(label="bis wann?", widget=Datumseingabe, required=False)

    einreichung = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Votum
        fields = ("art", "bemerkung", "massnahme", "verzicht")
        widgets = {"art": forms.RadioSelect, "bemerkung": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "bemerkung": "Sie ist für Zentrum und Träger sichtbar, nötig bei Rückfrage und Hinweis. "
            "Bitte keine Namen von Menschen.",
            "verzicht": "Ressourcen oder örtliche Gegebenheiten lassen keine Maßnahme zu.",
        }
        labels = {"massnahme": "Maßnahme, die es schon gibt"}

    def __init__(self, *args: Any, antwort: Antwort, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.antwort, self.wer = antwort, wer
        self.fields["einreichung"].initial = antwort.bewertung.einreichungen
        if self.instance.pk is None:
            self.fields["version"].initial = None
        moegliche = voten.moegliche(antwort)
        self.fields["art"].choices = [(wert, text) for wert, text in Votum.Art.choices if wert in moegliche]
        if Votum.Art.MASSNAHME not in moegliche:
            self._ohne_massnahme()
            return
        if not antwort.gute_praxis:
            self.fields["art"].help_text = OHNE_EINVERSTAENDNIS
        self._massnahmen()
        if not antwort.bleibt_zurueck:
            del self.fields["verzicht"]

    def _ohne_massnahme(self) -> None:
        for name in ("massnahme", "neu_titel", "neu_eigner", "neu_faellig", "verzicht"):
            del self.fields[name]
        self.fields["bemerkung"].help_text = "Nötig bei einer Rückfrage. Bitte keine Namen von Menschen."

    def _massnahmen(self) -> None:
        """Those of the centre that are under way, and the ones named here."""
        bekannt = [self.antwort.massnahme_id, self.instance.massnahme_id]
        laufende = Q(pk__in=Massnahme.objects.laufend().values("pk")) | Q(pk__in=bekannt)
        sichtbare = Massnahme.objects.sichtbar_fuer(self.wer).filter(
            zentrum=self.antwort.bewertung.zentrum_id
        )
        feld = self.fields["massnahme"]
        feld.queryset = sichtbare.filter(laufende)
        feld.empty_label = "keine"
        feld.label_from_instance = lambda m: f"{m} ({m.get_eigner_display()}, bis {m.faellig:%d.%m.%Y})"
        if self.instance.pk is None:
            feld.initial = self.antwort.massnahme_id

    @property
    def layout(self) -> Layout:
        if "massnahme" not in self.fields:
            return Layout("art", "bemerkung")
        offen = bool(self.antwort.bleibt_zurueck)
        felder = ["massnahme", "neu_titel", "neu_eigner", "neu_faellig"]
        if "verzicht" in self.fields:
            felder.append("verzicht")
        return Layout("art", "bemerkung", Aufklappen("Maßnahme", *felder, offen=offen))

    def _get_validation_exclusions(self) -> set[str]:
        ausgenommen = super()._get_validation_exclusions()
        return ausgenommen | {"massnahme"} if self.cleaned_data.get("neu_titel") else ausgenommen

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        vereinbart = daten.get("art") == Votum.Art.MASSNAHME
        if daten.get("neu_titel"):
            if not vereinbart:
                self.add_error("neu_titel", "Wählen Sie dazu das Votum „vereinbarte Maßnahme“.")
            if not daten.get("neu_faellig") and "neu_faellig" not in self.errors:
                self.add_error("neu_faellig", "Bitte nennen Sie den Tag, bis zu dem es geschieht.")
            daten["massnahme"] = None
        if not vereinbart:
            daten["massnahme"] = None
        return daten

    def save(self, commit: bool = True) -> models.Model:
        d = self.cleaned_data
        neu = {name: d.get(f"neu_{name}") for name in ("titel", "eigner", "faellig")}
        return voten.votieren(
            antwort=self.antwort,
            art=d["art"],
            bemerkung=d["bemerkung"],
            massnahme=d.get("massnahme"),
            neu=neu if neu["titel"] else None,
            verzicht=d.get("verzicht", False),
            version=d["version"],
            einreichung=d["einreichung"],
            wer=self.wer,
        )


class RueckfrageFormular(FormularMixin, forms.Form):
    """`zuletzt` is the Aktenzeichen used last for this centre."""

    aktenzeichen = forms.CharField(label="Aktenzeichen für das Schreiben", max_length=60, required=False)

    def __init__(self, *args: Any, zuletzt: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if zuletzt:
            self.fields["aktenzeichen"].help_text = f"zuletzt für dieses Zentrum: {zuletzt}"


class AnnahmeFormular(RueckfrageFormular):
    """`version` is the state that was looked at."""

    aktenzeichen = forms.CharField(label="Aktenzeichen", max_length=60)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
