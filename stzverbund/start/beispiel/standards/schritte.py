"""The way of each Selbstbewertung of the demo through its states: one history and one event for each step."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType

from standards.models import Selbstbewertung
from stzverbund.basis.models import Ereignis
from stzverbund.start.beispiel.standards.gang import Gang, Status, Vorrat, nachdatieren, stempeln
from zentren.models import Mitgliedschaft

AUSSEN = "über Link zur Außenevaluation"
GEPRUEFT = (Status.IN_PRUEFUNG, Status.RUECKFRAGE, Status.ANGENOMMEN)


@dataclass(frozen=True)
class _Schritt:
    status: str
    was: str
    wann: datetime
    wer: Mitgliedschaft | None
    felder: dict[str, Any]
    grund: str = ""


def gehen(vorrat: Vorrat, gaenge: list[Gang]) -> None:
    """Saves the Selbstbewertung at each step; the last one is where it stands."""
    ereignisse = []
    for gang in gaenge:
        schritte = _schritte(vorrat, gang)
        ereignisse += [_gegangen(gang, schritt) for schritt in schritte]
        zuletzt = schritte[-1].wann if schritte else gang.am["antworten"]
        Selbstbewertung.objects.filter(pk=gang.bewertung.pk).update(geaendert_am=zuletzt)
    Ereignis.objects.bulk_create(ereignisse)
    nachdatieren(Ereignis, ereignisse, "zeitpunkt")


def _gegangen(gang: Gang, schritt: _Schritt) -> Ereignis:
    bewertung = gang.bewertung
    bewertung.status = schritt.status
    for feld, wert in schritt.felder.items():
        setattr(bewertung, feld, wert)
    bewertung.version += 1
    stempeln(bewertung, schritt.wann, schritt.wer)
    bewertung.save()
    ereignis = Ereignis(
        typ=ContentType.objects.get_for_model(Selbstbewertung),
        gegenstand_id=bewertung.pk,
        was=schritt.was,
        grund=schritt.grund,
        person_id=schritt.wer.person_id if schritt.wer else None,
        rolle=schritt.wer.bezeichnung if schritt.wer else AUSSEN,
    )
    ereignis.datiert = schritt.wann  # type: ignore[attr-defined]
    return ereignis


def _schritte(vorrat: Vorrat, gang: Gang) -> list[_Schritt]:
    """The steps up to the state in which it stands."""
    am, wer = gang.am, gang.beteiligte
    if gang.status == Status.ENTWURF:
        return []
    if gang.status == Status.ENTFALLEN:
        grund = vorrat.satz("nicht_dabei")
        return [_Schritt(gang.status, "entfallen", am["antworten"], wer["amt"], {"grund": grund}, grund)]
    abgabe = {
        "einreichungen": 1,
        "eingereicht_am": am["eingereicht"],
        "zuerst_eingereicht_am": am["eingereicht"],
        "freigabe_noetig": gang.freigabe,
    }
    schritte = [_Schritt(Status.EINGEREICHT, "eingereicht", am["eingereicht"], gang.autor("leitung"), abgabe)]
    if gang.status == Status.ZURUECKGEGEBEN:
        grund = vorrat.satz("zurueckgegeben")
        was = "vom Träger zurückgegeben"
        schritte.append(_Schritt(gang.status, was, am["traeger"], wer["traeger"], {"grund": grund}, grund))
    if gang.freigabe and gang.status in (*GEPRUEFT, Status.FREIGEGEBEN):
        felder = {"freigegeben_am": am["traeger"]}
        schritte.append(_Schritt(Status.FREIGEGEBEN, "freigegeben", am["traeger"], wer["traeger"], felder))
    return schritte + _pruefung(gang)


def _pruefung(gang: Gang) -> list[_Schritt]:
    am, amt = gang.am, gang.beteiligte["amt"]
    if gang.status not in GEPRUEFT:
        return []
    schritte = [_Schritt(Status.IN_PRUEFUNG, "Prüfung begonnen", am["pruefung"], amt, {})]
    if gang.status == Status.RUECKFRAGE:
        fragen = [a.kriterium.schluessel for a in gang.antworten if a.nachgefragt]
        grund = f"Rückfragen zu {', '.join(fragen)}"
        felder: dict[str, Any] = {"freigegeben_am": None}
        schritte.append(_Schritt(gang.status, "Rückfrage", am["ergebnis"], amt, felder, grund))
    if gang.status == Status.ANGENOMMEN:
        nummer = gang.wuerfel("aktenzeichen").randint(100, 999)
        zeichen = f"Soz STZ {nummer}/{gang.tag:%Y}-Q{'a' if gang.aussen else ''}"
        felder = {"angenommen_am": am["ergebnis"], "aktenzeichen": zeichen}
        schritte.append(
            _Schritt(gang.status, "angenommen", am["ergebnis"], amt, felder, f"Aktenzeichen {zeichen}")
        )
    return schritte
