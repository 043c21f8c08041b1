"""The logins of the demo, password "demo", and the people behind the other centres."""

from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from stzverbund.start.beispiel.rahmen import Rahmen, inhalt
from zentren.models import Mitgliedschaft, Person, Rolle
from zentren.models.rolle import BINDUNG

KENNWORT = "demo"
ANDERE = ("Leo", "Nika", "Pau", "Quinn", "Rio", "Sam", "Tam", "Uli", "Vanja", "Wren", "Yuri", "Zoe")


def anlegen(rahmen: Rahmen) -> None:
    """People and their roles. `rahmen.mitgliedschaften` finds them by "role:organisation"."""
    daten = [p for p in inhalt("personen")["person"] if _bekannt(rahmen, p)] + _andere(rahmen)
    kennwort = make_password(KENNWORT)  # slow on purpose, so once for all
    personen = {
        p["email"]: Person(
            email=f"{p['email']}@demo.example",
            name=p["name"],
            password=kennwort,
            is_superuser=p.get("verwaltung", False),
        )
        for p in daten
    }
    Person.objects.bulk_create(personen.values())
    for p in daten:
        for rolle in p["rollen"]:
            neu = _mitgliedschaft(rahmen, personen[p["email"]], rolle, p.get("beendet_vor"))
            rahmen.mitgliedschaften.setdefault(rolle, neu)


def _bekannt(rahmen: Rahmen, angaben: dict) -> bool:
    """Whether the centres of these roles exist: the small demo of the tests has few."""
    orte = [
        rolle.partition(":")[2] for rolle in angaben["rollen"] if rolle.startswith(("mitarbeit", "leitung"))
    ]
    return all(ort in rahmen.zentren for ort in orte)


def _andere(rahmen: Rahmen) -> list[dict]:
    """A Leitung for each other centre, somebody for each other Träger, so that every Meldung has authors."""
    bekannt = {rolle for p in inhalt("personen")["person"] if _bekannt(rahmen, p) for rolle in p["rollen"]}
    rollen = [f"leitung:{slug}" for slug in rahmen.zentren] + [f"traeger:{slug}" for slug in rahmen.traeger]
    return [
        {
            "email": rolle.replace(":", "."),
            "name": f"{ANDERE[i % len(ANDERE)]} {'Muster' if rolle.startswith('leitung') else 'Probe'}",
            "rollen": [rolle],
        }
        for i, rolle in enumerate(r for r in rollen if r not in bekannt)
    ]


def _mitgliedschaft(rahmen: Rahmen, person: Person, rolle: str, beendet_vor: int | None) -> Mitgliedschaft:
    von = date(rahmen.erster.year - 1, 1, 1)
    bis = None if beendet_vor is None else rahmen.vor(beendet_vor)
    return Mitgliedschaft.objects.create(person=person, von=von, bis=bis, **bindung(rahmen, rolle))


def bindung(rahmen: Rahmen, rolle: str) -> dict[str, Any]:
    """The fields of a role that is written "role:organisation"."""
    name, _, ort = rolle.partition(":")
    feld = BINDUNG[Rolle(name)]
    orte = {
        "zentrum": lambda: rahmen.zentren[ort],
        "traeger": lambda: rahmen.traeger[ort],
        "verband": lambda: rahmen.verbaende[ort],
        "bezirksamt": lambda: rahmen.bezirke[ort].bezirksamt,
        "verbund": lambda: rahmen.bezirke[ort].verbund,
    }
    return {"rolle": name} | ({feld: orte[feld]()} if feld else {})
