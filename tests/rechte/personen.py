"""The objects of the table that are about people: invitations, Mitgliedschaften, accounts."""

from django.utils import timezone

from stzverbund.basis import links
from stzverbund.basis.models import Link
from tests import fabriken as f
from tests.rechte.gegenstaende import Adresse, Gegenstand
from tests.welt import Welt
from zentren.models import Bezirksamt, Einladung, Verbund, Zentrum
from zentren.personen.einladungen import EINLADUNG, GUELTIG
from zentren.personen.stellen import Stelle


def stelle(welt: Welt, z: Zentrum) -> Adresse:
    return {"art": "zentrum", "pk": z.pk}


def stelle_traeger(welt: Welt, z: Zentrum) -> Adresse:
    return {"art": "traeger", "pk": z.traeger_id}


def stelle_verband(welt: Welt, z: Zentrum) -> Adresse:
    verband = welt.verband if z in (welt.eigenes, welt.schwester) else f.VerbandFabrik()
    return {"art": "verband", "pk": verband.pk}


def stelle_geschaeftsstelle(welt: Welt, z: Zentrum) -> Adresse:
    eigene = welt.rollen["geschaeftsstelle"].verband
    verband = eigene if z in (welt.eigenes, welt.schwester) else f.VerbandFabrik(geschaeftsstelle=True)
    return {"art": "geschaeftsstelle", "pk": verband.pk}


def stelle_bezirksamt(welt: Welt, z: Zentrum) -> Adresse:
    return {"art": "bezirksamt", "pk": Bezirksamt.objects.get(bezirk=z.bezirk).pk}


def stelle_verbund(welt: Welt, z: Zentrum) -> Adresse:
    return {"art": "verbund", "pk": Verbund.objects.get_or_create(bezirk=z.bezirk)[0].pk}


def stelle_verwaltung(welt: Welt, z: Zentrum) -> Adresse:
    return {"art": "verwaltung", "pk": 0}


def einladung_neu(z: Zentrum, rolle: str, email: str = "neu@haus.example") -> Einladung:
    return f.EinladungFabrik(rolle=rolle, zentrum=z, email=email)


def einladung(rolle: str) -> Gegenstand:
    return lambda welt, z: {"pk": einladung_neu(z, rolle).pk}


def einladung_der_leitung(welt: Welt, z: Zentrum) -> Adresse:
    """An invitation to the address of the account of the own Leitung."""
    return {"pk": einladung_neu(z, "mitarbeit", welt.rollen["leitung"].person.email).pk}


def einladungslink(welt: Welt, z: Zentrum) -> Adresse:
    neu, bis = einladung_neu(z, "mitarbeit"), timezone.now() + GUELTIG
    return {"token": links.ausstellen(zweck=EINLADUNG, gegenstand=neu, gueltig_bis=bis, wer=None)}


def link_der_einladung(welt: Welt, z: Zentrum) -> Adresse:
    einladungslink(welt, z)
    return {"pk": Link.objects.latest("pk").pk}


def mitgliedschaft(rolle: str) -> Gegenstand:
    return lambda welt, z: {"pk": f.MitgliedschaftFabrik(rolle=rolle, zentrum=z).pk}


def konto(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": f.MitgliedschaftFabrik(rolle="mitarbeit", zentrum=z).person_id}


def gesperrtes_konto(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": f.PersonFabrik(is_active=False).pk}


def umfeld(z: Zentrum) -> list[Stelle]:
    """Every kind of Stelle around a centre; one Verband is Verband and Geschäftsstelle."""
    verband = f.VerbandFabrik(geschaeftsstelle=True)
    return [
        Stelle("zentrum", z),
        Stelle("traeger", z.traeger),
        Stelle("verband", verband),
        Stelle("geschaeftsstelle", verband),
        Stelle("bezirksamt", f.BezirksamtFabrik(bezirk=z.bezirk)),
        Stelle("verbund", f.VerbundFabrik(bezirk=z.bezirk)),
        Stelle("verwaltung", None),
    ]
