"""What the page of a session is made of: each part adds its function and its fragment."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from verbund import ablaufplan, uebernahme
from verbund.einladung import seite as einladung
from verbund.models import Sitzung
from verbund.protokoll import seite as protokoll
from verbund.querysets import TEAM
from verbund.sperre import KOORDINIEREN
from zentren.models import Mitgliedschaft
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Taetigkeit


def vorbereitung(sitzung: Sitzung, m: Mitgliedschaft) -> dict[str, Any]:
    """For who prepares it: the dates around it, and what would move on into it."""
    if not darf(KOORDINIEREN, m, sitzung):
        return {"fristen": [], "kandidaten": []}
    return {
        "fristen": list(sitzung.fristen.all()),
        "kandidaten": uebernahme.vorschau(sitzung) if sitzung.bevorstehend else [],
        "heute": timezone.localdate(),
    }


def im_tagebuch(sitzung: Sitzung, m: Mitgliedschaft) -> dict[str, Any]:
    """What the reader's own house has noted about it in its diary."""
    eintraege = Taetigkeit.objects.sichtbar_fuer(m).filter(sitzungsbezug__sitzung=sitzung)
    return {"tagebuch": eintraege.only("was", "datum"), "tagebuch_dazu": "sitzung" if m.hat(*TEAM) else ""}


TEILE: tuple[Callable[[Sitzung, Mitgliedschaft], dict[str, Any]], ...] = (
    vorbereitung,
    ablaufplan.auf_der_sitzungsseite,
    einladung.auf_der_sitzungsseite,
    protokoll.auf_der_sitzungsseite,
    im_tagebuch,
)


def zusammenstellen(sitzung: Sitzung, m: Mitgliedschaft) -> dict[str, Any]:
    """The context of all fragments of the page."""
    kontext: dict[str, Any] = {}
    for teil in TEILE:
        kontext |= teil(sitzung, m)
    return kontext
