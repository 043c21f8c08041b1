"""Many centres, in turn in all Bezirke, and Träger with eight of them each."""

from datetime import date

from stzverbund.start.beispiel.organisationen import NUMMER
from stzverbund.start.beispiel.rahmen import Rahmen
from zentren.models import Bezirk, Bezirksamt, Bezirksregion, Standort, Traeger, Zentrum

JE_TRAEGER = 8


def anlegen(rahmen: Rahmen, anzahl: int, erster: date) -> list[Zentrum]:
    """The centres of the demo and as many more; all in operation since `erster`."""
    vorhanden = list(rahmen.zentren.values())
    for zentrum in vorhanden:
        zentrum.in_betrieb_von = erster
    Zentrum.objects.bulk_update(vorhanden, ["in_betrieb_von"])
    bezirke = list(Bezirk.objects.all())
    for bezirk in bezirke:
        Bezirksamt.objects.get_or_create(bezirk=bezirk, defaults={"name": f"Bezirksamt {bezirk} (Beispiel)"})
    weitere = [(nummer, bezirke[nummer % len(bezirke)]) for nummer in range(1, anzahl - len(vorhanden) + 1)]
    traeger = _traeger(weitere)
    neue = [_zentrum(nummer, bezirk, traeger[nummer], erster) for nummer, bezirk in weitere]
    Zentrum.objects.bulk_create(neue, batch_size=500)
    Standort.objects.bulk_create([_standort(zentrum) for zentrum in neue], batch_size=500)
    _regionen(neue)
    return vorhanden + neue


def _traeger(weitere: list[tuple[int, Bezirk]]) -> dict[int, Traeger]:
    """For each number its Träger: those of one Bezirk in groups, every second one releases."""
    gruppen: dict[tuple[int, int], Traeger] = {}
    for nummer, bezirk in weitere:
        gruppe = nummer // (12 * JE_TRAEGER)
        if (bezirk.pk, gruppe) not in gruppen:
            name = f"Sozialwerk {bezirk} {gruppe + 1} gGmbH (Beispiel)"
            slug = f"sozialwerk-{bezirk.schluessel}-{gruppe + 1}"
            gruppen[bezirk.pk, gruppe] = Traeger(slug=slug, name=name, freigabe_noetig=bool(gruppe % 2))
    Traeger.objects.bulk_create(gruppen.values())
    return {nummer: gruppen[bezirk.pk, nummer // (12 * JE_TRAEGER)] for nummer, bezirk in weitere}


def _zentrum(nummer: int, bezirk: Bezirk, traeger: Traeger, erster: date) -> Zentrum:
    slug = f"stz-{nummer:04}"
    return Zentrum(
        slug=slug,
        name=f"STZ {bezirk} {nummer} (Beispiel)",
        traeger=traeger,
        bezirk=bezirk,
        in_betrieb_von=erster,
        email=f"{slug}@demo.example",
        telefon=NUMMER.format(nummer % 10_000),
    )


def _standort(zentrum: Zentrum) -> Standort:
    return Standort(zentrum=zentrum, name="Haupthaus", strasse="Musterstraße 1", plz="10999", haupt=True)


def _regionen(zentren: list[Zentrum]) -> None:
    """One Stadtteil for each centre, where its Bezirk has them."""
    je_bezirk: dict[int, list[int]] = {}
    for pk, bezirk in Bezirksregion.objects.values_list("pk", "bezirk"):
        je_bezirk.setdefault(bezirk, []).append(pk)
    durch = Zentrum.regionen.through
    durch.objects.bulk_create(
        [
            durch(zentrum_id=zentrum.pk, bezirksregion_id=regionen[i % len(regionen)])
            for i, zentrum in enumerate(zentren)
            if (regionen := je_bezirk.get(zentrum.bezirk_id))
        ]
    )
