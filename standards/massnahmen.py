"""Which Kriterien a Massnahme answers, and what their Belege say today: its effect, by the same rule."""

from dataclasses import dataclass

from django.db.models import Q

from standards.antworten import lage
from standards.belege import errechnen
from standards.belege.stand import Belegzeile, zeilen
from standards.models import Antwort, Einschaetzung, Selbstbewertung
from standards.pruefblatt import basis
from standards.sicht import ist_verdeckt
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.models import Massnahme


@dataclass(frozen=True)
class KriteriumDerMassnahme:
    """A Kriterium with its latest answer that names the Massnahme, and what the data say today."""

    schluessel: str
    wortlaut: str
    bewertung: str
    einschaetzung: str
    adresse: str
    belege: tuple[Belegzeile, ...]


def kriterien(massnahme: Massnahme, leser: Mitgliedschaft | None) -> list[KriteriumDerMassnahme]:
    """Of the answers and Voten that this person may read, the latest for each Kriterium."""
    alle = Antwort.objects.sichtbar_fuer(leser).filter(Q(massnahme=massnahme) | Q(votum__massnahme=massnahme))
    laden = alle.select_related("kriterium__standard", "bewertung__runde", "bewertung__zentrum")
    art = Selbstbewertung.Art.AUSSEN if massnahme.von_aussen else Selbstbewertung.Art.EIGEN
    eigene = laden.filter(bewertung__art=art)
    antworten = {a.kriterium.schluessel: a for a in eigene.order_by("bewertung__runde__jahr")}
    if not antworten:
        return []
    letzte = max(antworten.values(), key=lambda a: a.bewertung.runde.jahr).bewertung
    belege = zeilen(errechnen(lage(letzte), antworten)[letzte.zentrum_id])
    geordnet = sorted(antworten.values(), key=lambda a: (a.kriterium.standard.nummer, a.kriterium.nummer))
    return [
        KriteriumDerMassnahme(
            schluessel=antwort.kriterium.schluessel,
            wortlaut=f"{antwort.kriterium.standard.einleitung} … {antwort.kriterium.text}",
            bewertung=str(antwort.bewertung),
            einschaetzung=_wort(antwort, leser),
            adresse=basis(antwort.bewertung),
            belege=tuple(belege.get(antwort.kriterium.schluessel, ())),
        )
        for antwort in geordnet
    ]


def _wort(antwort: Antwort, leser: Mitgliedschaft | None) -> str:
    """What a Rückfrage has opened is a draft again and reads "offen" outside."""
    verdeckt = ist_verdeckt(antwort, leser)
    return str(Einschaetzung.OFFEN.label) if verdeckt else antwort.get_einschaetzung_display()
