"""Termine as rows to count: for the team's list, and for somebody with a Zähl-Link."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from angebote.models import Termin
from angebote.terminzaehlung import hat_begonnen
from angebote.zeitraeume import neueste_meldung, sperrgrund_im_monat
from stzverbund.basis.zeit import monatsanfang
from zentren.models import Mitgliedschaft
from zentren.rules import darf

PFLEGEN = "angebote.termin_pflegen"


@dataclass
class Zeile:
    """A Termin in a list; `sperre` says why its month is closed, empty while it can be counted.

    `adresse` is the page of the Termin, `schnell` takes the tap, `linktext` names the way to the page:
    the title of the Angebot, or what one does there (`ohne_titel`).
    """

    termin: Termin
    sperre: str
    darf: bool
    adresse: str
    schnell: str
    linktext: str
    ohne_titel: bool = False
    fehler: str = ""
    neu: bool = False
    getippt: str = ""
    grund: str = ""

    @property
    def zaehlbar(self) -> bool:
        return self.darf and not self.sperre and self.termin.status == Termin.Status.GEPLANT

    @property
    def hat_begonnen(self) -> bool:
        return hat_begonnen(self.termin)


@dataclass(frozen=True)
class Gruppe:
    titel: str
    zeilen: list[Zeile]
    leer: str = "Keine Termine."
    mit_tag: bool = True


def sperren() -> Callable[[Termin], str]:
    """Why the month of a Termin is closed; looks at the Meldung once for each centre and month."""
    gruende: dict[tuple[int, date], str] = {}

    def sperre(termin: Termin) -> str:
        zentrum, monat = termin.angebot.zentrum, monatsanfang(termin.datum)
        if (zentrum.pk, monat) not in gruende:
            gruende[zentrum.pk, monat] = sperrgrund_im_monat(zentrum, monat, neueste_meldung(zentrum, monat))
        return gruende[zentrum.pk, monat]

    return sperre


def zeilen(termine: Iterable[Termin], mitgliedschaft: Mitgliedschaft | None) -> list[Zeile]:
    """For the people of the centre; whoever may not count need not know what is closed."""
    sperre = sperren()
    ergebnis = []
    for termin in termine:
        darf_zaehlen = darf(PFLEGEN, mitgliedschaft, termin)
        ergebnis.append(
            Zeile(
                termin,
                sperre(termin) if darf_zaehlen else "",
                darf_zaehlen,
                adresse=reverse("termin", args=[termin.pk]),
                schnell=reverse("termin_schnell", args=[termin.pk]),
                linktext=termin.angebot.titel,
            )
        )
    return ergebnis
