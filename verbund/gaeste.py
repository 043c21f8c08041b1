"""Guests of Fachdienste: asked by a link, they confirm and send their slides (RK-2017 6, V4).

Each function is one transaction, logs an event and raises Verweigert, with a sentence for the person.
"""

from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis import links, post
from stzverbund.basis.dateien import Geprueft, ablegen, wegwerfen
from stzverbund.basis.models import Link
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import suche, volltext
from verbund.models import Dokument, Gast, Sichtbarkeit, Sitzung
from verbund.sperre import gesperrt
from zentren.handelnde import Handelnde
from zentren.models import Mitgliedschaft, Rolle

GAST = links.Zweck("gast", "Link für Gäste")
NACHLAUF = timedelta(days=30)
"""So long after the session a guest can still send slides, or take them back."""
KONTAKT_JAHRE = 1
HOECHSTENS_FOLIEN = 5
ABGESAGT = "Diese Sitzung ist abgesagt. Bitte fragen Sie die Koordination des Verbundes."
Stand = Gast.Stand


@transaction.atomic
def link_ausstellen(*, gast: Gast, wer: Mitgliedschaft) -> str:
    """Issues the link of a guest and returns its token; older ones are revoked. Mails it where an address is
    known. Logs events."""
    sitzung = gesperrt(gast.sitzung, wer)
    if sitzung.status == Sitzung.Status.ABGESAGT:
        raise Verweigert("Diese Sitzung ist abgesagt.")
    ende = sitzung.datum + NACHLAUF
    if ende < timezone.localdate():
        raise Verweigert("Die Sitzung ist zu lange her.")
    for link in links.ausgestellte(GAST, gast).gueltig():
        links.widerrufen(zweck=GAST, link=link, wer=wer)
    gueltig_bis = timezone.make_aware(datetime.combine(ende, time.max))
    token = links.ausstellen(zweck=GAST, gegenstand=gast, gueltig_bis=gueltig_bis, wer=wer)
    if gast.email:
        _anschreiben(gast, sitzung, token, wer)
    return token


@transaction.atomic
def antworten(*, gast: Gast, kommt: bool, vortrag: str, technik: str, wer: Handelnde) -> Gast:
    """The guest says whether he comes, and what he needs. Logs an event, tells the Koordination by mail."""
    aktuell = _gesperrt(gast)
    aktuell.stand = Stand.ZUGESAGT if kommt else Stand.ABGESAGT
    aktuell.vortrag, aktuell.technik, aktuell.beantwortet_am = vortrag, technik, timezone.now()
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, aktuell.get_stand_display(), wer=wer)
    _melden(aktuell, f"{aktuell.organisation} hat {aktuell.get_stand_display()}.")
    return aktuell


@transaction.atomic
def folien_senden(*, gast: Gast, geprueft: Geprueft, wer: Handelnde) -> Dokument:
    """Stores slides with the consent to pass them on, which the form has asked for. Logs an event."""
    aktuell = _gesperrt(gast)
    if aktuell.dokumente.count() >= HOECHSTENS_FOLIEN:
        raise Verweigert(f"Es sind schon {HOECHSTENS_FOLIEN} Dateien da. Bitte nehmen Sie erst eine zurück.")
    aktuell.weitergabe_am = timezone.now()
    speichern(aktuell, version=aktuell.version)
    dokument = Dokument(
        verbund=aktuell.verbund,
        titel=aktuell.vortrag or f"Folien: {aktuell.organisation}",
        datei=ablegen(geprueft, wer=wer.person),
        sitzung=aktuell.sitzung,
        punkt=aktuell.punkt,
        gast=aktuell,
        thema=aktuell.thema,
        sichtbarkeit=Sichtbarkeit.INTERN,  # the consent is for the members of the Verbund
        stand_vom=timezone.localdate(),
    )
    speichern(dokument)
    suche.eintragen(dokument)
    volltext.bestellen(dokument)
    ereignis(aktuell, "Folien gesendet, Weitergabe erlaubt", wer=wer)
    _melden(aktuell, f"{aktuell.organisation} hat Folien gesendet.")
    return dokument


