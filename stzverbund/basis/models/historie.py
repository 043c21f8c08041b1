from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

ROLLE_LAENGE = 100
"""What fits beside a state of the history."""


class Historie(HistoricalRecords):
    """The history of a model's fields: each state knows the person and the role or way ("über Zähl-Link").

    Where nobody has named the role (`_change_reason`), it is the active one of the request.
    """

    def get_change_reason_for_object(
        self, instance: models.Model, history_type: str, using: Any
    ) -> str | None:
        genannt = super().get_change_reason_for_object(instance, history_type, using)
        if genannt is not None:
            return genannt
        request = getattr(self.context, "request", None)
        return in_rolle(getattr(request, "mitgliedschaft", None))


def in_rolle(wer: Any) -> str | None:
    """In which role, or over which way, somebody acts, as the history stores it; None for the system."""
    return str(wer.bezeichnung)[:ROLLE_LAENGE] if wer else None
