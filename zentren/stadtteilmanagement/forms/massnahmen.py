"""Forms of the register of Massnahmen: they ask, the functions of `massnahmen` store."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from stzverbund.basis.formulare import Datumseingabe, Formular
from zentren.models import Mitgliedschaft, Rolle, Zentrum
from zentren.stadtteilmanagement import massnahmen
from zentren.stadtteilmanagement.models import Massnahme

Eigner, Status = Massnahme.Eigner, Massnahme.Status
WEN = {
    Rolle.MITARBEIT: (Eigner.ZENTRUM, Eigner.TRAEGER, Eigner.BEZIRKSAMT),
    Rolle.LEITUNG: (Eigner.ZENTRUM, Eigner.TRAEGER, Eigner.BEZIRKSAMT),
    Rolle.TRAEGER: (Eigner.TRAEGER, Eigner.ZENTRUM, Eigner.BEZIRKSAMT),
    Rolle.BEZIRKSAMT: (Eigner.BEZIRKSAMT, Eigner.ZENTRUM, Eigner.TRAEGER),
    Rolle.KOORDINATION: (Eigner.VERBUND,),
}
"""Who may put down a promise of whom."""
FELDER = ("titel", "beschreibung", "faellig")


class MassnahmeFormular(Formular):
    """A new one. The team's is about its own centre; the Verbund's about none."""

    class Meta:
        model = Massnahme
        fields = ("titel", "beschreibung", "zentrum", "eigner", "faellig")
        widgets = {"faellig": Datumseingabe, "beschreibung": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        eigner = WEN[Rolle(wer.rolle)]
        self.fields["eigner"].choices = [(e.value, e.label) for e in eigner]
        self.fields["eigner"].initial = eigner[0]
        if wer.hat(Rolle.TRAEGER, Rolle.BEZIRKSAMT):
            self.fields["zentrum"].queryset = Zentrum.objects.sichtbar_fuer(wer)
            self.fields["zentrum"].required = wer.hat(Rolle.TRAEGER)
            if wer.hat(Rolle.BEZIRKSAMT):
                self.fields["zentrum"].empty_label = "der ganze Bezirk"
        else:
            del self.fields["zentrum"]
        if len(eigner) == 1:
            del self.fields["eigner"]

    @property
    def layout(self) -> Layout:
        return Layout(*self.fields)

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        ohne = not self.instance.zentrum_id and not daten.get("zentrum")
        if ohne and daten.get("eigner") in (Eigner.ZENTRUM, Eigner.TRAEGER):
            self.add_error("zentrum", "Bitte nennen Sie das Zentrum.")
        return daten

    def save(self, commit: bool = True) -> Massnahme:
        daten = {feld: self.cleaned_data[feld] for feld in FELDER}
        return massnahmen.anlegen(
            eigner=self.cleaned_data.get("eigner") or self.instance.eigner,
            zentrum=self.cleaned_data.get("zentrum") or self.instance.zentrum,
            bezirk=self.instance.bezirk if self.instance.bezirk_id else None,
            wer=self.wer,
            **daten,
        )


class MitZustaendigen(Formular):
    """A form whose saving is a function of `massnahmen`, which asks for the right of `wer` again."""

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer


class MassnahmeAendern(MitZustaendigen):
    class Meta:
        model = Massnahme
        fields = ("titel", "beschreibung", "faellig", "status")
        widgets = {"faellig": Datumseingabe, "beschreibung": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [(s.value, s.label) for s in (Status.OFFEN, Status.IN_ARBEIT)]

    def save(self, commit: bool = True) -> Massnahme:
        angaben = {feld: self.cleaned_data[feld] for feld in massnahmen.AENDERBAR}
        version = self.cleaned_data["version"]
        return massnahmen.aendern(massnahme=self.instance, angaben=angaben, version=version, wer=self.wer)


class MassnahmeErledigt(MitZustaendigen):
    class Meta:
        model = Massnahme
        fields = ("erledigt_am", "wirkung")
        widgets = {"erledigt_am": Datumseingabe, "wirkung": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["erledigt_am"].required = True
        self.initial["erledigt_am"] = self.instance.erledigt_am or timezone.localdate()
        self.fields["wirkung"].help_text = "Das geht auch später, wenn sich die Wirkung zeigt."

    def save(self, commit: bool = True) -> Massnahme:
        daten = self.cleaned_data
        return massnahmen.erledigen(
            massnahme=self.instance,
            am=daten["erledigt_am"],
            wirkung=daten["wirkung"],
            version=daten["version"],
            wer=self.wer,
        )


class MassnahmeEntfaellt(MitZustaendigen):
    class Meta:
        model = Massnahme
        fields = ("grund",)
        widgets = {"grund": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grund"].required, self.fields["grund"].help_text = True, ""

    def save(self, commit: bool = True) -> Massnahme:
        return massnahmen.entfallen(
            massnahme=self.instance,
            grund=self.cleaned_data["grund"],
            version=self.cleaned_data["version"],
            wer=self.wer,
        )
