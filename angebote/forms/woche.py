"""The Termine of a week as one form: a row each, saved for itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from angebote.forms.termin import STATUS, ZaehlFormular, anzahlfeld
from angebote.models import Termin
from angebote.terminzaehlung import hat_begonnen
from stzverbund.basis.pflege import Ueberholt, Verweigert
from zentren.handelnde import Handelnde

Status = Termin.Status
GEHOERT_ZU = {
    "teilnahmen": (Status.STATTGEFUNDEN, "Diese Zahl gilt nur, wenn der Termin stattgefunden hat."),
    "grund": (Status.AUSGEFALLEN, "Dieser Grund gilt nur, wenn der Termin ausgefallen ist."),
}
INZWISCHEN = "Jemand anderes hat diesen Termin inzwischen geändert."
WAEHLEN = "Ihre Eingaben sind noch hier. Bitte wählen Sie, was gelten soll, und speichern Sie noch einmal."


class WochenFormular(ZaehlFormular):
    """One row. It carries what was shown, so that only what somebody touched is saved."""

    status = forms.ChoiceField(
        label="Was war?", choices=STATUS, widget=forms.RadioSelect, show_hidden_initial=True
    )
    teilnahmen = anzahlfeld("Teilnahmen", show_hidden_initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grund"].show_hidden_initial = True
        if not hat_begonnen(self.instance):
            self.fields["status"].choices = [wahl for wahl in STATUS if wahl[0] != Status.STATTGEFUNDEN]

    def gesehen(self) -> SafeString:
        """Hidden fields with what was shown."""
        namen = ("status", "teilnahmen", "grund")
        return format_html_join("", "{}", ((self[name].as_hidden(only_initial=True),) for name in namen))

    def beruehrt(self) -> bool:
        """Whether somebody changed what the row showed."""
        return bool(set(self.changed_data) - {"version"})

    def clean(self) -> dict[str, Any]:
        getippt = {name: self.cleaned_data.get(name) for name in GEHOERT_ZU if name in self.changed_data}
        daten = super().clean()
        for name, (status, satz) in GEHOERT_ZU.items():
            if getippt.get(name) not in (None, "") and daten.get("status") not in (None, status):
                self.add_error(name, satz)
        return daten

    def ueberholt(self, ausnahme: Ueberholt) -> None:
        """The choices stand in the row; its error leads there."""
        super().ueberholt(ausnahme)
        self.add_error(
            None, f"{INZWISCHEN} Gespeichert ist jetzt die Fassung von {self.fassung_von}. {WAEHLEN}"
        )

    def speichern(self) -> bool:
        """Whether the row is stored as typed; otherwise the form says why, and keeps what was typed."""
        if not self.is_valid():
            self.noch_zu_waehlen()
            return False
        try:
            self.save()
        except Ueberholt as ausnahme:
            if not self.abweichend(ausnahme.aktuell):
                return True
            self.ueberholt(ausnahme)
            return False
        except Verweigert as nein:
            self.add_error(None, str(nein))
            return False
        return True


def wochenformulare(
    termine: Iterable[Termin], wer: Handelnde, daten: Mapping[str, Any] | None = None
) -> dict[int, WochenFormular]:
    """A form for each Termin, by its primary key."""
    return {
        termin.pk: WochenFormular(daten, instance=termin, prefix=f"t{termin.pk}", wer=wer)
        for termin in termine
    }


def alle_stattgefunden(formulare: Iterable[WochenFormular], daten: Any) -> Any:
    """What was sent, with every Termin that is still open and has begun ticked as "stattgefunden"."""
    neu = daten.copy()
    for formular in formulare:
        name = formular.add_prefix("status")
        if neu.get(name) == Status.GEPLANT and hat_begonnen(formular.instance):
            neu[name] = str(Status.STATTGEFUNDEN)
    return neu
