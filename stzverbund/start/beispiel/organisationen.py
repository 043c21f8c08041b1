"""Verbände, Träger, offices and centres of the demo."""

from datetime import date

from stzverbund.start.beispiel.rahmen import Rahmen, inhalt
from zentren.models import (
    Bezirk,
    Bezirksamt,
    Bezirksregion,
    Kooperationsvereinbarung,
    Traeger,
    Verband,
    Verbund,
    Zentrum,
)

NUMMER = "030 9999-{:04}"
"""An extension that nobody has, so that no demo ever makes a stranger's telephone ring."""


def anlegen(rahmen: Rahmen, zentren: int | None) -> None:
    """Everything that a centre belongs to, and the first `zentren` centres (None: all)."""
    daten = inhalt("organisationen")
    rahmen.bezirke = {b.schluessel: b for b in Bezirk.objects.all()}
    _verbaende(rahmen, daten["verband"])
    _traeger(rahmen, daten["traeger"])
    for angaben in daten["bezirk"]:
        bezirk = rahmen.bezirke[angaben["schluessel"]]
        post = f"bezirk{bezirk.schluessel}@demo.example"
        telefon = NUMMER.format(100 + int(bezirk.schluessel))
        Bezirksamt.objects.create(bezirk=bezirk, name=angaben["bezirksamt"], email=post, telefon=telefon)
        Verbund.objects.create(bezirk=bezirk, name=angaben["verbund"])
    _zentren(rahmen, daten["zentrum"][:zentren])


def _verbaende(rahmen: Rahmen, daten: list[dict]) -> None:
    for i, angaben in enumerate(daten):
        verband = Verband.objects.create(
            slug=angaben["slug"],
            name=angaben["name"],
            kurz=angaben["kurz"],
            geschaeftsstelle=angaben.get("geschaeftsstelle", False),
            email=f"{angaben['slug']}@demo.example",
            telefon=NUMMER.format(200 + i),
        )
        rahmen.verbaende[verband.slug] = verband
        for schluessel in angaben.get("vereinbarungen", ()):
            bezirk = rahmen.bezirke[schluessel]
            Kooperationsvereinbarung.objects.create(bezirk=bezirk, verband=verband, von=date(2018, 1, 1))


def _traeger(rahmen: Rahmen, daten: list[dict]) -> None:
    for i, angaben in enumerate(daten):
        traeger = Traeger.objects.create(
            slug=angaben["slug"],
            name=angaben["name"],
            freigabe_noetig=angaben["freigabe_noetig"],
            email=f"{angaben['slug']}@demo.example",
            telefon=NUMMER.format(300 + i),
        )
        traeger.verbaende.set(rahmen.verbaende[slug] for slug in angaben["verbaende"])
        rahmen.traeger[traeger.slug] = traeger


def _zentren(rahmen: Rahmen, daten: list[dict]) -> None:
    regionen = {r.schluessel: r for r in Bezirksregion.objects.filter(bezirk__in=rahmen.bezirke.values())}
    for i, angaben in enumerate(daten):
        seit = angaben.get("seit", rahmen.heute.year - 2)
        zentrum = Zentrum(
            slug=angaben["slug"],
            name=angaben["name"],
            typ=angaben["typ"],
            traeger=rahmen.traeger[angaben["traeger"]],
            bezirk=rahmen.bezirke[angaben["bezirk"]],
            in_betrieb_von=date(seit, 1, 1),
            beschreibung=angaben["beschreibung"],
            profil=angaben["profil"],
            email=f"{angaben['slug']}@demo.example",
            telefon=NUMMER.format(1000 + 10 * i),
            website=f"https://{angaben['slug']}.example",
        )
        rahmen.zentren[zentrum.slug] = zentrum
        rahmen.angaben[zentrum.slug] = angaben
    Zentrum.objects.bulk_create(rahmen.zentren.values())
    for zentrum in rahmen.zentren.values():
        zentrum.regionen.set(regionen[key] for key in rahmen.angaben[zentrum.slug]["regionen"])
