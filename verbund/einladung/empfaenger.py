"""Who is invited: those who speak for the Zentren on that day, Koordination, Geschäftsstelle, Bezirksamt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from verbund.models import Delegation, Sitzung
from zentren.models import Kooperationsvereinbarung, Mitgliedschaft, Person, Rolle, Zentrum

KOORDINATION, GESCHAEFTSSTELLE, BEZIRKSAMT = "Koordination", "Geschäftsstelle", "Bezirksamt"
STELLEN = {
    Rolle.KOORDINATION: KOORDINATION,
    Rolle.GESCHAEFTSSTELLE: GESCHAEFTSSTELLE,
    Rolle.BEZIRKSAMT: BEZIRKSAMT,
}
"""The seats beside those of the Zentren, in their order."""


@dataclass(frozen=True)
class Empfaenger:
    """A person with the seat that she speaks for: of a Zentrum, or of another office (`stelle`).

    `frueher`: she was invited and has the session in her calendar, but would not be invited any more.
    """

    person: Person
    zentrum: Zentrum | None
    stelle: str
    als: str
    frueher: bool = False

    @property
    def intern(self) -> bool:
        """Whether she may know what is for the Verbund only."""
        return self.stelle != BEZIRKSAMT and not self.frueher

    @property
    def wofuer(self) -> str:
        return str(self.zentrum or self.stelle)


def zentren_von(sitzung: Sitzung) -> QuerySet[Zentrum]:
    """The Zentren that have a seat: those of the Bezirk that are open on that day, or of the Arbeitskreis."""
    offene = Zentrum.objects.in_betrieb(sitzung.datum)
    if sitzung.arbeitskreis_id:
        return offene.filter(arbeitskreise=sitzung.arbeitskreis_id)
    return offene.filter(bezirk=sitzung.verbund.bezirk_id)


def stellen_von(sitzung: Sitzung) -> list[str]:
    """The other seats; an Arbeitskreis is among Zentren and the Koordination."""
    return [KOORDINATION] if sitzung.arbeitskreis_id else list(STELLEN.values())


def vorgeschlagene(sitzung: Sitzung) -> list[Empfaenger]:
    """Everybody who would be invited now, each once; four queries.

    For a Zentrum those who are delegated on the day of the session and their substitutes, else its Leitung.
    """
    zentren = list(zentren_von(sitzung))
    delegierte = list(_delegierte(sitzung, zentren))
    mit = {d.zentrum_id for d in delegierte}
    leitungen = _rollen(sitzung).filter(
        rolle=Rolle.LEITUNG, zentrum__in=[z.pk for z in zentren if z.pk not in mit]
    )
    alle = [
        *(Empfaenger(d.person, d.zentrum, "", d.get_art_display()) for d in delegierte),
        *(Empfaenger(m.person, m.zentrum, "", m.get_rolle_display()) for m in leitungen),
        *_aus_stellen(sitzung),
    ]
    alle.sort(key=lambda e: (e.zentrum is None, bytes(e.zentrum.sortierung) if e.zentrum else b""))
    return list(_einmal(alle))


def _delegierte(sitzung: Sitzung, zentren: list[Zentrum]) -> QuerySet[Delegation]:
    """Who has left the house meanwhile does not speak for it."""
    im_haus = Mitgliedschaft.objects.mit_zugang(sitzung.datum).filter(
        person=OuterRef("person"), zentrum=OuterRef("zentrum")
    )
    am_tag = Q(bis__isnull=True) | Q(bis__gte=sitzung.datum)
    eigene = Delegation.objects.filter(
        am_tag, verbund=sitzung.verbund, zentrum__in=zentren, von__lte=sitzung.datum
    )
    return eigene.filter(Exists(im_haus)).select_related("person", "zentrum")


def _rollen(sitzung: Sitzung) -> QuerySet[Mitgliedschaft]:
    gueltige = Mitgliedschaft.objects.mit_zugang(sitzung.datum)
    return gueltige.select_related("person", "zentrum").order_by("von", "pk")


def _aus_stellen(sitzung: Sitzung) -> Iterator[Empfaenger]:
    bezirk = sitzung.verbund.bezirk_id
    vereinbart = Kooperationsvereinbarung.objects.geltend(sitzung.datum).filter(bezirk=bezirk)
    bedingung = Q(rolle=Rolle.KOORDINATION, verbund=sitzung.verbund_id)
    if not sitzung.arbeitskreis_id:
        bedingung |= Q(rolle=Rolle.GESCHAEFTSSTELLE, verband__in=vereinbart.values("verband"))
        bedingung |= Q(rolle=Rolle.BEZIRKSAMT, bezirksamt__bezirk=bezirk)
    reihe = list(STELLEN)
    for m in sorted(_rollen(sitzung).filter(bedingung), key=lambda m: reihe.index(Rolle(m.rolle))):
        yield Empfaenger(m.person, None, STELLEN[Rolle(m.rolle)], "")


def _einmal(alle: Iterable[Empfaenger]) -> Iterator[Empfaenger]:
    """Who has several roles gets one mail."""
    schon: set[int] = set()
    for eine in alle:
        if eine.person.pk not in schon:
            schon.add(eine.person.pk)
            yield eine
