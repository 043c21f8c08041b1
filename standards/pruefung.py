"""What is still open before a Selbstbewertung can be submitted: the check list with its places."""

from dataclasses import dataclass

from standards.belege import Belege
from standards.models import Antwort, Einschaetzung, Selbstbewertung, Urteil, Votum


@dataclass(frozen=True)
class Punkt:
    """One open point; `standard` is the number of the screen on which it is settled."""

    antwort: Antwort
    text: str

    @property
    def kriterium(self) -> str:
        return self.antwort.kriterium.schluessel

    @property
    def standard(self) -> int:
        return self.antwort.kriterium.standard.nummer


def gegen_daten(antwort: Antwort, belege: Belege) -> bool:
    """Whether "erfüllt" is said although a Beleg speaks against it: that needs a Begründung."""
    eigene = belege.get(antwort.bewertung.zentrum_id, {}).get(antwort.kriterium.schluessel, [])
    return antwort.einschaetzung == Einschaetzung.ERFUELLT and any(
        ergebnis.urteil == Urteil.DAGEGEN for _, ergebnis in eigene
    )


def pruefen(bewertung: Selbstbewertung, belege: Belege) -> list[Punkt]:
    """All open points in the order of the Kriterien; submitting is possible when there are none."""
    return [
        Punkt(antwort, text)
        for antwort in bewertung.antworten.select_related("kriterium__standard", "bewertung")
        for text in offen(antwort, gegen=gegen_daten(antwort, belege))
    ]


def offen(antwort: Antwort, *, gegen: bool) -> list[str]:
    """What an answer lacks (as the constraints of Antwort demand it at submission)."""
    if antwort.einschaetzung == Einschaetzung.OFFEN:
        return ["noch nicht beantwortet"]
    punkte = []
    if antwort.weicht_ab and not antwort.begruendung.strip():
        punkte.append(f"„{antwort.get_einschaetzung_display()}“ braucht eine Begründung")
    if gegen and not antwort.begruendung.strip():
        punkte.append("„erfüllt“ gegen die Daten braucht eine Begründung")
    if antwort.bleibt_zurueck and not (antwort.massnahme_id or antwort.kategorie):
        punkte.append("braucht eine Maßnahme oder den Grund „Ressourcen“")
    return punkte


def zu_entscheiden(antwort: Antwort, votum: Votum | None) -> bool:
    """Whether it stands in the way of accepting: a difference without a Votum, or an open Rückfrage.

    On an Außenevaluation nothing is decided; only its Rückfragen have to be settled.
    """
    if votum is not None:
        return votum.art == Votum.Art.RUECKFRAGE
    eigene = antwort.bewertung.art == Selbstbewertung.Art.EIGEN
    return eigene and (antwort.gegen_daten or antwort.einschaetzung != Einschaetzung.ERFUELLT)
