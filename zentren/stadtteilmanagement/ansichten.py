"""What the pages of the registers share."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from zentren.stadtteilmanagement.rules import FUEHREN


class MitWer:
    """A page whose form asks its domain function in the name of the active role (`wer`)."""

    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}


class FuerDasZentrum(MitWer):
    """A new entry of the team's own centre; whoever has no centre gets 403."""

    recht = FUEHREN

    def bezug(self) -> Any:
        """The centre that the right is asked for; a role without one has none of these rights."""
        return self.request.mitgliedschaft.zentrum

    def vorbelegen(self) -> dict[str, Any]:
        return {"zentrum": self.request.mitgliedschaft.zentrum}


def aus_der_frage(request: HttpRequest, modell: Any, name: str) -> Any:
    """The row of the own centre that `?name=<pk>` names; None where nothing is asked, else 404."""
    pk = request.GET.get(name, "")
    if not pk:
        return None
    if not (pk.isascii() and pk.isdigit()):
        raise Http404
    return get_object_or_404(modell.objects.bearbeitbar_fuer(request.mitgliedschaft), pk=pk)
