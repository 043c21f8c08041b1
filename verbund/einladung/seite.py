"""What the page of a session shows of its invitations (`templates/verbund/_sitzung_einladungen.html`)."""

from collections import Counter
from typing import Any

from django.db.models import Count

from verbund.einladung.antworten import offen
from verbund.models import Antwort, Sitzung
from zentren.models import Mitgliedschaft
from zentren.rules import darf


def auf_der_sitzungsseite(sitzung: Sitzung, m: Mitgliedschaft | None) -> dict[str, Any]:
    """Four queries: own invitation, counts of the seats, who has to be told of a change, guests."""
    if not darf("verbund.intern_lesen", m, sitzung):
        return {"meine": _meine(sitzung, m), "offen": offen(sitzung), "intern": False}
    gezaehlt = Counter(dict(sitzung.teilnahmen.order_by().values_list("antwort").annotate(Count("pk"))))
    return {
        "meine": _meine(sitzung, m),
        "offen": offen(sitzung),
        "intern": True,
        "antworten": [(wort.label, gezaehlt[wort]) for wort in Antwort if gezaehlt[wort]],
        "zu_benachrichtigen": sitzung.einladungen.filter(sequenz__lt=sitzung.sequenz).count(),
        "gaeste": list(sitzung.gaeste.all()),
    }


def _meine(sitzung: Sitzung, m: Mitgliedschaft | None) -> Any:
    return sitzung.einladungen.filter(person=m.person_id).first() if m else None
