"""What a centre keeps about itself beyond new, edit and delete (`im_zentrum`): the few special cases."""

from typing import Any

from django.urls import reverse

from zentren import bestand
from zentren.ansichten import Befehl
from zentren.models import Standort, Zentrum
from zentren.views.im_zentrum import ImZentrum, NeuImZentrum


class RaumNeu(NeuImZentrum):
    """A Raum belongs to a Standort, which the form chooses; `?standort=` proposes one."""

    def vorbelegen(self) -> dict[str, Any]:
        return {}

    def get_initial(self) -> dict[str, Any]:
        return {"standort": self.request.GET.get("standort")}


class StandortHaupt(ImZentrum, Befehl):
    model = Standort
    abschnitt = "standorte"

    def ausfuehren(self) -> str:
        bestand.als_hauptstandort(standort=self.object, wer=self.request.mitgliedschaft)
        return f"„{self.object}“ ist jetzt der Hauptstandort."

    def ziel(self) -> str:
        return self.get_success_url()


class PersonalUebernehmen(Befehl):
    """The staff of the year before, as a start for the year in the address."""

    model = Zentrum
    slug_url_kwarg = "zentrum"
    recht = "zentren.pflegen"

    def ausfuehren(self) -> str:
        anzahl = bestand.personal_uebernehmen(
            zentrum=self.object, jahr=self.kwargs["jahr"], wer=self.request.mitgliedschaft
        )
        return f"Personal aus dem Vorjahr übernommen: {anzahl} {'Eintrag' if anzahl == 1 else 'Einträge'}."

    def ziel(self) -> str:
        return reverse("zentrum", args=[self.object.slug]) + "#personal"
