"""The poster of one Angebot: what, when, where, big enough to be read in passing."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from angebote.models import Angebot
from angebote.programm.papier import Papier
from angebote.programm.teile import Eintrag, eigener
from angebote.zugang import zugang

# Letters of the title and of all that stands in big type up to which it fits on one page.
PASST = {"gross": (22, 250), "mittel": (45, 400)}


@dataclass(frozen=True)
class Aushang:
    """`groesse` of the type: "gross", "mittel" or "klein"."""

    eintrag: Eintrag
    traeger: str
    zugang: tuple[str, ...]
    groesse: str


def aushang(angebot: Angebot, heute: date) -> Papier:
    """A4, one page; with `zentrum__traeger`, `standort`, `raum`, `zeitplaene` and `zielgruppen` loaded."""
    eintrag = eigener(angebot, heute)
    daten = Aushang(eintrag, angebot.zentrum.traeger.name, tuple(zugang(angebot)[:2]), _groesse(eintrag))
    return Papier(
        vorlage="pdf/aushang.html",
        titel=f"Aushang {angebot.titel}",
        pfad=reverse("verzeichnis_angebot", args=[angebot.pk]),
        daten=daten,
    )


def _groesse(eintrag: Eintrag) -> str:
    titel = len(eintrag.titel)
    gesamt = titel + sum(map(len, (eintrag.kurztext, eintrag.wo, *eintrag.wann)))
    return next((name for name, (t, g) in PASST.items() if titel <= t and gesamt <= g), "klein")
