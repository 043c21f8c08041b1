"""The text of the Sachbericht, with the questions that it answers."""

from typing import Any

from django import forms

from stzverbund.basis.formulare import Formular
from stzverbund.berichte.models import TEILE, Sachbericht

FRAGEN = {
    "ergebnisse": "Was hat das Zentrum in diesem Jahr erreicht, und woran merkt man es? Was war neu? "
    "Wen haben Sie erreicht, wen noch nicht? Wie haben Nachbarinnen und Nachbarn mitgewirkt?",
    "schwierigkeiten": "Was ist nicht gelungen, und warum? Wo weichen die Zahlen vom Vorjahr ab? "
    "Was hat gefehlt: Personal, Räume, Geld, Partner?",
    "ausblick": "Was nehmen Sie sich für das nächste Jahr vor? Welche Bedarfe im Stadtteil wachsen? "
    "Welche Unterstützung brauchen Sie von Träger, Verbund oder Bezirksamt?",
}


class SachberichtFormular(Formular):
    class Meta:
        model = Sachbericht
        fields = tuple(TEILE)
        help_texts = FRAGEN
        widgets = {name: forms.Textarea(attrs={"rows": 10}) for name in TEILE}

    def clean(self) -> dict[str, Any]:
        """Scripts send bare line feeds, forms do not: the same text must be the same text."""
        daten = super().clean() or {}
        return daten | {name: daten[name].replace("\r\n", "\n") for name in TEILE if name in daten}
