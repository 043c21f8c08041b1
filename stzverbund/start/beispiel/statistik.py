"""The cells of the Leistungsstatistik: hours are Termine times their length, totals fit their breakdown."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from angebote.aufteilung import ALLE, Zelle
from angebote.erfassung.gezaehlt import Gezaehlt, Terminlage, aus_terminen
from angebote.models import Angebot, Herkunft, Kennzahl, Meldung, Termin, Wert
from angebote.zeitplan import Rhythmus
from stzverbund.basis.zahlen import Zellart
from stzverbund.basis.zeit import monatsende
from stzverbund.start.beispiel import beratungen, bezirkskennzahlen, zentrumszahlen
from stzverbund.start.beispiel.angebote import Angebotsplan
from stzverbund.start.beispiel.meldestaende import Meldestand
from stzverbund.start.beispiel.rahmen import Rahmen, zufall
from stzverbund.start.beispiel.terminliste import Verlauf
from stzverbund.start.beispiel.zaehlungen import Zaehlung
from stzverbund.start.beispiel.zentrumszahlen import Monatslage
from zentren.models import Zentrum

Ebene, Quelle = Kennzahl.Ebene, Kennzahl.Quelle
NACHGETRAGEN = "Nachzügler von der Liste an der Tür ergänzt"
VERLOREN = "Anwesenheitsliste nicht auffindbar"
NICHT_ERHOBEN = "nicht erhoben"
PFLICHTQUELLEN = (Quelle.TERMINE, Quelle.DAUER, Quelle.TEILNAHMEN)


@dataclass(frozen=True)
class Statistik:
    """What the cells of all months are made of."""

    rahmen: Rahmen
    kennzahlen: list[Kennzahl]
    verlaeufe: dict[int, list[tuple[Angebotsplan, Verlauf]]]
    """Angebote and their dates by centre."""
    striche: dict[tuple[Meldung, date], dict[str, int]]

    def gueltig(self, zentrum: Zentrum, jahr: int, ebene: str) -> list[Kennzahl]:
        return [
            k
            for k in self.kennzahlen
            if k.ebene == ebene
            and k.bezirk_id in (None, zentrum.bezirk_id)
            and k.gueltig_von <= jahr <= (k.gueltig_bis or jahr)
        ]


def anlegen(rahmen: Rahmen, verlaeufe: list[tuple[Angebotsplan, Verlauf]], staende: list[Meldestand]) -> None:
    """Cells and tallies of all Meldungen that have figures."""
    bezirkskennzahlen.anlegen(rahmen)
    je_zentrum: dict[int, list[tuple[Angebotsplan, Verlauf]]] = defaultdict(list)
    for plan, verlauf in verlaeufe:
        je_zentrum[plan.angebot.zentrum_id].append((plan, verlauf))
    monate = [(stand.meldung, monat) for stand in staende for monat in stand.monate if monat <= rahmen.monat]
    striche = beratungen.anlegen(rahmen, monate)
    statistik = Statistik(rahmen, list(Kennzahl.objects.all()), je_zentrum, striche)
    for stand in staende:
        werte = [w for m in stand.monate if m <= rahmen.monat for w in _monat(statistik, stand, m)]
        Wert.objects.bulk_create(werte, batch_size=1000)
        _zurueckdatieren(rahmen, stand.meldung)


def _zurueckdatieren(rahmen: Rahmen, meldung: Meldung) -> None:
    """Cells were last changed before the Meldung was submitted, those of drafts in the last days."""
    eingereicht = meldung.eingereicht_am
    if eingereicht is not None:
        Wert.objects.filter(meldung=meldung).update(geaendert_am=eingereicht - timedelta(days=2))


def _monat(statistik: Statistik, stand: Meldestand, monat: date) -> Iterator[Wert]:
    """All cells of a centre in a month; without those that nobody has typed yet."""
    getippt = stand.offen_ab is None or monat < stand.offen_ab
    zentrum, ende = stand.meldung.zentrum, monatsende(monat)
    person = _person(statistik.rahmen, zentrum, monat)
    werte: list[Wert] = []
    for plan, verlauf in statistik.verlaeufe[zentrum.pk]:
        zaehlungen = verlauf.get(monat, [])
        laeuft = (
            plan.angebot.status == Angebot.Status.VEROEFFENTLICHT
            and (plan.angebot.beginn or ende) <= ende
            and plan.regel.rhythmus != Rhythmus.EINZELTERMINE
        )
        if zaehlungen or (laeuft and getippt):
            werte += _angebot(statistik, stand.meldung, monat, plan, zaehlungen, getippt)
    werte += _beratung(statistik, stand.meldung, monat, getippt)
    if getippt:
        werte += _zentrum(statistik, stand.meldung, monat)
    for wert in werte:
        wert.meldung, wert.monat = stand.meldung, monat
        wert.geaendert_von_id = person
        yield wert


def _person(rahmen: Rahmen, zentrum: Zentrum, monat: date) -> int:
    leitung = rahmen.mitgliedschaften[f"leitung:{zentrum.slug}"]
    mitarbeit = rahmen.mitgliedschaften.get(f"mitarbeit:{zentrum.slug}", leitung)
    return (leitung if monat.month % 3 == 0 else mitarbeit).person_id


def lage(zaehlungen: list[Zaehlung], *, je_termin: bool) -> Terminlage:
    """The dates of a month as the database would sum their Termine."""
    gehalten = [z for z in zaehlungen if z.status == Termin.Status.STATTGEFUNDEN]
    ehrenamt = [z for z in gehalten if z.ehrenamtliche is not None]
    return Terminlage(
        geplant=sum(z.status == Termin.Status.GEPLANT for z in zaehlungen),
        gehalten=len(gehalten),
        ausgefallen=sum(z.status == Termin.Status.AUSGEFALLEN for z in zaehlungen),
        minuten=sum(z.minuten for z in gehalten) if gehalten else None,
        teilnahmen=sum(z.koepfe or 0 for z in gehalten) if gehalten and je_termin else None,
        mit_teilnahmen=len(gehalten) if je_termin else 0,
        ehrenamtliche=max((z.ehrenamtliche or 0 for z in ehrenamt), default=None),
        mit_ehrenamtlichen=len(ehrenamt),
        ehrenamt_minuten=sum(z.ehrenamt_minuten or 0 for z in ehrenamt) if ehrenamt else None,
        mit_ehrenamt_minuten=len(ehrenamt),
    )


def _angebot(
    statistik: Statistik,
    meldung: Meldung,
    monat: date,
    plan: Angebotsplan,
    zaehlungen: list[Zaehlung],
    getippt: bool,
) -> Iterator[Wert]:
    """The cells of an Angebot: counted where its Termine are stored, before that typed totals."""
    angebot, gezaehlt_wird = plan.angebot, monat >= statistik.rahmen.vorquartal
    je_termin = angebot.zaehlung_je_termin or not gezaehlt_wird
    gruende = "; ".join(sorted({z.grund for z in zaehlungen if z.grund}))[:200]
    stand = lage(zaehlungen, je_termin=je_termin)
    zellen = aus_terminen(stand, gruende)
    wuerfel = zufall(meldung.zentrum.slug, angebot.titel, monat, "wert")
    for kennzahl in statistik.gueltig(meldung.zentrum, monat.year, Ebene.ANGEBOT):
        gezaehlt = zellen.get(kennzahl.quelle, Gezaehlt())
        wert = Wert(angebot=angebot, kennzahl=kennzahl, art=gezaehlt.zelle.art, zahl=gezaehlt.zelle.zahl)
        wert.grund, wert.gezaehlt, wert.herkunft = gezaehlt.grund, gezaehlt.bisher, Herkunft.GEZAEHLT
        if not gezaehlt_wird:
            _als_monatssumme(wert, kennzahl, wuerfel)
        elif kennzahl.quelle == Quelle.TEILNAHMEN and getippt:
            _nachgetragen(wert, zaehlungen, angebot, wuerfel)
        if wert.art == Zellart.LEER and getippt and not stand.alle and kennzahl.quelle in PFLICHTQUELLEN:
            wert.art, wert.zahl, wert.herkunft = Zellart.ZAHL, 0, Herkunft.MONATSSUMME
        if wert.art == Zellart.LEER and wert.gezaehlt is None:
            continue
        yield wert
        if kennzahl.aufteilung and wert.zahl:
            yield from _aufteilung(wert, zaehlungen)


def _als_monatssumme(wert: Wert, kennzahl: Kennzahl, wuerfel: Random) -> None:
    """An older total: somebody typed it, now and then a guess, now and then nothing is known."""
    wert.herkunft, wert.gezaehlt, los = Herkunft.MONATSSUMME, None, wuerfel.random()
    if wert.art != Zellart.ZAHL or not wert.zahl:
        return
    if kennzahl.quelle == Quelle.TEILNAHMEN and los < 0.03:
        wert.art, wert.zahl, wert.grund = Zellart.KEINE_ANGABE, None, VERLOREN
    elif kennzahl.quelle == Quelle.TEILNAHMEN and los < 0.07:
        wert.zahl, wert.herkunft = max(5, round(wert.zahl / 5) * 5), Herkunft.GESCHAETZT
    elif kennzahl.quelle in (Quelle.EHRENAMTLICHE, Quelle.EHRENAMT_DAUER) and los < 0.05:
        wert.art, wert.zahl, wert.grund = Zellart.KEINE_ANGABE, None, NICHT_ERHOBEN


def _nachgetragen(wert: Wert, zaehlungen: list[Zaehlung], angebot: Angebot, wuerfel: Random) -> None:
    """A typed total: where nobody counts each Termin, and where somebody found a few more."""
    koepfe = sum(zaehlung.koepfe or 0 for zaehlung in zaehlungen)
    if not koepfe:
        return
    if not angebot.zaehlung_je_termin:
        wert.art, wert.zahl, wert.herkunft = Zellart.ZAHL, round(koepfe / 5) * 5, Herkunft.GESCHAETZT
    elif wert.zahl and wuerfel.random() < 0.03:
        wert.zahl, wert.herkunft = wert.zahl + wuerfel.randint(1, 4), Herkunft.MONATSSUMME
        wert.notiz = NACHGETRAGEN


def _aufteilung(summe: Wert, zaehlungen: list[Zaehlung]) -> Iterator[Wert]:
    """The breakdown that belongs to a total, as far as it is not larger than the total."""
    teile: Counter[Zelle] = Counter()
    for zaehlung in zaehlungen:
        teile.update(zaehlung.aufteilung)
    if not _passt(teile, summe.zahl or 0):
        return
    gezaehlt = summe.gezaehlt is not None
    for (alter, geschlecht), anzahl in sorted(teile.items()):
        yield Wert(
            angebot=summe.angebot,
            kennzahl=summe.kennzahl,
            altersgruppe=alter,
            geschlecht=geschlecht,
            art=Zellart.ZAHL,
            zahl=anzahl,
            gezaehlt=anzahl if gezaehlt else None,
            herkunft=Herkunft.GEZAEHLT if gezaehlt else Herkunft.MONATSSUMME,
        )


def _passt(teile: dict[Zelle, int], summe: int) -> bool:
    alter = sum(anzahl for (a, g), anzahl in teile.items() if g == ALLE)
    geschlecht = sum(anzahl for (a, g), anzahl in teile.items() if a == ALLE)
    return max(alter, geschlecht) <= summe


def _beratung(statistik: Statistik, meldung: Meldung, monat: date, getippt: bool) -> Iterator[Wert]:
    """Counted where the strokes are stored; what has no stroke is typed as 0 once the month is done."""
    summen = statistik.striche[meldung, monat]
    mit_strichen = monat >= beratungen.erster_monat(statistik.rahmen)
    for kennzahl in statistik.gueltig(meldung.zentrum, monat.year, Ebene.BERATUNG):
        summe = summen.get(kennzahl.quelle)
        if summe is None and not getippt:
            continue
        gezaehlt = mit_strichen and summe is not None
        yield Wert(
            kennzahl=kennzahl,
            art=Zellart.ZAHL,
            zahl=summe or 0,
            gezaehlt=summe if gezaehlt else None,
            herkunft=Herkunft.GEZAEHLT if gezaehlt else Herkunft.MONATSSUMME,
        )


def _zentrum(statistik: Statistik, meldung: Meldung, monat: date) -> Iterator[Wert]:
    zentrum, rahmen = meldung.zentrum, statistik.rahmen
    haus = _monatslage(statistik, zentrum, monat)
    for kennzahl in statistik.gueltig(zentrum, monat.year, Ebene.ZENTRUM):
        zahl = zentrumszahlen.zahl(rahmen, zentrum, monat, kennzahl, haus)
        geschaetzt = kennzahl.schluessel == "besuche-offener-bereich"
        herkunft = Herkunft.GESCHAETZT if geschaetzt else Herkunft.MONATSSUMME
        yield Wert(kennzahl=kennzahl, art=Zellart.ZAHL, zahl=zahl, herkunft=herkunft)


def _monatslage(statistik: Statistik, zentrum: Zentrum, monat: date) -> Monatslage:
    lagen = [
        (plan, lage(verlauf[monat], je_termin=True))
        for plan, verlauf in statistik.verlaeufe[zentrum.pk]
        if monat in verlauf
    ]
    return Monatslage(
        ehrenamtliche=sum(stand.ehrenamtliche or 0 for _, stand in lagen),
        ehrenamt_minuten=sum(stand.ehrenamt_minuten or 0 for _, stand in lagen),
        selbsthilfegruppen=sum(
            stand.gehalten > 0 and plan.vorlage["art"] == Angebot.Art.SELBSTHILFEGRUPPE
            for plan, stand in lagen
        ),
    )
