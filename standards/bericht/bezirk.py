"""The Standardbericht of a Bezirk: matrix, frequent gaps, good practice by opt-in, plan of measures."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import ceil

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from standards.auswertung import Ergebnis, ergebnisse, gezeigte
from standards.bericht.dokument import (
    Bezirksbericht,
    Luecke,
    Massnahmetext,
    Matrix,
    Matrixzeile,
    Praxis,
    Zelle,
)
from standards.bericht.zentrum import massnahme_in_worten
from standards.models import Antwort, Einschaetzung, Runde, Selbstbewertung, Votum
from standards.worte import status_fuer
from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.models import Massnahme

SPALTEN = 10
"""So many centres stand side by side on a page."""
HAEUFIG = 2
"""From so many centres on a gap is worth a word for all."""
FEHLT = (Einschaetzung.TEILWEISE, Einschaetzung.NICHT_ERFUELLT)
KEINE = Zelle("ohne", "nicht dabei")


def bericht(runde: Runde, leser: Mitgliedschaft) -> Bezirksbericht:
    """What this reader may see of a round, in about ten queries. No scores, no league table."""
    alle = runde.bewertungen.filter(art=Selbstbewertung.Art.EIGEN).select_related("zentrum")
    sichtbare = Selbstbewertung.objects.sichtbar_fuer(leser).filter(pk__in=alle.values("pk"))
    bewertungen = list(sichtbare.select_related("zentrum").order_by("zentrum__sortierung"))
    massnahmen = _massnahmen(bewertungen, leser)
    heute = timezone.localdate()
    return Bezirksbericht(
        titel=f"Standardbericht {runde.jahr} – {runde.bezirk}",
        bezirk=str(runde.bezirk),
        jahr=runde.jahr,
        fassung=runde.fassung.titel,
        vorbehalt=runde.fassung.vorbehalt,
        staende=tuple(Counter(status_fuer(b, leser)[1] for b in alle).most_common()),
        matrizen=_matrizen(runde, bewertungen, leser),
        luecken=_luecken(bewertungen, leser),
        praxis=praxis(Antwort.objects.filter(bewertung__in=bewertungen)),
        massnahmen=tuple(text for _, text in massnahmen),
        ueberfaellig=sum(m.laeuft and m.faellig < heute for m, _ in massnahmen),
    )


def praxis(antworten: QuerySet[Antwort]) -> tuple[Praxis, ...]:
    """What the Bezirksamt calls good practice and its centre lets others know."""
    gute = antworten.filter(gute_praxis=True, nachgefragt=False, votum__art=Votum.Art.GUTE_PRAXIS)
    laden = gute.select_related("kriterium__standard", "bewertung__zentrum")
    return tuple(
        Praxis(a.kriterium.schluessel, a.kriterium.text, str(a.bewertung.zentrum), a.begruendung)
        for a in laden.order_by(
            "kriterium__standard__nummer", "kriterium__nummer", "bewertung__zentrum__sortierung"
        )
    )


def _matrizen(runde: Runde, bewertungen: list[Selbstbewertung], leser: Mitgliedschaft) -> tuple[Matrix, ...]:
    je_bewertung = ergebnisse(bewertungen, leser)
    standards, amt = list(runde.standards.order_by("nummer")), leser.hat(Rolle.BEZIRKSAMT)
    breite = ceil(len(bewertungen) / (ceil(len(bewertungen) / SPALTEN) or 1)) or 1
    bloecke = [bewertungen[i : i + breite] for i in range(0, len(bewertungen), breite)]
    return tuple(
        Matrix(
            zentren=tuple(str(b.zentrum) for b in block),
            zeilen=tuple(
                Matrixzeile(
                    s.nummer,
                    s.name,
                    tuple(_zelle(je_bewertung.get(b.pk, {}).get(s.nummer), amt) for b in block),
                )
                for s in standards
            ),
        )
        for block in bloecke
    )


def _zelle(ergebnis: Ergebnis | None, amt: bool) -> Zelle:
    """Where it sees something differently only the Bezirksamt knows before it has said so."""
    if ergebnis is None:
        return KEINE
    return Zelle(str(ergebnis.schlechteste), ergebnis.wort, amt and ergebnis.abweichend > 0)


def _luecken(bewertungen: list[Selbstbewertung], leser: Mitgliedschaft) -> tuple[Luecke, ...]:
    antworten = gezeigte(Antwort.objects.filter(bewertung__in=bewertungen), leser).order_by()
    ort = ("kriterium__standard__nummer", "kriterium__nummer", "kriterium__schluessel", "kriterium__text")
    gruppen = antworten.values(*ort).annotate(
        von=Count("pk", filter=~Q(gezeigt=Einschaetzung.OFFEN)),
        zentren=Count("pk", filter=Q(gezeigt__in=FEHLT)),
        ressourcen=Count("pk", filter=Q(gezeigt__in=FEHLT, kategorie=Antwort.Kategorie.RESSOURCEN)),
    )
    haeufige = gruppen.filter(zentren__gte=HAEUFIG).order_by("-zentren", *ort)
    return tuple(
        Luecke(g["kriterium__schluessel"], g["kriterium__text"], g["zentren"], g["von"], g["ressourcen"])
        for g in haeufige
    )


def _massnahmen(
    bewertungen: Iterable[Selbstbewertung], leser: Mitgliedschaft
) -> list[tuple[Massnahme, Massnahmetext]]:
    """The plan of measures: those that answers or Voten of the round name, the next one due first."""
    schluessel: defaultdict[int, set[tuple[int, int, str]]] = defaultdict(set)
    antworten = Antwort.objects.filter(bewertung__in=bewertungen).order_by()
    for feld in ("massnahme", "votum__massnahme"):
        spalten = (feld, "kriterium__standard__nummer", "kriterium__nummer", "kriterium__schluessel")
        for pk, standard, nummer, name in antworten.filter(**{f"{feld}__isnull": False}).values_list(
            *spalten
        ):
            schluessel[pk].add((standard, nummer, name))
    eigene = Massnahme.objects.sichtbar_fuer(leser).filter(pk__in=schluessel).select_related("zentrum")
    return [
        (m, massnahme_in_worten(m, ", ".join(name for *_, name in sorted(schluessel[m.pk])), zentrum=True))
        for m in eigene.order_by("faellig", "pk")
    ]
