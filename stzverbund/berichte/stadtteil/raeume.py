"""How much the Räume are used in a year, by Raum or by centre (RK-2017 4.3, Standard 7.2)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from stzverbund.berichte.aufbau import worte
from stzverbund.berichte.dokument import Gruppe, Tabelle, Zeile, Zelle
from zentren.auslastung import Auslastung, auslastung, zusammen
from zentren.models import Raum, Zentrum

from .zahlen import spanne

SPALTEN = ("geöffnet (Stunden)", "davon genutzt", "genutzt insgesamt", "Auslastung")
HINWEIS = (
    "Gezählt ist, was im Belegungsplan steht. Auslastung: der Anteil der Öffnungszeiten, wie sie heute "
    "eingetragen sind; „–“, wo nichts im Plan steht."
)
Genutzt = list[tuple[Raum, Auslastung]]


def je_raum(zentrum: Zentrum, jahr: int) -> list[Tabelle]:
    """A line for each Raum of a centre; none where no Raum was used. Five queries."""
    return _tafel("Räume", "Raum", [(str(raum), a) for raum, a in _des_jahres([zentrum.pk], jahr)])


def je_zentrum(haeuser: Sequence[Zentrum], jahr: int) -> list[Tabelle]:
    """A line for each centre, its Räume together; as many queries."""
    teile: defaultdict[int, list[Auslastung]] = defaultdict(list)
    for raum, genutzt in _des_jahres([haus.pk for haus in haeuser], jahr):
        teile[raum.standort.zentrum_id].append(genutzt)
    zeilen = [(haus.name, zusammen(teile[haus.pk])) for haus in haeuser if haus.pk in teile]
    return _tafel("Auslastung der Räume", "Zentrum", zeilen)


def _des_jahres(zentren: Iterable[int], jahr: int) -> Genutzt:
    raeume = list(Raum.objects.filter(standort__zentrum__in=list(zentren)).select_related("standort"))
    je_monat = auslastung(raeume, *spanne(jahr))
    je_raum: defaultdict[int, list[Auslastung]] = defaultdict(list)
    for (raum, _), teil in je_monat.items():
        je_raum[raum].append(teil)
    return [(raum, zusammen(je_raum[raum.pk])) for raum in raeume]


def _tafel(titel: str, erste: str, zeilen: Sequence[tuple[str, Auslastung]]) -> list[Tabelle]:
    if not any(genutzt.insgesamt for _, genutzt in zeilen):
        return []
    tafel = tuple(Zeile(name, _zellen(genutzt)) for name, genutzt in zeilen)
    return [Tabelle(titel, erste, SPALTEN, (Gruppe(tafel),), HINWEIS)]


def _zellen(a: Auslastung) -> tuple[Zelle, ...]:
    minuten = (a.offen, a.genutzt, a.insgesamt)
    stunden = tuple(Zelle(text, zahl) for text, zahl in zip(a.stunden, minuten, strict=True))
    # A plan that nobody keeps says nothing about the use.
    ohne = a.prozent is None or not a.insgesamt
    return (*stunden, Zelle(worte.NICHTS if ohne else f"{a.prozent} %"))
