"""What the centres keep about themselves: places, rooms, times, staff; and the directory of Fachstellen."""

from datetime import date, time, timedelta
from decimal import Decimal

from stzverbund.start.beispiel.organisationen import NUMMER
from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from zentren.models import (
    Bezirk,
    Fachstelle,
    Fachstellenart,
    Oeffnungszeit,
    Personal,
    Raum,
    Schliesszeit,
    Sprechzeit,
    Standort,
    Zentrum,
)

POSTLEITZAHLEN = {"10": ("12619", "12627", "12679", "12687"), "11": ("10315", "10365", "10369")}


def anlegen(rahmen: Rahmen) -> None:
    daten = inhalt("haus")
    standorte = [s for zentrum in rahmen.zentren.values() for s in _standorte(rahmen, zentrum)]
    Standort.objects.bulk_create(standorte)
    Raum.objects.bulk_create([r for s in standorte for r in _raeume(rahmen, s, daten["raum"])])
    Oeffnungszeit.objects.bulk_create([zeit for s in standorte for zeit in _oeffnungszeiten(rahmen, s)])
    zentren = rahmen.zentren.values()
    Sprechzeit.objects.bulk_create(
        [s for z in zentren for s in _sprechzeiten(rahmen, z, daten["sprechzeit"])]
    )
    Personal.objects.bulk_create([p for z in zentren for p in _personal(rahmen, z, daten["personal"])])
    for zeit in Schliesszeit.objects.bulk_create([s for z in zentren for s in _schliesszeiten(rahmen, z)]):
        rahmen.geschlossen[zeit.zentrum_id].append(zeit)
    Fachstelle.objects.bulk_create(_fachstellen(rahmen))


def _standorte(rahmen: Rahmen, zentrum: Zentrum) -> list[Standort]:
    return [
        Standort(
            zentrum=zentrum,
            name=angaben["name"],
            strasse=angaben["strasse"],
            plz=angaben["plz"],
            haltestelle=angaben["haltestelle"],
            haupt=i == 0,
            stufenlos=angaben["stufenlos"],
            wc_barrierefrei=angaben["wc"],
            barrierefreiheit=angaben["hinweis"],
        )
        for i, angaben in enumerate(rahmen.angaben[zentrum.slug]["standorte"])
    ]


def _raeume(rahmen: Rahmen, standort: Standort, daten: list[dict]) -> list[Raum]:
    """The main place has three to seven rooms by the size of the centre, a second place at most one."""
    angaben = rahmen.angaben[standort.zentrum.slug]
    if standort.haupt:
        anzahl = min(len(daten), 3 + round(3 * (angaben["groesse"] - 0.4)))
        return [
            Raum(standort=standort, barrierefrei=standort.stufenlos, verantwortlich="Leitung", **raum)
            for raum in daten[:anzahl]
        ]
    eigener = next(s.get("raum") for s in angaben["standorte"] if s["name"] == standort.name)
    return (
        [Raum(standort=standort, name=eigener, plaetze=6, flaeche=18, fuer_beratung=True)] if eigener else []
    )


def _oeffnungszeiten(rahmen: Rahmen, standort: Standort) -> list[Oeffnungszeit]:
    groesse = rahmen.angaben[standort.zentrum.slug]["groesse"]
    if not standort.haupt:
        return [Oeffnungszeit(standort=standort, wochentag=tag, von=time(14), bis=time(18)) for tag in (1, 3)]
    von, bis = time(9 if groesse >= 1 else 10), time(20 if groesse > 1.5 else 18)
    zeiten = [Oeffnungszeit(standort=standort, wochentag=tag, von=von, bis=bis) for tag in range(5)]
    if groesse >= 1:
        zeiten.append(Oeffnungszeit(standort=standort, wochentag=5, von=time(10), bis=time(14)))
    return zeiten


def _sprechzeiten(rahmen: Rahmen, zentrum: Zentrum, daten: list[dict]) -> list[Sprechzeit]:
    anzahl = (
        5
        if rahmen.angaben[zentrum.slug]["groesse"] > 1.5
        else zufall(zentrum.slug, "sprechzeit").randint(2, 4)
    )
    return [Sprechzeit(zentrum=zentrum, **angaben) for angaben in daten[:anzahl]]


def _personal(rahmen: Rahmen, zentrum: Zentrum, daten: list[dict]) -> list[Personal]:
    """Four years, in steps of 0.05; nothing for years before the centre opened."""
    angaben, stellen = rahmen.angaben[zentrum.slug], []
    for jahr in range(max(rahmen.heute.year - 3, zentrum.in_betrieb_von.year), rahmen.heute.year + 1):
        faktor = angaben["groesse"] * (1 + angaben["trend"] / 3) ** (jahr - rahmen.heute.year)
        for stelle in daten:
            anteil = min(1.0, stelle["vzae"]) if stelle["funktion"] == "Leitung" else stelle["vzae"] * faktor
            vzae = Decimal(round(anteil * 20)) / 20
            stellen.append(Personal(zentrum=zentrum, jahr=jahr, **(stelle | {"vzae": vzae})))
    return stellen


def _schliesszeiten(rahmen: Rahmen, zentrum: Zentrum) -> list[Schliesszeit]:
    """Two weeks in every second centre's summer, and the days between the years everywhere."""
    zeiten = []
    sommer = zufall(zentrum.slug, "sommer").choice([None, date(2000, 7, 20), date(2000, 8, 3)])
    for jahr in range(rahmen.erster.year - 1, rahmen.heute.year + 1):
        weihnachten = date(jahr, 12, 24)
        zeiten.append(
            Schliesszeit(zentrum=zentrum, von=weihnachten, bis=date(jahr + 1, 1, 1), grund="Betriebsferien")
        )
        if sommer:
            von = sommer.replace(year=jahr)
            zeiten.append(
                Schliesszeit(zentrum=zentrum, von=von, bis=von + timedelta(days=13), grund="Sommerpause")
            )
    return zeiten


def _fachstellen(rahmen: Rahmen) -> list[Fachstelle]:
    """The same invented directory in each Bezirk; some entries were not checked for long, some never."""
    arten = {art.name: art for art in Fachstellenart.objects.all()}
    bezirke = {z.bezirk_id: z.bezirk for z in rahmen.zentren.values()}
    eintraege = inhalt("fachstellen")["fachstelle"]
    return [
        _fachstelle(rahmen, bezirk, arten[angaben["art"]], i, angaben)
        for bezirk in bezirke.values()
        for i, angaben in enumerate(eintraege)
    ]


def _fachstelle(rahmen: Rahmen, bezirk: Bezirk, art: Fachstellenart, i: int, angaben: dict) -> Fachstelle:
    wuerfel = zufall(bezirk.schluessel, angaben["name"])
    kuerzel = f"fachstelle{bezirk.schluessel}{i:02}"
    tage = wuerfel.randint(5, 150) + (400 if i % 5 == 3 else 0)
    return Fachstelle(
        bezirk=bezirk,
        art=art,
        name=angaben["name"],
        strasse=f"Musterstraße {3 + 7 * i}",
        plz=wuerfel.choice(POSTLEITZAHLEN[bezirk.schluessel]),
        telefon=NUMMER.format(5000 + 100 * (int(bezirk.schluessel) % 10) + i),
        email=f"{kuerzel}@demo.example",
        website=f"https://{kuerzel}.example" if i % 3 else "",
        zeiten=angaben["zeiten"],
        sprachen=angaben["sprachen"],
        hinweis=angaben["hinweis"],
        geprueft_am=None if i % 10 == 8 else rahmen.vor(tage),
    )
