"""For each rule: what makes it speak for and against, in as few objects as possible.

A case is a function that puts something into a centre; the centre without anything has no data.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from angebote.models import Beratung, Meldezeitraum, Meldung, Wert
from angebote.zeitraeume import meldejahr_sichern, zeitraum_fuer
from stzverbund.basis.models import Ausgabe
from stzverbund.basis.zeit import monat_plus, monatsanfang
from tests import fabriken as f
from verbund.models import Sitzung, Teilnahme
from zentren.models import Leistung, Oeffnungszeit, Zentrum

Fall = Callable[[Zentrum], Any]
HEUTE = timezone.localdate
LANGE_HER = date(2020, 1, 1)


def zielgruppe(schluessel: str) -> Any:
    return f.ZielgruppeFabrik(schluessel=schluessel, name=schluessel)


def angebote(anzahl: int = 1, **felder: Any) -> Fall:
    """So many public Angebote; `gruppen` are the keys of their Zielgruppen."""
    gruppen = felder.pop("gruppen", ["kinder"])

    def machen(zentrum: Zentrum) -> Any:
        alle = [zielgruppe(schluessel) for schluessel in gruppen]
        return [f.AngebotFabrik(zentrum=zentrum, zielgruppen=alle, **felder) for _ in range(anzahl)]

    return machen


def zusammen(*faelle: Fall) -> Fall:
    return lambda zentrum: [fall(zentrum) for fall in faelle]


def raum(**felder: Any) -> Fall:
    def machen(zentrum: Zentrum) -> Any:
        standort = zentrum.standorte.first() or f.StandortFabrik(zentrum=zentrum)
        return f.RaumFabrik(standort=standort, **felder)

    return machen


def angebot_im_raum(*arten: str) -> Fall:
    def machen(zentrum: Zentrum) -> None:
        zimmer = raum()(zentrum)
        for art in arten:
            f.AngebotFabrik(zentrum=zentrum, art=art, raum=zimmer)

    return machen


def mit_zeitplan(zentrum: Zentrum) -> Any:
    return f.ZeitplanFabrik(angebot=f.AngebotFabrik(zentrum=zentrum))


def fuer_gruendung(zentrum: Zentrum) -> None:
    bereich = f.LeistungsbereichFabrik()
    leistung, _ = Leistung.objects.get_or_create(
        schluessel="L1.2", defaults={"leistungsbereich": bereich, "text": "Gründung"}
    )
    f.AngebotFabrik(zentrum=zentrum).leistungen.add(leistung)


def offen(stunden: int, **vzae: Any) -> Fall:
    def machen(zentrum: Zentrum) -> None:
        standort = f.StandortFabrik(zentrum=zentrum)
        for tag in range(5):
            Oeffnungszeit.objects.create(standort=standort, wochentag=tag, von=time(9), bis=time(9 + stunden))
        if vzae:
            f.PersonalFabrik(zentrum=zentrum, jahr=HEUTE().year, **vzae)

    return machen


def schliesszeit(von: date) -> Fall:
    return lambda zentrum: f.SchliesszeitFabrik(zentrum=zentrum, von=von, bis=von + timedelta(days=3))


def meldung(zentrum: Zentrum, monat: date, **felder: Any) -> Meldung:
    """The Meldung of the quarter of a month, accepted; made once."""
    zeitraum = zeitraum_fuer(zentrum.bezirk, monat)
    jetzt = timezone.now()
    angaben = {"status": "angenommen", "eingereicht_am": jetzt, "angenommen_am": jetzt} | felder
    return Meldung.objects.get_or_create(zentrum=zentrum, zeitraum=zeitraum, defaults=angaben)[0]


def zahl(kennzahl: str, wert: int, monate_her: int = 3, **felder: Any) -> Fall:
    """A reported figure of a month so long ago."""

    def machen(zentrum: Zentrum) -> Wert:
        monat = monat_plus(monatsanfang(HEUTE()), -monate_her)
        return f.WertFabrik(
            meldung=meldung(zentrum, monat, **felder),
            monat=monat,
            kennzahl=f.KennzahlFabrik(schluessel=kennzahl, name=kennzahl, ebene="zentrum", quelle=""),
            zahl=wert,
        )

    return machen


def vermittelt(*geprueft: date) -> Fall:
    """A tally of a reported month for each Fachstelle, checked on these days."""

    def machen(zentrum: Zentrum) -> None:
        tag = monat_plus(monatsanfang(HEUTE()), -3)
        for wann in geprueft:
            stelle = f.FachstelleFabrik(bezirk=zentrum.bezirk, geprueft_am=wann)
            Beratung.objects.create(
                meldung=meldung(zentrum, tag), datum=tag, thema="sucht", kontakt="erst", fachstelle=stelle
            )

    return machen


def gemeldet(*verspaetung: int | None) -> Fall:
    """All periods that were due in twelve months, in time but for the newest ones: so many days late, or
    (None) still a draft."""

    def machen(zentrum: Zentrum) -> None:
        heute = HEUTE()
        for jahr in (heute.year - 1, heute.year):
            meldejahr_sichern(bezirk=zentrum.bezirk, jahr=jahr)
        faellige = Meldezeitraum.objects.filter(frist__gte=heute - timedelta(days=370), frist__lt=heute)
        for i, zeitraum in enumerate(faellige.order_by("-von")):
            tage = verspaetung[i] if i < len(verspaetung) else 0
            mittag = datetime.combine(zeitraum.frist, time(12), timezone.get_current_timezone())
            eingang = mittag + timedelta(days=tage or 0)
            angaben: dict[str, Any] = {"zuerst_eingereicht_am": eingang, "eingereicht_am": eingang}
            if tage is None:
                angaben = {"status": "entwurf", "eingereicht_am": None, "angenommen_am": None}
            meldung(zentrum, zeitraum.von, **angaben)

    return machen


def bericht(jahre_her: int) -> Fall:
    """An edition of the Jahresbericht of the year that is asked for, or of earlier ones."""
    jahr = (HEUTE() - relativedelta(months=6)).year - 1 - jahre_her

    def machen(zentrum: Zentrum) -> Ausgabe:
        return Ausgabe.objects.create(
            art="jahresbericht-zentrum",
            typ=ContentType.objects.get_for_model(Zentrum),
            gegenstand_id=zentrum.pk,
            jahr=jahr,
            nummer=1,
            titel="Jahresbericht",
        )

    return machen


def bei_sitzungen(*da: bool) -> Fall:
    """Sessions of the Verbund that were held, with or without the centre."""

    def machen(zentrum: Zentrum) -> None:
        for kam in da:
            sitzung = f.SitzungFabrik(
                verbund=f.VerbundFabrik(bezirk=zentrum.bezirk),
                datum=HEUTE() - timedelta(days=30),
                status="durchgefuehrt",
                jahr=HEUTE().year,
                nummer=Sitzung.objects.count() + 1,
            )
            Teilnahme.objects.create(sitzung=sitzung, zentrum=zentrum, anwesend="ja" if kam else "nein")

    return machen


def vorhaben(zentrum: Zentrum) -> None:
    """A joint project ahead."""
    f.VorhabenFabrik(verbund=f.VerbundFabrik(bezirk=zentrum.bezirk)).zentren.add(zentrum)


GRUENDUNG, EHRENAMTLICHE = "gruendungen-selbsthilfe", "aktive-ehrenamtliche"
SAUBER = {"geprueft_am": HEUTE()}
ALT = {"geprueft_am": LANGE_HER}
MIT_BEAMER = raum(ausstattung="Beamer")
GEREGELT = raum(nutzungsregeln="Bitte lüften", verantwortlich="Leitung")
GRUPPE = {"art": "selbsthilfegruppe"}
FAELLE: dict[str, tuple[int, Fall, str, Fall, str]] = {
    # rule: queries, what speaks for it, its sentence, what speaks against it, its sentence
    "zielgruppen": (
        2,
        angebote(gruppen=["kinder", "frauen", "familien", "alle"]),
        "an 3 verschiedene",
        angebote(gruppen=["kinder", "alle"]),
        "an 1 verschiedene",
    ),
    "uebergreifend": (
        1,
        zusammen(angebote(gruppen=["alle"]), angebote(4)),
        "1 von 5 veröffentlichten Angeboten (20 %)",
        zusammen(angebote(gruppen=["alle"]), angebote(5)),
        "1 von 6 veröffentlichten Angeboten (16 %)",
    ),
    "fachstellen": (
        2,
        vermittelt(HEUTE(), HEUTE()),
        "2 von 2 Fachstellen (100 %)",
        vermittelt(HEUTE(), LANGE_HER),
        "1 von 2 Fachstellen (50 %)",
    ),
    "sprechzeiten": (
        2,
        lambda zentrum: [f.SprechzeitFabrik(zentrum=zentrum) for _ in range(2)],
        "in der Woche: 2. Schwelle 2.",
        lambda zentrum: f.SprechzeitFabrik(zentrum=zentrum),
        "in der Woche: 1. Schwelle 2.",
    ),
    "beratungsraum": (2, raum(fuer_beratung=True), "geeignet sind: 1.", raum(), "geeignet sind: 0."),
    "partner": (
        2,
        zusammen(angebote(partner="Sportverein"), angebote(4)),
        "1 von 5 veröffentlichten Angeboten (20 %)",
        zusammen(angebote(partner="Sportverein"), angebote(5)),
        "1 von 6 veröffentlichten Angeboten (16 %)",
    ),
    "gruppenraum": (2, raum(fuer_gruppen=True), "können: 1.", raum(fuer_beratung=True), "können: 0."),
    "selbsthilfe": (
        3,
        zusammen(
            lambda zentrum: f.SprechzeitFabrik(zentrum=zentrum, thema="Selbsthilfe im Kiez"),
            angebote(titel="Rund um die SELBSTHILFE"),
            angebote(gruppen=["selbsthilfegruppen"]),
            fuer_gruendung,
        ),
        "zur Selbsthilfe: 4.",
        lambda zentrum: f.SprechzeitFabrik(zentrum=zentrum),
        "zur Selbsthilfe: 0.",
    ),
    "selbsthilfegruppen": (
        2,
        zusammen(angebote(**GRUPPE, **SAUBER), lambda z: f.FremdangebotFabrik(zentrum=z, **GRUPPE, **SAUBER)),
        "2 von 2 veröffentlichten",
        zusammen(angebote(**GRUPPE, **SAUBER), lambda z: f.FremdangebotFabrik(zentrum=z, **GRUPPE, **ALT)),
        "1 von 2 veröffentlichten",
    ),
    "gruendung": (
        3,
        zusammen(zahl(GRUENDUNG, 2), fuer_gruendung),
        "in 12 Monaten: 2, Angebote dazu: 1.",
        zahl(GRUENDUNG, 0),
        "in 12 Monaten: 0, Angebote dazu: 0.",
    ),
    "oeffnungszeiten": (
        3,
        offen(3, vzae="0.75"),
        "15 Stunden in der Woche geöffnet. Schwelle 15 Stunden bei 0,75 VZÄ.",
        offen(3),
        "15 Stunden in der Woche geöffnet. Schwelle 20 Stunden.",
    ),
    "schliesszeiten": (
        2,
        schliesszeit(HEUTE() + timedelta(days=40)),
        "12 Monaten: 1.",
        schliesszeit(LANGE_HER),
        "12 Monaten: 0.",
    ),
    "nutzung": (
        1,
        angebot_im_raum("kurs", "treff", "gruppe", "gruppe"),
        "finden 3 verschiedene",
        angebot_im_raum("kurs", "treff", "kurs"),
        "finden 2 verschiedene",
    ),
    "ausstattung": (2, MIT_BEAMER, "1 von 1 Räumen", zusammen(MIT_BEAMER, raum()), "1 von 2 Räumen (50 %)"),
    "nutzungsregeln": (
        2,
        raum(nutzungsregeln="Bitte lüften", verantwortlich="Leitung"),
        "1 von 1 Räumen (100 %)",
        zusammen(
            raum(nutzungsregeln="Bitte lüften", verantwortlich="Leitung"), raum(nutzungsregeln="Bitte lüften")
        ),
        "1 von 2 Räumen (50 %)",
    ),
    "sitzungen": (
        1,
        bei_sitzungen(True, False),
        "1 von 2 Sitzungen des Verbundes in 12 Monaten (50 %)",
        bei_sitzungen(True, False, False),
        "1 von 3 Sitzungen des Verbundes in 12 Monaten (33 %)",
    ),
    "geprueft": (
        1,
        zusammen(angebote(4, **SAUBER), angebote(**ALT)),
        "4 von 5 veröffentlichten Angeboten (80 %)",
        zusammen(angebote(3, **SAUBER), angebote()),
        "3 von 4 veröffentlichten Angeboten (75 %)",
    ),
    "vollstaendig": (
        1,
        mit_zeitplan,
        "1 von 1 veröffentlichten Angeboten (100 %)",
        zusammen(mit_zeitplan, angebote()),
        "1 von 2 veröffentlichten Angeboten (50 %)",
    ),
    "beschrieben": (
        1,
        angebote(sprachen=["de"], stufenlos=False),
        "1 von 1 veröffentlichten Angeboten (100 %)",
        zusammen(angebote(sprachen=["de"], barrierefreiheit="Aufzug"), angebote(sprachen=["de"])),
        "1 von 2 veröffentlichten Angeboten (50 %)",
    ),
    "ehrenamt": (
        3,
        zusammen(zahl(EHRENAMTLICHE, 9), zahl(EHRENAMTLICHE, 10, 15), zahl(EHRENAMTLICHE, 50, 14)),
        "9 aktive Ehrenamtliche im stärksten Monat, im Jahr davor 10.",
        zusammen(zahl(EHRENAMTLICHE, 8), zahl(EHRENAMTLICHE, 9, 15)),
        "8 aktive Ehrenamtliche im stärksten Monat, im Jahr davor 9.",
    ),
    "gemeldet": (1, gemeldet(3), "Monate (100 %) sind", gemeldet(None), "Meldungen der letzten"),
    "puenktlich": (1, gemeldet(), "Monate (100 %) waren", gemeldet(1, 1), "Meldungen der letzten"),
    "jahresbericht": (1, bericht(0), "ist festgeschrieben.", bericht(1), "ist nicht festgeschrieben."),
}
SCHWELLEN = {"sprechzeiten.anzahl": 2}
"""Where the starting value leaves no case against."""
