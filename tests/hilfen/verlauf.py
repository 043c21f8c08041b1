"""States of a history that lie in the past: the trail itself cannot be changed but through its opening."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from stzverbund.basis.schutz import schwaerzen


def zurueckdatieren(objekt: Any, minuten: int = 5) -> None:
    """What was saved until now counts as saved so long ago."""
    with schwaerzen("Test"):
        objekt.history.update(history_date=timezone.now() - timedelta(minutes=minuten))
