"""Invitations: sent by mail, accepted once by whoever has the address, sent again, revoked, forgotten."""

from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis import links, post
from stzverbund.basis.loeschen import stapelweise
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from zentren.models import Einladung, Mitgliedschaft, Person, Rolle
from zentren.models.rolle import ORGANISATIONEN
from zentren.personen import dauer
from zentren.personen.stellen import Stelle, stelle_von

EINLADUNG = links.Zweck("einladung", "Einladung")
GUELTIG = timedelta(days=7)
AUFBEWAHRUNG = timedelta(days=30)
"""How long an invitation stays after it was accepted or revoked or has expired."""
SCHON_DABEI = (
    "Diese Person hat die Rolle in dieser Zeit schon. Ihren Zeitraum ändern Sie in der Liste der Personen."
)
SIE_SCHON = "Sie haben diese Rolle in dieser Zeit schon."
SCHON_EINGELADEN = (
    "An diese Adresse ist schon eine Einladung unterwegs. Sie können sie erneut senden oder widerrufen."
)
NICHT_MEHR = "Diese Einladung gilt nicht mehr. Bitte lassen Sie sich neu einladen."
NICHT_FUER_SIE = "Diese Einladung gilt für eine andere E-Mail-Adresse."
KONTO_GIBT_ES = "Für diese Adresse gibt es schon ein Konto. Bitte melden Sie sich an."


@transaction.atomic
def einladen(
    *,
    stelle: Stelle,
    rolle: Rolle,
    email: str,
    name: str,
    von: date,
    bis: date | None,
    wer: Mitgliedschaft,
) -> Einladung:
    """Invites somebody by mail, for seven days; the same invitation twice is one. Logs an event.

    Whether the address has an account makes no difference. Raises Verweigert where the person has the role
    already, another invitation to it is open, or it would outlast the role of `wer`.
    """
    dauer.pruefen(bis, wer)
    stelle.der_reihe_nach()
    angaben = {"name": name, "von": von, "bis": bis}
    einladung = Einladung(
        rolle=rolle, email=email.lower(), **angaben, **stelle.bindung, eingeladen_von=wer.person
    )
    if ueberschneidende(einladung, email=einladung.email).exists():
        raise Verweigert(SCHON_DABEI)
    if offene := _gleiche(einladung):
        if all(getattr(offene, feld) == wert for feld, wert in angaben.items()):
            return offene
        raise Verweigert(SCHON_EINGELADEN)
    einladung.gueltig_bis = timezone.now() + GUELTIG
    einladung.save()
    _absenden(einladung, wer)
    return einladung


@transaction.atomic
def erneut_senden(*, einladung: Einladung, version: int | None, wer: Mitgliedschaft) -> None:
    """Sends an open invitation again, for another seven days; the older link opens nothing. Logs events.

    Raises Verweigert where somebody has just done it, or it was accepted or revoked.
    """
    einladung = _gesperrt(einladung)
    if not einladung.offen:
        raise Verweigert("Diese Einladung ist nicht mehr offen.")
    if einladung.version != version:
        raise Verweigert("Diese Einladung wurde eben schon erneut gesendet.")
    _links_schliessen(einladung, wer)
    einladung.verlaengern(timezone.now() + GUELTIG)
    _sichern(einladung)
    _absenden(einladung, wer)


@transaction.atomic
def widerrufen(*, einladung: Einladung, wer: Mitgliedschaft) -> None:
    """Takes an open invitation back; its link opens nothing any more. Logs an event."""
    einladung = _gesperrt(einladung)
    if not einladung.offen:
        raise Verweigert("Diese Einladung ist nicht mehr offen.")
    _links_schliessen(einladung, wer)
    einladung.widerrufen_am = timezone.now()
    _sichern(einladung)
    ereignis(einladung, "Einladung widerrufen", wer=wer)


def zuruecknehmen(*, person: Person, wer: Mitgliedschaft) -> None:
    """Revokes what somebody has invited, when others end her role or lock her account. Logs events."""
    for einladung in Einladung.objects.offen().filter(eingeladen_von=person):
        widerrufen(einladung=einladung, wer=wer)


