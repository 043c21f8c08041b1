"""What still stands in the way of submitting a Meldung, by name ("Vor dem Einreichen prüfen")."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from angebote.models import Meldung, Rueckfrage, Termin, Wert
from angebote.plausibilitaet import Auffaelligkeit, auffaellige
from angebote.vergleich import zahl_der_unterschiede
from angebote.vollstaendigkeit import OffeneZelle, offene_termine, offene_zellen, widersprueche
from angebote.zeitraeume import sperrgrund
from stzverbund.basis.zahlen import Zellart


@dataclass(frozen=True)
class Pruefung:
    """Open cells, Termine and Rückfragen, and reasons that concern the Meldung as a whole (German sentences).

    `widersprueche` are totals that are smaller than their breakdown. `unerklaert` are unusual values that
    want a word; they do not stand in the way.
    """

    hindernisse: list[str] = field(default_factory=list)
    zellen: list[OffeneZelle] = field(default_factory=list)
    widersprueche: list[OffeneZelle] = field(default_factory=list)
    termine: list[Termin] = field(default_factory=list)
    rueckfragen: list[Rueckfrage] = field(default_factory=list)
    unerklaert: list[Auffaelligkeit] = field(default_factory=list)

    @property
    def offene_punkte(self) -> int:
        return len(self.zellen) + len(self.widersprueche) + len(self.termine) + len(self.rueckfragen)

    @property
    def bereit(self) -> bool:
        return not self.hindernisse and not self.offene_punkte

    @property
    def satz(self) -> str:
        """Why it cannot be submitted; empty where it can."""
        if self.hindernisse:
            return " ".join(self.hindernisse)
        if self.offene_punkte == 1:
            return "Ein Punkt ist noch offen."
        return f"{self.offene_punkte} Punkte sind noch offen." if self.offene_punkte else ""


def pruefen(meldung: Meldung, heute: date | None = None) -> Pruefung:
    """Everything that is open; the same number of queries for any size of the Meldung.

    After a return at single cells only these can be changed, so nothing else is asked for.
    """
    heute = heute or timezone.localdate()
    fragen = _offene_rueckfragen(meldung)
    unbeachtet = [frage for frage in fragen if frage.unbeachtet]
    unerklaert = [a for a in auffaellige([meldung]) if not a.wert.erklaert]
    if nur_rueckfragen(meldung):
        orte = {_ort(frage.wert) for frage in fragen}
        return Pruefung(
            hindernisse=[*_hindernisse(meldung, heute)],
            zellen=_davon(offene_zellen(meldung), orte),
            widersprueche=_davon(widersprueche(meldung), orte),
            rueckfragen=unbeachtet,
            unerklaert=[a for a in unerklaert if _ort(a.wert) in orte],
        )
    return Pruefung(
        hindernisse=[*_hindernisse(meldung, heute)],
        zellen=offene_zellen(meldung),
        widersprueche=widersprueche(meldung),
        termine=list(offene_termine(meldung)),
        rueckfragen=unbeachtet,
        unerklaert=unerklaert,
    )


def nur_rueckfragen(meldung: Meldung) -> bool:
    """Whether only the returned cells can be changed."""
    return meldung.status == Meldung.Status.ZURUECKGEGEBEN and not meldung.ganz_zurueck


def _ort(zelle: Wert | OffeneZelle) -> tuple:
    return zelle.monat, zelle.angebot_id, zelle.kennzahl_id


def _davon(zellen: list[OffeneZelle], orte: set[tuple]) -> list[OffeneZelle]:
    return [zelle for zelle in zellen if _ort(zelle) in orte]


def _hindernisse(meldung: Meldung, heute: date) -> list[str]:
    saetze = []
    if grund := sperrgrund(meldung, heute):
        saetze.append(grund)
    if heute <= meldung.zeitraum.bis:
        saetze.append(
            f"Der Zeitraum läuft noch bis {meldung.zeitraum.bis:%d.%m.%Y}. Einreichen können Sie danach."
        )
    # "keine Angabe" alone says nothing; "ausgefallen" does.
    if not meldung.werte.filter(art__in=[Zellart.ZAHL, Zellart.AUSGEFALLEN]).exists():
        saetze.append("Die Meldung ist leer: Sie enthält keine einzige Zahl.")
    if meldung.nr and not zahl_der_unterschiede([meldung]):
        saetze.append("Die Berichtigung ändert nichts an der angenommenen Meldung.")
    return saetze


def _offene_rueckfragen(meldung: Meldung) -> list[Rueckfrage]:
    fragen = meldung.rueckfragen.filter(erledigt_am__isnull=True)
    return list(fragen.select_related("wert__angebot", "wert__kennzahl"))
