"""Which Kriterien a Massnahme answers, and what their Belege say today: its effect, by the same rule."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from standards.antworten import lage
from standards.belege import errechnen
from standards.models import Antwort, Selbstbewertung, Urteil
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.models import Massnahme

TON = {Urteil.DAFUER: "success", Urteil.DAGEGEN: "warning", Urteil.KEINE_DATEN: "info"}


@dataclass(frozen=True)
class BelegHeute:
    ton: str
    urteil: str
    satz: str


@dataclass(frozen=True)
class KriteriumDerMassnahme:
    """A Kriterium with its latest answer that names the Massnahme, and what the data say today."""

    schluessel: str
    wortlaut: str
    bewertung: str
    einschaetzung: str
    adresse: str
    belege: tuple[BelegHeute, ...]


def kriterien(massnahme: Massnahme, leser: Mitgliedschaft | None) -> list[KriteriumDerMassnahme]:
    """Of the answers and Voten that this person may read, the latest for each Kriterium."""
    alle = Antwort.objects.sichtbar_fuer(leser).filter(Q(massnahme=massnahme) | Q(votum__massnahme=massnahme))
    laden = alle.select_related("kriterium__standard", "bewertung__runde", "bewertung__zentrum")
    eigene = laden.filter(bewertung__art=Selbstbewertung.Art.EIGEN)
    antworten = {a.kriterium.schluessel: a for a in eigene.order_by("bewertung__runde__jahr")}
    if not antworten:
        return []
    letzte = max(antworten.values(), key=lambda a: a.bewertung.runde.jahr).bewertung
    belege = errechnen(lage(letzte), antworten)[letzte.zentrum_id]
    geordnet = sorted(antworten.values(), key=lambda a: (a.kriterium.standard.nummer, a.kriterium.nummer))
    return [
        KriteriumDerMassnahme(
            schluessel=antwort.kriterium.schluessel,
            wortlaut=f"{antwort.kriterium.standard.einleitung} … {antwort.kriterium.text}",
            bewertung=str(antwort.bewertung),
            einschaetzung=antwort.get_einschaetzung_display(),
            adresse=reverse(
                "selbstbewertung", args=[antwort.bewertung.zentrum.slug, antwort.bewertung.runde.jahr]
            ),
            belege=tuple(
                BelegHeute(TON[e.urteil], str(e.urteil.label), e.satz)
                for _, e in belege.get(antwort.kriterium.schluessel, [])
            ),
        )
        for antwort in geordnet
    ]
