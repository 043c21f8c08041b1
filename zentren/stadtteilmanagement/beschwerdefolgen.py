"""What becomes of a Beschwerde: an improvement that is promised (Massnahme) or a need of the Stadtteil."""

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft
from zentren.rules import darf
from zentren.stadtteilmanagement import bedarfe, massnahmen
from zentren.stadtteilmanagement.beschwerden import FUEHREN
from zentren.stadtteilmanagement.models import Bedarf, Beschwerde, Massnahme, Problemfeld

BIS_MONATE = 3
"""Until when a Massnahme is promised where nobody has said anything yet."""
Thema = Beschwerde.Thema
PROBLEMFELD = {Thema.ZUGANG: Problemfeld.TEILHABE, Thema.NACHBARSCHAFT: Problemfeld.KONFLIKTE}


@transaction.atomic
def massnahme_ableiten(*, beschwerde: Beschwerde, wer: Mitgliedschaft) -> Massnahme:
    """A Massnahme of the centre from the improvement, due in three months. Logs an event at both."""
    aktuell = _mit_verbesserung(beschwerde, wer)
    if aktuell.massnahme_id:
        raise Verweigert("Daraus ist schon eine Maßnahme geworden.")
    titel, mehr = _gekuerzt(aktuell.verbesserung, Massnahme)
    aktuell.massnahme = massnahmen.anlegen(
        titel=titel,
        beschreibung=mehr,
        eigner=Massnahme.Eigner.ZENTRUM,
        faellig=timezone.localdate() + relativedelta(months=BIS_MONATE),
        zentrum=aktuell.zentrum,
        wer=wer,
    )
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "Maßnahme abgeleitet", wer=wer)
    return aktuell.massnahme


@transaction.atomic
def bedarf_ableiten(*, beschwerde: Beschwerde, wer: Mitgliedschaft) -> Bedarf:
    """A Bedarf from the improvement, its problem area guessed from the topic. Logs an event at both."""
    aktuell = _mit_verbesserung(beschwerde, wer)
    if aktuell.bedarf_id:
        raise Verweigert("Daraus ist schon ein Bedarf geworden.")
    titel, mehr = _gekuerzt(aktuell.verbesserung, Bedarf)
    angaben = {
        "titel": titel,
        "beschreibung": mehr,
        "quelle": Bedarf.Quelle.BESCHWERDE,
        "problemfeld": PROBLEMFELD.get(Thema(aktuell.thema), Problemfeld.ANDERES),
    }
    herkunft = f"aus: {aktuell}"
    aktuell.bedarf = bedarfe.anlegen(zentrum=aktuell.zentrum, angaben=angaben, herkunft=herkunft, wer=wer)
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "Bedarf abgeleitet", wer=wer)
    return aktuell.bedarf


def _mit_verbesserung(beschwerde: Beschwerde, wer: Mitgliedschaft) -> Beschwerde:
    gesperrt = Beschwerde.objects.select_for_update(of=("self",)).select_related("zentrum__bezirk")
    aktuell = gesperrt.get(pk=beschwerde.pk)
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert("Das macht das Team des Zentrums.")
    if not aktuell.verbesserung:
        raise Verweigert("Bitte schreiben Sie zuerst, was besser werden soll.")
    return aktuell


def _gekuerzt(text: str, modell: type[Massnahme] | type[Bedarf]) -> tuple[str, str]:
    """The first line as a title; all of it as the description where the title is not all."""
    laenge = modell._meta.get_field("titel").max_length or 0
    zeile = text.splitlines()[0].strip()
    titel = zeile if len(zeile) <= laenge else f"{zeile[: laenge - 1].rstrip()}…"
    return titel, "" if titel == text else text
