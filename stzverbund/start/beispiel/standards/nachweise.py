"""Proofs that the centres of the demo put beside their answers; some are no longer valid, one is revised."""

from datetime import timedelta

from simple_history.utils import bulk_create_with_history

from standards.models import Antwort, Einschaetzung, Nachweis
from stzverbund.start.beispiel.standards.gang import Gang, Vorrat, nachdatieren, stempeln

JEDES = 0.3
GUELTIG = (None, None, 200, 400, 800)


def beilegen(vorrat: Vorrat, gaenge: list[Gang]) -> None:
    """Links only: files belong to those who upload them."""
    neue = [
        _nachweis(vorrat, gang, antwort)
        for gang in gaenge
        for antwort in gang.antworten
        if antwort.einschaetzung in (Einschaetzung.ERFUELLT, Einschaetzung.TEILWEISE)
        and gang.wuerfel(antwort.kriterium.schluessel, "nachweis").random() < JEDES
    ]
    gespeichert = bulk_create_with_history(neue, Nachweis)
    for nachweis, mit_schluessel in zip(neue, gespeichert, strict=True):
        nachweis.pk = mit_schluessel.pk
    nachdatieren(Nachweis, neue, "angelegt_am")


def _nachweis(vorrat: Vorrat, gang: Gang, antwort: Antwort) -> Nachweis:
    kriterium = antwort.kriterium.schluessel
    wuerfel = gang.wuerfel(kriterium, "beleg")
    datum = gang.tag - timedelta(days=wuerfel.randint(10, 300))
    gueltig = wuerfel.choice(GUELTIG)
    nachweis = Nachweis(
        antwort=antwort,
        titel=vorrat.text(kriterium, "nachweis"),
        adresse=f"https://{gang.slug}.example/qualitaet/{kriterium.replace('.', '-')}",
        datum=datum,
        gueltig_bis=datum + timedelta(days=gueltig) if gueltig else None,
    )
    nachweis.datiert = gang.am["antworten"]  # type: ignore[attr-defined]
    nachweis.geaendert_am = gang.am["antworten"]
    stempeln(nachweis, gang.am["antworten"], gang.autor("leitung"))
    return nachweis
