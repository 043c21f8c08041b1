"""The social monitoring (MSS) of the Planungsräume of a Stadtteil: how they are spread, never an average."""

from collections import Counter

from stzverbund.basis.zahlen import Einheit, zeige_anzahl
from stzverbund.berichte.aufbau import worte
from stzverbund.berichte.dokument import Abschnitt, Bild, Gruppe, Punkt, Tabelle, Zeile, Zelle
from zentren.models import Bezirksregion, SozialeLage

STATUS = ("hoch", "mittel", "niedrig", "sehr niedrig")
DYNAMIK = ("positiv", "stabil", "negativ")
OHNE = "nicht bewertet"
ANTEILE = {
    "arbeitslose": "arbeitslos",
    "transferbezug": "Transfer\u00adbezug",
    "kinderarmut": "Kinderarmut",
    "altersarmut": "Altersarmut",
}
HINWEIS = (
    "Monitoring Soziale Stadtentwicklung {jahr}. Jeder Planungsraum steht für sich: Ein Mittelwert würde "
    "verdecken, wo es Unterschiede gibt. Ein hoher Status heißt: wenig soziale Benachteiligung."
)


def lagen(region: Bezirksregion) -> list[SozialeLage]:
    """Of the newest year that is known; one query."""
    alle = SozialeLage.objects.filter(planungsraum__bezirksregion=region).select_related("planungsraum")
    zeilen = list(alle.order_by("-jahr", "planungsraum__schluessel"))
    return [lage for lage in zeilen if lage.jahr == zeilen[0].jahr]


def abschnitt(dort: list[SozialeLage]) -> Abschnitt:
    titel = "Soziale Lage der Planungsräume"
    if not dort:
        return Abschnitt("lage", titel, "Für diesen Stadtteil ist kein Monitoring geladen.")
    hinweis = HINWEIS.format(jahr=dort[0].jahr)
    return Abschnitt(
        "lage", titel, hinweis, bilder=(_bild(dort),), tabellen=(_verteilung(dort), _raeume(dort))
    )


def _klasse(lage: SozialeLage) -> str:
    return lage.status_klasse or OHNE


def _bild(dort: list[SozialeLage]) -> Bild:
    anzahl = Counter(_klasse(lage) for lage in dort)
    punkte = tuple(
        Punkt(klasse, "", anzahl[klasse]) for klasse in (*STATUS, OHNE) if klasse != OHNE or anzahl[OHNE]
    )
    niedrig = anzahl["niedrig"] + anzahl["sehr niedrig"]
    verb = "hat" if niedrig == 1 else "haben"
    return Bild(
        "balken",
        f"{niedrig} von {len(dort)} Planungsräumen {verb} einen niedrigen oder sehr niedrigen Status",
        "Planungsräume nach ihrem Status. Die Zahlen stehen in der Tabelle darunter.",
        Einheit.ANZAHL,
        "Planungsräume",
        punkte,
    )


def _verteilung(dort: list[SozialeLage]) -> Tabelle:
    paare = Counter((_klasse(lage), lage.dynamik_klasse or OHNE) for lage in dort)
    klassen = [k for k in (*STATUS, OHNE) if any(status == k for status, _ in paare)]
    spalten = [d for d in (*DYNAMIK, OHNE) if any(dynamik == d for _, dynamik in paare)]
    zeilen = [
        _zahlenzeile(
            klasse,
            [paare[klasse, dynamik] for dynamik in spalten],
            sum(n for (k, _), n in paare.items() if k == klasse),
        )
        for klasse in klassen
    ]
    je_dynamik = [sum(n for (_, d), n in paare.items() if d == dynamik) for dynamik in spalten]
    zeilen.append(_zahlenzeile("zusammen", je_dynamik, len(dort), art="summe"))
    koepfe = tuple(f"Dynamik {dynamik}" if dynamik != OHNE else OHNE for dynamik in spalten)
    titel = "Planungsräume nach Status und Dynamik"
    return Tabelle(titel, "Status", (*koepfe, "zusammen"), (Gruppe(tuple(zeilen)),))


def _zahlenzeile(name: str, zahlen: list[int], ganz: int, art: str = "") -> Zeile:
    return Zeile(name, tuple(Zelle(str(zahl), zahl) for zahl in (*zahlen, ganz)), art=art)


def _raeume(dort: list[SozialeLage]) -> Tabelle:
    spalten = ("Einwohner", "Status", "Dynamik", *ANTEILE.values())
    zeilen = tuple(_raum(lage) for lage in dort)
    return Tabelle("Jeder Planungsraum", "Planungsraum", spalten, (Gruppe(zeilen),), "Anteile in Prozent.")


def _raum(lage: SozialeLage) -> Zeile:
    einwohner = worte.NICHTS if lage.einwohner is None else zeige_anzahl(lage.einwohner)
    zellen = [
        Zelle(einwohner, lage.einwohner),
        Zelle(_klasse(lage)),
        Zelle(lage.dynamik_klasse or worte.NICHTS),
    ]
    for feld in ANTEILE:
        wert = getattr(lage, feld)
        zellen.append(Zelle(worte.NICHTS if wert is None else f"{wert:.1f}".replace(".", ",")))
    return Zeile(str(lage.planungsraum), tuple(zellen))
