"""The page of a need joins the register with the Angebote that answer it."""

from typing import Any

from angebote.models import Angebot
from zentren.stadtteilmanagement.views.bedarfe import BedarfAnsehen


class BedarfSeite(BedarfAnsehen):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sichtbare = Angebot.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return super().get_context_data(**kwargs) | {"angebote": sichtbare.filter(bedarfe=self.object)}
