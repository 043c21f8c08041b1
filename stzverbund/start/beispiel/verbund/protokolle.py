"""The minutes of the last session, out for remarks; those before it were approved by the next one."""

from datetime import timedelta

from django.utils import timezone

from stzverbund.start.beispiel.rahmen import Rahmen
from stzverbund.start.beispiel.verbund.planung import bezirke
from verbund.models import Protokoll, Sitzung, Teilnahme
from verbund.protokoll import ablauf, anmerkungen, schreiben
from zentren.models import Mitgliedschaft

BIS = timedelta(days=14)
ANMERKUNG = "Bitte ergänzen: Die Zeiten gelten erst ab dem nächsten Monat."


def anlegen(rahmen: Rahmen) -> None:
    for schluessel in bezirke(rahmen):
        wer = rahmen.mitgliedschaften[f"koordination:{schluessel}"]
        gehaltene = Sitzung.objects.gehalten().filter(verbund=wer.verbund, arbeitskreis__isnull=True)
        _auslegen(gehaltene.select_related("protokoll", "verbund").latest("datum"), wer)


def _auslegen(sitzung: Sitzung, wer: Mitgliedschaft) -> None:
    """Out for remarks, with one of a centre that was there."""
    heute = timezone.localdate()
    protokoll = schreiben.beginnen(sitzung=sitzung, wer=wer)
    ablauf.zur_durchsicht(protokoll=protokoll, bis=heute + BIS, wer=wer)
    dabei = sitzung.teilnahmen.filter(anwesend=Teilnahme.Anwesend.JA).values("zentrum")
    leitung = Mitgliedschaft.objects.gueltig(heute).filter(rolle="leitung", zentrum__in=dabei)
    if eine := leitung.mit_organisation().order_by("pk").first():
        punkt = sitzung.punkte.filter(genehmigt__isnull=True).first()
        offen = Protokoll.objects.get(pk=protokoll.pk)
        anmerkungen.anmerken(protokoll=offen, punkt=punkt, text=ANMERKUNG, wer=eine)
