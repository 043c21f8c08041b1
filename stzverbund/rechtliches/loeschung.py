"""Erasure (GDPR Art. 17): an account loses name and address everywhere; what others decided stays valid.

Figures, documents and editions name organisations only and are not touched; their hashes stay as they are.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from stzverbund.basis.models import Ereignis
from stzverbund.basis.personendaten import Tilgung
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.schutz import schwaerzen
from stzverbund.basis.verlauf import ereignis
from stzverbund.rechtliches import fundstellen
from stzverbund.rechtliches.erklaerungen import erklaerte
from stzverbund.rechtliches.models import Rueckmeldung
from stzverbund.rechtliches.worte import name_des_modells
from zentren.konten.ereignisse import ANMELDUNGEN
from zentren.models import Mitgliedschaft, Person, Rolle
from zentren.personen.mitgliedschaften import letzte_verwaltung_bleibt

GESCHWAERZT = "[geschwärzt]"
LETZTE = (
    "Diese Person ist die letzte Verwaltung. Bitte laden Sie zuerst jemanden ein, der diese Rolle übernimmt."
)
Anzahlen = list[tuple[str, int]]


@dataclass(frozen=True)
class Vorschau:
    """What erasing would do: kinds of data with their numbers; `hindernis` says why it is not possible.

    `fraglich` are places where a one-word name stands: chosen ones are blackened, the others stay.
    """

    geloescht: Anzahlen = field(default_factory=list)
    bleibt: Anzahlen = field(default_factory=list)
    geschwaerzt: Anzahlen = field(default_factory=list)
    von_hand: Anzahlen = field(default_factory=list)
    fraglich: list[fundstellen.Fundstelle] = field(default_factory=list)
    hindernis: str = ""


def vorschau(person: Person, wer: Mitgliedschaft | None) -> Vorschau:
    """What would happen; a constant number of queries for each model."""
    je_tilgung: dict[Tilgung, dict[str, int]] = {tilgung: {} for tilgung in Tilgung}
    for modell, angaben in erklaerte():
        if angaben.von is not None and modell is not Person:
            anzahl = modell._base_manager.filter(angaben.von(person)).count()
            je_name = je_tilgung[angaben.tilgung]
            name = name_des_modells(modell)
            je_name[name] = je_name.get(name, 0) + anzahl
    gefunden: dict[str, int] = {}
    for modell, menge, _ in fundstellen.eindeutige(person):
        name = name_des_modells(modell)
        gefunden[name] = gefunden.get(name, 0) + menge.count()
    return Vorschau(
        geloescht=_vorhandene(je_tilgung[Tilgung.LOESCHEN]),
        bleibt=_vorhandene(je_tilgung[Tilgung.BLEIBT]),
        geschwaerzt=_vorhandene(gefunden),
        von_hand=_vorhandene(fundstellen.laufende(person)),
        fraglich=fundstellen.fragliche(person),
        hindernis=_hindernis(person, wer),
    )


@transaction.atomic
def loeschen(*, person: Person, wer: Mitgliedschaft, grund: str = "", stellen: Collection[str] = ()) -> None:
    """Erases a person on request; see `anonymisieren`.

    Raises Verweigert for oneself and the last Verwaltung.
    """
    if hindernis := _hindernis(person, wer):
        raise Verweigert(hindernis)
    letzte_verwaltung_bleibt(ohne=person)  # with a lock, so that two never erase each other
    anonymisieren(person=person, wer=wer, grund=grund, stellen=stellen)


@transaction.atomic
def anonymisieren(
    *, person: Person, wer: Mitgliedschaft | None, grund: str, stellen: Collection[str] = ()
) -> None:
    """The account becomes „gelöschte Person 12“, closed for good; name and address go from all texts.

    A name of one word goes only from `stellen` (keys of `fundstellen.fragliche`), which somebody has chosen.
    Deletes logins, factors, mails and invitations, ends roles, blackens the trail (which leaves a mark)
    and logs an event. Raises Verweigert where it was done before.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.geloescht_am:
        raise Verweigert("Diese Person ist schon gelöscht.")
    with schwaerzen(f"Löschung von Konto {person.pk}"):
        _zeilen_loeschen(person)
        for modell, menge, felder in fundstellen.eindeutige(person):
            _schwaerzen(modell, menge, felder, fundstellen.muster(person))
        _gewaehlte_schwaerzen(person, stellen)
    Rueckmeldung.objects.filter(kontakt__iexact=person.email).update(kontakt="")
    _rollen_beenden(person, wer)
    _umbenennen(person)
    ereignis(person, "Konto gelöscht", wer=wer, grund=grund)


def _hindernis(person: Person, wer: Mitgliedschaft | None) -> str:
    if person.geloescht_am:
        return "Diese Person ist schon gelöscht."
    verwaltung = Mitgliedschaft.objects.gueltig().filter(rolle=Rolle.VERWALTUNG, person__is_active=True)
    if verwaltung.filter(person=person).exists() and not verwaltung.exclude(person=person).exists():
        return LETZTE
    if wer is not None and wer.person_id == person.pk:
        return "Ihr eigenes Konto löscht jemand anderes aus der Verwaltung."
    return ""


def _vorhandene(anzahlen: dict[str, int]) -> Anzahlen:
    return sorted((name, anzahl) for name, anzahl in anzahlen.items() if anzahl)


def _zeilen_loeschen(person: Person) -> None:
    for modell, angaben in erklaerte():
        if angaben.tilgung is Tilgung.LOESCHEN and angaben.von is not None:
            modell._base_manager.filter(angaben.von(person)).delete()
    Ereignis.objects.filter(
        pk__in=Ereignis.objects.zu(person).filter(was__in=ANMELDUNGEN).values("pk")
    ).delete()


def _schwaerzen(
    modell: type[models.Model], menge: models.QuerySet, felder: list[str], was: re.Pattern
) -> None:
    for pk, *texte in list(menge.values_list("pk", *felder)):
        neu = {
            name: was.sub(GESCHWAERZT, text)[: modell._meta.get_field(name).max_length]  # type: ignore[union-attr]
            for name, text in zip(felder, texte, strict=True)
            if text and was.search(text)
        }
        if neu:
            modell._base_manager.filter(pk=pk).update(**neu)


def _gewaehlte_schwaerzen(person: Person, stellen: Collection[str]) -> None:
    """The places of a one-word name that somebody has looked at."""
    gewaehlt = [stelle for stelle in fundstellen.fragliche(person) if stelle.schluessel in stellen]
    felder_von = {modell: felder for modell, _, felder in fundstellen.texte(person)}
    for stelle in gewaehlt:
        menge = stelle.modell._base_manager.filter(pk__in=stelle.pks)
        wort = fundstellen.muster_des_namens(person.name)
        _schwaerzen(stelle.modell, menge, felder_von[stelle.modell], wort)


def _rollen_beenden(person: Person, wer: Mitgliedschaft | None) -> None:
    heute = timezone.localdate()
    person.mitgliedschaften.filter(von__gt=heute).delete()
    for rolle in person.mitgliedschaften.filter(Q(bis__isnull=True) | Q(bis__gt=heute)):
        rolle.bis, rolle.version = heute, rolle.version + 1
        rolle.save()
        ereignis(rolle, "Mitgliedschaft beendet", wer=wer)


def _umbenennen(person: Person) -> None:
    person.email = f"geloescht-{person.pk}@geloescht.invalid"
    person.name = f"gelöschte Person {person.pk}"
    person.is_active = person.is_superuser = False
    person.last_login, person.geloescht_am = None, timezone.now()
    person.set_unusable_password()
    person.save()
