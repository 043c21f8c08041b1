"""Where every centre stands in the periods of a year: how complete, how late, in which state."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from angebote.faelligkeit import betrifft, stufe
from angebote.meldestand import Fuellung, Grundlage, fuellung
from angebote.models import Meldezeitraum, Meldung
from angebote.vollstaendigkeit import Vollstaendigkeit, monat_zaehlt, vollstaendigkeit
from angebote.zeitraeume import zeitraeume_im_jahr
from zentren.models import Zentrum


@dataclass(frozen=True)
class Monatsstand:
    """A month that has begun and counts; `voll` says how complete it is."""

    monat: date
    voll: Vollstaendigkeit

    @property
    def gefuellt(self) -> int:
        return self.voll.erwartet - self.voll.offen

    @property
    def fertig(self) -> bool:
        return self.voll.erwartet > 0 and self.voll.offen == 0


@dataclass(frozen=True)
class Stand:
    """A centre in a period.

    `neueste` is the Meldung with the highest number, `vorgelegte` the highest one that lies before the
    Bezirksamt; None where there is none. `prozent` of the compulsory cells are filled; `monate` are there on
    the page of one centre, in the network only the percentage of drafts is counted.
    """

    zentrum: Zentrum
    zeitraum: Meldezeitraum
    neueste: Meldung | None
    vorgelegte: Meldung | None
    stufe: str
    monate: tuple[Monatsstand, ...] = ()
    prozent: int = 0

    @property
    def beim_zentrum(self) -> bool:
        """Whether the first Meldung has still to be submitted."""
        return self.neueste is None or (self.neueste.nr == 0 and self.neueste.beim_zentrum)

    @property
    def nie_eingereicht(self) -> bool:
        return self.beim_zentrum and (self.neueste is None or self.neueste.status == Meldung.Status.ENTWURF)

    @property
    def abgeschlossen(self) -> bool:
        return self.neueste is not None and self.neueste.status in (
            Meldung.Status.ANGENOMMEN,
            Meldung.Status.NICHT_GEMELDET,
        )


def jahre(zentrum: Zentrum, heute: date) -> list[int]:
    """The years with Meldezeiträume of a centre that have begun, and the current one, newest first."""
    zeitraeume = Meldezeitraum.objects.filter(meldejahr__bezirk=zentrum.bezirk_id, von__lte=heute)
    gesetzt = zeitraeume.order_by().values_list("meldejahr__jahr", flat=True).distinct()
    return sorted({*gesetzt, heute.year}, reverse=True)


def staende(zentrum: Zentrum, jahr: int, heute: date) -> list[Stand]:
    """A centre in each period of its Bezirk in a year, as far as it was open then, month by month."""
    zeitraeume = zeitraeume_im_jahr({zentrum.bezirk_id}, jahr)
    meldungen = _meldungen(zentrum, [zeitraum for zeitraum in zeitraeume if zeitraum.pk])
    voll = vollstaendigkeit([zentrum], date(jahr, 1, 1), date(jahr, 12, 31))
    return [
        _monatlich(_stand(zentrum, zeitraum, meldungen, heute), voll)
        for zeitraum in zeitraeume
        if betrifft(zentrum, zeitraum)
    ]


def netzstaende(g: Grundlage) -> list[Stand]:
    """Each centre in each period that has begun; four queries at most for any number of centres.

    Centres and periods stay in their order.
    """
    zeitraeume = zeitraeume_im_jahr({zentrum.bezirk_id for zentrum in g.zentren}, g.jahr)
    liste = [
        _stand(zentrum, zeitraum, g.meldungen.get(zentrum.pk, []), g.heute)
        for zentrum in g.zentren
        for zeitraum in zeitraeume
        if zeitraum.von <= g.heute and betrifft(zentrum, zeitraum)
    ]
    if not g.nah:
        return liste
    voll = fuellung([ort for stand in liste if stand.nie_eingereicht for ort in _offene(stand, g.heute)])
    return [_mit_prozent(stand, voll, g.heute) if stand.nie_eingereicht else stand for stand in liste]


def _offene(stand: Stand, heute: date) -> list[tuple[Zentrum, date, Meldung | None]]:
    monate = [monat for monat in stand.zeitraum.monate if monat_zaehlt(stand.zentrum, monat, heute)]
    return [(stand.zentrum, monat, stand.neueste) for monat in monate]


def _mit_prozent(stand: Stand, voll: dict[tuple[int, date], Fuellung], heute: date) -> Stand:
    teile = [voll[stand.zentrum.pk, monat] for _, monat, _ in _offene(stand, heute)]
    zusammen = Fuellung(sum(teil.gefuellt for teil in teile), sum(teil.erwartet for teil in teile))
    return replace(stand, prozent=zusammen.prozent)


def _monatlich(stand: Stand, voll: dict[tuple[int, date], Vollstaendigkeit]) -> Stand:
    monate = tuple(
        Monatsstand(monat, voll[stand.zentrum.pk, monat])
        for monat in stand.zeitraum.monate
        if (stand.zentrum.pk, monat) in voll
    )
    zusammen = Fuellung(sum(monat.gefuellt for monat in monate), sum(monat.voll.erwartet for monat in monate))
    return replace(stand, monate=monate, prozent=zusammen.prozent)


def _meldungen(zentrum: Zentrum, zeitraeume: Sequence[Meldezeitraum]) -> list[Meldung]:
    alle = Meldung.objects.filter(zentrum=zentrum, zeitraum__in=zeitraeume).order_by("nr")
    return list(alle.select_related("zeitraum__meldejahr"))


def _stand(zentrum: Zentrum, zeitraum: Meldezeitraum, meldungen: list[Meldung], heute: date) -> Stand:
    """`meldungen` of the centre, lowest number first."""
    hier = [m for m in meldungen if m.zeitraum_id == zeitraum.pk]
    vorgelegte = [m for m in hier if m.vorgelegt or m.status == Meldung.Status.NICHT_GEMELDET]
    return Stand(
        zentrum=zentrum,
        zeitraum=zeitraum,
        neueste=hier[-1] if hier else None,
        vorgelegte=vorgelegte[-1] if vorgelegte else None,
        stufe=stufe(zeitraum, heute),
    )
