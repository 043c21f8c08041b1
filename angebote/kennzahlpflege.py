"""What may still change about a Kennzahl, and every change of it.

What belongs to a year that has begun, or has values, keeps its meaning: it gets an end or a successor.
"""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from angebote.models import Kennzahl, Meldungssumme, Wert
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft

SCHRITT = 10
"""Between two Kennzahlen in their order."""
LOKALE_AB = 1000
"""Local Kennzahlen stand behind the shared core."""
UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def naechstes_jahr(heute: date | None = None) -> int:
    """The first year that has not begun."""
    return (heute or timezone.localdate()).year + 1


def hat_werte(kennzahl: Kennzahl) -> bool:
    werte = Wert.objects.filter(kennzahl=kennzahl)
    return werte.exists() or Meldungssumme.objects.filter(kennzahl=kennzahl).exists()


def fest_weil(kennzahl: Kennzahl, heute: date | None = None) -> str:
    """Why the meaning of a stored Kennzahl may not change any more; empty while it may."""
    if kennzahl.gueltig_von < naechstes_jahr(heute):
        return f"„{kennzahl}“ wird seit {kennzahl.gueltig_von} gezählt."
    return f"Zu „{kennzahl}“ gibt es schon Zahlen." if hat_werte(kennzahl) else ""


@transaction.atomic
def anlegen(*, kennzahl: Kennzahl, wer: Mitgliedschaft) -> Kennzahl:
    """Stores a new one at the end of its level, under a key made from its name. Logs an event.

    Raises Verweigert for a year that has begun.
    """
    alle = Kennzahl.objects.filter(bezirk=kennzahl.bezirk_id)
    letzte = alle.aggregate(letzte=Max("reihenfolge"))["letzte"]
    kennzahl.reihenfolge = (letzte or (LOKALE_AB if kennzahl.bezirk_id else 0)) + SCHRITT
    return _neu(kennzahl, wer)


@transaction.atomic
def aendern(*, kennzahl: Kennzahl, version: int | None) -> Kennzahl:
    """Stores what was typed for a Kennzahl that nobody has counted yet; its predecessor then ends in time.

    Raises Verweigert where its meaning is fixed, Ueberholt where somebody else saved in between.
    """
    if grund := fest_weil(_gesperrt(kennzahl)):
        raise Verweigert(f"{grund} Sie können sie nur noch beenden oder durch eine neue ersetzen.")
    _noch_nicht_begonnen(kennzahl.gueltig_von)
    if (nachfolge := kennzahl.nachfolger.first()) and kennzahl.gueltig_bis != nachfolge.gueltig_von - 1:
        raise Verweigert(f"Ab {nachfolge.gueltig_von} gilt „{nachfolge}“. Das Jahr davor bleibt das letzte.")
    if kennzahl.ersetzt:
        alte = _gesperrt(kennzahl.ersetzt)
        kennzahl.ebene = alte.ebene
        _enden_lassen(alte, kennzahl.gueltig_von - 1)
    speichern(kennzahl, version=version)
    return kennzahl


@transaction.atomic
def beenden(
    *, kennzahl: Kennzahl, letztes_jahr: int | None, version: int | None, wer: Mitgliedschaft
) -> Kennzahl:
    """Sets the last year in which it is counted, None: until further notice. Logs an event.

    Raises Verweigert where the end lies, or lay, in the past, or belongs to its successor; Ueberholt where
    somebody else saved in between.
    """
    if grund := ende_fest_weil(_gesperrt(kennzahl)):
        raise Verweigert(grund)
    if letztes_jahr is not None:
        _nicht_vorbei(kennzahl, letztes_jahr)
    kennzahl.gueltig_bis = letztes_jahr
    speichern(kennzahl, version=version)
    bis = f"letztes Jahr {letztes_jahr}" if letztes_jahr else "gilt bis auf Weiteres"
    ereignis(kennzahl, "Ende festgelegt", wer=wer, grund=bis)
    return kennzahl


@transaction.atomic
def ersetzen(*, alte: Kennzahl, neue: Kennzahl, wer: Mitgliedschaft) -> Kennzahl:
    """`neue` continues the series of `alte`, which ends the year before it. Logs an event with both."""
    alte = _gesperrt(alte)
    if grund := ende_fest_weil(alte):
        raise Verweigert(grund)
    _enden_lassen(alte, neue.gueltig_von - 1)
    neue.ersetzt, neue.bezirk, neue.ebene = alte, alte.bezirk, alte.ebene
    neue.reihenfolge = alte.reihenfolge
    _neu(neue, wer)
    ereignis(alte, "ersetzt", wer=wer, grund=f"durch „{neue}“ ab {neue.gueltig_von}")
    return neue


