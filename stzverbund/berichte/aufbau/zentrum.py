"""The Jahresbericht of a centre (RK-2017 4.2 A5.3): its head, state, figures, Angebote and text."""

from itertools import groupby

from angebote.auswertung import Angebotszeile, Jahreszahlen, Kennzahlfolge, jahreszahlen
from stzverbund.basis.ausgabe import datenhash
from stzverbund.basis.zahlen import zeige_minuten
from stzverbund.berichte import stadtteil
from stzverbund.berichte.dokument import Abschnitt, Bericht, Gruppe, Tabelle, Text, Zeile, Zelle
from stzverbund.berichte.models import Sachbericht
from stzverbund.berichte.stand import Grundlage, Sicht, Staende, Zeitraumstand, grundlage, staende
from zentren.models import Oeffnungszeit, Zentrum

from . import tabellen, teile, worte

ZIELHINWEIS = (
    "Ein Angebot kann mehreren Zielen dienen und zählt dann bei jedem mit. "
    "Die Zeilen ergeben deshalb zusammen mehr als die letzte Zeile."
)
TEXT_FOLGT = "Den Text des Sachberichts gibt das Zentrum mit der Ausgabe weiter."


def zentrumsbericht(zentrum: Zentrum, jahr: int, sicht: Sicht) -> Bericht:
    """The report as `sicht` allows it; a fixed number of queries."""
    stand = staende([zentrum], jahr, sicht.leser)
    text = _text(zentrum, jahr)
    zahlen = jahreszahlen(zentrum, jahr, entwuerfe=sicht.entwuerfe)
    rest = _grundlage(stand, text)
    return Bericht(
        art="zentrum",
        titel=f"Jahresbericht {jahr} – {zentrum.name}",
        dachzeile="Leistungsstatistik und Sachbericht",
        jahr=jahr,
        eckdaten=tuple(_eckdaten(zentrum, jahr)),
        abschnitte=tuple(_abschnitte(zentrum, stand[zentrum.pk], zahlen, text, sicht)),
        grundlage=rest.schluessel,
        vollstaendig=rest.vollstaendig,
    )


def grundlage_des_zentrums(zentrum: Zentrum, jahr: int) -> Grundlage:
    """What an edition made now would rest on; three queries."""
    return _grundlage(staende([zentrum], jahr, None), _text(zentrum, jahr))


def _grundlage(stand: Staende, text: Sachbericht) -> Grundlage:
    return grundlage(stand, f"text {datenhash(text.teile)}")


def _text(zentrum: Zentrum, jahr: int) -> Sachbericht:
    vorhanden = Sachbericht.objects.filter(zentrum=zentrum, jahr=jahr).first()
    return vorhanden or Sachbericht(zentrum=zentrum, jahr=jahr)


def _abschnitte(
    zentrum: Zentrum,
    stand: tuple[Zeitraumstand, ...],
    zahlen: Jahreszahlen,
    text: Sachbericht,
    sicht: Sicht,
) -> list[Abschnitt]:
    return [
        teile.ueberblick(zahlen),
        _meldungen(stand),
        *teile.kennzahlen(zahlen, "angebot"),
        *teile.bereiche(zahlen),
        *_ziele(zahlen),
        *teile.monate(zahlen),
        *teile.aufteilungen(zahlen),
        *_angebote(zahlen),
        *teile.kennzahlen(zahlen, "beratung"),
        *teile.kennzahlen(zahlen, "zentrum"),
        *stadtteil.im_zentrum(zentrum, zahlen.jahr, sicht),
        *_profil(zentrum),
        _sachbericht(text, sicht),
    ]


def _eckdaten(zentrum: Zentrum, jahr: int) -> list[tuple[str, str]]:
    standort = zentrum.standorte.filter(haupt=True).first() or zentrum.standorte.first()
    angaben = [
        ("Träger", zentrum.traeger.name),
        ("Verband", ", ".join(verband.kurz for verband in zentrum.traeger.verbaende.all())),
        ("Art", zentrum.get_typ_display()),
        ("Bezirk", zentrum.bezirk.name),
        ("Stadtteile", ", ".join(region.name for region in zentrum.regionen.all())),
        ("Anschrift", standort.anschrift if standort else ""),
        ("Personal", _personal(zentrum, jahr)),
        ("Öffnungszeit", _oeffnung(zentrum)),
    ]
    return [(name, wert) for name, wert in angaben if wert]


