"""Who was there, from when to when: a seat for each Zentrum, and for other offices (domain model)."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from stzverbund.basis.pflege import Ueberholt, Verweigert, speichern
from verbund.models import Sitzung, Teilnahme
from verbund.protokoll.rahmen import zu_schreiben
from zentren.models import Mitgliedschaft, Person, Rolle, Zentrum

FELDER = ("anwesend", "person", "kam_um", "ging_um")
TEAM = (Rolle.LEITUNG, Rolle.MITARBEIT)


def ohne_sitz(sitzung: Sitzung) -> QuerySet[Zentrum]:
    """The Zentren of the Verbund that are not in the list of the session."""
    sitze = sitzung.teilnahmen.filter(zentrum__isnull=False).order_by().values("zentrum")
    return Zentrum.objects.filter(bezirk=sitzung.verbund.bezirk_id).exclude(pk__in=sitze)


@transaction.atomic
def eintragen(
    *, teilnahme: Teilnahme, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Teilnahme:
    """Stores some of FELDER for a seat; raises Ueberholt for an old version, Verweigert for nonsense.

    Who came late or left was there.
    """
    zu_schreiben(teilnahme.sitzung, wer)
    sitze = Teilnahme.objects.select_for_update(of=("self",)).select_related("zentrum", "sitzung")
    aktuell = sitze.get(pk=teilnahme.pk)
    if version != aktuell.version:
        raise Ueberholt(aktuell)
    for feld in FELDER:
        if feld in angaben:
            setattr(aktuell, feld, angaben[feld])
    if aktuell.kam_um and aktuell.ging_um and aktuell.ging_um < aktuell.kam_um:
        raise Verweigert("„ging um“ liegt vor „kam um“.")
    if aktuell.anwesend == Teilnahme.Anwesend.OFFEN and (aktuell.kam_um or aktuell.ging_um):
        aktuell.anwesend = Teilnahme.Anwesend.JA
    if aktuell.person_id and not _kann_vertreten(aktuell):
        raise Verweigert(f"Diese Person gehört nicht zu {aktuell}.")
    speichern(aktuell, version=version)
    return aktuell


@transaction.atomic
def hinzufuegen(
    *, sitzung: Sitzung, zentrum: Zentrum | None = None, stelle: str = "", wer: Mitgliedschaft
) -> Teilnahme:
    """A Zentrum without a seat, or another office (an organisation, no name), that is there."""
    protokoll = zu_schreiben(sitzung, wer)
    stelle = stelle.strip()
    if (zentrum is None) == (not stelle):
        raise Verweigert("Bitte nennen Sie ein Zentrum oder eine andere Stelle.")
    if zentrum is not None and zentrum.bezirk_id != protokoll.sitzung.verbund.bezirk_id:
        raise Verweigert("Dieses Zentrum gehört nicht zum Verbund. Bitte tragen Sie es als Stelle ein.")
    if protokoll.sitzung.teilnahmen.filter(zentrum=zentrum, stelle=stelle).exists():
        raise Verweigert(f"{zentrum or stelle} steht schon in der Liste.")
    teilnahme = Teilnahme(
        sitzung=protokoll.sitzung, zentrum=zentrum, stelle=stelle, anwesend=Teilnahme.Anwesend.JA
    )
    speichern(teilnahme)
    return teilnahme


def waehlbare(sitzung: Sitzung) -> dict[int, list[Person]]:
    """Who can speak for each Zentrum on that day: its team, delegates first. Two queries."""
    delegierte = set(
        sitzung.verbund.delegationen.filter(von__lte=sitzung.datum)
        .exclude(bis__lt=sitzung.datum)
        .values_list("zentrum", "person")
    )
    team = Mitgliedschaft.objects.gueltig(sitzung.datum).filter(
        rolle__in=TEAM, zentrum__bezirk=sitzung.verbund.bezirk_id
    )
    je_zentrum: dict[int, list[Person]] = {}
    for m in sorted(
        team.select_related("person"),
        key=lambda m: ((m.zentrum_id, m.person_id) not in delegierte, str(m.person)),
    ):
        personen = je_zentrum.setdefault(m.zentrum_id or 0, [])
        if m.person not in personen:
            personen.append(m.person)
    return je_zentrum


def _kann_vertreten(teilnahme: Teilnahme) -> bool:
    """Team on that day, delegate, or whoever has been noted before."""
    if teilnahme.zentrum_id is None:
        return False
    tag = teilnahme.sitzung.datum
    team = Mitgliedschaft.objects.gueltig(tag).filter(rolle__in=TEAM, zentrum=teilnahme.zentrum_id)
    if team.filter(person=teilnahme.person_id).exists():
        return True
    return Teilnahme.objects.filter(pk=teilnahme.pk, person=teilnahme.person_id).exists()
