"""Befragungen: each year in the rich centre, one in others; one is running, one waits for its conclusions."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from zentren.models import Zentrum
from zentren.stadtteilmanagement.befragungen.vorlagen import VORLAGEN
from zentren.stadtteilmanagement.models import Antwortzahl, Bedarf, Befragung, Frage, Freitext
from zentren.stadtteilmanagement.models.befragung import ZEICHEN

REICH = "marzahn-mitte"
TITEL = {
    "zufriedenheit": "Wie geht es Ihnen bei uns?",
    "wuensche": "Was fehlt in der Nachbarschaft?",
    "zugang": "Finden Sie gut zu uns?",
}
GEHOERT = "über 70"
"""In the wish from which a Bedarf was made."""
GEWICHTE = {Frage.Art.SKALA: (2, 4, 14, 34, 46), Frage.Art.JA_NEIN: (82, 18)}
"""How often each answer is given, in its order; other questions fall off evenly."""


def anlegen(rahmen: Rahmen) -> None:
    texte = inhalt("befragungen")
    alle = [paar for slug, z in rahmen.zentren.items() for paar in _eines_hauses(rahmen, slug, z, texte)]
    Befragung.objects.bulk_create(befragung for befragung, _ in alle)
    fragen = [(frage, art) for befragung, art in alle for frage in _fragen(befragung, art)]
    Frage.objects.bulk_create(frage for frage, _ in fragen)
    zahlen: list[Antwortzahl] = []
    freie: list[Freitext] = []
    for frage, art in fragen:
        befragung = frage.befragung
        wuerfel = zufall("befragung", befragung.zentrum.slug, befragung.von, frage.reihenfolge)
        zahlen += _zahlen(frage, wuerfel)
        freie += _freie(frage, texte["texte"][art], wuerfel)
    Antwortzahl.objects.bulk_create(zahlen, batch_size=500)
    Freitext.objects.bulk_create(freie)


def _eines_hauses(
    rahmen: Rahmen, slug: str, zentrum: Zentrum, texte: dict[str, Any]
) -> Iterator[tuple[Befragung, str]]:
    """With the template of each. One house asks the same each year, for wishes, and about access now."""
    jahre = range(rahmen.erster.year, rahmen.heute.year + 1) if slug == REICH else (rahmen.heute.year - 1,)
    for jahr in jahre:
        tag = date(jahr, 5, 4)
        if tag + timedelta(days=28) < rahmen.heute:
            yield _geschlossen(zentrum, "zufriedenheit", tag, texte), "zufriedenheit"
    if slug != REICH:
        return
    yield _geschlossen(zentrum, "wuensche", date(rahmen.heute.year - 1, 10, 5), texte), "wuensche"
    neueste = _geschlossen(zentrum, "wuensche", rahmen.vor(40), texte)
    neueste.schlussfolgerungen, neueste.ergebnis_oeffentlich = "", False
    yield neueste, "wuensche"
    von, bis = rahmen.vor(10), rahmen.vor(-18)
    yield _neu(zentrum, "zugang", von, bis, Befragung.Status.OFFEN, kennung="mitmachen"), "zugang"


def _geschlossen(zentrum: Zentrum, art: str, von: date, texte: dict[str, Any]) -> Befragung:
    bis = von + timedelta(days=28)
    befragung = _neu(zentrum, art, von, bis, Befragung.Status.GESCHLOSSEN)
    befragung.geschlossen_am, befragung.schlussfolgerungen = bis, texte["schluss"][art]
    befragung.ergebnis_oeffentlich = True
    return befragung


def _neu(zentrum: Zentrum, art: str, von: date, bis: date, status: str, kennung: str = "") -> Befragung:
    wuerfel = zufall("befragung", zentrum.slug, art, von)
    return Befragung(
        zentrum=zentrum,
        titel=TITEL[art],
        einleitung=VORLAGEN[art].einleitung,
        von=von,
        bis=bis,
        status=status,
        boegen=wuerfel.randint(24, 60),
        papierboegen=wuerfel.randint(10, 26),
        kennung=kennung or "".join(wuerfel.choices(ZEICHEN, k=8)),
    )


def _fragen(befragung: Befragung, art: str) -> list[Frage]:
    return [
        Frage(
            befragung=befragung,
            reihenfolge=nr,
            text=angabe.text,
            art=angabe.art,
            bereich=angabe.bereich,
            optionen=list(angabe.optionen),
        )
        for nr, angabe in enumerate(VORLAGEN[art].fragen)
    ]


def _zahlen(frage: Frage, wuerfel: Random) -> Iterator[Antwortzahl]:
    """Each sheet answers each question, nearly; as many as there are sheets, online and on paper."""
    werte = [wert for wert, _ in frage.moeglichkeiten]
    if not werte:
        return
    gewichte = GEWICHTE.get(frage.art) or [100 - 12 * nr for nr in range(len(werte))]  # type: ignore[call-overload]
    for papier, boegen in ((False, frage.befragung.boegen), (True, frage.befragung.papierboegen)):
        if frage.art == Frage.Art.MEHRERE:
            gewaehlt = [wert for _ in range(boegen) for wert in werte if wuerfel.random() < 0.35]
        else:
            gewaehlt = wuerfel.choices(werte, gewichte, k=boegen - wuerfel.randint(0, 3))
        for wert in werte:
            yield Antwortzahl(frage=frage, wert=wert, papier=papier, anzahl=gewaehlt.count(wert))


def _freie(frage: Frage, texte: list[str], wuerfel: Random) -> Iterator[Freitext]:
    """One wish has become the Bedarf that the centre has from a Befragung."""
    if frage.art != Frage.Art.TEXT:
        return
    befragung = frage.befragung
    offen = Bedarf.objects.filter(zentrum=befragung.zentrum, quelle=Bedarf.Quelle.BEFRAGUNG)
    bedarf = offen.order_by("pk").first() if befragung.schlussfolgerungen else None
    for text in wuerfel.sample(texte, k=len(texte)):
        yield Freitext(
            id=wuerfel.getrandbits(52), frage=frage, text=text, bedarf=bedarf if GEHOERT in text else None
        )
