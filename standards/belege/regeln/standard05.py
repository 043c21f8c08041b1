"""Standard 5, Kooperation und Vernetzung."""

from dataclasses import replace

from standards.belege import wege
from standards.belege.bauen import anteile, anzahlen, zahl
from standards.belege.quellen import angebotszahlen, gemeinsame_vorhaben, kooperationszahlen
from standards.belege.regel import MONATE, Ergebnis, Lage, regel
from standards.models import Urteil

KOOPERATIONEN = wege.seite("Kooperationen", "kooperationen")


@regel(
    "kooperationen",
    kriterium="5.1",
    titel="Kooperationen werden gepflegt",
    aufgabe="Im Tätigkeitsbuch nennen, mit wem Sie zusammengearbeitet haben",
    anzahl=(5, "gültige Kooperationen mit Kontakt in 12 Monaten"),
)
def kooperationen(lage: Lage) -> dict[int, Ergebnis]:
    """Running Kooperationen (without Gremien) that the Tätigkeitsbuch of twelve months names.

    Threshold 5. What is not spoken to is not kept. No Kooperation at all, or none that the diary has ever
    named, is "keine Daten".
    """
    zahlen = lage.einmal(kooperationszahlen).items()
    return anzahlen(
        lage,
        {z: k.mit_kontakt for z, k in zahlen if k.je_kontakt},
        schwelle="kooperationen.anzahl",
        satz="Gültige Kooperationen mit Kontakt in den letzten 12 Monaten: {anzahl}.",
        leer="Es ist keine Kooperation eingetragen, oder das Tätigkeitsbuch nennt keine.",
        wege=wege.alle(KOOPERATIONEN, wege.taetigkeiten()),
        monate=MONATE,
    )


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


@regel(
    "zielpruefung",
    kriterium="5.3",
    titel="Ziele der Kooperationen sind geprüft",
    einheit="%",
    aufgabe="Ziele der Kooperationen prüfen",
    anteil=(80, "Anteil der Kooperationen, deren Ziele in 12 Monaten geprüft sind, in %"),
)
def zielpruefung(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the running Kooperationen whose aims were reviewed in twelve months, in %.

    Threshold 80 %. Counted are those older than twelve months, without Gremien. Where no review was ever
    entered, that is "keine Daten".
    """
    zahlen = lage.einmal(kooperationszahlen).items()
    return anteile(
        lage,
        {z: (k.geprueft, k.zu_pruefen) for z, k in zahlen if k.je_geprueft},
        schwelle="zielpruefung.anteil",
        satz="Kooperationen {anteil} haben in den letzten 12 Monaten eine Prüfung ihrer Ziele.",
        leer="Es ist keine Prüfung der Ziele eingetragen.",
        wege=KOOPERATIONEN,
        monate=MONATE,
    )
