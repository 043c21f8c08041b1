"""The open needs of a Stadtteil by problem area, and the reports about it."""

from collections import Counter

from django.db.models import Q, QuerySet

from stzverbund.basis.zahlen import Einheit
from stzverbund.berichte.dokument import Abschnitt, Bild, Gruppe, Punkt, Tabelle, Zeile, Zelle
from zentren.models import Bezirksregion, Mitgliedschaft
from zentren.stadtteilmanagement.models import Bedarf, Mappendokument, Problemfeld

Status = Bedarf.Status
STAENDE = (Status.ERMITTELT, Status.GEPLANT)
NICHT_HIER = "Bedarfe lesen die Zentren, ihre Träger und Verbände und das Bezirksamt."


def offene_bedarfe(region: Bezirksregion, m: Mitgliedschaft) -> QuerySet[Bedarf]:
    """Of this Stadtteil, and those without one of centres that serve it."""
    dort = Q(region=region) | Q(region__isnull=True, zentrum__regionen=region)
    return Bedarf.objects.sichtbar_fuer(m).offen().filter(dort).select_related("zentrum")


def abschnitt(region: Bezirksregion, m: Mitgliedschaft, *, liest: bool) -> Abschnitt:
    """One query."""
    titel = "Offene Bedarfe"
    if not liest:
        return Abschnitt("bedarfe", titel, NICHT_HIER)
    offene = list(offene_bedarfe(region, m))
    if not offene:
        return Abschnitt("bedarfe", titel, "Für diesen Stadtteil ist kein offener Bedarf eingetragen.")
    tabellen = (_felder(offene), _einzelne(offene))
    return Abschnitt("bedarfe", titel, bilder=(_bild(offene),), tabellen=tabellen)


def _vorkommende(offene: list[Bedarf]) -> list[Problemfeld]:
    je_feld = Counter(bedarf.problemfeld for bedarf in offene)
    return sorted((feld for feld in Problemfeld if je_feld[feld]), key=lambda feld: -je_feld[feld])


def _bild(offene: list[Bedarf]) -> Bild:
    je_feld = Counter(bedarf.problemfeld for bedarf in offene)
    punkte = tuple(Punkt(str(feld.label), "", je_feld[feld]) for feld in _vorkommende(offene))
    return Bild(
        "balken",
        _befund(punkte, len(offene)),
        "Offene Bedarfe nach Problemfeld. Die Zahlen stehen in der Tabelle darunter.",
        Einheit.ANZAHL,
        "Bedarfe",
        punkte,
    )


def _befund(punkte: tuple[Punkt, ...], alle: int) -> str:
    """The problem area that stands out, where there is one."""
    if len(punkte) > 1 and punkte[0].zahl == punkte[1].zahl:
        return f"{alle} offene Bedarfe in {len(punkte)} Problemfeldern"
    return f"Am meisten offen: {punkte[0].name} ({punkte[0].zahl} von {alle})"


def _felder(offene: list[Bedarf]) -> Tabelle:
    paare = Counter((bedarf.problemfeld, bedarf.status) for bedarf in offene)
    zeilen = [_zeile(str(feld.label), [paare[feld, s] for s in STAENDE]) for feld in _vorkommende(offene)]
    ganz = [sum(paare[feld, status] for feld in Problemfeld) for status in STAENDE]
    zeilen.append(_zeile("zusammen", ganz, art="summe"))
    spalten = (*(str(status.label) for status in STAENDE), "zusammen")
    return Tabelle("Nach Problemfeld", "Problemfeld", spalten, (Gruppe(tuple(zeilen)),))


def _zeile(name: str, zahlen: list[int], art: str = "") -> Zeile:
    return Zeile(name, tuple(Zelle(str(zahl), zahl) for zahl in (*zahlen, sum(zahlen))), art=art)


def _einzelne(offene: list[Bedarf]) -> Tabelle:
    reihenfolge = {feld: nr for nr, feld in enumerate(_vorkommende(offene))}
    geordnet = sorted(offene, key=lambda b: (reihenfolge[Problemfeld(b.problemfeld)], b.ermittelt_am, b.pk))
    zeilen = tuple(
        Zeile(
            bedarf.titel,
            (
                Zelle(str(Problemfeld(bedarf.problemfeld).label)),
                Zelle(bedarf.zentrum.name),
                Zelle(bedarf.get_status_display()),
                Zelle(f"{bedarf.ermittelt_am:%m/%Y}"),
            ),
        )
        for bedarf in geordnet
    )
    spalten = ("Problemfeld", "Zentrum", "Stand", "Ermittelt")
    return Tabelle("Die Bedarfe im Einzelnen", "Bedarf", spalten, (Gruppe(zeilen),), zahlen=False)


def berichte(region: Bezirksregion, m: Mitgliedschaft) -> list[Mappendokument]:
    """Reports of the QPK that the Bezirksamt has filed for the Stadtteil, the newest first; one query."""
    eigene = Mappendokument.objects.sichtbar_fuer(m).filter(
        art=Mappendokument.Art.QPK, nachfolger__isnull=True
    )
    return list(eigene.filter(regionen=region).order_by("-stand_vom", "-pk"))


def berichte_abschnitt(dokumente: list[Mappendokument]) -> Abschnitt:
    titel = "Berichte der QPK"
    if not dokumente:
        return Abschnitt("berichte", titel, "Für diesen Stadtteil liegt kein Bericht vor.")
    zeilen = tuple(
        Zeile(eines.titel, (Zelle(f"{eines.stand_vom:%d.%m.%Y}"), Zelle(eines.fassung or "–")))
        for eines in dokumente
    )
    tabelle = Tabelle(titel, "Bericht", ("Stand", "Fassung"), (Gruppe(zeilen),), zahlen=False)
    return Abschnitt("berichte", titel, tabellen=(tabelle,))
