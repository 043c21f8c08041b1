"""The choice of centres above the tables of completeness and punctuality."""

from collections.abc import Iterable
from typing import Any

from django import forms

from stzverbund.basis.formulare import FormularMixin
from zentren.models import Zentrum


class MeldestandFilter(FormularMixin, forms.Form):
    """Bezirk and Träger, each where there is a choice; the options are those of the centres in sight."""

    bezirk = forms.ChoiceField(label="Bezirk", required=False)
    traeger = forms.ChoiceField(label="Träger", required=False)

    def __init__(self, *args: Any, zentren: Iterable[Zentrum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orte = list(zentren)
        wahlen: dict[str, dict[int, Any]] = {
            "bezirk": {z.bezirk_id: z.bezirk for z in orte},
            "traeger": {z.traeger_id: z.traeger for z in orte},
        }
        for name, moeglich in wahlen.items():
            if len(moeglich) < 2:
                del self.fields[name]
                continue
            geordnet = sorted(moeglich.values(), key=lambda stelle: bytes(stelle.sortierung))
            feld = self.fields[name]
            feld.choices = [("", "alle"), *[(str(stelle.pk), str(stelle)) for stelle in geordnet]]
            feld.ohne_freiwillig = True
