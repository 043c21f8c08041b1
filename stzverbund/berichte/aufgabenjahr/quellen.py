"""Where it shows that a centre has worked on an Aufgabe: rows of Angebote, registers, Verbund and standards.

Each `zeilen` gets an expression for the centre and the year and gives rows; they are only ever counted, all
sources of all centres in one statement (`zaehlen`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from angebote.models import Angebot, Fremdangebot, Meldung, Termin, Wert
from standards.models import Selbstbewertung
from stzverbund.basis.models import Ausgabe
from verbund.models import Arbeitskreis, Teilnahme, Vorhaben
from zentren.models import Rolle
from zentren.stadtteilmanagement.models import (
    Anliegen,
    Barrierepruefung,
    Bedarf,
    Befragung,
    Beschwerde,
    Foerderung,
    Kampagnenteilnahme,
    Kooperation,
    Mappendokument,
    Massnahme,
    Raumbuchung,
    Taetigkeit,
    Taetigkeitsform,
)
from zentren.stadtteilmanagement.querysets_register import IM_HAUS, PARTNER

from .formen import Spanne

Art, Form, Medium = Kooperation.Art, Taetigkeitsform, Taetigkeit.Medium
JAHRESBERICHT = "jahresbericht-zentrum"
BEWILLIGT = ("bewilligt", "abgeschlossen")
PRIVATES = ("spende", "stiftung", "erbschaft")
GEHALTEN = ("durchgefuehrt", "abgeschlossen")
FORTBILDEND = ("fachtag", "workshop")
MIT_PARTNERN = (*IM_HAUS, *PARTNER)
ALLE = (*MIT_PARTNERN, Rolle.KOORDINATION)
Zeilen = Callable[[Any, Spanne], QuerySet]


@dataclass(frozen=True)
class Quelle:
    """`wort` for one and for several; `liste` is the name of the address that shows them to `leser`.

    Of what is `vertraulich` fewer than five are not counted out: other pages mask them too.
    """

    wort: tuple[str, str]
    zeilen: Zeilen
    liste: str = ""
    leser: tuple[Rolle, ...] = IM_HAUS
    vertraulich: bool = False


def _laeuft(jahr: Spanne, von: str = "von", bis: str = "bis") -> Q:
    """Overlaps with the year; an open end or beginning counts."""
    begonnen = Q(**{f"{von}__isnull": True}) | Q(**{f"{von}__lte": jahr.bis})
    return begonnen & (Q(**{f"{bis}__isnull": True}) | Q(**{f"{bis}__gte": jahr.von}))


def _bedarfe(wann: str = "ermittelt_am", **mehr: Any) -> Zeilen:
    return lambda z, jahr: Bedarf.objects.filter(zentrum=z, **{f"{wann}__range": jahr.tage}, **mehr)


def _bedarfe_zielgruppe(z: Any, jahr: Spanne) -> QuerySet:
    mit = Bedarf.zielgruppen.through.objects.filter(bedarf=OuterRef("pk"))
    return Bedarf.objects.filter(Exists(mit), zentrum=z, ermittelt_am__range=jahr.tage)


def _anliegen(z: Any, jahr: Spanne) -> QuerySet:
    return Anliegen.objects.filter(zentrum=z, weitergeleitet_am__range=jahr.tage)


def _kooperationen(*arten: str) -> Zeilen:
    return lambda z, jahr: Kooperation.objects.filter(
        _laeuft(jahr, "seit", "beendet_am"), zentrum=z, art__in=arten
    )


def _foerderungen(*arten: str) -> Zeilen:
    return lambda z, jahr: Foerderung.objects.filter(
        _laeuft(jahr), zentrum=z, art__in=arten, status__in=BEWILLIGT
    )


def _kampagnen(z: Any, jahr: Spanne) -> QuerySet:
    return Kampagnenteilnahme.objects.filter(_laeuft(jahr, "kampagne__von", "kampagne__bis"), zentrum=z)


def _angebote(**mehr: Any) -> Zeilen:
    def zeilen(z: Any, jahr: Spanne) -> QuerySet:
        """Angebote that took place in the year: by a Termin that is past, or by what was counted for it."""
        bisher = (jahr.von, min(jahr.bis, timezone.localdate()))
        termine = Termin.objects.filter(angebot=OuterRef("pk"), datum__range=bisher)
        werte = Wert.objects.filter(angebot=OuterRef("pk"), monat__range=jahr.tage, zahl__gt=0)
        fanden_statt = Exists(termine.exclude(status="ausgefallen")) | Exists(werte)
        return Angebot.objects.filter(fanden_statt, zentrum=z, **mehr).exclude(status="entwurf")

    return zeilen


def _fremdangebote(z: Any, jahr: Spanne) -> QuerySet:
    return Fremdangebot.objects.filter(zentrum=z, geprueft_am__range=jahr.tage)


def _vorhaben(*arten: str) -> Zeilen:
    def zeilen(z: Any, jahr: Spanne) -> QuerySet:
        laufend = Vorhaben.objects.filter(_laeuft(jahr), zentren=z).exclude(stand__in=["idee", "abgesagt"])
        return laufend.filter(art__in=arten) if arten else laufend.exclude(art__in=FORTBILDEND)

    return zeilen


def _sitzungen(*, arbeitskreis: bool) -> Zeilen:
    return lambda z, jahr: Teilnahme.objects.filter(
        zentrum=z,
        anwesend="ja",
        sitzung__status__in=GEHALTEN,
        sitzung__datum__range=jahr.tage,
        sitzung__arbeitskreis__isnull=not arbeitskreis,
    )


def _arbeitskreise(z: Any, jahr: Spanne) -> QuerySet:
    return Arbeitskreis.objects.filter(_laeuft(jahr), mitglieder=z)


def _buchungen(z: Any, jahr: Spanne) -> QuerySet:
    return Raumbuchung.objects.filter(raum__standort__zentrum=z, status="bestaetigt", tag__range=jahr.tage)


def _barrieren(z: Any, jahr: Spanne) -> QuerySet:
    return Barrierepruefung.objects.filter(zentrum=z, status="abgeschlossen", datum__range=jahr.tage)


def _dokumente(**mehr: Any) -> Zeilen:
    return lambda z, jahr: Mappendokument.objects.filter(zentrum=z, stand_vom__range=jahr.tage, **mehr)


def _meldungen(z: Any, jahr: Spanne) -> QuerySet:
    return Meldung.objects.filter(
        Q(eingereicht_am__isnull=False) | Q(zuerst_eingereicht_am__isnull=False),
        zentrum=z,
        zeitraum__meldejahr__jahr=jahr.jahr,
        nr=0,
    )


def _jahresberichte(z: Any, jahr: Spanne) -> QuerySet:
    return Ausgabe.objects.filter(
        typ__app_label="zentren", typ__model="zentrum", gegenstand_id=z, art=JAHRESBERICHT, jahr=jahr.jahr
    )


def _befragungen(z: Any, jahr: Spanne) -> QuerySet:
    return Befragung.objects.filter(_laeuft(jahr), zentrum=z).exclude(status="entwurf")


def _beschwerden(z: Any, jahr: Spanne) -> QuerySet:
    return Beschwerde.objects.filter(zentrum=z, beantwortet_am__range=jahr.tage)


def _bewertungen(art: str) -> Zeilen:
    return lambda z, jahr: Selbstbewertung.objects.filter(
        zentrum=z, art=art, runde__jahr=jahr.jahr, zuerst_eingereicht_am__isnull=False
    ).exclude(status="entfallen")


def _massnahmen(z: Any, jahr: Spanne) -> QuerySet:
    return Massnahme.objects.filter(
        zentrum=z, status="erledigt", erledigt_am__range=jahr.tage, vereinbart_am__isnull=False
    )


def _auch(aufgabe: str, **merkmal: str) -> Zeilen:
    """Entries of the diary that are about this Aufgabe by their kind, but stand under another one."""
    return lambda z, jahr: Taetigkeit.objects.filter(zentrum=z, datum__range=jahr.tage, **merkmal).exclude(
        aufgabe__schluessel=aufgabe
    )


def _koop(*arten: str) -> Quelle:
    return Quelle(("Kooperation", "Kooperationen"), _kooperationen(*arten), "kooperationen", MIT_PARTNERN)


def _tagebuch(wort: tuple[str, str], aufgabe: str, **merkmal: str) -> Quelle:
    return Quelle(wort, _auch(aufgabe, **merkmal), "taetigkeiten")


QUELLEN: dict[str, tuple[Quelle, ...]] = {
    "A1.1": (Quelle(("Bedarf ermittelt", "Bedarfe ermittelt"), _bedarfe(), "bedarfe", MIT_PARTNERN),),
    "A1.2": (
        Quelle(
            ("Defizit der Infrastruktur", "Defizite der Infrastruktur"),
            _bedarfe(infrastruktur=True),
            "bedarfe",
            MIT_PARTNERN,
        ),
    ),
    "A1.3": (
        Quelle(
            ("Bedarf fortgeschrieben", "Bedarfe fortgeschrieben"),
            _bedarfe("fortgeschrieben_am"),
            "bedarfe",
            MIT_PARTNERN,
        ),
        Quelle(
            ("Bedarf überprüft", "Bedarfe überprüft"), _bedarfe("ueberprueft_am"), "bedarfe", MIT_PARTNERN
        ),
    ),
    "A1.4": (
        Quelle(
            ("Bedarf mit Zielgruppe", "Bedarfe mit Zielgruppe"), _bedarfe_zielgruppe, "bedarfe", MIT_PARTNERN
        ),
    ),
    "A2.1": (
        Quelle(
            ("private Förderung oder Spende", "private Förderungen und Spenden"),
            _foerderungen(*PRIVATES),
            "foerderungen",
        ),
        Quelle(("gemeinsame Kampagne", "gemeinsame Kampagnen"), _kampagnen, "kampagnen", MIT_PARTNERN),
    ),
    "A2.2": (
        Quelle(
            ("öffentliche Förderung", "öffentliche Förderungen"), _foerderungen("oeffentlich"), "foerderungen"
        ),
    ),
    "A2.3": (_koop(Art.WIRTSCHAFT), Quelle(("Sponsoring",) * 2, _foerderungen("sponsoring"), "foerderungen")),
    "A2.4": (_tagebuch(("Anerkennung für Ehrenamtliche",) * 2, "A2.4", form=Form.ANERKENNUNG),),
    "A3.1": (
        Quelle(
            ("Gremium oder Quartiersmanagement", "Gremien und Quartiersmanagement"),
            _kooperationen(Art.GREMIUM, Art.QUARTIERSMANAGEMENT),
            "kooperationen",
            MIT_PARTNERN,
        ),
        _tagebuch(
            ("Sitzung unter anderer Aufgabe", "Sitzungen unter anderer Aufgabe"), "A3.1", form="gremium"
        ),
    ),
    "A3.2": (
        Quelle(
            ("Angebot mit Partnern", "Angebote mit Partnern"),
            _angebote(partner__gt=""),
            "angebot_liste",
            ALLE,
        ),
    ),
    "A3.3": (
        Quelle(
            ("Angebot anderer Träger geprüft", "Angebote anderer Träger geprüft"),
            _fremdangebote,
            "fremdangebot_liste",
            ALLE,
        ),
    ),
    "A3.4": (
        Quelle(("gemeinsames Vorhaben", "gemeinsame Vorhaben"), _vorhaben(), "vorhaben_liste", ALLE),
        Quelle(("Raumbuchung einer Gruppe", "Raumbuchungen von Gruppen"), _buchungen, "raumbuchungen"),
    ),
    "A3.5": (
        Quelle(
            ("Sitzung des Verbundes", "Sitzungen des Verbundes"),
            _sitzungen(arbeitskreis=False),
            "sitzungen",
            ALLE,
        ),
        Quelle(("Anliegen weitergeleitet",) * 2, _anliegen, "anliegen_liste"),
    ),
    "A3.6": (_koop(Art.SOZIALAMT, Art.SOZIALKOMMISSION),),
    "A3.7": (_koop(Art.JUGENDAMT),),
    "A3.8": (_koop(Art.PSYCHOSOZIAL),),
    "A3.9": (
        _koop(Art.BEHINDERTENORGANISATION, Art.BEAUFTRAGTE, Art.MIGRATIONSSOZIALDIENST),
        Quelle(("Barriereprüfung", "Barriereprüfungen"), _barrieren, "barrieren", MIT_PARTNERN),
    ),
    "A3.10": (
        _tagebuch(
            ("Einwohnerversammlung unter anderer Aufgabe", "Einwohnerversammlungen unter anderer Aufgabe"),
            "A3.10",
            form=Form.VERSAMMLUNG,
        ),
    ),
    "A4.1": (
        _tagebuch(("Material unter anderer Aufgabe",) * 2, "A4.1", medium=Medium.MATERIAL),
        Quelle(
            ("öffentliches Dokument", "öffentliche Dokumente"),
            _dokumente(sichtbarkeit="oeffentlich"),
            "dokumente",
            MIT_PARTNERN,
        ),
    ),
    "A4.2": (_tagebuch(("Medienbeitrag unter anderer Aufgabe",) * 2, "A4.2", medium=Medium.PRESSE),),
    "A4.3": (
        Quelle(
            ("Angebot im Verzeichnis", "Angebote im Verzeichnis"),
            _angebote(),
            "angebot_liste",
            ALLE,
        ),
        _tagebuch(("Beitrag im Internet", "Beiträge im Internet"), "A4.3", medium=Medium.WEB),
    ),
    "A5.1": (
        Quelle(
            ("Fachtag oder Workshop im Verbund", "Fachtage und Workshops im Verbund"),
            _vorhaben(*FORTBILDEND),
            "vorhaben_liste",
            ALLE,
        ),
        _tagebuch(
            ("Fortbildung unter anderer Aufgabe", "Fortbildungen unter anderer Aufgabe"),
            "A5.1",
            form=Form.FORTBILDUNG,
        ),
    ),
    "A5.2": (
        Quelle(("Arbeitskreis", "Arbeitskreise"), _arbeitskreise, "arbeitskreise", ALLE),
        Quelle(
            ("Sitzung eines Arbeitskreises", "Sitzungen von Arbeitskreisen"),
            _sitzungen(arbeitskreis=True),
            "sitzungen",
            ALLE,
        ),
    ),
    "A5.3": (
        Quelle(("Meldung eingereicht", "Meldungen eingereicht"), _meldungen, "statistik", MIT_PARTNERN),
        Quelle(
            ("Ausgabe des Jahresberichts", "Ausgaben des Jahresberichts"),
            _jahresberichte,
            "berichte",
            MIT_PARTNERN,
        ),
    ),
    "A5.4": (
        Quelle(("Befragung", "Befragungen"), _befragungen, "befragungen"),
        _tagebuch(("Beteiligung unter anderer Aufgabe",) * 2, "A5.4", form=Form.BETEILIGUNG),
    ),
    "A5.5": (
        Quelle(("Selbstbewertung", "Selbstbewertungen"), _bewertungen("eigen"), "standards", ALLE),
        Quelle(("Außenevaluation", "Außenevaluationen"), _bewertungen("aussen"), "standards", ALLE),
    ),
    "A5.6": (
        Quelle(
            ("Beschwerde oder Anregung beantwortet", "Beschwerden und Anregungen beantwortet"),
            _beschwerden,
            "beschwerden",
            vertraulich=True,
        ),
        Quelle(("Maßnahme erledigt", "Maßnahmen erledigt"), _massnahmen, "massnahmen", ALLE),
        Quelle(("Dokument neu gefasst", "Dokumente neu gefasst"), _dokumente(), "dokumente", MIT_PARTNERN),
    ),
}
"""By the key of the Aufgabe; every one of the 27 has at least one, beside the diary."""
LESER = {quelle.liste: quelle.leser for quellen in QUELLEN.values() for quelle in quellen}
"""Name of an address -> who reads that list."""
