"""The page of a need joins the register with the Angebote that answer it."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from angebote import bedarfsbezug
from angebote.models import Angebot
from zentren.ansichten import Befehl
from zentren.stadtteilmanagement.models import Bedarf
from zentren.stadtteilmanagement.views.bedarfe import BedarfAnsehen


class BedarfSeite(BedarfAnsehen):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        kontext = super().get_context_data(**kwargs)
        verbindbar = kontext["darf_fuehren"] and self.object.laeuft
        return kontext | {
            "angebote": Angebot.objects.sichtbar_fuer(m).filter(bedarfe=self.object),
            "waehlbare": bedarfsbezug.waehlbar(self.object, m) if verbindbar else [],
        }


class _MitAngebot(Befehl):
    """A step with one of the own Angebote; its number is in the form or in the address."""

    model = Bedarf
    recht = "stadtteilmanagement.fuehren"

    def angebot(self) -> Angebot:
        nummer = str(self.kwargs.get("angebot") or self.request.POST.get("angebot", ""))
        eigene = Angebot.objects.bearbeitbar_fuer(self.request.mitgliedschaft)
        return get_object_or_404(eigene, pk=int(nummer) if nummer.isdecimal() and len(nummer) < 18 else 0)

    def ziel(self) -> str:
        return f"{reverse('bedarf', args=[self.object.pk])}#angebote"


class BedarfAngebotVerbinden(_MitAngebot):
    def ausfuehren(self) -> str:
        angebot = self.angebot()
        bedarfsbezug.verbinden(angebot=angebot, bedarf=self.object, wer=self.request.mitgliedschaft)
        return f"„{angebot}“ antwortet jetzt auf diesen Bedarf."


class BedarfAngebotLoesen(_MitAngebot):
    def ausfuehren(self) -> str:
        angebot = self.angebot()
        bedarfsbezug.loesen(angebot=angebot, bedarf=self.object, wer=self.request.mitgliedschaft)
        return f"„{angebot}“ ist nicht mehr mit diesem Bedarf verbunden."
