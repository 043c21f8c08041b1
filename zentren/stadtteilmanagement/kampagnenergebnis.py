"""What a campaign brought: its sums, and each house with what it gets (GS 7). All amounts in cents."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from zentren.models import Mitgliedschaft
from zentren.rules import darf
from zentren.stadtteilmanagement import kampagnen
from zentren.stadtteilmanagement.models import Foerderung, Kampagne, Kampagnenteilnahme


@dataclass(frozen=True)
class Haus:
    """One house. `spendende` is None for who must not know: few donors might be recognised by the sum."""

    teilnahme: Kampagnenteilnahme
    spendende: int | None
    summe: int
    zuschuss: int
    uebernehmbar: bool

    @property
    def zusammen(self) -> int:
        return self.summe + self.zuschuss


@dataclass(frozen=True)
class Ergebnis:
    haeuser: tuple[Haus, ...]
    spendende: int
    summe: int
    zuschuss: int

    @property
    def zusammen(self) -> int:
        return self.summe + self.zuschuss


def ergebnis(kampagne: Kampagne, leser: Mitgliedschaft) -> Ergebnis:
    """The result as this person reads it, the largest sum first; one query.

    How many have given to a single house is for the Geschäftsstelle and the house itself.
    """
    uebernommen = Foerderung.objects.filter(kampagne=OuterRef("kampagne"), zentrum=OuterRef("zentrum"))
    teilnahmen = kampagne.teilnahmen.select_related("zentrum").annotate(uebernommen=Exists(uebernommen))
    fuehrt = darf(kampagnen.FUEHREN, leser, kampagne)
    haeuser = [_haus(kampagne, teilnahme, leser, fuehrt) for teilnahme in teilnahmen]
    haeuser.sort(key=lambda haus: (-haus.zusammen, haus.teilnahme.pk))
    return Ergebnis(
        tuple(haeuser),
        sum(haus.teilnahme.spendende for haus in haeuser),
        sum(haus.summe for haus in haeuser),
        sum(haus.zuschuss for haus in haeuser),
    )


def _haus(kampagne: Kampagne, teilnahme: Kampagnenteilnahme, leser: Mitgliedschaft, fuehrt: bool) -> Haus:
    eigenes = teilnahme.zentrum is not None and darf(kampagnen.IM_ZENTRUM, leser, teilnahme.zentrum)
    offen = kampagne.verteilt_am is not None and not teilnahme.uebernommen  # type: ignore[attr-defined]
    return Haus(
        teilnahme,
        teilnahme.spendende if fuehrt or eigenes else None,
        teilnahme.summe,
        teilnahme.zuschuss,
        eigenes and offen and teilnahme.summe + teilnahme.zuschuss > 0,
    )
