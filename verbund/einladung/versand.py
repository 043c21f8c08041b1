"""Sending what a session has to say to each person: preview, then one mail each (domain model, "verbund")."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis import links, post
from stzverbund.basis.bedingt import pruefsumme
from stzverbund.basis.dateien import Geprueft, ablegen
from stzverbund.basis.kalender import Beteiligt
from stzverbund.basis.models import Datei
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import fristen, suche
from verbund.einladung import sitze
from verbund.einladung.antworten import ANTWORTEN
from verbund.einladung.blatt import Blatt, tagesordnung_pdf
from verbund.einladung.briefe import Anlass, brief
from verbund.einladung.empfaenger import Empfaenger, vorgeschlagene
from verbund.einladung.vorlage import blatt_von, fassung_von
from verbund.models import Dokument, Einladung, Sichtbarkeit, Sitzung
from verbund.sperre import gesperrt
from zentren.models import Mitgliedschaft

VERALTET = "Inzwischen hat sich etwas geändert. Bitte sehen Sie sich die Vorschau noch einmal an."
NIEMAND = "Bitte wählen Sie mindestens eine Person."
GEHALTEN = "Diese Sitzung hat schon stattgefunden."
Status = Sitzung.Status


@dataclass(frozen=True)
class Zeile:
    """A person in the preview. `anlass` is what she would be sent; `noetig`: she does not know it yet."""

    empfaenger: Empfaenger
    einladung: Einladung | None
    anlass: Anlass
    noetig: bool


@dataclass(frozen=True)
class Vorschau:
    """What would be sent to whom; `stand` changes with anything of it, `fremd` is the sheet of partners."""

    zeilen: list[Zeile]
    blatt: Blatt
    fremd: Blatt
    stand: str

    @property
    def noetige(self) -> int:
        return sum(zeile.noetig for zeile in self.zeilen)


def vorschau(sitzung: Sitzung) -> Vorschau:
    """A constant number of queries, however many people there are."""
    zeilen = _zeilen(sitzung)
    blatt, fremd = (blatt_von(sitzung, intern=intern) for intern in (True, False))
    bekannt = [(z.empfaenger.person.pk, z.einladung and z.einladung.versendet_am) for z in zeilen]
    stand = pruefsumme(repr((blatt, fremd, sitzung.sequenz, str(sitzung.status), bekannt)))
    return Vorschau(zeilen, blatt, fremd, stand)


def versenden(
    *, sitzung: Sitzung, personen: Collection[int], stand: str, bemerkung: str, wer: Mitgliedschaft
) -> int:
    """Queues one mail for each chosen person (keys) and returns how many. Logs an event.

    Whoever was invited before gets the change, or where the session is called off, that. The agenda goes with
    it as PDF and is kept among the documents of the session. Raises Verweigert where anything has changed
    since the preview (`stand`). Documents are rendered before the lock is taken.
    """
    gesehen = vorschau(sitzung)
    if sitzung.gehalten:
        raise Verweigert(GEHALTEN)
    if gesehen.stand != stand:
        raise Verweigert(VERALTET)
    gewaehlte = [zeile for zeile in gesehen.zeilen if zeile.empfaenger.person.pk in personen]
    if not gewaehlte:
        raise Verweigert(NIEMAND)
    papiere = {} if sitzung.status == Status.ABGESAGT else _papiere(gesehen, gewaehlte)
    return _einreihen(sitzung, stand, gewaehlte, papiere, bemerkung.strip(), wer)


@transaction.atomic
def _einreihen(
    sitzung: Sitzung,
    stand: str,
    gewaehlte: list[Zeile],
    papiere: dict[bool, bytes],
    bemerkung: str,
    wer: Mitgliedschaft,
) -> int:
    aktuell = gesperrt(sitzung, wer)
    gesehen = vorschau(aktuell)
    if gesehen.stand != stand:
        raise Verweigert(VERALTET)
    dateien = {intern: _ablegen(aktuell, pdf, intern, wer) for intern, pdf in papiere.items()}
    for zeile in gewaehlte:
        anhang = dateien.get(zeile.empfaenger.intern)
        blatt = gesehen.blatt if zeile.empfaenger.intern else gesehen.fremd
        _absenden(aktuell, zeile, blatt, [anhang] if anhang else [], bemerkung, wer)
    if aktuell.bevorstehend:
        _eingeladen(aktuell)
    anlaesse = sorted({zeile.anlass.label for zeile in gewaehlte})
    ereignis(aktuell, f"{' und '.join(anlaesse)} versendet: {len(gewaehlte)} Mails", wer=wer)
    return len(gewaehlte)


def _zeilen(sitzung: Sitzung) -> list[Zeile]:
    """Who would be invited, and who was and still has the session in the calendar."""
    alte = sitzung.einladungen.select_related("person", "zentrum").filter(person__is_active=True)
    schon = {einladung.person_id: einladung for einladung in alte}
    zeilen = []
    if sitzung.bevorstehend:
        for empfaenger in vorgeschlagene(sitzung):
            zeilen.append(_zeile(sitzung, empfaenger, schon.pop(empfaenger.person.pk, None)))
    for alte_einladung in schon.values():
        wer = alte_einladung
        e = Empfaenger(wer.person, wer.zentrum, wer.stelle, "", frueher=True)
        zeilen.append(_zeile(sitzung, e, alte_einladung))
    return zeilen


def _zeile(sitzung: Sitzung, empfaenger: Empfaenger, einladung: Einladung | None) -> Zeile:
    if einladung is None:
        return Zeile(empfaenger, None, Anlass.EINLADUNG, True)
    anlass = Anlass.ABSAGE if sitzung.status == Status.ABGESAGT else Anlass.AENDERUNG
    return Zeile(empfaenger, einladung, anlass, einladung.sequenz < sitzung.sequenz)


def _papiere(gesehen: Vorschau, gewaehlte: list[Zeile]) -> dict[bool, bytes]:
    """The agenda for the Verbund (True) and for partners (False), as far as somebody gets it."""
    arten = {zeile.empfaenger.intern for zeile in gewaehlte}
    return {intern: tagesordnung_pdf(gesehen.blatt if intern else gesehen.fremd) for intern in arten}


def _ablegen(sitzung: Sitzung, pdf: bytes, intern: bool, wer: Mitgliedschaft) -> Datei:
    """Keeps what was sent among the documents of the session."""
    titel = f"Einladung mit Tagesordnung, {timezone.localdate():%d.%m.%Y}"
    name = f"Tagesordnung {sitzung.datum:%Y-%m-%d}{'' if intern else ' Auszug'}.pdf"
    datei = ablegen(Geprueft(pdf, name, "application/pdf"), wer=wer.person)
    dokument = Dokument(
        verbund=sitzung.verbund,
        sitzung=sitzung,
        titel=titel if intern else f"{titel} (Auszug)",
        datei=datei,
        sichtbarkeit=Sichtbarkeit.INTERN if intern else Sichtbarkeit.BEZIRKSAMT,
        stand_vom=timezone.localdate(),
    )
    speichern(dokument)
    suche.eintragen(dokument)
    return datei


def _absenden(
    sitzung: Sitzung, zeile: Zeile, blatt: Blatt, anhaenge: list[Datei], bemerkung: str, wer: Mitgliedschaft
) -> None:
    einladung, person = _einladung(sitzung, zeile), zeile.empfaenger.person
    abgesagt = zeile.anlass == Anlass.ABSAGE
    fertig = brief(
        blatt,
        zeile.anlass,
        replace(fassung_von(sitzung), stand=timezone.now()),  # a later mail about the same state counts too
        an=Beteiligt(person.email, str(person)),
        link="" if abgesagt else _link(sitzung, einladung, wer),
        grund=sitzung.grund if abgesagt else bemerkung,
    )
    zuletzt = int(einladung.versendet_am.timestamp() * 1000) if einladung.versendet_am else 0
    post.einreihen(
        schluessel=f"sitzung:{einladung.pk}:{sitzung.sequenz}:{zuletzt}",
        an=person.email,
        betreff=fertig.betreff,
        text=fertig.text,
        html=fertig.html,
        kalender=fertig.kalender,
        anhaenge=anhaenge,
        antwort_an=wer.person.email,
        vertraulich=True,
    )
    einladung.sequenz, einladung.versendet_am = sitzung.sequenz, timezone.now()
    einladung.save()


def _einladung(sitzung: Sitzung, zeile: Zeile) -> Einladung:
    if zeile.einladung:
        return zeile.einladung
    e = zeile.empfaenger
    return Einladung.objects.create(sitzung=sitzung, person=e.person, zentrum=e.zentrum, stelle=e.stelle)


def _link(sitzung: Sitzung, einladung: Einladung, wer: Mitgliedschaft) -> str:
    """A new one with each mail; the older ones still open the same answer."""
    bis = timezone.make_aware(datetime.combine(sitzung.datum, time.max))
    token = links.ausstellen(zweck=ANTWORTEN, gegenstand=einladung, gueltig_bis=bis, wer=wer)
    return settings.BASE_URL + reverse("link", args=[token])


def _eingeladen(sitzung: Sitzung) -> None:
    sitze.vorgeben(sitzung)
    fristen.erledigt(sitzung, "themen", "tagesordnung", "einladung")
    if sitzung.status == Status.GEPLANT:
        sitzung.status, sitzung.eingeladen_am = Status.EINGELADEN, timezone.now()
        speichern(sitzung, version=sitzung.version)
