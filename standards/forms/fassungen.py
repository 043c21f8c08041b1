"""What the Verwaltung types about an edition that is not published yet."""

from datetime import date
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from standards import fassungspflege as pflege
from standards.models import Fassung, Kriterium, Standard
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, FormularMixin
from verbund.models import Beschluss
from zentren.models import Mitgliedschaft


def _text(label: str, zeilen: int = 2, **mehr: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": zeilen}), **mehr)


class NeueFassungFormular(FormularMixin, forms.Form):
    schluessel = forms.SlugField(label="Kurzname", max_length=40, help_text="zum Beispiel RK-2028")
    titel = forms.CharField(label="Titel", max_length=250)


class KopfFormular(FormularMixin, forms.Form):
    """Title, date, Vorbehalt, resolution, and the day on which each partner has consented."""

    titel = forms.CharField(label="Titel", max_length=250)
    stand = forms.DateField(label="Stand", widget=Datumseingabe)
    vorbehalt = _text("Vorbehalt", 3, required=False)
    beschluss = forms.CharField(label="Beschluss des Verbundes", max_length=200, required=False)
    verbundbeschluss = forms.ModelChoiceField(
        label="Beschluss im Register des Verbundes",
        queryset=Beschluss.objects.none(),
        required=False,
        empty_label="keiner",
        help_text="Zur Wahl stehen Beschlüsse, die eine Fassung tragen.",
    )
    gelesen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, fassung: Fassung, **kwargs: Any) -> None:
        kwargs["initial"] = {feld: getattr(fassung, feld) for feld in pflege.KOPF} | {
            "gelesen": pflege.abdruck(fassung)
        }
        super().__init__(*args, **kwargs)
        self.fassung = fassung
        tragende = Beschluss.objects.gueltig().filter(traegt=Beschluss.Traegt.FASSUNG)
        self.fields["verbundbeschluss"].queryset = tragende.select_related("verbund")
        for zustimmung in fassung.zustimmungen.all():
            self.fields[f"am_{zustimmung.pk}"] = forms.DateField(
                label=f"Zustimmung: {zustimmung.partner}",
                widget=Datumseingabe,
                required=False,
                initial=zustimmung.am,
            )

    def clean(self) -> dict[str, Any]:
        """A resolution of the register is named in words too, because the wording is what is printed."""
        daten = super().clean() or self.cleaned_data
        if (gewaehlt := daten.get("verbundbeschluss")) and not daten.get("beschluss"):
            daten["beschluss"] = f"{gewaehlt}, {gewaehlt.verbund}"
        return daten

    def speichern(self, wer: Mitgliedschaft) -> None:
        daten = self.cleaned_data
        zustimmungen: dict[int, date | None] = {
            int(name.removeprefix("am_")): wert for name, wert in daten.items() if name.startswith("am_")
        }
        pflege.kopf_aendern(
            fassung=self.fassung,
            angaben={feld: daten[feld] for feld in pflege.KOPF},
            zustimmungen=zustimmungen,
            gelesen=daten["gelesen"],
            wer=wer,
        )


class WortlautFormular(FormularMixin, forms.Form):
    """The wording of a Standard and of each of its Kriterien."""

    name = forms.CharField(label="Name des Standards", max_length=200)
    einleitung = _text("Einleitung")
    schluss = _text("Schluss", required=False)
    gelesen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        kwargs["initial"] = {feld: getattr(standard, feld) for feld in pflege.RAHMEN} | {
            "gelesen": pflege.abdruck(standard)
        }
        super().__init__(*args, **kwargs)
        self.standard, self.kriterien = standard, list(standard.kriterien.all())
        for kriterium in self.kriterien:
            for feld in pflege.JE_KRITERIUM:
                self.fields[f"{feld}_{kriterium.pk}"] = self._feld(feld, kriterium)

    def _feld(self, name: str, kriterium: Kriterium) -> forms.Field:
        wert = getattr(kriterium, name)
        label = f"{kriterium.schluessel} {Kriterium._meta.get_field(name).verbose_name}"
        if name == "kann_entfallen":
            return forms.BooleanField(label=label, required=False, initial=wert)
        return _text(label, 3, initial=wert, required=name == "text")

    @property
    def layout(self) -> Layout:
        teile = [
            Aufklappen(
                f"Kriterium {k.schluessel}", *(f"{feld}_{k.pk}" for feld in pflege.JE_KRITERIUM), offen=True
            )
            for k in self.kriterien
        ]
        return Layout(*pflege.RAHMEN, *teile, "gelesen")

    def speichern(self, wer: Mitgliedschaft) -> None:
        daten = self.cleaned_data
        pflege.wortlaut_aendern(
            standard=self.standard,
            rahmen={feld: daten[feld] for feld in pflege.RAHMEN},
            kriterien={
                k.pk: {feld: daten[f"{feld}_{k.pk}"] for feld in pflege.JE_KRITERIUM} for k in self.kriterien
            },
            gelesen=daten["gelesen"],
            wer=wer,
        )
