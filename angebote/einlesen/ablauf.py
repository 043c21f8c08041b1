"""The way of a list: uploaded, columns matched, taken over as a whole, taken back.

Each step is one transaction that locks the Import.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date, timedelta
from types import ModuleType
from typing import Any

from django.db import transaction
from django.utils import timezone

from angebote import pflege
from angebote.einlesen import angebotsliste, zahlenliste
from angebote.models import Import
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.tabellen.lesen import Blatt, lies
from stzverbund.basis.tabellen.text import Tabellenfehler, bereinigt
from stzverbund.basis.tabellen.zuordnung import Tabelle, kopf_vorschlag, tabelle, vorschlag
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft, Zentrum

Art, Status = Import.Art, Import.Status
LISTEN: dict[str, ModuleType] = {Art.ANGEBOTE: angebotsliste, Art.ZAHLEN: zahlenliste}
LIEGEN_GEBLIEBEN = timedelta(days=7)
"""After so long a list that nobody took over is removed with its content."""
AUF_EINMAL = 100
SCHON = "Diese Liste ist schon {wort}."


def liste_von(art: str) -> Any:
    """What is particular to this kind of list."""
    return LISTEN[art]


@transaction.atomic
def hochladen(*, zentrum: Zentrum, art: str, name: str, daten: bytes, wer: Mitgliedschaft) -> Import:
    """Reads a file and proposes its columns; raises Tabellenfehler, with nothing stored."""
    blaetter = lies(daten)
    erstes = next((i for i, blatt in enumerate(blaetter) if not blatt.fehler), None)
    if erstes is None:
        raise Tabellenfehler(blaetter[0].fehler)
    liste = Import(
        zentrum=zentrum,
        art=art,
        name=bereinigt(name)[-200:] or "Liste",
        blaetter=[asdict(blatt) for blatt in blaetter],
        person=wer.person,
    )
    _blatt_setzen(liste, erstes, None)
    liste.save()
    return liste


@transaction.atomic
def blatt_waehlen(*, liste: Import, blatt: int, kopf: int | None) -> Import:
    """Another sheet or another row of heads; the columns are proposed anew. Raises Tabellenfehler."""
    liste = _laden(liste, Status.OFFEN)
    _blatt_setzen(liste, blatt, kopf)
    liste.save()
    return liste


@transaction.atomic
def zuordnen(*, liste: Import, zuordnung: Mapping[int, str], vorgaben: Mapping[str, Any]) -> Import:
    """Stores which column holds what, and what holds for rows that do not say it."""
    liste = _laden(liste, Status.OFFEN)
    liste.zuordnung = {str(index): ziel for index, ziel in zuordnung.items()}
    liste.vorgaben = dict(vorgaben)
    liste.save()
    return liste


@transaction.atomic
def uebernehmen(*, liste: Import, auch: set[int], wer: Mitgliedschaft) -> Import:
    """Everything that can be taken over, or nothing; the table itself is forgotten. Logs an event.

    `auch` are lines in the file that were left out as doubles. Raises Verweigert.
    """
    liste = _laden(liste, Status.OFFEN)
    besonderes, heute = liste_von(liste.art), timezone.localdate()
    if maengel := besonderes.maengel(liste.spalten):
        raise Verweigert(" ".join(maengel))
    liste.ergebnis = besonderes.uebernehmen(liste, gewaehlte_tabelle(liste), auch=auch, wer=wer, heute=heute)
    liste.status, liste.uebernommen_am, liste.blaetter = Status.UEBERNOMMEN, timezone.now(), []
    liste.anzahl = liste.zeilen.count()
    liste.save()
    ereignis(liste, "übernommen", wer=wer, grund=liste.name)
    return liste


@transaction.atomic
def zuruecknehmen(*, liste: Import, wer: Mitgliedschaft) -> int:
    """Takes back what nobody has changed since; returns how much stays. Logs an event.

    What was edited, published or counted stays; taking back again may find less in the way.
    """
    liste = _laden(liste, Status.UEBERNOMMEN)
    weg = liste_von(liste.art).zuruecknehmen(liste, wer)
    bleibt = liste.zeilen.count()
    if not bleibt:
        liste.status = Status.ZURUECKGENOMMEN
    liste.zurueckgenommen_am = timezone.now()
    liste.save()
    ereignis(liste, "zurückgenommen", wer=wer, grund=f"{weg} zurückgenommen, {bleibt} geblieben")
    return bleibt


def veroeffentlichen(*, liste: Import, wer: Mitgliedschaft) -> tuple[int, int]:
    """Publishes the complete drafts of a list, each as if by hand; returns how many, and how many are left.

    At most a hundred at once, because Termine are made for each.
    """
    fertige = angebotsliste.fertige_entwuerfe(liste)
    anzahl = 0
    for angebot in fertige[:AUF_EINMAL]:
        with suppress(Verweigert):
            pflege.veroeffentlichen(angebot=angebot, wer=wer)
            anzahl += 1
    return anzahl, len(fertige[AUF_EINMAL:])


@transaction.atomic
def verwerfen(*, liste: Import) -> None:
    """Removes a list that was not taken over."""
    _laden(liste, Status.OFFEN).delete()


def alte_entfernen(heute: date) -> int:
    """Removes lists that nobody took over within a week; returns how many. For the daily job."""
    grenze = heute - LIEGEN_GEBLIEBEN
    return Import.objects.filter(status=Status.OFFEN, angelegt_am__date__lt=grenze).delete()[0]


def blaetter(liste: Import) -> list[Blatt]:
    """The sheets as they were read."""
    return [
        Blatt(b["name"], [(nummer, zellen) for nummer, zellen in b["zeilen"]], b["fehler"])
        for b in liste.blaetter
    ]


def gewaehlte_tabelle(liste: Import) -> Tabelle:
    """The chosen sheet below its heads."""
    return tabelle(blaetter(liste)[liste.blatt].zeilen, liste.kopf)


def _blatt_setzen(liste: Import, nummer: int, kopf: int | None) -> None:
    blatt = blaetter(liste)[nummer]
    if blatt.fehler:
        raise Tabellenfehler(blatt.fehler)
    besonderes = liste_von(liste.art)
    ziele = besonderes.ziele(liste.zentrum)
    liste.blatt = nummer
    liste.kopf = kopf_vorschlag(blatt.zeilen, ziele) if kopf is None else kopf
    gewaehlt = tabelle(blatt.zeilen, liste.kopf)
    liste.zuordnung = {str(i): z for i, z in vorschlag(gewaehlt, ziele, besonderes.erlaubt).items()}


def _laden(liste: Import, status: str) -> Import:
    """The Import, locked, in the state that the step needs."""
    aktuell = (
        Import.objects.select_for_update(of=("self",)).select_related("zentrum").filter(pk=liste.pk).first()
    )
    if aktuell is None:
        raise Verweigert("Diese Liste wurde soeben verworfen.")
    if aktuell.status != status:
        raise Verweigert(SCHON.format(wort=aktuell.get_status_display()))
    return aktuell
