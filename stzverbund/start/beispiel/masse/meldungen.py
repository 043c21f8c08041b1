"""Meldungen of all centres by quarter: accepted, the last ones on their way, the running one a draft."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from angebote.models import Meldezeitraum, Meldung
from angebote.zeitraeume import meldejahr_sichern
from stzverbund.start.beispiel.rahmen import Rahmen, zufall
from zentren.models import Bezirk, Zentrum

Status = Meldung.Status


def anlegen(rahmen: Rahmen, zentren: list[Zentrum], erster: date) -> list[Meldung]:
    """For each centre one Meldung a quarter since `erster`, by centre and time."""
    zeitraeume = _zeitraeume(rahmen, erster)
    meldungen = [
        _meldung(rahmen, zentrum, zeitraum)
        for zentrum in zentren
        for zeitraum in zeitraeume[zentrum.bezirk_id]
    ]
    return Meldung.objects.bulk_create(meldungen, batch_size=1000)


def _zeitraeume(rahmen: Rahmen, erster: date) -> dict[int, list[Meldezeitraum]]:
    for bezirk in Bezirk.objects.all():
        for jahr in range(erster.year, rahmen.heute.year + 1):
            meldejahr_sichern(bezirk=bezirk, jahr=jahr)
    alle = Meldezeitraum.objects.filter(von__lte=rahmen.heute, bis__gte=erster)
    je_bezirk: dict[int, list[Meldezeitraum]] = {}
    for zeitraum in alle.select_related("meldejahr").order_by("von", "pk"):
        je_bezirk.setdefault(zeitraum.meldejahr.bezirk_id, []).append(zeitraum)
    return je_bezirk


def _meldung(rahmen: Rahmen, zentrum: Zentrum, zeitraum: Meldezeitraum) -> Meldung:
    meldung = Meldung(zentrum=zentrum, zeitraum=zeitraum)
    if zeitraum.bis >= rahmen.heute:
        return meldung
    wuerfel = zufall(zentrum.slug, zeitraum.von, "masse")
    letzte = zeitraum.bis >= rahmen.quartal - timedelta(days=1)
    meldung.freigabe_noetig = zentrum.traeger.freigabe_noetig
    meldung.status = Status.EINGEREICHT if letzte and wuerfel.random() < 0.5 else Status.ANGENOMMEN
    am = min(zeitraum.bis + timedelta(days=wuerfel.randint(1, 20)), rahmen.heute)
    meldung.eingereicht_am = _zeitpunkt(am)
    if meldung.status == Status.ANGENOMMEN:
        meldung.freigegeben_am = meldung.eingereicht_am if meldung.freigabe_noetig else None
        meldung.angenommen_am = _zeitpunkt(min(am + timedelta(days=14), rahmen.heute))
        meldung.aktenzeichen = f"Soz STZ {zeitraum.von:%Y}-{zeitraum.nummer}"
    return meldung


def _zeitpunkt(tag: date) -> datetime:
    return datetime.combine(tag, time(9), tzinfo=timezone.get_current_timezone())
