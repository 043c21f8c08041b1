"""The review page of the Bezirksamt: both sides of a Selbstbewertung, the differences first."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from standards.auswertung import ergebnisse, zusammen
from standards.models import Selbstbewertung
from standards.pruefblatt import basis, blaetter, gruppen
from standards.worte import status_fuer
from zentren.ansichten import Ansehen
from zentren.models import Rolle
from zentren.rules import darf

SCHRITTE = ("nachfragen", "annehmen", "wieder_oeffnen")


class PruefungAnsehen(Ansehen):
    """All the others read the pages of the Selbstbewertung itself."""

    model = Selbstbewertung
    template_name = "standards/pruefung.html"
    context_object_name = "bewertung"

    def get_queryset(self) -> QuerySet:
        dazu = ("zentrum__traeger", "zentrum__bezirk", "runde__bezirk", "vorjahr__runde")
        return super().get_queryset().select_related(*dazu)

    def get_object(self, queryset: QuerySet | None = None) -> Selbstbewertung:
        bewertung = super().get_object(queryset)
        if not self.request.mitgliedschaft.hat(Rolle.BEZIRKSAMT):
            raise PermissionDenied
        return bewertung

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, bewertung = self.request.mitgliedschaft, self.object
        liste = blaetter(bewertung)
        eigene = ergebnisse([bewertung], m).get(bewertung.pk, {})
        return super().get_context_data(**kwargs) | {
            "status": status_fuer(bewertung, m),
            "gruppen": gruppen(liste, bewertung.vorjahr),
            "ergebnis": zusammen(eigene.values()),
            "darf_votieren": darf("standards.votum_geben", m, bewertung),
            "offen": [blatt.antwort for blatt in liste if blatt.zu_entscheiden],
            "bestaetigbar": bewertung.art == Selbstbewertung.Art.EIGEN
            and sum(not blatt.abweichend and blatt.votum is None for blatt in liste),
            "fragen": [blatt for blatt in liste if blatt.votum and blatt.votum.art == "rueckfrage"],
            "darf": {was: darf(f"standards.bewertung_{was}", m, bewertung) for was in SCHRITTE},
            "beitraege": list(bewertung.beitraege.filter(antwort__isnull=True)),
            "darf_beitragen": bewertung.art == Selbstbewertung.Art.EIGEN
            and darf("standards.beitragen", m, bewertung),
            "basis": basis(bewertung),
        }
