"""The dates of Angebote as a calendar feed. Organisations and places only, no people."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.urls import reverse

from angebote.ausblick import termine_zwischen
from angebote.models import Angebot, Termin
from stzverbund.basis.kalender import Kalendereintrag, kalender

ZURUECK = timedelta(weeks=4)
VORAUS = relativedelta(months=3)


def feed(name: str, angebote: Iterable[Angebot], heute: date) -> bytes:
    """Four weeks back, three months ahead; what was cancelled stays and says so.

    `angebote` with `raum`, `standort` and what `ausblick.termine_zwischen` reads.
    """
    termine = termine_zwischen(angebote, heute - ZURUECK, heute + VORAUS, heute)
    return kalender(name, [_eintrag(termin) for termin in termine])


def _eintrag(termin: Termin) -> Kalendereintrag:
    angebot = termin.angebot
    return Kalendereintrag(
        uid=_uid(termin),
        titel=angebot.titel,
        beginn=datetime.combine(termin.datum, termin.von),
        ende=datetime.combine(termin.datum, termin.bis),
        stand=_stand(termin),
        ort=", ".join(teil for teil in (str(angebot.raum or ""), angebot.wo) if teil),
        text=_text(angebot),
        adresse=settings.BASE_URL + reverse("verzeichnis_angebot", args=[angebot.pk]),
        abgesagt=termin.status == Termin.Status.AUSGEFALLEN,
        fassung=termin.version - 1,
    )


def _uid(termin: Termin) -> str:
    """From what makes a date: it comes from the schedule again and again, under other keys."""
    wann = f"{termin.datum:%Y%m%d}T{termin.von:%H%M}"
    return f"{termin.angebot.zentrum.slug}-{termin.angebot_id}-{wann}@stzverbund"


def _stand(termin: Termin) -> datetime:
    """Of the Angebot; of the date only once somebody has touched it, for it is made anew by itself."""
    beruehrt = termin.pk and termin.version > 1
    geaendert = termin.angebot.geaendert_am
    return max(geaendert, termin.geaendert_am) if beruehrt else geaendert


def _text(angebot: Angebot) -> str:
    kosten = ", ".join(teil for teil in (angebot.get_kosten_display(), angebot.beitrag) if teil)
    anmeldung = f"Anmeldung: {angebot.anmeldung}" if angebot.anmeldung else "ohne Anmeldung"
    return "\n".join(zeile for zeile in (angebot.kurztext, kosten, anmeldung, str(angebot.zentrum)) if zeile)
