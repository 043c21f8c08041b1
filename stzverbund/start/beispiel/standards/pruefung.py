"""What the Bezirksamt of the demo says of the answers, and what both sides write to each other."""

from datetime import timedelta

from simple_history.utils import bulk_create_with_history

from standards.models import Antwort, Beitrag, Einschaetzung, Votum
from stzverbund.start.beispiel.standards.gang import Gang, Status, Vorrat, nachdatieren, stempeln
from zentren.models import Mitgliedschaft

Art, Seite = Votum.Art, Beitrag.Seite
GEPRUEFT = (Status.IN_PRUEFUNG, Status.RUECKFRAGE, Status.ANGENOMMEN)
FRAGEN = 2
"""So many Rückfragen are open where there is one."""


def voten(vorrat: Vorrat, gaenge: list[Gang]) -> None:
    """All of what is accepted, the first half where the review runs, and the Rückfragen."""
    neue = []
    for gang in gaenge:
        if gang.status not in GEPRUEFT:
            continue
        halb = len(gang.antworten) // 2 if gang.status == Status.IN_PRUEFUNG else None
        fragen = _gefragte(gang)
        for antwort in gang.antworten[:halb]:
            votum = _votum(vorrat, antwort)
            if antwort in fragen:
                _fragen(vorrat, votum, antwort)
            votum.datiert = gang.am["pruefung"]  # type: ignore[attr-defined]
            stempeln(votum, gang.am["pruefung"], gang.beteiligte["amt"])
            neue.append(votum)
    gespeichert = bulk_create_with_history(neue, Votum, batch_size=200)
    for votum, mit_schluessel in zip(neue, gespeichert, strict=True):
        votum.pk = mit_schluessel.pk
    nachdatieren(Votum, neue, "geaendert_am")


def beitraege(vorrat: Vorrat, gaenge: list[Gang]) -> None:
    neue = [beitrag for gang in gaenge if gang.vorgelegt for beitrag in _gespraech(vorrat, gang)]
    Beitrag.objects.bulk_create(neue)
    nachdatieren(Beitrag, neue, "am")


def _gefragte(gang: Gang) -> list[Antwort]:
    """What deviates or stands against the data, where a Rückfrage is open."""
    if gang.status != Status.RUECKFRAGE:
        return []
    auffaellig = [a for a in gang.antworten if a.weicht_ab or a.gegen_daten]
    return (auffaellig or gang.antworten)[:FRAGEN]


def _votum(vorrat: Vorrat, antwort: Antwort) -> Votum:
    votum = Votum(antwort=antwort, art=Art.BESTAETIGT)
    if antwort.massnahme is not None:
        votum.art, votum.massnahme = Art.MASSNAHME, antwort.massnahme
        votum.bemerkung = vorrat.satz("vereinbart")
    elif antwort.kategorie:
        votum.verzicht, votum.bemerkung = True, vorrat.satz("verzicht")
    elif antwort.gegen_daten or antwort.einschaetzung == Einschaetzung.NICHT_ANWENDBAR:
        votum.art, votum.bemerkung = Art.HINWEIS, vorrat.satz("hinweis")
    elif antwort.gute_praxis:
        votum.art, votum.bemerkung = Art.GUTE_PRAXIS, vorrat.satz("praxis_amt")
    return votum


def _fragen(vorrat: Vorrat, votum: Votum, antwort: Antwort) -> None:
    votum.art, votum.massnahme, votum.verzicht = Art.RUECKFRAGE, None, False
    votum.bemerkung = vorrat.satz("rueckfrage_daten" if antwort.gegen_daten else "rueckfrage")
    antwort.nachgefragt, antwort.abgegeben = True, False
    Antwort.objects.filter(pk=antwort.pk).update(nachgefragt=True, abgegeben=False)


def _gespraech(vorrat: Vorrat, gang: Gang) -> list[Beitrag]:
    """A thread where something was asked or agreed, and comments of those who decide nothing."""
    rollen = vorrat.rahmen.mitgliedschaften
    gespraech = []
    for antwort in [a for a in gang.antworten if a.massnahme is not None or a.nachgefragt][:2]:
        if gang.status in GEPRUEFT:
            satz = "rueckfrage_daten" if antwort.gegen_daten else "rueckfrage"
            gespraech.append(_beitrag(gang, Seite.BEZIRKSAMT, satz, 5, gang.beteiligte["amt"], antwort))
            if gang.status == Status.ANGENOMMEN or antwort == gang.antworten[0]:
                seite = Seite.AUSSEN if gang.aussen else Seite.ZENTRUM
                wer = gang.autor("leitung")
                gespraech.append(_beitrag(gang, seite, "antwort_zentrum", 60, wer, antwort))
    if gang.wuerfel("verband").random() < 0.3 and not gang.aussen:
        stelle = rollen["geschaeftsstelle:paritaetischer"]
        gespraech.append(_beitrag(gang, Seite.GESCHAEFTSSTELLE, "kommentar_geschaeftsstelle", 30, stelle))
    elif gang.wuerfel("traeger").random() < 0.3 and not gang.aussen:
        stelle = gang.beteiligte["traeger"]
        gespraech.append(_beitrag(gang, Seite.TRAEGER, "traeger_kommentar", 20, stelle))
    for beitrag in gespraech:
        beitrag.text = vorrat.satz(beitrag.text)
    return gespraech


def _beitrag(
    gang: Gang,
    seite: str,
    satz: str,
    stunden: int,
    wer: Mitgliedschaft | None,
    antwort: Antwort | None = None,
) -> Beitrag:
    """`satz` is the name of its text; so many hours after the submission reached the office."""
    person = wer.person if wer else None
    beitrag = Beitrag(bewertung=gang.bewertung, antwort=antwort, seite=seite, text=satz, person=person)
    beitrag.datiert = gang.am["traeger"] + timedelta(hours=stunden)  # type: ignore[attr-defined]
    return beitrag
