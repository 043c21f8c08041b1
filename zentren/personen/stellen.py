"""A Stelle: an organisation as those see it who belong to it. A Verband with an office is two of them."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from zentren.models import (
    Bezirksamt,
    Einladung,
    Mitgliedschaft,
    Rolle,
    Traeger,
    Verband,
    Verbund,
    Zentrum,
)
from zentren.models.rolle import BINDUNG, Rollenbindung
from zentren.rules import darf


@dataclass(frozen=True)
class Art:
    """A kind of Stelle: its word, its model (None for the Verwaltung), its roles, the responsible first."""

    name: str
    modell: type[models.Model] | None
    rollen: tuple[Rolle, ...]


ARTEN = {
    "zentrum": Art("Zentrum", Zentrum, (Rolle.LEITUNG, Rolle.MITARBEIT)),
    "traeger": Art("Träger", Traeger, (Rolle.TRAEGER,)),
    "verband": Art("Verband", Verband, (Rolle.VERBAND,)),
    "geschaeftsstelle": Art("Geschäftsstelle Bezirke", Verband, (Rolle.GESCHAEFTSSTELLE,)),
    "bezirksamt": Art("Bezirksamt", Bezirksamt, (Rolle.BEZIRKSAMT,)),
    "verbund": Art("Koordination des Verbundes", Verbund, (Rolle.KOORDINATION,)),
    "verwaltung": Art("Verwaltung", None, (Rolle.VERWALTUNG,)),
}
ART_DER_ROLLE = {rolle: schluessel for schluessel, art in ARTEN.items() for rolle in art.rollen}


@dataclass(frozen=True)
class Stelle:
    schluessel: str
    organisation: Any

    @property
    def art(self) -> Art:
        return ARTEN[self.schluessel]

    @property
    def pk(self) -> int:
        """What stands in addresses; 0 for the Verwaltung."""
        return self.organisation.pk if self.organisation else 0

    @property
    def name(self) -> str:
        if self.organisation is None:
            return self.art.name
        return (
            f"{self.organisation}, {self.art.name}"
            if self.schluessel == "geschaeftsstelle"
            else str(self.organisation)
        )

    @property
    def bindung(self) -> dict[str, Any]:
        """The fields of a Mitgliedschaft that bind it to this organisation."""
        feld = BINDUNG[self.art.rollen[0]]
        return {feld: self.organisation} if feld else {}

    def mit(self, rolle: Rolle) -> Einladung:
        """A role here, not stored: to ask for rights."""
        return Einladung(rolle=rolle, **self.bindung)

    def vergebbare(self, wer: Mitgliedschaft | None) -> list[Rolle]:
        """The roles that `wer` may give here."""
        return [rolle for rolle in self.art.rollen if darf("zentren.rolle_vergeben", wer, self.mit(rolle))]

    def lesbar(self, wer: Mitgliedschaft | None) -> bool:
        return any(darf("zentren.personen_lesen", wer, self.mit(rolle)) for rolle in self.art.rollen)

    def der_reihe_nach(self) -> None:
        """Makes others wait who change the people of this organisation, until the end of the transaction."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("only inside a transaction")
        if self.organisation is not None:
            type(self.organisation).objects.select_for_update(of=("self",)).get(pk=self.organisation.pk)


def stelle_von(bindung: Rollenbindung) -> Stelle:
    return Stelle(ART_DER_ROLLE[Rolle(bindung.rolle)], bindung.organisation)


def stelle_finden(schluessel: str, pk: int) -> Stelle | None:
    """The Stelle of an address; None where there is none. Whoever asks has to look at the rights."""
    art = ARTEN.get(schluessel)
    if art is None or (art.modell is None and pk):
        return None
    if art.modell is None:
        return Stelle(schluessel, None)
    menge = art.modell._default_manager.all()
    if schluessel == "geschaeftsstelle":
        menge = menge.filter(geschaeftsstelle=True)
    organisation = menge.filter(pk=pk).first()
    return Stelle(schluessel, organisation) if organisation else None
