"""The short plans of the pool ("W2 Di 10:00-11:30") as schedules of Angebote."""

from datetime import date, time, timedelta
from random import Random
from typing import Any

from angebote.models import Angebot
from angebote.zeitplan import Regel, Rhythmus
from stzverbund.start.beispiel.rahmen import Rahmen, zufall

TAGE = {"Mo": 0, "Di": 1, "Mi": 2, "Do": 3, "Fr": 4, "Sa": 5, "So": 6}


def regel_aus(rahmen: Rahmen, vorlage: dict[str, Any], angebot: Angebot, wuerfel: Random) -> Regel:
    """The plan of the pool as a Regel; every centre has its own hour, some another weekday."""
    art, *mitte, zeiten = vorlage["plan"].split()
    schub = wuerfel.choice([0, 0, 0, 30, -30])
    von, bis = (_uhrzeit(text, schub) for text in zeiten.split("-"))
    regel: dict[str, Any] = {
        "beginn": angebot.beginn,
        "ende": angebot.ende,
        "von": von,
        "bis": bis,
        "pause_schulferien": vorlage.get("ferien", False),
        "pause_feiertage": True,
    }
    match art:
        case "D":
            regel["rhythmus"] = Rhythmus.TAEGLICH
        case "T":
            regel |= {"rhythmus": Rhythmus.MONATLICH_TAG, "tag": int(mitte[0])}
        case "M":
            tag = (TAGE[mitte[1]],)
            regel |= {"rhythmus": Rhythmus.MONATLICH_WOCHENTAG, "position": int(mitte[0]), "wochentage": tag}
        case "E":
            regel |= {
                "rhythmus": Rhythmus.EINZELTERMINE,
                "daten": _einzeln(rahmen, angebot, vorlage),
                "ende": None,
            }
        case _:
            tage = tuple(TAGE[tag] for tag in mitte[0].split(","))
            regel |= {"rhythmus": Rhythmus.WOECHENTLICH, "intervall": int(art[1:] or 1), "wochentage": tage}
    return Regel(**regel)


def _uhrzeit(text: str, schub: int) -> time:
    stunde, minute = (int(teil) for teil in text.split(":"))
    minuten = min(max(stunde * 60 + minute + schub, 8 * 60), 22 * 60)
    return time(minuten // 60, minuten % 60)


def _einzeln(rahmen: Rahmen, angebot: Angebot, vorlage: dict[str, Any]) -> tuple[date, ...]:
    """Three Saturdays or Thursdays a year and one in the next weeks, within the time of the Angebot."""
    wuerfel = zufall(angebot.zentrum.slug, vorlage["titel"], "einzeln")
    wochentag = 5 if vorlage["plan"].startswith("E 1") and "18:00" not in vorlage["plan"] else 3
    tage = {rahmen.heute + timedelta(days=wuerfel.randint(10, 50))}
    for jahr in range(rahmen.erster.year, rahmen.heute.year + 1):
        tage |= {date(jahr, monat, wuerfel.randint(1, 25)) for monat in (3, 6, 11)}
    tage = {tag + timedelta(days=(wochentag - tag.weekday()) % 7) for tag in tage}
    bis = angebot.ende or rahmen.heute + timedelta(days=60)
    gewaehlt = sorted(tag for tag in tage if (angebot.beginn or tag) <= tag <= bis)
    return tuple(gewaehlt or [bis])
