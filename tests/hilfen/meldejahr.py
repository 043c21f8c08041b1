"""What a browser sends to set a Meldejahr."""

from typing import Any

from django.utils import timezone

from angebote.models import Meldejahr
from angebote.zeitraeume import entwerfen

FELDER = ("frist", "nachfrist", "sperre")


def termine(jahr: int | None = None, rhythmus: str = "quartal", **mehr: Any) -> dict[str, Any]:
    """The usual dates of the coming year, `z1-frist` for the first period; `mehr` says otherwise."""
    meldejahr = Meldejahr(jahr=jahr or timezone.localdate().year + 1, rhythmus=rhythmus)
    tage = {
        f"z{zeitraum.nummer}-{feld}": getattr(zeitraum, feld).isoformat()
        for zeitraum in entwerfen(meldejahr)
        for feld in FELDER
    }
    weitere = {name.replace("_", "-"): wert for name, wert in mehr.items()}
    return {"rhythmus": rhythmus, "version": "0", **tage, **weitere}
