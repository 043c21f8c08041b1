"""What a browser sends for an Angebot."""

from typing import Any

from tests import fabriken as f


def formularwerte(**mehr: Any) -> dict[str, Any]:
    """A complete Angebot: Tuesdays, 10:00 to 11:30; the second schedule is untouched."""
    zeit = {"intervall": 1, "position": 1, "pause_feiertage": "on", "rhythmus": "woechentlich"}
    return {
        "titel": "Nähcafé",
        "art": "gruppe",
        "leistungsbereich": f.LeistungsbereichFabrik().pk,
        "ort": "Nachbarschaftsgarten",
        "zielgruppen": [f.ZielgruppeFabrik().pk],
        "kosten": "frei",
        "kontakt_telefon": "030 123456",
        "schwerpunkt": "alle",
        "stufenlos": "unknown",
        "pruefrhythmus": 6,
        "zaehlung_je_termin": "on",
        "zeit-TOTAL_FORMS": 2,
        "zeit-INITIAL_FORMS": 0,
        **{f"zeit-{i}-{name}": wert for i in (0, 1) for name, wert in zeit.items()},
        "zeit-0-wochentage": [1],
        "zeit-0-von": "10:00",
        "zeit-0-bis": "11:30",
        **mehr,
    }
