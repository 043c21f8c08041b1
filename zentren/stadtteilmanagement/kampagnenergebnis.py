"""What a campaign brought: its sums, and each house with what it gets (GS 7). All amounts in cents."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from stzverbund.basis.diagramme import Diagramm, gestapelt
from stzverbund.basis.zahlen import zeige_cent
from zentren.models import Mitgliedschaft
from zentren.rules import darf
from zentren.stadtteilmanagement import kampagnen
from zentren.stadtteilmanagement.models import Foerderung, Kampagne, Kampagnenteilnahme

IM_HAUS = "zentren.verlauf_lesen"
KOPF = ["Organisation", "Spendende", "Spenden (Euro)", "Zuschuss (Euro)", "Zusammen (Euro)"]


@dataclass(frozen=True)
class Haus:
    """One house. `spendende` is None for who must not know: few donors might be recognised by the sum.

    `eigenes` is for team and Träger; `foerderung` is what the centre has made of it, None while it has not.
    """

    teilnahme: Kampagnenteilnahme
    spendende: int | None
    eigenes: bool
    foerderung: int | None
    uebernehmbar: bool

    @property
    def zusammen(self) -> int:
        return self.teilnahme.summe + self.teilnahme.zuschuss


@dataclass(frozen=True)
class Ergebnis:
    haeuser: tuple[Haus, ...]
    spendende: int
    summe: int
    zuschuss: int

    @property
    def eigene(self) -> list[Haus]:
        return [haus for haus in self.haeuser if haus.eigenes]


def ergebnis(kampagne: Kampagne, leser: Mitgliedschaft) -> Ergebnis:
    """The result as this person reads it, the largest sum first; one query.

    How many have given to a single house is for the Geschäftsstelle and the house itself.
    """
    neue = Foerderung.objects.filter(kampagne=OuterRef("kampagne"), zentrum=OuterRef("zentrum"))
    mit_foerderung = Subquery(neue.order_by("pk").values("pk")[:1])
    teilnahmen = kampagne.teilnahmen.select_related("zentrum").annotate(foerderung=mit_foerderung)
    fuehrt = darf(kampagnen.FUEHREN, leser, kampagne)
    haeuser = [_haus(kampagne, teilnahme, leser, fuehrt) for teilnahme in teilnahmen]
    haeuser.sort(key=lambda haus: (-haus.zusammen, haus.teilnahme.pk))
    return Ergebnis(
        tuple(haeuser),
        sum(haus.teilnahme.spendende for haus in haeuser),
        sum(haus.teilnahme.summe for haus in haeuser),
        sum(haus.teilnahme.zuschuss for haus in haeuser),
    )


def _haus(kampagne: Kampagne, teilnahme: Kampagnenteilnahme, leser: Mitgliedschaft, fuehrt: bool) -> Haus:
    zentrum, neue = teilnahme.zentrum, teilnahme.foerderung  # type: ignore[attr-defined]
    eigenes = zentrum is not None and darf(IM_HAUS, leser, zentrum)
    offen = kampagne.verteilt_am is not None and neue is None and teilnahme.summe + teilnahme.zuschuss > 0
    return Haus(
        teilnahme,
        teilnahme.spendende if fuehrt or eigenes else None,
        eigenes,
        neue,
        offen and eigenes and darf(kampagnen.IM_ZENTRUM, leser, zentrum),
    )


def bild(kampagne: Kampagne, stand: Ergebnis) -> Diagramm:
    """What each house gets, in whole Euro: what was given, and the match once there is one."""
    daten = [
        {"haus": str(haus.teilnahme), "teil": teil, "euro": (cent + 50) // 100}
        for haus in stand.haeuser
        for teil, cent in (("Spenden", haus.teilnahme.summe), ("Zuschuss", haus.teilnahme.zuschuss))
        if cent or teil == "Spenden"
    ]
    zusammen = zeige_cent(stand.summe + stand.zuschuss)
    return gestapelt(
        daten,
        x="haus",
        y="euro",
        reihe="teil",
        titel=f"{kampagne}: {zusammen} Euro für {len(stand.haeuser)} Organisationen.",
        beschreibung="Spenden und Zuschuss je Organisation in ganzen Euro, genauer in der Tabelle darunter.",
        einheit="Euro",
    )


def zum_speichern(stand: Ergebnis) -> list[list[object]]:
    """One line for each house (KOPF), with numbers that a spreadsheet can add."""
    return [
        [
            str(haus.teilnahme),
            haus.spendende,
            *(Decimal(cent) / 100 for cent in (haus.teilnahme.summe, haus.teilnahme.zuschuss, haus.zusammen)),
        ]
        for haus in stand.haeuser
    ]