def _personal(zentrum: Zentrum, jahr: int) -> str:
    """ "3,25 VZÄ: Leitung 1,00; Sozialarbeit 2,25"; empty where nothing is known of the year."""
    stellen = list(zentrum.personal.filter(jahr=jahr).values_list("funktion", "vzae"))
    if not stellen:
        return ""
    einzeln = "; ".join(f"{funktion} {_vzae(vzae)}" for funktion, vzae in stellen)
    return f"{_vzae(sum(vzae for _, vzae in stellen))} VZÄ: {einzeln}"


def _vzae(wert: object) -> str:
    return f"{wert:.2f}".replace(".", ",")


def _oeffnung(zentrum: Zentrum) -> str:
    """Hours a week over all Standorte."""
    zeiten = Oeffnungszeit.objects.filter(standort__zentrum=zentrum).values_list("von", "bis")
    minuten = sum((bis.hour - von.hour) * 60 + bis.minute - von.minute for von, bis in zeiten)
    return f"{zeige_minuten(minuten)} Stunden in der Woche" if minuten else ""


def _meldungen(stand: tuple[Zeitraumstand, ...]) -> Abschnitt:
    spalten = ("Stand", "angenommen am", "Aktenzeichen", "Bemerkung")
    zeilen = tuple(Zeile(s.zeitraum, _standzellen(s)) for s in stand)
    titel = "Stand der Meldungen"
    if not zeilen:
        return Abschnitt("meldungen", titel, "Für dieses Jahr sind noch keine Meldezeiträume festgelegt.")
    tafel = Tabelle(titel, "Meldezeitraum", spalten, (Gruppe(zeilen),), zahlen=False)
    hinweis = "Die Zahlen dieses Berichts stammen aus diesen Meldungen an das Bezirksamt."
    return Abschnitt("meldungen", titel, hinweis, tabellen=(tafel,))


def _standzellen(stand: Zeitraumstand) -> tuple[Zelle, ...]:
    tag = f"{stand.angenommen_am:%d.%m.%Y}" if stand.angenommen_am else ""
    return tuple(Zelle(text or worte.NICHTS) for text in (stand.wort, tag, stand.aktenzeichen, stand.hinweis))


def _ziele(zahlen: Jahreszahlen) -> list[Abschnitt]:
    teil = teile.der_ebene(zahlen.kennzahlen, "angebot")
    if not teil or not any(gruppe.summen for gruppe in zahlen.je_ziel):
        return []
    titel = "Nach Zielen des Rahmenkonzepts"
    tafel = tabellen.Nebeneinander(
        titel, "Ziel", zahlen.jahr, zahlen.je_ziel, teile.zusammen(zahlen, "alle Angebote")
    )
    return [Abschnitt("ziele", titel, ZIELHINWEIS, tabellen=tuple(tafel.tabellen(teil)))]


def _angebote(zahlen: Jahreszahlen) -> list[Abschnitt]:
    teil = teile.der_ebene(zahlen.kennzahlen, "angebot")[: tabellen.HOECHSTENS]
    if not teil or not zahlen.je_angebot:
        return []
    gruppen = tuple(
        Gruppe(tuple(_angebotszeile(zeile, teil) for zeile in zeilen), bereich)
        for bereich, zeilen in groupby(zahlen.je_angebot, key=lambda zeile: zeile.bereich)
    )
    spalten = tuple(worte.ueberschrift(kennzahl) for kennzahl in teil)
    titel = f"Die Angebote ({len(zahlen.je_angebot)})"
    return [Abschnitt("angebote", titel, tabellen=(Tabelle(titel, "Angebot", spalten, gruppen),))]


def _angebotszeile(zeile: Angebotszeile, kennzahlen: Kennzahlfolge) -> Zeile:
    zellen = tabellen.zellen_von(zeile.summen, kennzahlen)
    fuer = ", ".join(zeile.zielgruppen)
    return Zeile(zeile.titel, zellen, f"{zeile.art}, für {fuer}" if fuer else zeile.art)


def _profil(zentrum: Zentrum) -> list[Abschnitt]:
    angaben = (("Das Zentrum", zentrum.beschreibung), ("Besonderes Profil", zentrum.profil))
    texte = tuple(Text(titel, inhalt.strip()) for titel, inhalt in angaben if inhalt.strip())
    return [Abschnitt("profil", "Profil", texte=texte)] if texte else []


def _sachbericht(text: Sachbericht, sicht: Sicht) -> Abschnitt:
    if not sicht.text:
        return Abschnitt("sachbericht", "Sachbericht", TEXT_FOLGT)
    texte = tuple(Text(titel, inhalt.strip() or "Keine Angabe.") for titel, inhalt in text.teile)
    return Abschnitt("sachbericht", "Sachbericht", texte=texte)
