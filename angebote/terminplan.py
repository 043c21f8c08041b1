"""Termine from the schedules of an Angebot: how they are made and kept up to date."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from angebote.erfassung import neu_summieren
from angebote.models import Angebot, Termin, Zeitplan
from angebote.raumbelegung import nachziehen, termin_belegen, termine_loeschen
from angebote.zeitplan import Regel, Rhythmus, als_rrule, aus_rrule, kurz, termine, wochentage
from angebote.zeitraeume import Gesperrt
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from stzverbund.basis.zeit import monatsanfang, monatsende
from zentren.models import Mitgliedschaft, Schliesszeit

HORIZONT = timedelta(weeks=8)
"""How far ahead Termine stand in the books."""

Zeitpunkt = tuple[date, time]


def regel_von(zeitplan: Zeitplan) -> Regel:
    """The schedule as a value."""
    gemeinsam: dict[str, Any] = {
        "beginn": zeitplan.beginn,
        "von": zeitplan.von,
        "bis": zeitplan.bis,
        "pause_schulferien": zeitplan.pause_schulferien,
        "pause_feiertage": zeitplan.pause_feiertage,
        "ausnahmen": tuple(date.fromisoformat(tag) for tag in zeitplan.ausnahmen),
    }
    if zeitplan.rhythmus == Rhythmus.EINZELTERMINE:
        daten = tuple(date.fromisoformat(tag) for tag in zeitplan.daten)
        return Regel(rhythmus=Rhythmus.EINZELTERMINE, daten=daten, **gemeinsam)
    return aus_rrule(zeitplan.regel, **gemeinsam)


def in_kurzen_worten(zeitplan: Zeitplan) -> str:
    """ "Di 10–11:30 Uhr"; the same schedule is put into words only once."""
    z = zeitplan
    return _in_kurzen_worten(z.rhythmus, z.regel, tuple(z.daten), z.beginn, z.von, z.bis)


@lru_cache(maxsize=4096)
def _in_kurzen_worten(
    rhythmus: str, regel: str, daten: tuple[str, ...], beginn: date, von: time, bis: time
) -> str:
    zeitplan = Zeitplan(rhythmus=rhythmus, regel=regel, daten=daten, beginn=beginn, von=von, bis=bis)
    return kurz(regel_von(zeitplan))


def felder_von(regel: Regel) -> dict[str, Any]:
    """The fields of a Zeitplan for this rule; the other way round of `regel_von`."""
    regel = regel.bereinigt()
    einzeln = regel.rhythmus == Rhythmus.EINZELTERMINE
    return {
        "rhythmus": str(regel.rhythmus),
        "regel": "" if einzeln else als_rrule(regel),
        "daten": [tag.isoformat() for tag in regel.daten],
        "ausnahmen": [tag.isoformat() for tag in regel.ausnahmen],
        "beginn": regel.beginn,
        "ende": regel.ende,
        "von": regel.von,
        "bis": regel.bis,
        "pause_schulferien": regel.pause_schulferien,
        "pause_feiertage": regel.pause_feiertage,
        "wochentage": wochentage(regel, timezone.localdate()),
    }


@transaction.atomic
def termine_sichern(*, angebot: Angebot, bis: date, streng: bool = True) -> int:
    """Makes the Termine of an Angebot up to `bis` agree with its schedules; returns how many are new.

    Planned ones ahead that no longer fit are removed; what has begun or was counted is never touched. A new
    schedule is filled from the first day of the current month. Idempotent; locks the Angebot. `streng`:
    raises Belegt where a new Termin finds its Raum taken; otherwise it stays without one.
    """
    return _sichern(Angebot.objects.filter(pk=angebot.pk), timezone.localtime(), bis, streng=streng)


@transaction.atomic
def alle_sichern(heute: date) -> int:
    """`termine_sichern` for all public Angebote, eight weeks ahead; returns how many Termine are new.

    A constant number of queries; for the daily job.
    """
    jetzt = timezone.localtime()
    if jetzt.date() != heute:
        jetzt = datetime.combine(heute, time(), tzinfo=jetzt.tzinfo)
    return _sichern(Angebot.objects.oeffentlich(), jetzt, heute + HORIZONT, streng=False)


@transaction.atomic
def wochentage_nachfuehren(heute: date) -> int:
    """Rules that name no weekday (single dates, "on the 15th") fall on others as time goes by.

    Returns how many schedules of public Angebote have changed; without history. For the daily job.
    """
    ohne_wochentag = (Rhythmus.EINZELTERMINE, Rhythmus.MONATLICH_TAG)
    oeffentliche = Angebot.objects.oeffentlich().values("pk")
    geaendert = []
    for zeitplan in Zeitplan.objects.filter(rhythmus__in=ohne_wochentag, angebot__in=oeffentliche):
        tage = wochentage(regel_von(zeitplan), heute)
        if tage != zeitplan.wochentage:
            zeitplan.wochentage = tage
            geaendert.append(zeitplan)
    return Zeitplan.objects.bulk_update(geaendert, ["wochentage"], batch_size=500)


@transaction.atomic
def einzeltermin(*, angebot: Angebot, datum: date, von: time, bis: time, wer: Mitgliedschaft) -> Termin:
    """A date beside the schedule; logs an event.

    Refuses drafts, doubles and days when it does not run; raises Belegt where it comes and its Raum is taken.
    """
    angebot = Angebot.objects.select_for_update(of=("self",)).get(pk=angebot.pk)
    if angebot.status == Angebot.Status.ENTWURF:
        raise Verweigert("Bitte veröffentlichen Sie das Angebot zuerst.")
    if not laeuft(angebot, datum):
        raise Verweigert(
            "Das Angebot läuft an diesem Tag nicht. Bitte prüfen Sie „läuft ab“ und „läuft bis“."
        )
    if bis <= von:
        raise Verweigert("Das Ende muss nach dem Beginn liegen.")
    if angebot.termine.filter(datum=datum, von=von).exists():
        raise Verweigert("Zu dieser Zeit gibt es schon einen Termin dieses Angebots.")
    termin = Termin(angebot=angebot, datum=datum, von=von, bis=bis, minuten=_minuten(von, bis))
    termin.save()
    termin_belegen(termin, streng=True)
    ereignis(termin, "eingetragen", wer=wer)
    nachsummieren(angebot=angebot, monat=monatsanfang(datum), wer=wer)
    return termin


@transaction.atomic
def termin_entfernen(*, termin: Termin, wer: Mitgliedschaft) -> None:
    """Takes back a planned Termin that was a mistake; logs an event at the Angebot.

    Refuses what was counted, and what the schedule would give again.
    """
    termin = (
        Termin.objects.select_for_update(of=("self",)).select_related("angebot__zentrum").get(pk=termin.pk)
    )
    if termin.status != Termin.Status.GEPLANT:
        raise Verweigert("Dieser Termin ist schon gezählt. Setzen Sie ihn zuerst auf „noch offen“.")
    if termin.zeitplan_id and termin.datum >= timezone.localdate():
        raise Verweigert(
            "Dieser Termin kommt aus dem Zeitplan. Ändern Sie den Zeitplan oder sagen Sie den Termin ab."
        )
    ereignis(
        termin.angebot, "Termin entfernt", wer=wer, grund=f"{termin.datum:%d.%m.%Y}, {termin.von:%H:%M} Uhr"
    )
    termine_loeschen(Termin.objects.filter(pk=termin.pk))
    nachsummieren(angebot=termin.angebot, monat=monatsanfang(termin.datum), wer=wer)


def nachsummieren(*, angebot: Angebot, monat: date, wer: Mitgliedschaft | None) -> None:
    """After planned Termine came or went: a month whose other Termine fell out may read otherwise now.

    A closed month stays as it is.
    """
    im_monat = angebot.termine.filter(datum__range=(monat, monatsende(monat)))
    if im_monat.filter(status=Termin.Status.AUSGEFALLEN).exists():
        with suppress(Gesperrt):
            neu_summieren(angebot=angebot, monat=monat, wer=wer)


def kuenftige_entfernen(zeitplaene: Iterable[Zeitplan]) -> None:
    """Removes the planned Termine ahead of schedules that end now."""
    jetzt = timezone.localtime()
    spaeter = Q(datum__gt=jetzt.date()) | Q(datum=jetzt.date(), von__gt=jetzt.time())
    geplante = Termin.objects.filter(zeitplan__in=list(zeitplaene), status=Termin.Status.GEPLANT)
    termine_loeschen(geplante.filter(spaeter))


def _sichern(angebote: QuerySet[Angebot], jetzt: datetime, bis: date, *, streng: bool) -> int:
    geladen = list(
        angebote.select_for_update(of=("self",))
        .select_related("zentrum")
        .prefetch_related("zeitplaene", "zentrum__schliesszeiten")
    )
    monat, schluessel = monatsanfang(jetzt.date()), [angebot.pk for angebot in geladen]
    vorhanden: dict[int, dict[Zeitpunkt, Termin]] = {pk: {} for pk in schluessel}
    for termin in Termin.objects.filter(angebot__in=schluessel, datum__gte=monat):
        vorhanden[termin.angebot_id][termin.datum, termin.von] = termin
    bekannt = Termin.objects.filter(zeitplan__angebot__in=schluessel).order_by()
    gefuellt = set(bekannt.values_list("zeitplan_id", flat=True).distinct())
    neue: list[Termin] = []
    veraltete: list[int] = []
    for angebot in geladen:
        alte = vorhanden[angebot.pk]
        letzter = max([bis, *(datum for datum, _ in alte)])
        soll = vorgesehen(angebot, monat, letzter)
        weg = {wann for wann, alt in alte.items() if _veraltet(alt, soll.get(wann), jetzt)}
        veraltete += [alte[wann].pk for wann in weg]
        neue += [
            termin
            for wann, termin in soll.items()
            if (wann not in alte or wann in weg)
            and wann[0] <= bis
            and (wann[0] >= jetzt.date() or termin.zeitplan_id not in gefuellt)
        ]
    if veraltete:
        termine_loeschen(Termin.objects.filter(pk__in=veraltete))
    Termin.objects.bulk_create(neue, ignore_conflicts=True)
    nachziehen(geladen, neue, jetzt=jetzt, streng=streng)
    return len(neue)


def vorgesehen(angebot: Angebot, von: date, bis: date) -> dict[Zeitpunkt, Termin]:
    """The Termine that the schedules want; none while the Angebot is not published."""
    if angebot.status != Angebot.Status.VEROEFFENTLICHT:
        return {}
    zu = geschlossen(angebot.zentrum.schliesszeiten.all(), von)
    soll: dict[Zeitpunkt, Termin] = {}
    for zeitplan in angebot.zeitplaene.all():
        for v in termine(regel_von(zeitplan), von, bis):
            if v.datum not in zu and laeuft(angebot, v.datum):
                termin = Termin(
                    angebot=angebot, zeitplan=zeitplan, datum=v.datum, von=v.von, bis=v.bis, minuten=v.minuten
                )
                soll.setdefault((v.datum, v.von), termin)
    return soll


def _veraltet(alt: Termin, neu: Termin | None, jetzt: datetime) -> bool:
    if alt.status != Termin.Status.GEPLANT or alt.zeitplan_id is None:
        return False
    kommt_noch = (alt.datum, alt.von) > (jetzt.date(), jetzt.time())
    return kommt_noch and (neu is None or neu.bis != alt.bis)


def laeuft(angebot: Angebot, tag: date) -> bool:
    """Whether the day lies within the dates of the Angebot and of its centre."""
    enden = (angebot.ende, angebot.zentrum.in_betrieb_bis)
    return (angebot.beginn is None or tag >= angebot.beginn) and all(e is None or tag <= e for e in enden)


def geschlossen(schliesszeiten: Iterable[Schliesszeit], ab: date) -> set[date]:
    """The days from `ab` on on which the centre is closed."""
    tage: set[date] = set()
    for zeit in schliesszeiten:
        erster = max(zeit.von, ab)
        tage |= {erster + timedelta(days=i) for i in range((zeit.bis - erster).days + 1)}
    return tage


def _minuten(von: time, bis: time) -> int:
    return (bis.hour - von.hour) * 60 + bis.minute - von.minute
