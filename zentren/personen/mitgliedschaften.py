"""The dates of Mitgliedschaften: changed, ended, handed over."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft, Person, Rolle
from zentren.personen import dauer
from zentren.personen.einladungen import einladen, ueberschneidende, zuruecknehmen
from zentren.personen.stellen import stelle_von

TAG = timedelta(days=1)
LETZTE_VERWALTUNG = (
    "Das ist die letzte Verwaltung. Bitte laden Sie zuerst jemanden ein, der diese Rolle übernimmt."
)


def zeitspanne(mitgliedschaft: Mitgliedschaft) -> str:
    """ "ab 01.01.2026" or "01.01.2026 bis 31.12.2026"."""
    if mitgliedschaft.bis is None:
        return f"ab {mitgliedschaft.von:%d.%m.%Y}"
    return f"{mitgliedschaft.von:%d.%m.%Y} bis {mitgliedschaft.bis:%d.%m.%Y}"


@transaction.atomic
def zeitraum_sichern(*, mitgliedschaft: Mitgliedschaft, version: int | None, wer: Mitgliedschaft) -> None:
    """Stores the changed dates of a Mitgliedschaft. Rights follow them at once. Logs an event.

    Whose role somebody else ends has her open invitations taken back. Raises Ueberholt where somebody else
    has changed it, Verweigert where it is the last Verwaltung.
    """
    vorher = Mitgliedschaft.objects.get(pk=mitgliedschaft.pk)
    if mitgliedschaft.rolle == Rolle.VERWALTUNG and mitgliedschaft.bis is not None:
        letzte_verwaltung_bleibt(ohne=mitgliedschaft.person, danach=mitgliedschaft.bis)
    speichern(mitgliedschaft, version=version)
    frueher = (mitgliedschaft.bis or date.max) < (vorher.bis or date.max)
    if frueher and mitgliedschaft.person_id != wer.person_id:
        zuruecknehmen(person=mitgliedschaft.person, wer=wer)
    spanne = f"{zeitspanne(vorher)} → {zeitspanne(mitgliedschaft)}"
    ereignis(mitgliedschaft, _was(vorher, mitgliedschaft), wer=wer, grund=spanne)


def letzte_verwaltung_bleibt(*, ohne: Person, danach: date | None = None) -> None:
    """Raises Verweigert where nobody else keeps the Verwaltung after this day (default: today).

    Locks all of them, so that two never end each other at the same time.
    """
    heute = timezone.localdate()
    alle = Mitgliedschaft.objects.select_for_update(of=("self",)).filter(rolle=Rolle.VERWALTUNG)
    andere = {m.pk for m in alle if m.person_id != ohne.pk}
    hat_sie = Mitgliedschaft.objects.gueltig(heute).filter(rolle=Rolle.VERWALTUNG, person=ohne).exists()
    bleiben = Mitgliedschaft.objects.mit_zugang(max(heute, (danach or heute) + TAG)).filter(pk__in=andere)
    if hat_sie and not bleiben.exists():
        raise Verweigert(LETZTE_VERWALTUNG)


def _was(vorher: Mitgliedschaft, jetzt: Mitgliedschaft) -> str:
    alt, neu = vorher.bis or date.max, jetzt.bis or date.max
    if vorher.von != jetzt.von or alt == neu:
        return "Zeitraum geändert"
    return "Mitgliedschaft beendet" if neu < alt else "Mitgliedschaft verlängert"


def ohne_leitung_nach(mitgliedschaft: Mitgliedschaft) -> bool:
    """Whether the centre has no Leitung on the day after the end of this Mitgliedschaft."""
    zentrum, bis = mitgliedschaft.zentrum, mitgliedschaft.bis
    if mitgliedschaft.rolle != Rolle.LEITUNG or bis is None or zentrum is None:
        return False
    if zentrum.in_betrieb_bis is not None and zentrum.in_betrieb_bis <= bis:
        return False
    andere = Mitgliedschaft.objects.filter(zentrum=zentrum, rolle=Rolle.LEITUNG)
    return not andere.mit_zugang(bis + TAG).exclude(pk=mitgliedschaft.pk).exists()


@transaction.atomic
def leitung_uebergeben(
    *,
    mitgliedschaft: Mitgliedschaft,
    version: int | None,
    ab: date,
    an: Mitgliedschaft | None,
    email: str,
    name: str,
    wer: Mitgliedschaft,
) -> None:
    """Ends a Leitung the day before `ab`; from `ab` on it is the colleague `an`, or whoever is invited.

    Open work belongs to the centre, so nothing has to be moved. A colleague's Mitarbeit ends with the day
    before, too. The new Leitung lasts no longer than the role of `wer`, and the old one never longer than
    before. Logs events; an invitation goes out by mail. Raises Ueberholt and Verweigert.
    """
    stelle = stelle_von(mitgliedschaft)
    stelle.der_reihe_nach()
    if not mitgliedschaft.von < ab:
        raise Verweigert("Der Tag der Übergabe liegt vor dem Beginn der Leitung.")
    bis = dauer.laengstens(wer)
    if bis is not None and bis < ab:
        raise Verweigert(dauer.zu_lang(None, wer))
    if an is not None:
        _befoerdern(an, ab, bis, wer)
    else:
        einladen(stelle=stelle, rolle=Rolle.LEITUNG, email=email, name=name, von=ab, bis=bis, wer=wer)
    mitgliedschaft.bis = min(ab - TAG, mitgliedschaft.bis or date.max)
    speichern(mitgliedschaft, version=version)
    ereignis(mitgliedschaft, "Leitung übergeben", wer=wer, grund=f"zum {ab:%d.%m.%Y}")


def _befoerdern(kollege: Mitgliedschaft, ab: date, bis: date | None, wer: Mitgliedschaft) -> None:
    kollege = Mitgliedschaft.objects.select_for_update(of=("self",)).get(pk=kollege.pk)
    neu = Mitgliedschaft(person=kollege.person, rolle=Rolle.LEITUNG, zentrum=kollege.zentrum, von=ab, bis=bis)
    if ueberschneidende(neu, email=kollege.person.email).exists():
        raise Verweigert(f"{kollege.person} hat die Leitung ab {ab:%d.%m.%Y} schon.")
    neu.save()
    ereignis(neu, "Leitung übernommen", wer=wer, grund=f"ab {ab:%d.%m.%Y}")
    if kollege.von < ab and (kollege.bis is None or kollege.bis >= ab):
        kollege.bis = ab - TAG
        zeitraum_sichern(mitgliedschaft=kollege, version=kollege.version, wer=wer)


def kollegium(mitgliedschaft: Mitgliedschaft) -> QuerySet[Mitgliedschaft]:
    """To whom a Leitung can be handed over without an invitation: the staff of the centre."""
    team = Mitgliedschaft.objects.mit_zugang().filter(zentrum=mitgliedschaft.zentrum, rolle=Rolle.MITARBEIT)
    return team.exclude(person=mitgliedschaft.person).select_related("person", "zentrum")
