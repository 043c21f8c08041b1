"""The Standardbericht of a centre: what was answered, what the data say, what the Bezirksamt says."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone

from angebote.querysets import INNEN
from standards.auswertung import Ergebnis, je_standard, zusammen
from standards.belege.stand import Belegzeile, gezeigt_je
from standards.bericht.dokument import (
    Antworttext,
    Belegtext,
    Massnahmetext,
    Nachweistext,
    Standardbericht,
    Standardtext,
)
from standards.models import Antwort, Einschaetzung, Nachweis, Selbstbewertung, Standard
from standards.sicht import ist_verdeckt, votum_fuer
from standards.worte import status_fuer
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.models import Massnahme

URTEIL = {
    "dafuer": "spricht dafür",
    "dagegen": "spricht dagegen",
    "keine_daten": "keine Daten",
    "ohne": "nicht aus Daten",
}
VERZICHT = "Auf eine Maßnahme wird verzichtet."


def bericht(bewertung: Selbstbewertung, leser: Mitgliedschaft | None) -> Standardbericht:
    """Everything of a Selbstbewertung as this reader may see it; `leser` None: as the edition stores it.

    What a Rückfrage has opened is a draft again: outside it reads "offen". About ten queries.
    """
    innen = leser is None or leser.hat(*INNEN)
    belege = gezeigt_je([bewertung], drift=False, innen=innen)[bewertung.pk]
    vorjahr = _vorjahr(bewertung)
    je_nummer: dict[int, list[Antworttext]] = {}
    antworten = list(geladen(bewertung))
    for antwort in antworten:
        zeile = _antwort(antwort, belege.get(antwort.kriterium.schluessel, []), vorjahr, leser)
        je_nummer.setdefault(antwort.kriterium.standard.nummer, []).append(zeile)
    paare = je_standard(bewertung, leser)
    standards = tuple(_standard(s, e, tuple(je_nummer.get(s.nummer, ()))) for s, e in paare)
    jahr = bewertung.runde.jahr
    return Standardbericht(
        titel=f"Standardbericht {jahr} – {bewertung.zentrum}",
        art=bewertung.get_art_display(),
        zentrum=str(bewertung.zentrum),
        traeger=str(bewertung.zentrum.traeger),
        bezirk=str(bewertung.runde.bezirk),
        jahr=jahr,
        fassung=bewertung.runde.fassung.titel,
        vorbehalt=bewertung.runde.fassung.vorbehalt,
        stand=status_fuer(bewertung, leser)[1],
        eingereicht_am=_tag(bewertung.eingereicht_am),
        freigegeben_am=_tag(bewertung.freigegeben_am),
        angenommen_am=_tag(bewertung.angenommen_am),
        aktenzeichen=bewertung.aktenzeichen,
        anzahlen=zusammen(e for _, e in paare).in_worten,
        unterschiede=_unterschiede(standards),
        standards=standards,
        massnahmen=_alle_massnahmen(standards),
    )


def geladen(bewertung: Selbstbewertung) -> Iterable[Antwort]:
    """The answers in their order with all that the papers say of them, in two queries."""
    geltende = Prefetch("nachweise", Nachweis.objects.geltend().select_related("datei"))
    return (
        bewertung.antworten.select_related("kriterium__standard", "massnahme", "votum__massnahme")
        .prefetch_related(geltende)
        .order_by("kriterium__standard__nummer", "kriterium__nummer")
    )


def massnahme_in_worten(massnahme: Massnahme, kriterien: str = "", *, zentrum: bool = False) -> Massnahmetext:
    ergebnis = massnahme.wirkung or massnahme.grund
    if massnahme.erledigt_am:
        ergebnis = f"Erledigt am {massnahme.erledigt_am:%d.%m.%Y}. {ergebnis}".strip()
    return Massnahmetext(
        titel=massnahme.titel,
        zustaendig=massnahme.get_eigner_display(),
        faellig=massnahme.faellig,
        stand=massnahme.get_status_display(),
        ergebnis=ergebnis,
        zentrum=str(massnahme.zentrum or "alle Zentren") if zentrum else "",
        kriterien=kriterien,
    )


def _vorjahr(bewertung: Selbstbewertung) -> dict[str, str]:
    """Kriterium -> last round's Einschätzung."""
    if bewertung.vorjahr_id is None:
        return {}
    alte = Antwort.objects.filter(bewertung=bewertung.vorjahr_id).order_by()
    return dict(alte.values_list("kriterium__schluessel", "einschaetzung"))


