"""The page of a Massnahme joins the register with the standards that it answers."""

from typing import Any

from standards.massnahmen import kriterien
from zentren.stadtteilmanagement.views.massnahmen import MassnahmeAnsehen


class MassnahmeSeite(MassnahmeAnsehen):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "kriterien": kriterien(self.object, self.request.mitgliedschaft)
        }
