"""The same for the rules that read the registers of the Stadtteilmanagement."""

from datetime import timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.standards.belege.faelle import LANGE_HER, Fall, angebote, zahl, zusammen
from zentren.models import Zentrum

HEUTE = timezone.localdate()


def vor(tagen: int) -> Any:
    return HEUTE - timedelta(days=tagen)


def eintraege(anzahl: int = 1, *, tage: int = 30, **felder: Any) -> Fall:
    """So many entries of the Tätigkeitsbuch, so many days ago."""

    def machen(zentrum: Zentrum) -> Any:
        return [s.TaetigkeitFabrik(zentrum=zentrum, datum=vor(tage), **felder) for _ in range(anzahl)]

    return machen


def kooperationen(
    anzahl: int = 1, *, kontakt: int | None = None, geprueft: int | None = None, **felder: Any
) -> Fall:
    """Kooperationen with a contact and a review of their aims so many days ago."""

    def machen(zentrum: Zentrum) -> None:
        for _ in range(anzahl):
            eine = s.KooperationFabrik(zentrum=zentrum, **felder)
            if kontakt is not None:
                s.TaetigkeitFabrik(zentrum=zentrum, datum=vor(kontakt)).kooperationen.add(eine)
            if geprueft is not None:
                eine.zielpruefungen.create(datum=vor(geprueft), ergebnis="erreicht")

    return machen


def bedarfe(*alter: int, **felder: Any) -> Fall:
    """Bedarfe found so many days ago."""
    return lambda zentrum: [
        s.BedarfFabrik(zentrum=zentrum, ermittelt_am=vor(tage), **felder) for tage in alter
    ]


def umgesetzt(*dauer: int) -> Fall:
    """Bedarfe met ten days ago, which took so many days."""
    return lambda zentrum: [
        s.BedarfFabrik(zentrum=zentrum, ermittelt_am=vor(10 + tage), umgesetzt_am=vor(10), status="umgesetzt")
        for tage in dauer
    ]


def befragung(tage: int = 30, **felder: Any) -> Fall:
    """One that is over, and ended so many days ago."""
    return lambda zentrum: s.BefragungFabrik(
        zentrum=zentrum, von=vor(tage + 20), bis=vor(tage), status="geschlossen", **felder
    )


def dokument(art: str, gilt: int = 30, **felder: Any) -> Fall:
    """Valid for so many more days."""
    return lambda zentrum: s.MappendokumentFabrik(
        zentrum=zentrum, art=art, stand_vom=LANGE_HER, gilt_bis=vor(-gilt), **felder
    )


def gremium(ebene: str, **felder: Any) -> Fall:
    return lambda zentrum: s.GremiumFabrik(zentrum=zentrum, ebene=ebene, **felder)


def beschwerden(*antwort: int | None, eingegangen: int = 100, **felder: Any) -> Fall:
    """Answered after so many days; None: not yet."""

    def machen(zentrum: Zentrum) -> None:
        for tage in antwort:
            angaben: dict[str, Any] = {"eingegangen_am": vor(eingegangen)} | felder
            if tage is not None:
                angaben |= {
                    "antwort": "Ja.",
                    "beantwortet_am": vor(eingegangen - tage),
                    "status": "beantwortet",
                }
            s.BeschwerdeFabrik(zentrum=zentrum, **angaben)

    return machen


def abgeschlossen(*besser: str, **felder: Any) -> Fall:
    return lambda zentrum: [
        s.BeschwerdeFabrik(
            zentrum=zentrum, status="abgeschlossen", abgeschlossen_am=vor(3), verbesserung=text, **felder
        )
        for text in besser
    ]


def mit_bedarf(**felder: Any) -> Fall:
    """A public Angebot that answers a Bedarf."""

    def machen(zentrum: Zentrum) -> None:
        (angebot,) = angebote(**felder)(zentrum)
        angebot.bedarfe.add(s.BedarfFabrik(zentrum=zentrum))

    return machen


