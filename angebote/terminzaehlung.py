"""What was counted at a Termin: took place or not, heads, volunteers and their time."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from angebote.aufteilung import Zelle, vollstaendig
from angebote.erfassung import neu_summieren
from angebote.models import Termin, Terminaufteilung
from angebote.raumbelegung import termin_belegen, termin_freigeben
from stzverbund.basis.models.historie import in_rolle
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.basis.verlauf import ereignis
from stzverbund.basis.zeit import monatsanfang
from zentren.handelnde import Handelnde

Status = Termin.Status

WAS = {
    Status.GEPLANT: "wieder offen",
    Status.STATTGEFUNDEN: "stattgefunden",
    Status.AUSGEFALLEN: "ausgefallen",
}


@transaction.atomic
def termin_zaehlen(
    *,
    termin: Termin,
    status: str,
    grund: str = "",
    teilnahmen: int | None = None,
    ehrenamtliche: int | None = None,
    ehrenamt_minuten: int | None = None,
    aufteilung: Mapping[Zelle, int] | None = None,
    version: int | None,
    wer: Handelnde,
) -> Termin:
    """Stores the count of a Termin (time in minutes) and sums its month anew in the same transaction.

    Only a Termin that took place keeps numbers. `aufteilung` None leaves the breakdown, {} removes it.
    Raises Ueberholt where somebody else saved in between, Aufteilungsfehler, Gesperrt where the month is
    closed, and Verweigert for what cannot be. A new status is an event; history keeps every save.
    Who calls it off frees the Raum; where it is taken meanwhile, what is ahead cannot take place (Belegt).
    """
    termin = (
        Termin.objects.select_for_update(of=("self",)).select_related("angebot__zentrum").get(pk=termin.pk)
    )
    if termin.version != version:
        raise Ueberholt(termin)
    vorher, fand_statt = termin.status, status == Status.STATTGEFUNDEN
    _pruefen(termin, status, grund)
    termin.status, termin.grund = status, grund if status == Status.AUSGEFALLEN else ""
    termin.teilnahmen = teilnahmen if fand_statt else None
    termin.ehrenamtliche = ehrenamtliche if fand_statt else None
    termin.ehrenamt_minuten = ehrenamt_minuten if fand_statt else None
    termin.version += 1
    termin._change_reason = in_rolle(wer)  # type: ignore[attr-defined]
    termin.save()
    _aufteilen(termin, aufteilung if fand_statt else {})
    if Status.AUSGEFALLEN in (status, vorher):
        _raum(termin)
    if status != vorher:
        ereignis(termin, WAS[Status(status)], wer=wer, grund=termin.grund)
    neu_summieren(angebot=termin.angebot, monat=monatsanfang(termin.datum), wer=wer)
    return termin


def hat_begonnen(termin: Termin) -> bool:
    """Before it begins a Termin can be called off, but not counted."""
    jetzt = timezone.localtime()
    return (termin.datum, termin.von) <= (jetzt.date(), jetzt.time())


def _pruefen(termin: Termin, status: str, grund: str) -> None:
    if status not in Status.values:
        raise Verweigert("Bitte wählen Sie, ob der Termin stattgefunden hat.")
    if status == Status.AUSGEFALLEN and not grund.strip():
        raise Verweigert("Bitte sagen Sie, warum der Termin ausgefallen ist.")
    if status == Status.STATTGEFUNDEN and not hat_begonnen(termin):
        raise Verweigert(
            f"Dieser Termin beginnt erst am {termin.datum:%d.%m.%Y} um {termin.von:%H:%M} Uhr. "
            "Danach können Sie ihn zählen."
        )


def _raum(termin: Termin) -> None:
    if termin.status == Status.AUSGEFALLEN:
        termin_freigeben(termin)
    else:
        termin_belegen(termin, streng=not hat_begonnen(termin))


def _aufteilen(termin: Termin, aufteilung: Mapping[Zelle, int] | None) -> None:
    """Replaces the breakdown; one that is left as it is must still fit the new total."""
    if aufteilung is None:
        vollstaendig(gespeicherte(termin), termin.teilnahmen or 0)
        return
    ganz = vollstaendig(aufteilung, termin.teilnahmen or 0)
    termin.aufteilung.all().delete()
    Terminaufteilung.objects.bulk_create(
        Terminaufteilung(termin=termin, altersgruppe=alter, geschlecht=geschlecht, anzahl=anzahl)
        for (alter, geschlecht), anzahl in ganz.items()
    )


def gespeicherte(termin: Termin) -> dict[Zelle, int]:
    """The stored breakdown of a Termin, margins included."""
    return {(teil.altersgruppe, teil.geschlecht): teil.anzahl for teil in termin.aufteilung.all()}
