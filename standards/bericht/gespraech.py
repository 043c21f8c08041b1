"""The agenda of the yearly talk between centre and Bezirksamt: differences first."""

from standards.bericht.bezirk import praxis
from standards.bericht.dokument import Antworttext, Gespraech, Gespraechspunkt
from standards.bericht.zentrum import bericht, massnahme_in_worten
from standards.models import Antwort, Einschaetzung, Selbstbewertung, Votum
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.models import Massnahme

ANDERS = {str(art.label) for art in (Votum.Art.RUECKFRAGE, Votum.Art.HINWEIS)}
SCHWACH = (Einschaetzung.TEILWEISE, Einschaetzung.NICHT_ERFUELLT)


def gespraech(bewertung: Selbstbewertung, leser: Mitgliedschaft) -> Gespraech:
    """Where views or data differ, then what is not met, what goes well, and the promises that are open."""
    inhalt = bericht(bewertung, leser)
    antworten = [antwort for standard in inhalt.standards for antwort in standard.antworten]
    unterschiede = [a for a in antworten if _warum(a)]
    schwaechen = [a for a in antworten if a.einschaetzung in SCHWACH and not _warum(a)]
    offene = Massnahme.objects.sichtbar_fuer(leser).filter(zentrum=bewertung.zentrum_id).laufend()
    return Gespraech(
        titel=f"Jahresgespräch {inhalt.jahr} – {inhalt.zentrum}",
        zentrum=inhalt.zentrum,
        jahr=inhalt.jahr,
        unterschiede=tuple(_punkt(a) for a in unterschiede),
        schwaechen=tuple(_punkt(a) for a in schwaechen),
        praxis=praxis(Antwort.objects.filter(bewertung=bewertung)),
        massnahmen=tuple(massnahme_in_worten(m) for m in offene),
    )


def _warum(antwort: Antworttext) -> str:
    gruende = []
    if antwort.gegen_daten:
        gruende.append("Die Daten sprechen dagegen.")
    if antwort.votum in ANDERS:
        gruende.append(f"Votum des Bezirksamts: {antwort.votum}.")
    return " ".join(gruende)


def _punkt(antwort: Antworttext) -> Gespraechspunkt:
    belege = [b.satz for b in antwort.belege if b.urteil in ("dafuer", "dagegen")]
    return Gespraechspunkt(
        schluessel=antwort.schluessel,
        wortlaut=antwort.wortlaut,
        warum=_warum(antwort),
        einschaetzung=antwort.wort,
        begruendung=": ".join(filter(None, [antwort.kategorie, antwort.begruendung])),
        beleg=" ".join(belege),
        votum=antwort.votum,
        frage=antwort.bemerkung,
    )
