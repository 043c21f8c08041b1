"""What the screens of a Selbstbewertung show of each Kriterium: for answering and for reading alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from angebote.querysets import INNEN
from standards.antworten import darf_antworten
from standards.belege.stand import Belegzeile, gezeigt, vorschlag
from standards.models import Antwort, Beitrag, Einschaetzung, Nachweis, Selbstbewertung, Urteil, Votum
from standards.nachweise import lesbare
from standards.pruefung import offen
from standards.sicht import ist_verdeckt, votum_fuer
from standards.vorjahr import Davor, davor
from stzverbund.basis.links import UeberLink
from zentren.handelnde import Handelnde


@dataclass
class Blatt:
    """A Kriterium with everything beside it; `formular` is there where this person may answer now.

    `verdeckt`: its author is changing what was asked about, so that nobody else reads it.
    """

    antwort: Antwort
    belege: Sequence[Belegzeile] = ()
    davor: Davor | None = None
    votum: Votum | None = None
    beitraege: list[Beitrag] = field(default_factory=list)
    nachweise: list[Nachweis] = field(default_factory=list)
    bearbeitbar: bool = False
    intern: bool = False
    verdeckt: bool = False
    formular: Any = None
    massnahme: Any = None

    @property
    def anker(self) -> str:
        return f"k-{self.antwort.kriterium.schluessel.replace('.', '-')}"

    @property
    def gegen(self) -> bool:
        """Whether a Beleg speaks against "erfüllt"."""
        return any(zeile.urteil == Urteil.DAGEGEN for zeile in self.belege)

    @property
    def vorschlag(self) -> Einschaetzung | None:
        """What the data propose where nothing is answered; never more than a proposal."""
        return vorschlag(self.antwort, self.belege)

    @property
    def datenlage(self) -> str:
        """What the rules say, one word for each: "spricht dafür, keine Daten"."""
        worte = dict(Urteil.choices)
        return ", ".join(dict.fromkeys(str(worte[z.urteil]) for z in self.belege if z.urteil in worte))

    @property
    def punkte(self) -> list[str]:
        """What it still lacks before submitting."""
        gegen = self.gegen and self.antwort.einschaetzung == Einschaetzung.ERFUELLT
        return offen(self.antwort, gegen=gegen)


def antworten_von(bewertung: Selbstbewertung) -> list[Antwort]:
    """All answers in the order of the Kriterien, with what a screen shows of each; one query."""
    antworten = bewertung.antworten.select_related(
        "kriterium__standard", "massnahme", "votum__massnahme", "bewertung__zentrum"
    )
    return list(antworten)


def blaetter(bewertung: Selbstbewertung, antworten: list[Antwort], wer: Handelnde | None) -> list[Blatt]:
    """The sheets of these answers for this reader; a constant number of queries."""
    innen = isinstance(wer, UeberLink) or (wer is not None and wer.hat(*INNEN))
    belege = gezeigt(bewertung, [antwort.kriterium.schluessel for antwort in antworten], innen=innen)
    alte = davor(bewertung, antworten)
    beitraege = je_antwort(Beitrag.objects.filter(antwort__in=antworten))
    nachweise = je_antwort(lesbare(bewertung, wer).filter(antwort__in=antworten).select_related("nachfolger"))
    return [
        _blatt(
            Blatt(
                antwort,
                belege.get(antwort.kriterium.schluessel, ()),
                alte.get(antwort.pk),
                beitraege=beitraege.get(antwort.pk, []),
                nachweise=nachweise.get(antwort.pk, []),
            ),
            wer,
        )
        for antwort in antworten
    ]


def je_antwort(zeilen: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows that belong to an answer, by its primary key."""
    gruppen: dict[int, list[Any]] = {}
    for zeile in zeilen:
        gruppen.setdefault(zeile.antwort_id, []).append(zeile)
    return gruppen


def _blatt(blatt: Blatt, wer: Handelnde | None) -> Blatt:
    antwort = blatt.antwort
    blatt.bearbeitbar = darf_antworten(wer, antwort)
    blatt.intern = isinstance(wer, UeberLink) or (wer is not None and wer.hat(*INNEN))
    blatt.verdeckt = ist_verdeckt(antwort, wer)
    blatt.votum = votum_fuer(antwort, wer)
    if isinstance(wer, UeberLink):  # the pages of the house need an account
        blatt.belege = [replace(zeile, verweise=()) for zeile in blatt.belege]
    if blatt.verdeckt:
        blatt.antwort.einschaetzung, blatt.nachweise = Einschaetzung.OFFEN, []
    return blatt
