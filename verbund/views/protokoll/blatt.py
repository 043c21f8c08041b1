"""What the page of the live minutes shows; a constant number of queries for any number of items."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from verbund.einladung.empfaenger import zentren_von
from verbund.forms.protokoll import Fuehrung, NeuerPunkt, NeuerSitz, PunktFormular, SitzFormular
from verbund.models import Anmerkung, Aufgabe, Beschluss, Protokoll, Sitzung, Tagesordnungspunkt, Teilnahme
from verbund.protokoll import anwesenheit
from verbund.views.protokoll import zellen
from verbund.views.protokoll.rahmen import Formulare
from zentren.models import Mitgliedschaft
from zentren.rules import darf


@dataclass
class Punktblatt:
    """One item: its form, what stands in it as people read it, who wrote last."""

    punkt: Tagesordnungspunkt
    nummer: int
    form: Any
    html: str
    zuletzt: str

    @property
    def schluessel(self) -> str:
        return zellen.vorsatz(self.punkt)


@dataclass
class Sitzblatt:
    sitz: Teilnahme
    form: Any

    @property
    def schluessel(self) -> str:
        return zellen.vorsatz(self.sitz)


def punkte(sitzung: Sitzung) -> list[Tagesordnungspunkt]:
    """The items with what was decided and taken on at them."""
    return list(
        sitzung.punkte.select_related("zentrum").prefetch_related(
            Prefetch("beschluesse", Beschluss.objects.order_by("jahr", "nummer")),
            Prefetch("aufgaben", Aufgabe.objects.select_related("zentrum").order_by("faellig", "pk")),
        )
    )


def aufbau(punkte: list[Tagesordnungspunkt], sitze: list[Teilnahme]) -> str:
    """Which items and seats there are: changes when one comes or goes."""
    alle: list[zellen.Eintrag] = [*punkte, *sitze]
    return ",".join(zellen.vorsatz(eintrag) for eintrag in alle)


def schreibseite(
    sitzung: Sitzung, protokoll: Protokoll, m: Mitgliedschaft, gesendet: Formulare
) -> dict[str, Any]:
    """The context of the page; `gesendet` holds forms that were sent with a mistake, by their name."""
    alle, sitze = punkte(sitzung), list(sitzung.teilnahmen.select_related("zentrum", "person"))
    zuletzt = zellen.zuletzt(Tagesordnungspunkt, alle)
    offene = protokoll.anmerkungen.filter(stand=Anmerkung.Stand.OFFEN).order_by()
    koordiniert = darf("verbund.koordinieren", m, sitzung)
    return {
        "sitzung": sitzung,
        "protokoll": protokoll,
        "blaetter": [
            Punktblatt(
                punkt=p,
                nummer=nummer,
                form=gesendet.get(zellen.vorsatz(p)) or PunktFormular(instance=p, wer=m),
                html=zellen.gerendert(p.text),
                zuletzt=zuletzt.get(p.pk, "") if p.text or p.entschieden else "",
            )
            for nummer, p in enumerate(alle, start=1)
        ],
        "sitze": _sitze(sitzung, sitze, m, gesendet),
        "anwesende": sum(s.anwesend == Teilnahme.Anwesend.JA for s in sitze),
        "aufbau": aufbau(alle, sitze),
        "offene_anmerkungen": set(offene.values_list("punkt", flat=True)),
        "kennung": m.pk,
        "adresse": reverse("protokoll", args=[sitzung.pk]),
        "koordiniert": koordiniert,
        "neu": _neu(sitzung, protokoll, sitze, gesendet, koordiniert=koordiniert),
    }


def _sitze(
    sitzung: Sitzung, sitze: list[Teilnahme], m: Mitgliedschaft, gesendet: Formulare
) -> list[Sitzblatt]:
    personen = anwesenheit.waehlbare(sitzung)
    return [
        Sitzblatt(
            sitz=sitz,
            form=gesendet.get(zellen.vorsatz(sitz))
            or SitzFormular(instance=sitz, personen=personen.get(sitz.zentrum_id or 0), wer=m),
        )
        for sitz in sitze
    ]


def _neu(
    sitzung: Sitzung, protokoll: Protokoll, sitze: list[Teilnahme], gesendet: Formulare, *, koordiniert: bool
) -> dict[str, Any]:
    """The forms for something new, by their name."""
    formulare: dict[str, Any] = {
        "punkt_neu": NeuerPunkt(prefix="punkt_neu"),
        "sitz_neu": NeuerSitz(prefix="sitz_neu", zentren=anwesenheit.ohne_sitz(sitzung)),
    }
    if koordiniert:
        formulare["fuehrung"] = Fuehrung(
            prefix="fuehrung",
            zentren=zentren_von(sitzung),
            initial={"zentrum": protokoll.schreibt_id},
        )
    return formulare | {name: form for name, form in gesendet.items() if name in formulare}
