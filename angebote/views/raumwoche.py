"""/raeume/<pk>/woche/2026-W47/: who uses a Raum when."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from angebote.raumwoche import doppelt, raumwoche
from stzverbund.basis.zeit import Woche
from zentren.ansichten import Ansehen
from zentren.models import Raum
from zentren.rules import darf
from zentren.stadtteilmanagement.querysets_register import IM_HAUS
from zentren.stadtteilmanagement.rules import FUEHREN


class RaumWoche(Ansehen):
    """For the house; on a phone each day is one part of the table."""

    model = Raum
    template_name = "angebote/raum_woche.html"

    def get_queryset(self) -> QuerySet:
        m = self.request.mitgliedschaft
        if not m.hat(*IM_HAUS):
            return Raum.objects.none()
        return super().get_queryset().select_related("standort__zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        woche = Woche.aus(self.kwargs["woche"])
        if woche is None:
            raise Http404
        heute = timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "woche": woche,
            "diese": Woche.von(heute),
            "heute": heute,
            "tage": raumwoche(self.object, woche),
            "doppelt": doppelt(self.object, woche),
            "darf_fuehren": darf(FUEHREN, self.request.mitgliedschaft, self.object),
            "andere": list(self.get_queryset().filter(standort__zentrum=self.object.standort.zentrum_id)),
        }
