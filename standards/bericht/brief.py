"""Letters of the Bezirksamt: what it asks back, and that it has accepted."""

from django.utils import timezone

from standards.bericht.dokument import Absatz, Brief
from standards.bericht.zentrum import VERZICHT, geladen
from standards.models import Antwort, Selbstbewertung, Votum
from standards.sicht import votum_fuer
from stzverbund.basis.models import Ereignis
from zentren.models import Bezirksamt, Standort

Status = Selbstbewertung.Status
SCHRITT = {Status.RUECKFRAGE: "Rückfrage", Status.ANGENOMMEN: "angenommen"}
"""The states that have a letter, with the event that has led there."""


def brief(bewertung: Selbstbewertung) -> Brief:
    """The letter of the present state (a key of SCHRITT), of the day on which that was decided."""
    schritt = Ereignis.objects.zu(bewertung).filter(was=SCHRITT[Status(bewertung.status)]).last()
    antworten = list(geladen(bewertung))
    schreiben = _annahme if bewertung.status == Status.ANGENOMMEN else _rueckfrage
    amt = Bezirksamt.objects.filter(bezirk=bewertung.runde.bezirk_id).first()
    betreff, saetze, punkte, schluss = schreiben(bewertung, antworten)
    return Brief(
        titel=f"{betreff} – {bewertung.zentrum}",
        absender=str(amt or bewertung.runde.bezirk),
        empfaenger=_anschrift(bewertung),
        aktenzeichen=bewertung.aktenzeichen,
        datum=timezone.localdate(schritt.zeitpunkt if schritt else None),
        betreff=betreff,
        saetze=saetze,
        punkte=punkte,
        schluss=schluss,
        person=str(schritt.person) if schritt and schritt.person else "",
    )


Teile = tuple[str, tuple[str, ...], tuple[Absatz, ...], tuple[str, ...]]


def _rueckfrage(bewertung: Selbstbewertung, antworten: list[Antwort]) -> Teile:
    punkte = [
        Absatz(a.kriterium.schluessel, a.kriterium.text, votum.bemerkung)
        for a in antworten
        if (votum := votum_fuer(a, None)) and votum.art == Votum.Art.RUECKFRAGE
    ]
    eingereicht = bewertung.eingereicht_am
    am = f" vom {timezone.localdate(eingereicht):%d.%m.%Y}" if eingereicht else ""
    zahl = "Zu einem Kriterium" if len(punkte) == 1 else f"Zu {len(punkte)} Kriterien"
    return (
        f"Rückfrage zur {bewertung.get_art_display()} {bewertung.runde.jahr}",
        (f"wir haben Ihre {bewertung.get_art_display()}{am} gelesen. {zahl} haben wir eine Frage.",),
        tuple(punkte),
        (
            "Bitte antworten Sie bei diesen Kriterien und reichen Sie wieder ein. Alle anderen Antworten "
            "bleiben, wie sie sind.",
        ),
    )


def _annahme(bewertung: Selbstbewertung, antworten: list[Antwort]) -> Teile:
    punkte = []
    for antwort in antworten:
        votum = votum_fuer(antwort, None)
        if votum is None or (votum.art == Votum.Art.BESTAETIGT and not votum.verzicht):
            continue
        punkte.append(Absatz(antwort.kriterium.schluessel, antwort.kriterium.text, _in_worten(votum)))
    saetze = [f"wir nehmen Ihre {bewertung.get_art_display()} {bewertung.runde.jahr} an."]
    if punkte:
        saetze.append("Zu den folgenden Kriterien halten wir fest:")
    return (
        f"Annahme der {bewertung.get_art_display()} {bewertung.runde.jahr}",
        tuple(saetze),
        tuple(punkte),
        (bewertung.runde.fassung.vorbehalt, "Wir danken Ihnen und Ihrem Team für die Arbeit."),
    )


def _in_worten(votum: Votum) -> str:
    """ "Vereinbarte Maßnahme: Aushang erneuern (Zentrum, bis 01.03.2027). Bemerkung" """
    art = str(votum.get_art_display())
    kopf = f"{art[0].upper()}{art[1:]}"
    if eine := votum.massnahme:
        kopf += f": {eine} ({eine.get_eigner_display()}, bis {eine.faellig:%d.%m.%Y})"
    saetze = [f"{kopf}.", votum.bemerkung, VERZICHT if votum.verzicht else ""]
    return " ".join(satz for satz in saetze if satz)


def _anschrift(bewertung: Selbstbewertung) -> tuple[str, ...]:
    haus = Standort.objects.filter(zentrum=bewertung.zentrum_id).order_by("-haupt", "pk").first()
    wo = (haus.strasse, f"{haus.plz} {haus.ort}") if haus else ()
    return (str(bewertung.zentrum), "Leitung", *wo)
