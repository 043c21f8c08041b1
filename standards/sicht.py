"""What of an answer a reader gets to see while it is on its way; the one place that knows "draft again"."""

from angebote.querysets import INNEN
from standards.models import Antwort, Selbstbewertung, Votum
from stzverbund.basis.links import UeberLink
from zentren.handelnde import Handelnde
from zentren.models import Rolle

Art, Status = Selbstbewertung.Art, Selbstbewertung.Status


def ist_verdeckt(antwort: Antwort, wer: Handelnde | None) -> bool:
    """Whether a Rückfrage has made it a draft again, which only its author reads until it is submitted.

    The author of a Selbstbewertung is the house (team and Träger), that of an Außenevaluation whoever has
    the link. `wer` None is the edition, which holds everything.
    """
    if not antwort.nachgefragt or wer is None or isinstance(wer, UeberLink):
        return False
    return antwort.bewertung.art == Art.AUSSEN or not wer.hat(*INNEN)


def votum_fuer(antwort: Antwort, wer: Handelnde | None) -> Votum | None:
    """The Votum as far as it has been said: the office sees its own, the others what has come to them."""
    votum = getattr(antwort, "votum", None)
    if votum is None or wer is None or antwort.bewertung.status == Status.ANGENOMMEN:
        return votum
    if not isinstance(wer, UeberLink) and wer.hat(Rolle.BEZIRKSAMT):
        return votum
    gefragt = antwort.nachgefragt and votum.art == Votum.Art.RUECKFRAGE
    return votum if gefragt else None
