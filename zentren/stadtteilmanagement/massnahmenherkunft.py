"""Where a Massnahme comes from: the Beschwerde or the barrier behind it, for who may read that."""

from django.urls import reverse

from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.models import Barrierebefund, Beschwerde, Massnahme


def herkunft(massnahme: Massnahme, m: Mitgliedschaft | None) -> list[tuple[str, str]]:
    """Name and address of each; two queries."""
    beschwerden = Beschwerde.objects.sichtbar_fuer(m).filter(massnahme=massnahme)
    befunde = Barrierebefund.objects.sichtbar_fuer(m).filter(massnahme=massnahme)
    return [
        *((str(eine), reverse("beschwerde", args=[eine.pk])) for eine in beschwerden),
        *(
            (
                f"{befund.pruefung}, {befund.get_bereich_display()}",
                reverse("barriere", args=[befund.pruefung_id]),
            )
            for befund in befunde.select_related("pruefung")
        ),
    ]