def _antwort(
    antwort: Antwort, belege: list[Belegzeile], vorjahr: dict[str, str], leser: Mitgliedschaft | None
) -> Antworttext:
    offen = ist_verdeckt(antwort, leser)
    votum = votum_fuer(antwort, leser)
    wert = Einschaetzung.OFFEN if offen else Einschaetzung(antwort.einschaetzung)
    massnahmen = {m.pk: m for m in (antwort.massnahme, votum.massnahme if votum else None) if m}
    alt = vorjahr.get(antwort.kriterium.schluessel, "")
    bemerkungen = [votum.bemerkung, VERZICHT if votum.verzicht else ""] if votum else []
    return Antworttext(
        schluessel=antwort.kriterium.schluessel,
        wortlaut=antwort.kriterium.text,
        einschaetzung=str(wert),
        wort=str(wert.label),
        begruendung="" if offen else antwort.begruendung,
        kategorie="" if offen or not antwort.kategorie else antwort.get_kategorie_display(),
        gegen_daten=antwort.gegen_daten and not offen,
        unveraendert=antwort.unveraendert and not offen,
        gute_praxis=antwort.gute_praxis and not offen,
        vorjahr=str(Einschaetzung(alt).label) if alt else "",
        belege=tuple(Belegtext(z.urteil, URTEIL[z.urteil], z.satz) for z in belege),
        nachweise=() if offen else tuple(_nachweis(n) for n in antwort.nachweise.all()),
        votum=votum.get_art_display() if votum else "",
        bemerkung=" ".join(filter(None, bemerkungen)),
        massnahmen=()
        if offen
        else tuple(massnahme_in_worten(m, antwort.kriterium.schluessel) for m in massnahmen.values()),
    )


def _nachweis(nachweis: Nachweis) -> Nachweistext:
    ort = "Link" if nachweis.adresse else "Eintrag des Hauses"
    if nachweis.datei:
        ort = f"Datei {nachweis.datei.name}"
    return Nachweistext(nachweis.titel, nachweis.datum, nachweis.gueltig_bis, ort, nachweis.adresse)


def _standard(standard: Standard, e: Ergebnis, antworten: tuple[Antworttext, ...]) -> Standardtext:
    return Standardtext(
        nummer=standard.nummer,
        name=standard.name,
        einleitung=standard.einleitung,
        schluss=standard.schluss,
        ergebnis=str(e.schlechteste),
        wort=e.wort,
        anzahlen=e.in_worten,
        voten=f"{e.voten} von {e.kriterien}",
        antworten=antworten,
    )


def _unterschiede(standards: tuple[Standardtext, ...]) -> tuple[str, ...]:
    """What is assessed otherwise than in the round before: "9.1: teilweise → erfüllt"."""
    return tuple(
        f"{a.schluessel} {a.wortlaut}: {a.vorjahr} → {a.wort}"
        for standard in standards
        for a in standard.antworten
        if a.vorjahr and a.vorjahr != a.wort and a.einschaetzung != Einschaetzung.OFFEN
    )


def _alle_massnahmen(standards: tuple[Standardtext, ...]) -> tuple[Massnahmetext, ...]:
    """Each once, with all Kriterien that name it, the next one due first."""
    je_titel: dict[tuple, list[str]] = {}
    erste: dict[tuple, Massnahmetext] = {}
    for standard in standards:
        for antwort in standard.antworten:
            for m in antwort.massnahmen:
                wer = (m.titel, m.zustaendig, m.faellig, m.stand)
                je_titel.setdefault(wer, []).append(antwort.schluessel)
                erste.setdefault(wer, m)
    texte = [
        Massnahmetext(m.titel, m.zustaendig, m.faellig, m.stand, m.ergebnis, "", ", ".join(je_titel[wer]))
        for wer, m in erste.items()
    ]
    return tuple(sorted(texte, key=lambda m: (m.faellig, m.titel)))


def _tag(zeit: datetime | None) -> date | None:
    return timezone.localdate(zeit) if zeit else None
