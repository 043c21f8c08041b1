"""Punctuality Zentrum x period: when the first Meldung left the centre, against due and grace date."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils import timezone

from angebote.faelligkeit import betrifft
from angebote.models import Meldezeitraum, Meldung
from angebote.zeitraeume import zeitraeume_im_jahr
from zentren.models import Zentrum

from .grundlage import Grundlage


class Lage(TextChoices):
    PUENKTLICH = "puenktlich", "pünktlich"
    NACHFRIST = "nachfrist", "in der Nachfrist"
    VERSPAETET = "verspaetet", "verspätet"
    FEHLT = "fehlt", "fehlt"
    NICHT_GEMELDET = "nicht_gemeldet", "nicht gemeldet"
    OFFEN = "offen", "noch nicht fällig"


# Those that make up the share in time; "nicht gemeldet" is counted apart.
FAELLIG = (Lage.PUENKTLICH, Lage.NACHFRIST, Lage.VERSPAETET, Lage.FEHLT)


@dataclass(frozen=True)
class Zeitraumfeld:
    """A centre in a period; `tage` late, so far where the Meldung is missing (0: in time or not known)."""

    lage: Lage
    wort: str
    tage: int = 0
    meldung: str = ""

    @property
    def text(self) -> str:
        return f"{self.wort}, {tage_in_worten(self.tage)}" if self.tage else self.wort


@dataclass(frozen=True)
class Summe:
    """How many Meldungen are in which state, and the days late together."""

    anzahl: Counter[Lage]
    tage: int

    @classmethod
    def von(cls, felder: Iterable[Zeitraumfeld | None]) -> "Summe":
        vorhanden = [feld for feld in felder if feld]
        return cls(Counter(feld.lage for feld in vorhanden), sum(feld.tage for feld in vorhanden))

    @property
    def faellig(self) -> int:
        return sum(self.anzahl[lage] for lage in FAELLIG)

    @property
    def prozent(self) -> int | None:
        """The share in time, rounded down; None where nothing was due."""
        return self.anzahl[Lage.PUENKTLICH] * 100 // self.faellig if self.faellig else None

    @property
    def text(self) -> str:
        return f"{self.anzahl[Lage.PUENKTLICH]} von {self.faellig} pünktlich" if self.faellig else "–"

    @property
    def je_lage(self) -> list[int]:
        return [self.anzahl[lage] for lage in (*FAELLIG, Lage.NICHT_GEMELDET)]


@dataclass(frozen=True)
class Zeile:
    """`felder` are in the order of the periods; None where the centre has no such period."""

    zentrum: Zentrum
    felder: tuple[Zeitraumfeld | None, ...]
    summe: Summe


@dataclass(frozen=True)
class Puenktlichkeit:
    zeitraeume: tuple[str, ...]
    zeilen: tuple[Zeile, ...]
    spalten: tuple[Summe, ...]
    summe: Summe


def puenktlichkeit(g: Grundlage) -> Puenktlichkeit:
    """All centres of the Grundlage over the periods of its year that have begun; one query."""
    alle = zeitraeume_im_jahr({zentrum.bezirk_id for zentrum in g.zentren}, g.jahr)
    begonnene = [zeitraum for zeitraum in alle if zeitraum.von <= g.heute]
    namen = tuple(dict.fromkeys(zeitraum.name for zeitraum in begonnene))
    zeilen = [_zeile(g, zentrum, begonnene, namen) for zentrum in g.zentren]
    spalten = tuple(Summe.von(zeile.felder[i] for zeile in zeilen) for i in range(len(namen)))
    gesamt = Summe.von(feld for zeile in zeilen for feld in zeile.felder)
    return Puenktlichkeit(namen, tuple(zeilen), spalten, gesamt)


def _zeile(
    g: Grundlage, zentrum: Zentrum, zeitraeume: Sequence[Meldezeitraum], namen: Sequence[str]
) -> Zeile:
    erste = {m.zeitraum_id: m for m in g.meldungen.get(zentrum.pk, []) if not m.nr}
    je_name = {
        zeitraum.name: _feld(g, zeitraum, erste.get(zeitraum.pk or 0))
        for zeitraum in zeitraeume
        if betrifft(zentrum, zeitraum)
    }
    felder = tuple(je_name.get(name) for name in namen)
    return Zeile(zentrum, felder, Summe.von(felder))


def _feld(g: Grundlage, zeitraum: Meldezeitraum, meldung: Meldung | None) -> Zeitraumfeld:
    offen = g.schluessel(meldung) if meldung else ""
    if meldung and meldung.status == Meldung.Status.NICHT_GEMELDET:
        return Zeitraumfeld(Lage.NICHT_GEMELDET, Lage.NICHT_GEMELDET.label, meldung=offen)
    eingang = _eingang(g, meldung)
    tag = eingang or g.heute
    tage = max((tag - zeitraum.frist).days, 0)
    if eingang is None:
        return _fehlendes(g, tage, offen)
    lage = Lage.PUENKTLICH
    if tage:
        lage = Lage.NACHFRIST if tag <= zeitraum.nachfrist else Lage.VERSPAETET
    return Zeitraumfeld(lage, lage.label, tage, offen)


def _eingang(g: Grundlage, meldung: Meldung | None) -> date | None:
    """The day on which it first left the centre, as far as the reader knows; a return changes nothing."""
    if meldung is None or meldung.status == Meldung.Status.ENTWURF:
        return None
    if not g.nah and not g.abgegeben(meldung):
        return None
    zeitpunkt = meldung.zuerst_eingereicht_am or meldung.eingereicht_am
    return timezone.localdate(zeitpunkt) if zeitpunkt else None


def _fehlendes(g: Grundlage, tage: int, meldung: str) -> Zeitraumfeld:
    """How late a draft is belongs to those who work with it."""
    if not tage:
        return Zeitraumfeld(Lage.OFFEN, Lage.OFFEN.label, meldung=meldung)
    if g.nah:
        return Zeitraumfeld(Lage.FEHLT, Lage.FEHLT.label, tage, meldung)
    return Zeitraumfeld(Lage.FEHLT, "noch nicht eingereicht", meldung=meldung)


def tage_in_worten(tage: int) -> str:
    return "1 Tag" if tage == 1 else f"{tage} Tage"
