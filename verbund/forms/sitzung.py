"""What the Koordination types about a session: planned, called off, recorded later, and its dates."""

from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils import timezone

from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, FormularMixin, Zeiteingabe
from verbund import nachtragen, sitzungen
from verbund.fristen import Festlegung
from verbund.models import Sitzung
from zentren.models import Mitgliedschaft, Zentrum

WANN = Div("datum", "beginn", "ende", css_class="nebeneinander")
PUNKTE = 8
OFFEN = 3
"""So many lines for items, and so many of them shown at once."""


class SitzungFormular(Formular):
    """A session that is planned; hosts and themes are those of its Verbund."""

    layout = Layout(
        WANN, "gastgeber", "thema", "titel", Aufklappen("Mehr angeben", "ort", "online", "hinweise")
    )

    class Meta:
        model = Sitzung
        fields: tuple[str, ...] = sitzungen.FELDER
        widgets = {
            "datum": Datumseingabe,
            "beginn": Zeiteingabe,
            "ende": Zeiteingabe,
            "hinweise": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        verbund = self.instance.verbund
        self.fields["gastgeber"].queryset = Zentrum.objects.filter(bezirk=verbund.bezirk_id)
        self.fields["gastgeber"].empty_label = "noch offen"
        self.fields["thema"].queryset = verbund.themen.filter(beendet_am__isnull=True)
        self.fields["thema"].empty_label = "noch keines"

    def angaben(self) -> dict[str, Any]:
        return {feld: self.cleaned_data[feld] for feld in self.Meta.fields}

    def save(self, commit: bool = True) -> Sitzung:
        if self.instance.pk:
            version = self.cleaned_data.get("version")
            return sitzungen.aendern(
                sitzung=self.instance, angaben=self.angaben(), version=version, wer=self.wer
            )
        return sitzungen.anlegen(
            verbund=self.instance.verbund,
            arbeitskreis=self.instance.arbeitskreis,
            angaben=self.angaben(),
            wer=self.wer,
        )


class NachtragFormular(SitzungFormular):
    """ "Sitzung nachtragen": the day, who was there, what was talked about and with which result."""

    anwesende = forms.ModelMultipleChoiceField(
        label="Wer war da?",
        queryset=Zentrum.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta(SitzungFormular.Meta):
        fields = ("titel", "thema", "datum", "beginn", "ende", "gastgeber", "ort")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["anwesende"].queryset = Zentrum.objects.filter(bezirk=self.instance.verbund.bezirk_id)
        for nummer in range(1, PUNKTE + 1):
            self.fields[f"punkt_{nummer}"] = forms.CharField(
                label=f"Punkt {nummer}", max_length=200, required=False
            )
            ergebnis = forms.Textarea(attrs={"rows": 2})
            self.fields[f"ergebnis_{nummer}"] = forms.CharField(
                label=f"Ergebnis zu Punkt {nummer}", max_length=20000, required=False, widget=ergebnis
            )

    @property
    def layout(self) -> Layout:
        zeilen = [(f"punkt_{nummer}", f"ergebnis_{nummer}") for nummer in range(1, PUNKTE + 1)]
        sichtbare = [feld for zeile in zeilen[:OFFEN] for feld in zeile]
        weitere = [feld for zeile in zeilen[OFFEN:] for feld in zeile]
        return Layout(
            WANN,
            "gastgeber",
            "anwesende",
            Fieldset("Was wurde besprochen?", *sichtbare),
            Aufklappen("Weitere Punkte", *weitere),
            Aufklappen("Mehr angeben", "titel", "thema", "ort"),
        )

    def clean_datum(self) -> Any:
        tag = self.cleaned_data["datum"]
        if tag > timezone.localdate():
            raise forms.ValidationError("Dieser Tag liegt noch vor Ihnen. Bitte planen Sie die Sitzung.")
        return tag

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        for nummer in range(1, PUNKTE + 1):
            if daten.get(f"ergebnis_{nummer}") and not daten.get(f"punkt_{nummer}"):
                self.add_error(f"punkt_{nummer}", "Bitte nennen Sie den Punkt zu diesem Ergebnis.")
        if not self.errors and not self._punkte():
            self.add_error("punkt_1", "Bitte nennen Sie mindestens einen Punkt.")
        return daten

    def _punkte(self) -> list[dict[str, Any]]:
        paare = [(f"punkt_{nummer}", f"ergebnis_{nummer}") for nummer in range(1, PUNKTE + 1)]
        daten = self.cleaned_data
        return [{"titel": daten[p], "text": daten[e]} for p, e in paare if daten.get(p)]

    def save(self, commit: bool = True) -> Sitzung:
        return nachtragen.nachtragen(
            verbund=self.instance.verbund,
            angaben=self.angaben(),
            punkte=self._punkte(),
            anwesende=self.cleaned_data["anwesende"],
            arbeitskreis=self.instance.arbeitskreis,
            wer=self.wer,
        )


class AbsageFormular(FormularMixin, forms.Form):
    grund = forms.CharField(
        label="Grund der Absage",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Steht in der Mail an alle, die eingeladen sind.",
        error_messages={"required": "Bitte nennen Sie den Grund der Absage."},
    )


class FristenFormular(FormularMixin, forms.Form):
    """The dates around a session: each can be moved, switched off or ticked off."""

    def __init__(self, *args: Any, sitzung: Sitzung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fristen = list(sitzung.fristen.all())
        for frist in self.fristen:
            self.fields[f"faellig_{frist.art}"] = forms.DateField(
                label="bis", widget=Datumseingabe(), initial=frist.faellig
            )
            self.fields[f"erinnern_{frist.art}"] = forms.BooleanField(
                label="erinnern", required=False, initial=not frist.aus
            )
            self.fields[f"erledigt_{frist.art}"] = forms.BooleanField(
                label="erledigt", required=False, initial=frist.erledigt_am is not None
            )

    @property
    def layout(self) -> Layout:
        return Layout(
            *(
                Fieldset(
                    frist.get_art_display(),
                    Div(
                        *(f"{was}_{frist.art}" for was in ("faellig", "erinnern", "erledigt")),
                        css_class="nebeneinander",
                    ),
                )
                for frist in self.fristen
            )
        )

    def festlegungen(self) -> dict[str, Festlegung]:
        daten = self.cleaned_data
        return {
            frist.art: Festlegung(
                daten[f"faellig_{frist.art}"], daten[f"erinnern_{frist.art}"], daten[f"erledigt_{frist.art}"]
            )
            for frist in self.fristen
        }
