"""Invitations of the demo that nobody has accepted yet; no mail goes out, their links are thrown away."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from stzverbund.basis import links
from stzverbund.basis.models import Ereignis, Link
from stzverbund.start.beispiel.personen import bindung
from stzverbund.start.beispiel.rahmen import Rahmen, inhalt
from zentren.models import Einladung
from zentren.personen.einladungen import EINLADUNG, GUELTIG


def anlegen(rahmen: Rahmen) -> None:
    for angaben in inhalt("personen")["einladung"]:
        if angaben["von"] in rahmen.mitgliedschaften:
            _einladung(rahmen, angaben)


def _einladung(rahmen: Rahmen, angaben: dict) -> None:
    wer = rahmen.mitgliedschaften[angaben["von"]]
    wann = timezone.make_aware(datetime.combine(rahmen.vor(angaben["vor"]), time(10, 5)))
    neu = Einladung.objects.create(
        email=f"{angaben['email']}@demo.example",
        name=angaben["name"],
        von=rahmen.heute + timedelta(days=7),
        eingeladen_von=wer.person,
        gueltig_bis=wann + GUELTIG,
        **bindung(rahmen, angaben["rolle"]),
    )
    links.ausstellen(zweck=EINLADUNG, gegenstand=neu, gueltig_bis=neu.gueltig_bis, wer=wer)
    Einladung.objects.filter(pk=neu.pk).update(eingeladen_am=wann)
    Link.objects.filter(gegenstand_id=neu.pk, zweck=EINLADUNG.schluessel).update(ausgestellt_am=wann)
    Ereignis.objects.zu(neu).update(zeitpunkt=wann)
