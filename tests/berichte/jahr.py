"""A centre's year for the tests of figures and reports: complete, every number follows from a rule."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from angebote.kennzahlen import laden
from angebote.models import Angebot, Herkunft, Kennzahl, Meldung, Wert
from angebote.summen import schreiben
from angebote.zeitraeume import zeitraum_fuer
from stzverbund.basis.zahlen import Zellart
from tests import fabriken as f
from zentren.models import Zentrum

ALTER = {"u6": 2, "a6": 3, "a65": 20}
GESCHLECHT = {"w": 20, "m": 10, "d": 1}


def kennzahlen() -> dict[str, Kennzahl]:
    if not Kennzahl.objects.exists():
        laden()
    return {kennzahl.schluessel: kennzahl for kennzahl in Kennzahl.objects.all()}


def angebote(zentrum: Zentrum) -> list[Angebot]:
    """Three Angebote: L1 for Z1 and Z2, L2 for Z1, L2 without a Ziel."""
    l1 = f.LeistungsbereichFabrik()
    l2 = f.LeistungsbereichFabrik(schluessel="L2", name="Generationen", kurz="Generationen, Freizeit")
    z1, z2 = f.ZielFabrik(), f.ZielFabrik(schluessel="Z2", text="das Bereitstellen vernetzter Angebote")
    bestand = [
        f.AngebotFabrik(zentrum=zentrum, titel=titel, leistungsbereich=bereich)
        for titel, bereich in (("Nähcafé", l1), ("Elternfrühstück", l2), ("Chor", l2))
    ]
    bestand[0].ziele.set([z1, z2])
    bestand[1].ziele.set([z1])
    return bestand


def meldung(zentrum: Zentrum, monat: date, *, status: str = "angenommen", nr: int = 0) -> Meldung:
    """A Meldung of the period of `monat` in any state, with what this state needs."""
    tag = datetime(monat.year + 1, 1, 10, 12, tzinfo=UTC)
    vorgelegt = status in ("eingereicht", "freigegeben", "angenommen")
    return f.MeldungFabrik(
        zentrum=zentrum,
        monat=monat,
        nr=nr,
        status=status,
        eingereicht_am=tag if vorgelegt else None,
        freigegeben_am=tag if status == "freigegeben" else None,
        angenommen_am=tag if status == "angenommen" else None,
        aktenzeichen=f"Soz {monat.month:02}/{monat.year}" if status == "angenommen" else "",
        grund="Personalausfall" if status in ("zurueckgegeben", "nicht_gemeldet") else "",
    )


def fuellen(meldung: Meldung, bestand: Iterable[Angebot], *, mal: int = 1) -> None:
    """Cells of every Kennzahl for each month: base number of the Kennzahl x month x `mal`.

    Teilnahmen are broken down, the Chor has "keine Angabe" there, and nothing is known of the opening days.
    """
    werte: list[Wert] = []
    for monat in meldung.zeitraum.monate:
        for nr, kennzahl in enumerate(kennzahlen().values(), start=1):
            for angebot in bestand if kennzahl.ebene == "angebot" else [None]:
                werte += _zelle(meldung, monat, kennzahl, angebot, nr * monat.month * mal)
    Wert.objects.bulk_create(werte)


def _zelle(
    meldung: Meldung, monat: date, kennzahl: Kennzahl, angebot: Angebot | None, zahl: int
) -> list[Wert]:
    ort: dict[str, Any] = {"meldung": meldung, "monat": monat, "kennzahl": kennzahl, "angebot": angebot}
    ort["herkunft"] = Herkunft.MONATSSUMME
    chor = angebot is not None and angebot.titel == "Chor"
    if kennzahl.schluessel == "oeffnungstage" or (chor and kennzahl.aufteilung):
        return [Wert(**ort, art=Zellart.KEINE_ANGABE)]
    if not kennzahl.aufteilung:
        return [Wert(**ort, art=Zellart.ZAHL, zahl=zahl)]
    teile = [Wert(**ort, art=Zellart.ZAHL, zahl=z * monat.month, altersgruppe=a) for a, z in ALTER.items()]
    teile += [
        Wert(**ort, art=Zellart.ZAHL, zahl=z * monat.month, geschlecht=g) for g, z in GESCHLECHT.items()
    ]
    return [Wert(**ort, art=Zellart.ZAHL, zahl=zahl * 14), *teile]


def volles_jahr(
    zentrum: Zentrum, jahr: int, bestand: list[Angebot], *, mal: int = 1, status: str = "angenommen"
) -> list[Meldung]:
    """Four quarters with figures, all in one state."""
    meldungen = [meldung(zentrum, date(jahr, monat, 1), status=status) for monat in (1, 4, 7, 10)]
    for eine in meldungen:
        fuellen(eine, bestand, mal=mal)
    return meldungen


def zeitraeume(zentrum: Zentrum, jahr: int) -> None:
    """Make the periods of a year, without any Meldung."""
    zeitraum_fuer(zentrum.bezirk, date(jahr, 1, 1))


def summen(*meldungen: Meldung) -> None:
    """The stored sums of accepted Meldungen."""
    schreiben(Meldung.objects.filter(pk__in=[meldung.pk for meldung in meldungen]))
