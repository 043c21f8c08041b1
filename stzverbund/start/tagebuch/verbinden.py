"""An entry of the diary together with the Angebot and the session that it is about: links of higher rooms."""

from django.db import transaction

from angebote.models import Angebot, Angebotstaetigkeit
from verbund.models import Sitzung, Sitzungstaetigkeit
from zentren.stadtteilmanagement.models import Taetigkeit


@transaction.atomic
def verbinden(*, taetigkeit: Taetigkeit, angebot: Angebot | None, sitzung: Sitzung | None) -> None:
    """Sets what the entry is about; None takes the link away. The caller has asked for the right."""
    if angebot is None:
        Angebotstaetigkeit.objects.filter(taetigkeit=taetigkeit).delete()
    else:
        Angebotstaetigkeit.objects.update_or_create(taetigkeit=taetigkeit, defaults={"angebot": angebot})
    if sitzung is None:
        Sitzungstaetigkeit.objects.filter(taetigkeit=taetigkeit).delete()
    else:
        Sitzungstaetigkeit.objects.update_or_create(taetigkeit=taetigkeit, defaults={"sitzung": sitzung})
