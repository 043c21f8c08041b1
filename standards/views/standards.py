"""/standards/: the wording of the Mindeststandards, and from there the person's own way."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import TemplateView

from angebote.querysets import INNEN
from standards.fassungen import geltende, mit_wortlaut
from standards.models import Runde, Selbstbewertung
from standards.worte import status_fuer
from zentren.models import Mitgliedschaft, Rolle, Zentrum

HOECHSTENS = 5
"""So many of the own Selbstbewertungen are offered; all are on the pages of their rounds."""


class StandardsSeite(TemplateView):
    """For every role: Standards, Kriterien, how they can be checked, the Vorbehalt of RK-2017 4.3."""

    template_name = "standards/standards.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        fassung = geltende()
        return super().get_context_data(**kwargs) | {
            "fassung": fassung,
            "standards": mit_wortlaut(fassung) if fassung else [],
            "zustimmungen": list(fassung.zustimmungen.all()) if fassung else [],
            "laufende": list(Runde.objects.sichtbar_fuer(m).laufend().select_related("bezirk")),
            "eigene": [(b, *status_fuer(b, m)) for b in eigene(m)],
            "haeuser": haeuser(m),
        }


def haeuser(mitgliedschaft: Mitgliedschaft | None) -> list[Zentrum]:
    """The centres of a team or a Träger: each has its „Stand heute“."""
    if mitgliedschaft is None or not mitgliedschaft.hat(*INNEN):
        return []
    return list(Zentrum.objects.sichtbar_fuer(mitgliedschaft).only("name", "slug"))


def eigene(mitgliedschaft: Mitgliedschaft | None) -> QuerySet[Selbstbewertung]:
    """The newest Selbstbewertungen of the centres of a team or a Träger."""
    if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER):
        return Selbstbewertung.objects.none()
    alle = Selbstbewertung.objects.sichtbar_fuer(mitgliedschaft).filter(art=Selbstbewertung.Art.EIGEN)
    return alle.select_related("zentrum", "runde").order_by("-runde__jahr", "zentrum__sortierung")[
        :HOECHSTENS
    ]
