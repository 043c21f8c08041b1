from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms

from stzverbund.basis.formulare import Datumseingabe, Formular
from verbund import arbeitskreise
from verbund.models import Arbeitskreis, Thema
from zentren.models import Mitgliedschaft, Verbund, Zentrum


class ArbeitskreisFormular(Formular):
    layout = Layout(
        "name",
        "auftrag",
        "thema",
        Fieldset("Wer arbeitet mit?", "mitglieder", "federfuehrung"),
        Fieldset("Von wann bis wann?", Div("von", "bis", css_class="nebeneinander")),
        "ergebnis",
    )

    class Meta:
        model = Arbeitskreis
        fields = ("name", "auftrag", "thema", "mitglieder", "federfuehrung", "von", "bis", "ergebnis")
        widgets = {
            "auftrag": forms.Textarea(attrs={"rows": 3}),
            "ergebnis": forms.Textarea(attrs={"rows": 4}),
            "mitglieder": forms.CheckboxSelectMultiple,
            "von": Datumseingabe,
            "bis": Datumseingabe,
        }
        help_texts = {
            "auftrag": "Was soll der Arbeitskreis klären oder erarbeiten?",
            "bis": "leer: bis auf Weiteres",
            "ergebnis": "Was hat er erreicht? Das steht im Bericht des Verbundes.",
        }

    def __init__(self, *args: Any, verbund: Verbund, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verbund, self.wer = verbund, wer
        zentren = Zentrum.objects.filter(bezirk=verbund.bezirk_id)
        self.fields["thema"].queryset = Thema.objects.filter(verbund=verbund)
        self.fields["mitglieder"].queryset = zentren
        self.fields["federfuehrung"].queryset = zentren
        self.fields["federfuehrung"].empty_label = "noch offen"

    def save(self, commit: bool = True) -> Arbeitskreis:
        angaben = {feld: self.cleaned_data[feld] for feld in self._meta.fields}
        if not self.instance.pk:
            return arbeitskreise.anlegen(verbund=self.verbund, angaben=angaben, wer=self.wer)
        version = self.cleaned_data["version"]
        return arbeitskreise.aendern(kreis=self.instance, angaben=angaben, version=version, wer=self.wer)