def mit_verworfenem(zentrum: Zentrum) -> None:
    bedarf = s.BedarfFabrik(zentrum=zentrum, status="verworfen", grund="gibt es schon", verworfen_am=HEUTE)
    angebote()(zentrum)[0].bedarfe.add(bedarf)


BERATEN = (zahl("erstkontakte", 30), zahl("vermittlungen-fachstellen", 4))
JUNG = {"seit": HEUTE - relativedelta(months=6)}
NEU, ALTES = {"beginn": HEUTE - timedelta(days=40)}, {"beginn": LANGE_HER}
WIRKSAM = {"form": "beteiligung", "wirkung": "Der Garten ist abends offen."}
FAELLE: dict[str, tuple[int, Fall, str, Fall, str]] = {
    "bedarf": (
        1,
        zusammen(mit_bedarf(), angebote()),
        "1 von 2 veröffentlichten Angeboten (50 %) antworten",
        zusammen(mit_bedarf(), mit_verworfenem, angebote()),
        "1 von 3 veröffentlichten Angeboten (33 %) antworten",
    ),
    "ermittlung": (
        2,
        zusammen(befragung(700, schlussfolgerungen="Mehr am Abend."), eintraege(tage=700, **WIRKSAM)),
        "aus denen etwas folgte: 2.",
        zusammen(befragung(), befragung(740, schlussfolgerungen="Alt."), eintraege(form="beteiligung")),
        "aus denen etwas folgte: 0.",
    ),
    "neue_angebote": (
        1,
        zusammen(mit_bedarf(**NEU), angebote(**NEU), angebote(**ALTES)),
        "1 von 2 neuen Angeboten der letzten 12 Monate (50 %)",
        zusammen(mit_bedarf(**NEU), angebote(2, **NEU), mit_bedarf(**ALTES)),
        "1 von 3 neuen Angeboten",
    ),
    "umsetzung": (1, umgesetzt(100, 365, 900), "im Median 365 Tage.", umgesetzt(300, 431), "365,5 Tage."),
    "offene_bedarfe": (
        1,
        bedarfe(10, 20, 30, 800),
        "1 von 4 offenen Bedarfen",
        zusammen(bedarfe(10, 20, 800), umgesetzt(30)),
        "1 von 3 offenen Bedarfen",
    ),
    "konzeption": (1, dokument("konzeption"), "gültig: 1.", dokument("konzeption", -1), "gültig: 0."),
    "fortbildung": (
        3,
        zusammen(eintraege(form="fortbildung", zur_beratung=True, tage=700), *BERATEN),
        "24 Monaten: 1. Schwelle 1. Gemeldet in 12 Monaten: 30 Beratungen, 4 Vermittlungen",
        zusammen(
            eintraege(form="fortbildung", zur_beratung=True, tage=740),
            eintraege(form="fortbildung"),
        ),
        "in den letzten 24 Monaten: 0.",
    ),
    "kooperationen": (
        1,
        kooperationen(5, kontakt=20),
        "in den letzten 12 Monaten: 5.",
        zusammen(
            kooperationen(4, kontakt=20),
            kooperationen(kontakt=400),
            kooperationen(kontakt=20, beendet_am=vor(1)),
            kooperationen(kontakt=20, gilt_bis=vor(1)),
            kooperationen(kontakt=20, art="gremium", ebene="bezirk"),
        ),
        "in den letzten 12 Monaten: 4.",
    ),
    "zielpruefung": (
        1,
        zusammen(kooperationen(4, geprueft=300), kooperationen(), kooperationen(3, **JUNG)),
        "4 von 5 Kooperationen (80 %)",
        zusammen(kooperationen(3, geprueft=300), kooperationen(geprueft=400)),
        "3 von 4 Kooperationen (75 %)",
    ),
    "hausordnung": (1, dokument("hausordnung"), "gültig: 1.", dokument("hausordnung", -1), "gültig: 0."),
    "gremien": (
        1,
        zusammen(gremium("bezirk"), gremium("bezirk"), gremium("ueberbezirklich")),
        "in 2 bezirklichen und 1 überbezirklichen",
        zusammen(gremium("bezirk"), gremium("stadtteil"), gremium("ueberbezirklich", beendet_am=vor(1))),
        "in 1 bezirklichen und 0 überbezirklichen",
    ),
    "rueckfluss": (
        1,
        zusammen(eintraege(4, form="gremium", rueckfluss="Termine"), eintraege(form="gremium")),
        "4 von 5 Sitzungen von Gremien (80 %)",
        zusammen(eintraege(3, form="gremium", rueckfluss="Termine"), eintraege(form="gremium")),
        "3 von 4 Sitzungen von Gremien (75 %)",
    ),
    "einladungen": (
        1,
        eintraege(2, einladung=True),
        "12 Monaten: 2.",
        zusammen(eintraege(einladung=True), eintraege(einladung=True, tage=400)),
        "12 Monaten: 1.",
    ),
    "begleitung": (
        1,
        eintraege(2, form="begleitung"),
        "12 Monaten: 2 Mal.",
        zusammen(eintraege(form="begleitung"), eintraege(form="begleitung", tage=400)),
        "12 Monaten: 1 Mal.",
    ),
    "sozialkommission": (
        1,
        kooperationen(art="sozialkommission", kontakt=20),
        "12 Monaten: 1.",
        zusammen(kooperationen(art="sozialkommission"), kooperationen(kontakt=20)),
        "12 Monaten: 0.",
    ),
    "anerkennung": (
        1,
        zusammen(eintraege(form="anerkennung"), eintraege(2, form="qualifizierung")),
        "1 Mal Anerkennung, 2 Mal Fortbildung.",
        zusammen(eintraege(3, form="anerkennung"), eintraege(form="qualifizierung", tage=400)),
        "3 Mal Anerkennung, 0 Mal Fortbildung.",
    ),
    "mappe": (
        1,
        zusammen(*[dokument("anderes")] * 9, dokument("anderes", -1)),
        "9 von 10 Dokumenten der Mappe (90 %)",
        zusammen(*[dokument("anderes")] * 8, dokument("anderes", -1)),
        "8 von 9 Dokumenten der Mappe (88 %)",
    ),
    "publikum": (
        1,
        zusammen(*[dokument("anderes", publikum="team")] * 9, dokument("anderes")),
        "9 von 10 Dokumenten der Mappe (90 %)",
        zusammen(dokument("anderes", publikum="team"), dokument("anderes")),
        "1 von 2 Dokumenten der Mappe (50 %)",
    ),
    "beschwerderegelung": (
        1,
        dokument("beschwerderegelung"),
        "gültig: 1.",
        dokument("beschwerderegelung", -1),
        "gültig: 0.",
    ),
    "antwortzeit": (
        2,
        zusammen(
            beschwerden(1, 1, 14, 60, 60), beschwerden(None, eingegangen=10), beschwerden(90, art="lob")
        ),
        "im Median nach 14 Tagen",
        zusammen(beschwerden(1, 13, 13, 90, 90), beschwerden(None, eingegangen=16)),
        "im Median nach 14,5 Tagen",
    ),
    "verbesserung": (
        1,
        abgeschlossen(*["Neue Klingel."] * 3, *[""] * 3),
        "3 von 6 abgeschlossenen Beschwerden und Anregungen (50 %)",
        abgeschlossen(*["Neue Klingel."] * 2, *[""] * 4),
        "2 von 6 abgeschlossenen Beschwerden und Anregungen (33 %)",
    ),
    "mitgestaltung": (
        1,
        eintraege(2, **WIRKSAM),
        "geändert hat: 2.",
        zusammen(eintraege(**WIRKSAM), eintraege(form="beteiligung")),
        "geändert hat: 1.",
    ),
    "mitwirkung": (
        2,
        zusammen(befragung(700), eintraege(einladung=True)),
        "12 Monaten: 1, Befragungen in 24 Monaten: 1.",
        zusammen(befragung(740), eintraege(einladung=True), lambda z: f.AngebotFabrik(zentrum=z)),
        "12 Monaten: 1, Befragungen in 24 Monaten: 0.",
    ),
}
