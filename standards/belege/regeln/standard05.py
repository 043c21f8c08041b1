"""Standard 5, Kooperation und Vernetzung."""

from dataclasses import replace

from standards.belege import wege
from standards.belege.bauen import anteile, zahl
from standards.belege.quellen import angebotszahlen, gemeinsame_vorhaben
from standards.belege.regel import Ergebnis, Lage, regel
from standards.models import Urteil


@regel(
    "partner",
    kriterium="5.2",
    titel="Angebote und Vorhaben mit Partnern",
    version=2,
    einheit="%",
    aufgabe="Bei den Angeboten die Kooperationspartner nennen",
    anteil=(20, "Anteil der Angebote mit Kooperationspartnern, in %"),
)
def mit_partnern(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the public Angebote that name a Kooperationspartner, today, in %, or a joint Vorhaben.

    Threshold 20 %, or one Vorhaben of several centres in twelve months. Activities that grew out of
    co-operation are done together. The field is voluntary: where no Angebot names anybody, nobody keeps it,
    and that is "keine Daten" unless there is a Vorhaben.
    """
    alle = lage.einmal(angebotszahlen).items()
    ergebnisse = anteile(
        lage,
        {z: (a.mit_partner, a.anzahl) for z, a in alle if a.mit_partner},
        schwelle="partner.anteil",
        satz="veröffentlichten Angeboten {anteil} nennen Kooperationspartner.",
        leer="Bei keinem veröffentlichten Angebot sind Kooperationspartner genannt.",
        wege=wege.angebote("Angebote"),
    )
    vorhaben = gemeinsame_vorhaben(lage)
    return {z: _mit(ergebnis, vorhaben.get(z, 0)) for z, ergebnis in ergebnisse.items()}


def _mit(ergebnis: Ergebnis, vorhaben: int) -> Ergebnis:
    """A joint Vorhaben speaks for the Kriterium whatever the Angebote say."""
    if not vorhaben:
        return ergebnis
    satz = f"{ergebnis.satz} Gemeinsame Vorhaben in 12 Monaten: {zahl(vorhaben)}."
    verweise = (*ergebnis.verweise, *wege.seite("Verbund", "verbund")(0))
    return replace(ergebnis, urteil=Urteil.DAFUER, satz=satz, verweise=verweise)
