"""What the page of a session shows of its minutes (`templates/verbund/_sitzung_protokoll.html`)."""

from typing import Any

from django.urls import reverse

from verbund.models import Protokoll, Sitzung
from verbund.protokoll.niederschrift import stand
from verbund.protokoll.rahmen import SCHREIBEN, hindernis
from zentren.models import Mitgliedschaft
from zentren.rules import darf

NOCH_KEINS = "Noch kein Protokoll."
Wege = list[tuple[str, str, str]]


def auf_der_sitzungsseite(sitzung: Sitzung, m: Mitgliedschaft | None) -> dict[str, Any]:
    """State and ways, for partners to the extract; one query, and those of the right to write."""
    protokoll = Protokoll.objects.select_related("genehmigt_in").filter(sitzung=sitzung).first()
    if not darf("verbund.intern_lesen", m):
        return _fuer_partner(sitzung, protokoll)
    if protokoll is None:
        beginnt = sitzung.status != Sitzung.Status.ABGESAGT and darf("verbund.koordinieren", m, sitzung)
        adresse = reverse("protokoll_beginnen", args=[sitzung.pk]) if beginnt else ""
        return {"protokollstand": NOCH_KEINS, "protokoll_beginnen": adresse}
    protokoll.sitzung = sitzung
    wege: Wege = [("Protokoll lesen", reverse("protokoll", args=[sitzung.pk]), "secondary")]
    if not hindernis(protokoll) and darf(SCHREIBEN, m, protokoll):
        art = "primary" if sitzung.bevorstehend else "secondary"
        wege.insert(0, ("Protokoll schreiben", reverse("protokoll_schreiben", args=[sitzung.pk]), art))
    return {"protokollstand": _satz(protokoll), "protokollwege": wege}


def _satz(protokoll: Protokoll) -> str:
    if protokoll.status == Protokoll.Status.DURCHSICHT:
        return f"Zur Durchsicht: Anmerkungen bis {protokoll.durchsicht_bis:%d.%m.%Y}."
    worte = stand(protokoll)
    return f"{worte[:1].upper()}{worte[1:]}."


def _fuer_partner(sitzung: Sitzung, protokoll: Protokoll | None) -> dict[str, Any]:
    if protokoll is None or protokoll.offen:
        return {"protokollstand": "Auszüge gibt es, sobald das Protokoll genehmigt ist."}
    weg = ("Auszug aus dem Protokoll", reverse("auszug", args=[sitzung.pk]), "secondary")
    return {"protokollstand": _satz(protokoll), "protokollwege": [weg]}
