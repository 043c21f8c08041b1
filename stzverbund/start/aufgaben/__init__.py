""" "Was ist zu tun?": due, overdue, returned and new, for the role that is logged in."""

from collections.abc import Callable
from datetime import date

from stzverbund.start.aufgaben import aemter, belege, haus, stadtteil, standards, verbund, zugang
from stzverbund.start.aufgaben.zeile import Aufgabe, Zahl
from zentren.models import Mitgliedschaft, Rolle

__all__ = ["Aufgabe", "Zahl", "aufgaben", "zahlen"]

AUFGABEN: dict[str, Callable[[Mitgliedschaft, date], list[Aufgabe]]] = {
    Rolle.MITARBEIT: haus.aufgaben,
    Rolle.LEITUNG: haus.aufgaben,
    Rolle.TRAEGER: aemter.traeger,
    Rolle.VERBAND: aemter.verband,
    Rolle.GESCHAEFTSSTELLE: aemter.verband,
    Rolle.BEZIRKSAMT: aemter.bezirksamt,
    Rolle.KOORDINATION: standards.koordination,
    Rolle.VERWALTUNG: aemter.verwaltung,
}
ZAHLEN: dict[str, Callable[[Mitgliedschaft, date], list[Zahl]]] = {
    Rolle.MITARBEIT: haus.zahlen,
    Rolle.LEITUNG: haus.zahlen,
    Rolle.TRAEGER: aemter.zahlen,
    Rolle.VERBAND: aemter.zahlen,
    Rolle.GESCHAEFTSSTELLE: aemter.zahlen,
    Rolle.BEZIRKSAMT: aemter.zahlen,
    Rolle.KOORDINATION: aemter.zahlen_des_verbundes,
}


def aufgaben(mitgliedschaft: Mitgliedschaft | None, heute: date) -> list[Aufgabe]:
    """The rows of the start page, most urgent first; none for somebody without a role."""
    if mitgliedschaft is None or mitgliedschaft.rolle not in AUFGABEN:
        return []
    zeilen = AUFGABEN[mitgliedschaft.rolle](mitgliedschaft, heute) + zugang.aufgaben(mitgliedschaft, heute)
    zeilen += stadtteil.aufgaben(mitgliedschaft, heute)
    return zeilen + verbund.aufgaben(mitgliedschaft, heute) + belege.aufgaben(mitgliedschaft, heute)


def zahlen(mitgliedschaft: Mitgliedschaft | None, heute: date) -> list[Zahl]:
    """The role's few figures."""
    if mitgliedschaft is None or mitgliedschaft.rolle not in ZAHLEN:
        return []
    return ZAHLEN[mitgliedschaft.rolle](mitgliedschaft, heute)
