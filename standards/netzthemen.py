"""From the counts of a round to the agenda of the Verbund, by one click (RK-2017 6, V9)."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from standards.auswertung import netz
from standards.models import Kriterium, Netzthema, Runde
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from verbund import tagesordnung
from verbund.models import Sichtbarkeit, Tagesordnungspunkt
from zentren.models import Mitgliedschaft

LAENGE: int = Tagesordnungspunkt._meta.get_field("titel").max_length or 200


@transaction.atomic
def vorschlagen(*, runde: Runde, kriterium: Kriterium, wer: Mitgliedschaft) -> Tagesordnungspunkt:
    """Proposes a Kriterium for the agenda, with the counts of the network and without names. Logs events.

    Once in a round: the second time gives the item that is there. Refused where the Bezirk has no Verbund,
    where the Kriterium is weak in too few Zentren to be a theme, and (by the agenda) for who may not propose.
    """
    Runde.objects.select_for_update(of=("self",)).get(pk=runde.pk)
    if thema := Netzthema.objects.filter(runde=runde, kriterium=kriterium).select_related("punkt").first():
        return thema.punkt
    verbund = getattr(runde.bezirk, "verbund", None)
    if verbund is None:
        raise Verweigert("In diesem Bezirk gibt es noch keinen Verbund.")
    zeile = next((z for z in netz(runde) if z.kriterium.pk == kriterium.pk and z.haeufig), None)
    if zeile is None:
        raise Verweigert("Dieses Kriterium ist in zu wenigen Zentren offen, um ein Thema zu sein.")
    titel = f"Standard {kriterium.schluessel}: {kriterium.text}"
    punkt = tagesordnung.vorschlagen(
        verbund=verbund,
        angaben={
            "titel": titel if len(titel) <= LAENGE else f"{titel[: LAENGE - 2]} …",
            "beschreibung": (
                f"In {zeile.zurueck} von {zeile.zentren} Zentren teilweise oder nicht erfüllt ({runde}). "
                "Was hilft, es überall zu erfüllen?"
            ),
            "art": Tagesordnungspunkt.Art.AUSTAUSCH,
            "minuten": 20,
            "sichtbarkeit": Sichtbarkeit.BEZIRKSAMT,
        },
        wer=wer,
    )
    Netzthema.objects.create(runde=runde, kriterium=kriterium, punkt=punkt)
    ereignis(runde, "für die Tagesordnung vorgeschlagen", wer=wer, grund=f"Kriterium {kriterium.schluessel}")
    return punkt


def wo(punkt: Tagesordnungspunkt) -> tuple[str, str]:
    """Where a proposed Kriterium stands, in words and as an address."""
    if punkt.sitzung is None:
        return "vorgeschlagen", reverse("verbund")
    return f"Sitzung am {punkt.sitzung.datum:%d.%m.%Y}", reverse("sitzung", args=[punkt.sitzung_id])


def themen(runde: Runde) -> dict[int, tuple[str, str]]:
    """Kriterium (primary key) -> where it stands (`wo`)."""
    alle: Any = runde.themen.select_related("punkt__sitzung")
    return {thema.kriterium_id: wo(thema.punkt) for thema in alle}
