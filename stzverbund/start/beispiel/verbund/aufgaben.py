"""Resolutions and tasks of the sessions that were held: old ones done, the last ones open, one put off."""

from datetime import timedelta
from typing import Any

from stzverbund.start.beispiel.rahmen import Rahmen, inhalt
from verbund import aufgaben, beschluesse
from verbund.models import Aufgabe, Beschluss, Sitzung
from zentren.models import Mitgliedschaft

UMGESETZT_NACH, ERLEDIGT_NACH = timedelta(days=150), timedelta(days=75)
MEHRHEITLICH = {"ergebnis": "mehrheitlich", "ja": 7, "nein": 1, "enthaltung": 2}
GEPRUEFT = {
    "gleichstellung": "Die Zeiten passen auch für Menschen, die Kinder oder Angehörige betreuen.",
    "barrierefreiheit": "Die Räume sind stufenlos erreichbar.",
}


def aus_der_sitzung(rahmen: Rahmen, sitzung: Sitzung, wer: Mitgliedschaft) -> None:
    """What a session has decided and given to somebody; before the next one approves its minutes."""
    vorlagen: dict[str, list[dict[str, Any]]] = {}
    for vorlage in inhalt("verbundaufgaben")["aufgabe"]:
        vorlagen.setdefault(vorlage["punkt"], []).append(vorlage)
    behandelt = sitzung.punkte.filter(stand="behandelt", genehmigt__isnull=True)
    for punkt in behandelt.select_related("sitzung", "thema", "verbund"):
        gefasst = _beschluss(rahmen, punkt, wer) if punkt.art == "beschluss" else None
        for vorlage in vorlagen.get(punkt.titel, []):
            _aufgabe(rahmen, punkt, gefasst, vorlage, wer)


def _beschluss(rahmen: Rahmen, punkt: Any, wer: Mitgliedschaft) -> Beschluss:
    nummer = punkt.sitzung.nummer
    angaben = {"text": punkt.text, "sichtbarkeit": punkt.sichtbarkeit, "thema": punkt.thema}
    angaben |= MEHRHEITLICH if nummer % 5 == 1 else {}
    angaben |= GEPRUEFT if nummer % 2 else {}
    eins = beschluesse.fassen(punkt=punkt, angaben=angaben, wer=wer)
    umgesetzt_am = punkt.sitzung.datum + UMGESETZT_NACH
    if umgesetzt_am >= rahmen.heute:
        return eins
    return beschluesse.folge_setzen(
        beschluss=eins, folge="umgesetzt", text="", am=umgesetzt_am, version=eins.version, wer=wer
    )


def _aufgabe(
    rahmen: Rahmen, punkt: Any, beschluss: Beschluss | None, vorlage: dict[str, Any], wer: Mitgliedschaft
) -> None:
    faellig = punkt.sitzung.datum + timedelta(days=vorlage["tage"])
    eine = aufgaben.anlegen(
        verbund=punkt.verbund,
        angaben={
            "titel": vorlage["titel"],
            "beschreibung": vorlage.get("beschreibung", ""),
            "email": vorlage.get("email", ""),
            "faellig": faellig,
            **_wer(rahmen, vorlage["wer"]),
        },
        punkt=punkt,
        beschluss=beschluss,
        wer=wer,
    )
    if punkt.sitzung.datum + ERLEDIGT_NACH < rahmen.heute:
        aufgaben.erledigen(aufgabe=eine, ergebnis=vorlage.get("ergebnis", ""), am=faellig, wer=wer)
    elif vorlage["wer"] == "alle":
        neu = max(faellig, rahmen.heute) + timedelta(days=14)
        aufgaben.verschieben(aufgabe=eine, faellig=neu, grund="Es fehlen noch Rückmeldungen.", wer=wer)
    Aufgabe.objects.filter(pk=eine.pk).update(angelegt_am=punkt.sitzung.datum)


def _wer(rahmen: Rahmen, wer: str) -> dict[str, Any]:
    zentrum = rahmen.zentren.get(wer)
    return {"zentrum": zentrum} if zentrum else {"stelle": wer if wer in Aufgabe.Stelle.values else "alle"}