@transaction.atomic
def verschieben(*, kennzahl: Kennzahl, jahr: int, um: int) -> None:
    """Moves a local Kennzahl by one place (`um` -1 up, 1 down) among those of its level in a year."""
    lokale = list(
        Kennzahl.objects.select_for_update().filter(bezirk=kennzahl.bezirk_id).order_by("reihenfolge", "pk")
    )
    nachbarn = [k for k in lokale if k.ebene == kennzahl.ebene and gilt(k, jahr)]
    stelle = nachbarn.index(kennzahl) + um if kennzahl in nachbarn else -1
    if not 0 <= stelle < len(nachbarn):
        raise Verweigert(f"„{kennzahl}“ steht {jahr} schon {'oben' if um < 0 else 'unten'}.")
    ziel = lokale.index(nachbarn[stelle])
    lokale.insert(ziel, lokale.pop(lokale.index(kennzahl)))
    for nummer, eine in enumerate(lokale, start=1):
        if eine.reihenfolge != (neu := LOKALE_AB + nummer * SCHRITT):
            eine.reihenfolge, eine.version = neu, eine.version + 1
            eine.save()


@transaction.atomic
def loeschen(*, kennzahl: Kennzahl) -> None:
    """Only what nobody has counted and what no year that has begun knows."""
    kennzahl = _gesperrt(kennzahl)
    if grund := bleibt_weil(kennzahl):
        raise Verweigert(grund)
    kennzahl.delete()


def bleibt_weil(kennzahl: Kennzahl) -> str:
    """Why it cannot be deleted; empty where it can."""
    if nachfolge := kennzahl.nachfolger.first():
        return f"„{nachfolge}“ ersetzt diese Kennzahl. Löschen Sie zuerst die neue."
    return fest_weil(kennzahl)


def ende_fest_weil(kennzahl: Kennzahl, heute: date | None = None) -> str:
    """Why its last year may not change any more; empty while it may."""
    if kennzahl.gueltig_bis is not None and kennzahl.gueltig_bis < naechstes_jahr(heute) - 1:
        return f"„{kennzahl}“ ist seit {kennzahl.gueltig_bis} beendet."
    if nachfolge := kennzahl.nachfolger.first():
        return f"„{kennzahl}“ ist schon ersetzt, ab {nachfolge.gueltig_von} durch „{nachfolge}“."
    return ""


def gilt(kennzahl: Kennzahl, jahr: int) -> bool:
    """Whether it is counted in a year."""
    return kennzahl.gueltig_von <= jahr <= (kennzahl.gueltig_bis or jahr)


def _neu(kennzahl: Kennzahl, wer: Mitgliedschaft) -> Kennzahl:
    _noch_nicht_begonnen(kennzahl.gueltig_von)
    kennzahl.schluessel = _freier_schluessel(kennzahl.name)
    speichern(kennzahl)
    ereignis(kennzahl, "angelegt", wer=wer, grund=f"ab {kennzahl.gueltig_von}")
    return kennzahl


def _gesperrt(kennzahl: Kennzahl) -> Kennzahl:
    return Kennzahl.objects.select_for_update(of=("self",)).get(pk=kennzahl.pk)


def _noch_nicht_begonnen(jahr: int) -> None:
    if jahr < naechstes_jahr():
        raise Verweigert(f"Das Jahr {jahr} hat schon begonnen. Möglich ist frühestens {naechstes_jahr()}.")


def _nicht_vorbei(kennzahl: Kennzahl, letztes_jahr: int) -> None:
    fruehestens = max(naechstes_jahr() - 1, kennzahl.gueltig_von)
    if letztes_jahr < fruehestens:
        raise Verweigert(f"„{kennzahl}“ kann frühestens mit dem Jahr {fruehestens} enden.")


def _enden_lassen(kennzahl: Kennzahl, letztes_jahr: int) -> None:
    _nicht_vorbei(kennzahl, letztes_jahr)
    if kennzahl.gueltig_bis != letztes_jahr:
        kennzahl.gueltig_bis, kennzahl.version = letztes_jahr, kennzahl.version + 1
        kennzahl.save()


def _freier_schluessel(name: str) -> str:
    """ASCII, unique over all Bezirke and fixed for ever: "haendische-zaehlung", "haendische-zaehlung-2"."""
    stamm = slugify(name.lower().translate(UMLAUTE))[:34].strip("-") or "kennzahl"
    vergeben = set(Kennzahl.objects.filter(schluessel__startswith=stamm).values_list("schluessel", flat=True))
    nummern = (f"{stamm}-{nummer}" for nummer in range(2, len(vergeben) + 3))
    return next(key for key in (stamm, *nummern) if key not in vergeben)
