"""Bookings of groups in the Räume of the demo: three years in one centre, a few in the others."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from random import Random
from typing import Any

from stzverbund.start.beispiel.rahmen import Rahmen, zufall
from zentren.belegungen import eintragen, moment, verteilen
from zentren.models import Belegung, Raum, Zentrum
from zentren.stadtteilmanagement.models import Buchungstermin, Raumbuchung
from zentren.stadtteilmanagement.raumbuchungen import wuensche

REICH = "marzahn-mitte"
WOCHE = timedelta(weeks=1)
Status = Raumbuchung.Status
GRUPPEN = [
    ("Mietergruppe", "Treffen der Hausgemeinschaft", 12),
    ("Schachverein", "Spielabend", 16),
    ("Vietnamesischer Elternverein", "Feier zum Neujahr", 60),
    ("Kleingartenverein", "Mitgliederversammlung", 45),
    ("Selbsthilfegruppe Schlafstörungen", "Gruppentreffen", 10),
    ("Bürgerinitiative Grünzug", "Planungsrunde", 14),
    ("Gitarrenkreis", "Probe", 8),
    ("Seniorenvertretung", "Sprechstunde und Austausch", 20),
    ("Sportverein", "Vorstandssitzung", 9),
    ("Nachbarschaftsfest-Runde", "Vorbereitung", 15),
]
UHRZEITEN = [(time(9), time(11)), (time(16), time(18)), (time(18, 30), time(20)), (time(19), time(21))]


def anlegen(rahmen: Rahmen) -> None:
    """Long ago and soon; what is confirmed and free has its dates."""
    raeume: dict[int, list[Raum]] = {}
    for raum in Raum.objects.filter(fuer_gruppen=True).select_related("standort__zentrum"):
        raeume.setdefault(raum.zentrum.pk, []).append(raum)
    buchungen = [
        buchung
        for slug, zentrum in rahmen.zentren.items()
        for buchung in _im_zentrum(rahmen, zentrum, raeume.get(zentrum.pk, []), reich=slug == REICH)
    ]
    Raumbuchung.objects.bulk_create(buchungen)
    for buchung in buchungen:
        buchung.angefragt_am = min(buchung.tag, rahmen.heute) - timedelta(days=10)
        if buchung.status == Status.ANGEFRAGT:
            buchung.angefragt_am = rahmen.vor(3)
    Raumbuchung.objects.bulk_update(buchungen, ["angefragt_am"])
    _belegen([buchung for buchung in buchungen if buchung.status == Status.BESTAETIGT])
    _sperren(rahmen, raeume)


def _im_zentrum(
    rahmen: Rahmen, zentrum: Zentrum, raeume: list[Raum], *, reich: bool
) -> Iterator[Raumbuchung]:
    wuerfel = zufall(zentrum.slug, "raumbuchungen")
    if not raeume:
        return
    for tag in _tage(rahmen, wuerfel, 30 if reich else 4):
        yield _buchung(rahmen, wuerfel, raeume, tag)
    if reich:
        for jahr in range(rahmen.erster.year, rahmen.heute.year + 1):
            serie = _buchung(rahmen, wuerfel, raeume, date(jahr, 1, 15), status=Status.BESTAETIGT)
            serie.woechentlich_bis = date(jahr, 6, 20)
            yield serie
        for wochen in (2, 3):
            yield _buchung(rahmen, wuerfel, raeume, rahmen.heute + wochen * WOCHE, status=Status.ANGEFRAGT)


def _tage(rahmen: Rahmen, wuerfel: Random, anzahl: int) -> list[date]:
    spanne = (rahmen.heute + 5 * WOCHE - rahmen.erster).days
    return [rahmen.erster + timedelta(days=wuerfel.randrange(spanne)) for _ in range(anzahl)]


def _buchung(
    rahmen: Rahmen, wuerfel: Random, raeume: list[Raum], tag: date, *, status: str = ""
) -> Raumbuchung:
    gruppe, zweck, personen = wuerfel.choice(GRUPPEN)
    von, bis = wuerfel.choice(UHRZEITEN)
    stand = (
        status
        or wuerfel.choices([Status.BESTAETIGT, Status.ABGELEHNT, Status.ABGESAGT], weights=[8, 1, 1])[0]
    )
    mehr: dict[str, Any] = {}
    if stand != Status.ANGEFRAGT:
        mehr["beantwortet_am"] = min(tag, rahmen.heute) - timedelta(days=7)
    if stand == Status.ABGELEHNT:
        mehr["antwort"] = "An diesem Tag brauchen wir den Raum selbst."
    return Raumbuchung(
        raum=wuerfel.choice(raeume),
        gruppe=gruppe,
        zweck=zweck,
        personen=personen,
        tag=tag,
        von=von,
        bis=bis,
        status=stand,
        **mehr,
    )


def _belegen(buchungen: list[Raumbuchung]) -> None:
    """The dates that are free; a booking that finds none has been taken by somebody else meanwhile."""
    zu = {id(wunsch): (wunsch, buchung) for buchung in buchungen for wunsch in wuensche(buchung)}
    frei, _ = verteilen([wunsch for wunsch, _ in zu.values()])
    termine = [Buchungstermin(buchung=zu[id(b)][1], belegung=b) for b in eintragen(frei)]
    Buchungstermin.objects.bulk_create(termine)
    mit_termin = {termin.buchung_id for termin in termine}
    leer = [b.pk for b in buchungen if b.pk not in mit_termin]
    Raumbuchung.objects.filter(pk__in=leer).update(
        status=Status.ABGELEHNT, antwort="Zu dieser Zeit ist der Raum schon belegt."
    )


def _sperren(rahmen: Rahmen, raeume: dict[int, list[Raum]]) -> None:
    if REICH in rahmen.zentren and (seine := raeume.get(rahmen.zentren[REICH].pk)):
        samstag = rahmen.heute + timedelta(days=(5 - rahmen.heute.weekday()) % 7 + 21)
        sperre = Belegung(
            raum=seine[-1],
            art=Belegung.Art.SPERRE,
            beginn=moment(samstag, time(8)),
            ende=moment(samstag, time(18)),
            anlass="Malerarbeiten",
        )
        eintragen(verteilen([sperre])[0])
