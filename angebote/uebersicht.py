"""Where every centre stands in the periods of a year: how complete, how late, in which state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from angebote.faelligkeit import betrifft, stufe
from angebote.models import Meldezeitraum, Meldung
from angebote.vollstaendigkeit import Vollstaendigkeit, vollstaendigkeit
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
    Bezirksamt; None where there is none.
    """

    zentrum: Zentrum
    zeitraum: Meldezeitraum
    neueste: Meldung | None
    vorgelegte: Meldung | None
    monate: tuple[Monatsstand, ...]
    stufe: str

    @property
    def erwartet(self) -> int:
        return sum(monat.voll.erwartet for monat in self.monate)

    @property
    def prozent(self) -> int:
        """Share of the compulsory cells that are filled, rounded down: 100 means complete."""
        offen = sum(monat.voll.offen for monat in self.monate)
        return (self.erwartet - offen) * 100 // self.erwartet if self.erwartet else 0

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


def jahre(zentren: Sequence[Zentrum], heute: date) -> list[int]:
    """The years with Meldezeiträume of these centres that have begun, and the current one, newest first."""
    bezirke = {zentrum.bezirk_id for zentrum in zentren}
    zeitraeume = Meldezeitraum.objects.filter(meldejahr__bezirk__in=bezirke, von__lte=heute)
    gesetzt = zeitraeume.order_by().values_list("meldejahr__jahr", flat=True).distinct()
    return sorted({*gesetzt, heute.year}, reverse=True)


def staende(zentren: Sequence[Zentrum], jahr: int, heute: date) -> list[Stand]:
    """For each centre and each period of its Bezirk in a year, as far as it was open then.

    A constant number of queries for any number of centres. Centres and periods stay in their order.
    """
    zeitraeume = zeitraeume_im_jahr({zentrum.bezirk_id for zentrum in zentren}, jahr)
    meldungen = _meldungen(zentren, [zeitraum for zeitraum in zeitraeume if zeitraum.pk])
    voll = vollstaendigkeit(zentren, date(jahr, 1, 1), date(jahr, 12, 31))
    return [
        _stand(zentrum, zeitraum, meldungen.get((zentrum.pk, zeitraum.pk or 0), []), voll, heute)
        for zentrum in zentren
        for zeitraum in zeitraeume
        if betrifft(zentrum, zeitraum)
    ]


def _meldungen(
    zentren: Sequence[Zentrum], zeitraeume: Sequence[Meldezeitraum]
) -> dict[tuple[int, int], list[Meldung]]:
    alle = Meldung.objects.filter(zentrum__in=zentren, zeitraum__in=zeitraeume).order_by("nr")
    je_ort: dict[tuple[int, int], list[Meldung]] = {}
    for meldung in alle.select_related("zeitraum__meldejahr"):
        je_ort.setdefault((meldung.zentrum_id, meldung.zeitraum_id), []).append(meldung)
    return je_ort


def _stand(
    zentrum: Zentrum,
    zeitraum: Meldezeitraum,
    meldungen: list[Meldung],
    voll: dict[tuple[int, date], Vollstaendigkeit],
    heute: date,
) -> Stand:
    vorgelegte = [m for m in meldungen if m.vorgelegt or m.status == Meldung.Status.NICHT_GEMELDET]
    monate = [
        Monatsstand(monat, voll[zentrum.pk, monat])
        for monat in zeitraum.monate
        if (zentrum.pk, monat) in voll
    ]
    return Stand(
        zentrum=zentrum,
        zeitraum=zeitraum,
        neueste=meldungen[-1] if meldungen else None,
        vorgelegte=vorgelegte[-1] if vorgelegte else None,
        monate=tuple(monate),
        stufe=stufe(zeitraum, heute),
    )
