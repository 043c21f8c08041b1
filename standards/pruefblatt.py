"""What lies before the Bezirksamt in a review: both sides of each Kriterium, the differences first.

A Rückfrage makes the asked answers drafts of the centre again. The Bezirksamt reads them as they were when it
asked, until they are submitted once more (domain model, "Decided" 8).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from standards.belege.stand import Belegzeile, Zeilen, gezeigt
from standards.blatt import je_antwort
from standards.models import Antwort, Beitrag, Einschaetzung, Nachweis, Selbstbewertung, Votum
from standards.pruefung import zu_entscheiden
from standards.vorjahr import Davor, davor
from stzverbund.basis.models import Ereignis

GESEHEN = ("Rückfrage", "wieder geöffnet")
"""With these events the Bezirksamt sends it on its way: it knows the answers of that moment."""
INHALT = ("einschaetzung", "begruendung", "kategorie", "massnahme")
SEIT_RUECKFRAGE = "Seit der Rückfrage geändert"
LEER = {"einschaetzung": Einschaetzung.OFFEN, "massnahme": None}
"""What is shown of a draft whose earlier state is not known."""


@dataclass(frozen=True)
class Blatt:
    """A Kriterium in review: answer and Votum, what was said before, what the data say, who wrote what.

    `davor` is the answer of the round before, `bekannt` the state when the Bezirksamt last asked.
    """

    antwort: Antwort
    votum: Votum | None
    davor: Davor | None = None
    bekannt: Any = None
    belege: list[Belegzeile] = field(default_factory=list)
    nachweise: list[Nachweis] = field(default_factory=list)
    beitraege: list[Beitrag] = field(default_factory=list)
    im_entwurf: bool = False

    @property
    def seit_rueckfrage_geaendert(self) -> bool:
        """Whether its author has said something else since the Bezirksamt asked."""
        if self.bekannt is None or self.im_entwurf:
            return False
        felder = (*INHALT[:3], "massnahme_id")
        return any(getattr(self.bekannt, feld) != getattr(self.antwort, feld) for feld in felder)

    @property
    def anders_als_davor(self) -> bool:
        return self.davor is not None and self.davor.antwort.einschaetzung != self.antwort.einschaetzung

    @property
    def gegen_daten(self) -> bool:
        return self.antwort.gegen_daten and self.antwort.einschaetzung == Einschaetzung.ERFUELLT

    @property
    def abweichend(self) -> bool:
        """Whether the answer has to be looked at: it is not "erfüllt", or stands against the data."""
        return self.antwort.gegen_daten or self.antwort.einschaetzung != Einschaetzung.ERFUELLT

    @property
    def zu_entscheiden(self) -> bool:
        """Whether it stands in the way of accepting."""
        return zu_entscheiden(self.antwort, self.votum)

    @property
    def uneinig(self) -> bool:
        """Whether the two sides differ: a question, or a Massnahme although the centre says "erfüllt"."""
        if self.votum is None:
            return False
        massnahme = self.votum.art == Votum.Art.MASSNAHME and not self.antwort.bleibt_zurueck
        return massnahme or self.votum.art == Votum.Art.RUECKFRAGE


@dataclass(frozen=True)
class Gruppe:
    """The Kriterien of one kind of difference; `offen` says whether it is shown at length."""

    schluessel: str
    titel: str
    blaetter: list[Blatt]
    offen: bool = True


@dataclass(frozen=True)
class _Daneben:
    """What stands beside the answers, by primary key of the answer (`belege`: by Kriterium)."""

    bekannte: dict[int, Any]
    davor: dict[int, Davor]
    nachweise: dict[int, list[Nachweis]]
    beitraege: dict[int, list[Beitrag]]
    belege: Zeilen


def blaetter(bewertung: Selbstbewertung) -> list[Blatt]:
    """All Kriterien of a Selbstbewertung, in a constant number of queries."""
    dazu = ("bewertung__zentrum", "kriterium__standard", "massnahme", "votum__massnahme")
    antworten = list(bewertung.antworten.select_related(*dazu))
    moment = zuletzt_gesehen(bewertung)
    daneben = _Daneben(
        _staende(bewertung, moment) if moment else {},
        davor(bewertung, antworten),
        je_antwort(Nachweis.objects.vorgelegt().filter(antwort__bewertung=bewertung)),
        je_antwort(bewertung.beitraege.filter(antwort__isnull=False)),
        gezeigt(bewertung, innen=False),
    )
    return [_blatt(antwort, daneben, im_entwurf=antwort.nachgefragt) for antwort in antworten]


def _blatt(antwort: Antwort, daneben: _Daneben, *, im_entwurf: bool) -> Blatt:
    bekannt = daneben.bekannte.get(antwort.pk)
    if im_entwurf:
        for feld in INHALT:
            setattr(antwort, feld, getattr(bekannt, feld, LEER.get(feld, "")))
    return Blatt(
        antwort,
        getattr(antwort, "votum", None),
        daneben.davor.get(antwort.pk),
        bekannt,
        daneben.belege.get(antwort.kriterium.schluessel, []),
        daneben.nachweise.get(antwort.pk, []),
        daneben.beitraege.get(antwort.pk, []),
        im_entwurf,
    )


def adresse(bewertung: Selbstbewertung) -> str:
    """Where an office reads it: in review both sides."""
    if not bewertung.vorgelegt:
        return basis(bewertung)
    return reverse("bewertung_pruefung", args=[bewertung.pk])


def basis(bewertung: Selbstbewertung) -> str:
    """The address below which its proofs and its thread lie."""
    name = "selbstbewertung" if bewertung.art == Selbstbewertung.Art.EIGEN else "aussenevaluation"
    return reverse(name, args=[bewertung.zentrum.slug, bewertung.runde.jahr])


def gruppen(liste: Iterable[Blatt], davor: Selbstbewertung | None) -> list[Gruppe]:
    """The differences first, each Kriterium once: where it weighs most. `davor` is of the round before."""
    kisten: dict[str, list[Blatt]] = {"gegen": [], "weicht": [], "geaendert": [], "gleich": []}
    for blatt in liste:
        kisten[_kiste(blatt)].append(blatt)
    titel = {
        "gegen": "Gegen die Daten",
        "weicht": "Abweichend beantwortet",
        "geaendert": f"Anders als {davor.runde.jahr}, oder seit der Rückfrage" if davor else SEIT_RUECKFRAGE,
        "gleich": "Ohne Abweichung",
    }
    return [Gruppe(name, titel[name], kiste, name != "gleich") for name, kiste in kisten.items() if kiste]


def _kiste(blatt: Blatt) -> str:
    if blatt.gegen_daten:
        return "gegen"
    if blatt.antwort.einschaetzung != Einschaetzung.ERFUELLT or blatt.uneinig:
        return "weicht"
    return "geaendert" if blatt.anders_als_davor or blatt.seit_rueckfrage_geaendert else "gleich"


def zuletzt_gesehen(bewertung: Selbstbewertung) -> datetime | None:
    """When the Bezirksamt last asked or opened again; None where it has not yet."""
    ereignisse = Ereignis.objects.zu(bewertung).filter(was__in=GESEHEN).order_by("-zeitpunkt", "-pk")
    return ereignisse.values_list("zeitpunkt", flat=True).first()


def _staende(bewertung: Selbstbewertung, moment: datetime) -> dict[int, Any]:
    """Each answer as it was then, by primary key."""
    historie: Any = Antwort.history.model
    davor = historie.objects.filter(id=OuterRef("pk"), history_date__lte=moment).order_by("-history_id")
    letzte = bewertung.antworten.annotate(letzter=Subquery(davor.values("history_id")[:1]))
    staende = historie.objects.filter(history_id__in=letzte.values("letzter")).select_related("massnahme")
    return {stand.id: stand for stand in staende}
