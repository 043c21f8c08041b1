"""What the page of a session is made of: each part adds its function and its fragment."""

from collections.abc import Callable
from typing import Any

from verbund import ablaufplan
from verbund.einladung import seite as einladung
from verbund.models import Sitzung
from verbund.protokoll import seite as protokoll
from zentren.models import Mitgliedschaft

TEILE: tuple[Callable[[Sitzung, Mitgliedschaft], dict[str, Any]], ...] = (
    ablaufplan.auf_der_sitzungsseite,
    einladung.auf_der_sitzungsseite,
    protokoll.auf_der_sitzungsseite,
)


def zusammenstellen(sitzung: Sitzung, m: Mitgliedschaft) -> dict[str, Any]:
    """The context of all fragments of the page."""
    kontext: dict[str, Any] = {}
    for teil in TEILE:
        kontext |= teil(sitzung, m)
    return kontext
