"""The world of the tests: a centre with its people, and the outsiders next to it.

`welt.eigenes` is the centre of Mitarbeit and Leitung, run by `welt.traeger`, member of `welt.verband`;
`welt.nachbar` another Träger's in the same Bezirk; `welt.fern` one in another Bezirk without agreement. The
table of rights asks for another centre of the own Träger too (`schwester_gruenden`).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests import fabriken as f
from zentren.models import Kooperationsvereinbarung, Mitgliedschaft, Rolle

KENNWORT = "demo"


@dataclass
class Welt:
    eigenes: Any
    nachbar: Any
    fern: Any
    traeger: Any
    verband: Any
    bezirk: Any
    rollen: dict[str, Mitgliedschaft] = field(default_factory=dict)
    schwester: Any = None

    def client(self, rolle: str | None) -> Client:
        """A logged-in client of a role; None is nobody."""
        client = Client()
        if rolle:
            client.force_login(self.rollen[rolle].person, backend="django.contrib.auth.backends.ModelBackend")
        return client


def _rollen(welt: Welt, geschaeftsstelle: Any) -> dict[str, Mitgliedschaft]:
    bindung = {
        Rolle.MITARBEIT: {"zentrum": welt.eigenes},
        Rolle.LEITUNG: {"zentrum": welt.eigenes},
        Rolle.TRAEGER: {"traeger": welt.traeger},
        Rolle.VERBAND: {"verband": welt.verband},
        Rolle.GESCHAEFTSSTELLE: {"verband": geschaeftsstelle},
        Rolle.BEZIRKSAMT: {"bezirksamt": f.BezirksamtFabrik(bezirk=welt.bezirk)},
        Rolle.KOORDINATION: {"verbund": f.VerbundFabrik(bezirk=welt.bezirk)},
        Rolle.VERWALTUNG: {},
    }
    personen = {}
    for rolle, organisation in bindung.items():
        person = f.PersonFabrik(email=f"{rolle}@demo.example", name=f"Test {rolle.label}")
        person.set_password(KENNWORT)
        person.save()
        personen[str(rolle)] = f.MitgliedschaftFabrik(person=person, rolle=rolle, **organisation)
    return personen


def schwester_gruenden(welt: Welt) -> None:
    """`welt.schwester`, another centre of the own Träger in the same Bezirk."""
    welt.schwester = f.ZentrumFabrik(
        slug="schwester", name="STZ Schwester", traeger=welt.traeger, bezirk=welt.bezirk
    )


@pytest.fixture
def welt(db: None) -> Welt:
    return welt_bauen()


def welt_bauen() -> Welt:
    """The centres, the Träger, the Verband and one person for each role."""
    bezirk, anderer = f.BezirkFabrik(), f.BezirkFabrik(schluessel="11", name="Lichtenberg")
    verband = f.VerbandFabrik(slug="awo", name="Arbeiterwohlfahrt", kurz="AWO")
    geschaeftsstelle = f.VerbandFabrik(slug="parisozial", kurz="PARITÄTISCHER", geschaeftsstelle=True)
    Kooperationsvereinbarung.objects.create(bezirk=bezirk, verband=geschaeftsstelle, von=date(2020, 1, 1))
    traeger = f.TraegerFabrik(slug="eigener", name="Eigener Träger gGmbH")
    traeger.verbaende.add(verband)
    welt = Welt(
        eigenes=f.ZentrumFabrik(slug="eigenes", name="STZ Eigenes", traeger=traeger, bezirk=bezirk),
        nachbar=f.ZentrumFabrik(slug="nachbar", name="STZ Nachbar", bezirk=bezirk),
        fern=f.ZentrumFabrik(slug="fern", name="STZ Fern", bezirk=anderer),
        traeger=traeger,
        verband=verband,
        bezirk=bezirk,
    )
    f.BezirksamtFabrik(bezirk=anderer)
    welt.rollen = _rollen(welt, geschaeftsstelle)
    return welt