@transaction.atomic
def annehmen(*, einladung: Einladung, person: Person) -> Mitgliedschaft | None:
    """Gives the role to whoever has the address; a second time does nothing and returns None. Logs events.

    Raises Verweigert for another account, where the invitation is revoked or expired, and where the person
    has got the role in another way meanwhile: ending one of two would not end her access.
    """
    einladung = _gesperrt(einladung)
    if einladung.email.lower() != person.email.lower():
        raise Verweigert(NICHT_FUER_SIE)
    if einladung.angenommen_am:
        return None
    if not einladung.annehmbar:
        raise Verweigert(NICHT_MEHR)
    if ueberschneidende(einladung, email=person.email).exists():
        raise Verweigert(SIE_SCHON)
    mitgliedschaft = Mitgliedschaft.objects.create(
        person=person,
        rolle=einladung.rolle,
        von=einladung.von,
        bis=einladung.bis,
        **stelle_von(einladung).bindung,
    )
    einladung.angenommen_am = timezone.now()
    _sichern(einladung)
    ereignis(einladung, "Einladung angenommen", wer=mitgliedschaft)
    ereignis(mitgliedschaft, "Einladung angenommen", wer=mitgliedschaft)
    return mitgliedschaft


@transaction.atomic
def konto_anlegen(*, einladung: Einladung, name: str, passwort: str) -> Person:
    """An account for somebody who has none, with the role of the invitation. Logs events.

    Raises Verweigert where the invitation was accepted before, is revoked or expired, or an account exists.
    """
    einladung = _gesperrt(einladung)
    if not einladung.annehmbar:
        raise Verweigert(NICHT_MEHR)
    try:
        with transaction.atomic():
            person = Person.objects.create_user(einladung.email, passwort, name=name)
    except IntegrityError as schon_da:
        raise Verweigert(KONTO_GIBT_ES) from schon_da
    annehmen(einladung=einladung, person=person)
    return person


def ueberschneidende(bindung: Einladung | Mitgliedschaft, *, email: str) -> QuerySet[Mitgliedschaft]:
    """The same role of the same person in the same organisation on at least one day of these dates."""
    gleiche = {feld: getattr(bindung, f"{feld}_id") for feld in ORGANISATIONEN}
    ende = Q() if bindung.bis is None else Q(von__lte=bindung.bis)
    return Mitgliedschaft.objects.filter(
        ende,
        Q(bis__isnull=True) | Q(bis__gte=bindung.von),
        person__email__iexact=email,
        rolle=bindung.rolle,
        **gleiche,
    )


def aufraeumen(heute: date) -> int:
    """Removes invitations that ended 30 days ago, with name and address; returns how many. Daily."""
    grenze = timezone.now() - AUFBEWAHRUNG
    alt = Q(angenommen_am__lt=grenze) | Q(widerrufen_am__lt=grenze) | Q(gueltig_bis__lt=grenze)
    return stapelweise(Einladung.objects.filter(alt))


def _gleiche(einladung: Einladung) -> Einladung | None:
    """An open invitation of the same address to the same role."""
    gleiche = {feld: getattr(einladung, f"{feld}_id") for feld in ORGANISATIONEN}
    return (
        Einladung.objects.offen()
        .filter(email__iexact=einladung.email, rolle=einladung.rolle, **gleiche)
        .first()
    )


def _gesperrt(einladung: Einladung) -> Einladung:
    return Einladung.objects.select_for_update(of=("self",)).get(pk=einladung.pk)


def _sichern(einladung: Einladung) -> None:
    einladung.version += 1
    einladung.save()


def _links_schliessen(einladung: Einladung, wer: Mitgliedschaft) -> None:
    for link in links.ausgestellte(EINLADUNG, einladung).gueltig():
        links.widerrufen(zweck=EINLADUNG, link=link, wer=wer)


def _absenden(einladung: Einladung, wer: Mitgliedschaft) -> None:
    token = links.ausstellen(
        zweck=EINLADUNG, gegenstand=einladung, gueltig_bis=einladung.gueltig_bis, wer=wer
    )
    adresse = settings.BASE_URL + reverse("link", args=[token])
    bis = timezone.localtime(einladung.gueltig_bis)
    name = " ".join(str(wer.person).split())  # a line of its own would be somebody's message in our name
    post.einreihen(
        schluessel=f"einladung:{einladung.pk}:{einladung.versand}",
        an=einladung.email,
        betreff="Einladung in die Anwendung der Stadtteilzentren",
        vertraulich=True,
        text=(
            f"Guten Tag,\n\n{name} ({wer.bezeichnung}) lädt Sie ein: {einladung.bezeichnung}.\n\n"
            f"Mit diesem Link nehmen Sie die Einladung an:\n{adresse}\n\n"
            f"Er gilt bis {bis:%d.%m.%Y, %H:%M} Uhr und nur einmal. Bitte geben Sie ihn nicht weiter.\n"
            "Wenn Sie nichts davon wissen, brauchen Sie nichts zu tun.\n"
        ),
    )
