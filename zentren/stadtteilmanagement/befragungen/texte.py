"""Free texts: hidden where they name somebody, and a wish becomes a Bedarf."""

from django.db import transaction

from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement import bedarfe
from zentren.stadtteilmanagement.befragungen.pflege import laden
from zentren.stadtteilmanagement.models import Bedarf, Freitext, Problemfeld


@transaction.atomic
def verbergen(*, text: Freitext, verborgen: bool, wer: Mitgliedschaft) -> Freitext:
    """Hides a text, or shows it again; where it stands hidden it is not read. Logs an event."""
    aktuell = _laden(text, wer)
    aktuell.verborgen = verborgen
    aktuell.save(update_fields=["verborgen"])
    was = "freie Antwort verborgen" if verborgen else "freie Antwort wieder gezeigt"
    ereignis(aktuell.frage.befragung, was, wer=wer)
    return aktuell


@transaction.atomic
def zum_bedarf(*, text: Freitext, wer: Mitgliedschaft) -> Bedarf:
    """A Bedarf with the words of the text, from the Befragung; its topic is told later. Logs an event."""
    aktuell = _laden(text, wer)
    befragung = aktuell.frage.befragung
    if not befragung.abgeschlossen:
        raise Verweigert("Bitte warten Sie, bis die Befragung abgeschlossen ist.")
    if aktuell.bedarf_id:
        raise Verweigert("Aus diesem Wunsch ist schon ein Bedarf geworden.")
    if aktuell.verborgen:
        raise Verweigert("Dieser Text ist verborgen.")
    region = befragung.zentrum.regionen.defer("geometrie").first()
    angaben = {
        "titel": aktuell.text,
        "problemfeld": Problemfeld.ANDERES,
        "quelle": Bedarf.Quelle.BEFRAGUNG,
        "region": region,
        "beschreibung": aktuell.text,
        "grundlage": f"Antwort in der Befragung „{befragung}“ (bis {befragung.bis:%d.%m.%Y})",
    }
    herkunft = f"aus der Befragung „{befragung}“"
    aktuell.bedarf = bedarfe.anlegen(zentrum=befragung.zentrum, angaben=angaben, herkunft=herkunft, wer=wer)
    aktuell.save(update_fields=["bedarf"])
    ereignis(befragung, "Wunsch als Bedarf übernommen", wer=wer)
    return aktuell.bedarf


def _laden(text: Freitext, wer: Mitgliedschaft) -> Freitext:
    """The text as it is stored now; its Befragung is locked, so nobody makes two needs of one wish."""
    laden(text.frage.befragung, wer)
    return Freitext.objects.select_related("frage__befragung__zentrum").get(pk=text.pk)