@transaction.atomic
def folien_zuruecknehmen(*, gast: Gast, dokument: Dokument, wer: Handelnde) -> None:
    """Takes the consent back for a file: it is deleted, at any time. Logs an event."""
    aktuell = _gesperrt(gast, auch_abgesagt=True)
    eigenes = aktuell.dokumente.select_related("datei").filter(pk=dokument.pk).first()
    if eigenes is None:
        raise Verweigert("Diese Datei ist schon zurückgenommen.")
    datei = eigenes.datei
    suche.austragen(eigenes)
    eigenes.delete()
    wegwerfen(datei)
    if not aktuell.dokumente.exists():
        aktuell.weitergabe_am = None
        speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "Folien zurückgenommen", wer=wer)


def gueltige(wer: Mitgliedschaft | None) -> QuerySet[Link]:
    """The links of guests that `wer` may revoke."""
    return links.gueltige(GAST, Gast.objects.bearbeitbar_fuer(wer).select_related("sitzung"))


def widerrufen(*, link: Link, wer: Mitgliedschaft) -> None:
    """Closes a link for good; logs an event. Raises Verweigert where it was closed already."""
    if not links.widerrufen(zweck=GAST, link=link, wer=wer):
        raise Verweigert("Dieser Link ist schon geschlossen.")


def kontakte_entfernen(heute: date) -> int:
    """Forgets address and telephone a year after the session; returns of how many guests. Daily."""
    grenze = heute - relativedelta(years=KONTAKT_JAHRE)
    mit_kontakt = Gast.objects.exclude(Q(email="") & Q(telefon="")).filter(sitzung__datum__lt=grenze)
    return mit_kontakt.update(email="", telefon="")


def _gesperrt(gast: Gast, *, auch_abgesagt: bool = False) -> Gast:
    zeile = Gast.objects.select_for_update(of=("self",)).select_related("sitzung", "verbund", "punkt")
    aktuell = zeile.get(pk=gast.pk)
    if aktuell.sitzung.status == Sitzung.Status.ABGESAGT and not auch_abgesagt:
        raise Verweigert(ABGESAGT)
    return aktuell


def _anschreiben(gast: Gast, sitzung: Sitzung, token: str, wer: Mitgliedschaft) -> None:
    adresse = settings.BASE_URL + reverse("link", args=[token])
    wann = f"am {sitzung.datum:%d.%m.%Y}" + (f" um {gast.von:%H:%M} Uhr" if gast.von else "")
    worueber = f" Ihr Beitrag: {gast.vortrag}." if gast.vortrag else ""
    post.einreihen(
        schluessel=f"gast:{gast.pk}:{links.ausgestellte(GAST, gast).count()}",
        an=gast.email,
        betreff=f"Einladung als Gast am {sitzung.datum:%d.%m.%Y}: {sitzung.verbund.name}",
        antwort_an=wer.person.email,
        vertraulich=True,
        text=(
            f"Guten Tag,\n\nder {sitzung.verbund.name} lädt Sie {wann} als Gast ein.{worueber}\n\n"
            f"Hier sehen Sie, wann und wo, und können zusagen oder absagen und Folien senden:\n{adresse}\n\n"
            f"Der Link gilt bis {sitzung.datum + NACHLAUF:%d.%m.%Y}. Bitte geben Sie ihn nicht weiter.\n"
        ),
    )


def _melden(gast: Gast, satz: str) -> None:
    """To those who co-ordinate the Verbund; no address of the guest in it."""
    koordination = Mitgliedschaft.objects.mit_zugang().filter(
        rolle=Rolle.KOORDINATION, verbund=gast.verbund_id
    )
    seite = settings.BASE_URL + reverse("gast", args=[gast.pk])
    for m in koordination.select_related("person"):
        post.einreihen(
            schluessel=f"gastantwort:{gast.pk}:{gast.version}:{m.person_id}",
            an=m.person.email,
            betreff=f"Gast am {gast.sitzung.datum:%d.%m.%Y}: {gast.organisation}",
            text=f"Guten Tag,\n\n{satz}\n\nDort steht alles: {seite}\n",
        )
