"""Everything of Selbstbewertungen as a table: a row for each Kriterium, nothing left out, lists in lines."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from angebote.querysets import INNEN
from standards.belege.stand import Belegzeile, gezeigt_je
from standards.bericht.zentrum import URTEIL, massnahme_in_worten
from standards.models import Antwort, Beitrag, Einschaetzung, Nachweis, Selbstbewertung
from standards.sicht import ist_verdeckt, votum_fuer
from standards.worte import status_fuer
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.models import Massnahme

KOPF = [
    *("Zentrum", "Art", "Jahr", "Stand", "Aktenzeichen", "eingereicht am", "freigegeben am", "angenommen am"),
    *("Standard", "Kriterium", "Wortlaut", "Einschätzung", "Runde davor", "Begründung", "Art des Grundes"),
    *("gegen die Daten", "unverändert bestätigt", "darf als gute Praxis genannt werden", "nachgefragt"),
    *("Daten", "Nachweise", "Maßnahme", "Votum", "Bemerkung", "Verzicht auf eine Maßnahme"),
    *("vereinbarte Maßnahme", "Gespräch"),
]
NOTIZ = "Notiz für das nächste Jahr"
ZUM_GANZEN = "zur ganzen Selbstbewertung"
JA = {True: "ja", False: ""}


def tabelle(
    bewertungen: QuerySet[Selbstbewertung], leser: Mitgliedschaft
) -> tuple[list[str], list[list[Any]]]:
    """Head and rows for this reader, in about eight queries however many there are.

    The note for next year's colleague is its author's own: only the inside has the column, for its own notes.
    """
    alle = list(
        bewertungen.select_related("runde", "zentrum").order_by("zentrum__sortierung", "art", "runde__jahr")
    )
    quelle = _Quelle(alle, leser)
    innen = leser.hat(*INNEN)
    zeilen = [zeile for bewertung in alle for zeile in quelle.zeilen(bewertung)]
    return [*KOPF, NOTIZ] if innen else KOPF, zeilen if innen else [z[:-1] for z in zeilen]


class _Quelle:
    """What the rows need, looked up for all at once."""

    def __init__(self, bewertungen: list[Selbstbewertung], leser: Mitgliedschaft) -> None:
        self.leser = leser
        self.belege = gezeigt_je(bewertungen, innen=leser.hat(*INNEN))
        self.antworten: defaultdict[int, list[Antwort]] = defaultdict(list)
        geltende = Prefetch("nachweise", Nachweis.objects.geltend().select_related("datei"))
        laden = Antwort.objects.filter(bewertung__in=bewertungen).prefetch_related(geltende)
        verbunden = laden.select_related("bewertung", "kriterium__standard", "massnahme", "votum__massnahme")
        for antwort in verbunden.order_by("kriterium__standard__nummer", "kriterium__nummer"):
            self.antworten[antwort.bewertung_id].append(antwort)
        self.gespraech: defaultdict[tuple[int, int | None], list[Beitrag]] = defaultdict(list)
        for beitrag in Beitrag.objects.filter(bewertung__in=bewertungen):
            self.gespraech[beitrag.bewertung_id, beitrag.antwort_id].append(beitrag)
        vorjahre = [b.vorjahr_id for b in bewertungen if b.vorjahr_id]
        davor = Antwort.objects.filter(bewertung__in=vorjahre).order_by()
        self.vorjahr = {
            (bewertung, kriterium): str(Einschaetzung(wert).label)
            for bewertung, kriterium, wert in davor.values_list(
                "bewertung", "kriterium__schluessel", "einschaetzung"
            )
        }

    def zeilen(self, b: Selbstbewertung) -> Iterable[list[Any]]:
        kopf = [
            *(str(b.zentrum), b.get_art_display(), b.runde.jahr, status_fuer(b, self.leser)[1]),
            b.aktenzeichen,
            *(
                timezone.localdate(zeit) if zeit else None
                for zeit in (b.eingereicht_am, b.freigegeben_am, b.angenommen_am)
            ),
        ]
        for antwort in self.antworten[b.pk]:
            yield [*kopf, *self._antwort(b, antwort)]
        if ganze := self.gespraech[b.pk, None]:
            leer = [""] * (len(KOPF) - len(kopf) - 4)
            yield [*kopf, "", "", ZUM_GANZEN, *leer, _gespraech(ganze), ""]

    def _antwort(self, b: Selbstbewertung, a: Antwort) -> list[Any]:
        offen = ist_verdeckt(a, self.leser)
        k, votum = a.kriterium, votum_fuer(a, self.leser)
        vorjahr = self.vorjahr.get((b.vorjahr_id, k.schluessel), "") if b.vorjahr_id else ""
        einschaetzung = str(Einschaetzung.OFFEN.label) if offen else a.get_einschaetzung_display()
        eigene = [""] * 5 if offen else _eigene(a)
        return [
            *(str(k.standard), k.schluessel, k.text, einschaetzung, vorjahr),
            *(*eigene, JA[a.nachgefragt]),
            _belege(self.belege[b.pk].get(k.schluessel, [])),
            *("" if offen else _nachweise(a), "" if offen else _massnahme(a.massnahme)),
            *([votum.get_art_display(), votum.bemerkung, JA[votum.verzicht]] if votum else ["", "", ""]),
            *(_massnahme(votum.massnahme if votum else None), _gespraech(self.gespraech[b.pk, a.pk])),
            "" if offen or b.art == Selbstbewertung.Art.AUSSEN else a.notiz,
        ]


def _eigene(a: Antwort) -> list[Any]:
    """What its author says beside the Einschätzung: Begründung to "gute Praxis"."""
    art = a.get_kategorie_display() if a.kategorie else ""
    return [a.begruendung, art, JA[a.gegen_daten], JA[a.unveraendert], JA[a.gute_praxis]]


def _belege(zeilen: list[Belegzeile]) -> str:
    return "\n".join(f"{URTEIL[z.urteil]}: {z.satz}{f' ({z.drift})' if z.drift else ''}" for z in zeilen)


def _nachweise(antwort: Antwort) -> str:
    return "\n".join(_nachweis(nachweis) for nachweis in antwort.nachweise.all())


def _nachweis(n: Nachweis) -> str:
    wo = n.datei.name if n.datei else n.adresse
    teile = [f"{n.titel} vom {n.datum:%d.%m.%Y}"]
    teile += [f"gültig bis {n.gueltig_bis:%d.%m.%Y}"] if n.gueltig_bis else []
    return ", ".join([*teile, *([wo] if wo else [])])


def _massnahme(massnahme: Massnahme | None) -> str:
    if massnahme is None:
        return ""
    m = massnahme_in_worten(massnahme)
    kopf = f"{m.titel} ({m.zustaendig}, fällig {m.faellig:%d.%m.%Y}, {m.stand})"
    return "\n".join(filter(None, [kopf, massnahme.beschreibung, m.ergebnis]))


def _gespraech(beitraege: list[Beitrag]) -> str:
    return "\n".join(
        f"{timezone.localdate(b.am):%d.%m.%Y}, {b.get_seite_display()}: {b.text}" for b in beitraege
    )
