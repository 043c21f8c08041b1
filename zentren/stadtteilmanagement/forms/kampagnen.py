"""Forms of campaigns and of those who take part; sums are typed in Euro."""

from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms

from stzverbund.basis.felder import Eurofeld
from stzverbund.basis.formulare import Datumseingabe, Formular
from zentren.models import Mitgliedschaft, Zentrum
from zentren.stadtteilmanagement import kampagnen
from zentren.stadtteilmanagement.models import Kampagne, Kampagnenteilnahme


class MitGeschaeftsstelle(Formular):
    """Saving is a function of `kampagnen`, which asks for the right of `wer` again."""

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer


class KampagneFormular(MitGeschaeftsstelle):
    fehlerfeld = "bis"

    class Meta:
        model = Kampagne
        fields = (*kampagnen.FELDER, *kampagnen.ZUSCHUSSFELDER)
        widgets = {
            **dict.fromkeys(("von", "bis"), Datumseingabe),
            "beschreibung": forms.Textarea(attrs={"rows": 4}),
            "verteilung": forms.RadioSelect,
        }
        help_texts = {"zuschuss": "0, wenn niemand etwas dazugibt"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.verteilt_am:
            for name in kampagnen.ZUSCHUSSFELDER:
                del self.fields[name]

    @property
    def layout(self) -> Layout:
        teile = ["titel", "beschreibung", Div("von", "bis", css_class="nebeneinander")]
        if "zuschuss" in self.fields:
            teile.append(Fieldset("Zuschuss", *kampagnen.ZUSCHUSSFELDER))
        return Layout(*teile)

    def save(self, commit: bool = True) -> Kampagne:
        if self.instance.pk is None:
            return kampagnen.anlegen(kampagne=self.instance, wer=self.wer)
        namen = [name for name in self._meta.fields or () if name in self.fields]
        return kampagnen.aendern(
            kampagne=self.instance,
            angaben={name: self.cleaned_data[name] for name in namen},
            version=self.cleaned_data["version"],
            wer=self.wer,
        )


class TeilnahmeFormular(MitGeschaeftsstelle):
    """A centre of the Geschäftsstelle, or any other organisation by its name."""

    fehlerfeld = "organisation"

    class Meta:
        model = Kampagnenteilnahme
        fields = kampagnen.TEILNAHMEFELDER
        help_texts = {"organisation": "wenn es kein Zentrum der Liste ist", "spendende": "nur die Zahl"}

    layout = Layout("zentrum", "organisation", Div("spendende", "summe", css_class="nebeneinander"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zentrum"].queryset = Zentrum.objects.sichtbar_fuer(self.wer)
        self.fields["zentrum"].empty_label = "eine andere Organisation"

    def save(self, commit: bool = True) -> Kampagnenteilnahme:
        if self.instance.pk is None:
            return kampagnen.teilnehmen(teilnahme=self.instance, wer=self.wer)
        return kampagnen.teilnahme_aendern(
            teilnahme=self.instance,
            angaben={name: self.cleaned_data[name] for name in kampagnen.TEILNAHMEFELDER},
            version=self.cleaned_data["version"],
            wer=self.wer,
        )


class Zahlenzeile(forms.ModelForm):
    """One house in the table in which all are typed at once."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    summe = Eurofeld(label="Spendensumme in Euro", max_length=30)

    class Meta:
        model = Kampagnenteilnahme
        fields = ("spendende", "summe")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        for name in ("spendende", "summe"):
            feld = self.fields[name]
            feld.widget.attrs |= {
                "aria-label": f"{feld.label}: {self.instance}",
                "class": "kern-form-input__input",
            }

    def zahlen(self) -> kampagnen.Zahlen:
        daten = self.cleaned_data
        return kampagnen.Zahlen(self.instance.pk, daten["spendende"], daten["summe"], daten["version"])


Zahlentabelle = forms.modelformset_factory(Kampagnenteilnahme, form=Zahlenzeile, extra=0)
