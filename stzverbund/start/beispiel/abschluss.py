"""What happened to the Meldungen once their figures stood: Rückfragen, sums, Berichtigungen, trail."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType

from angebote import ablauf, summen
from angebote.models import Kennzahl, Meldung, Rueckfrage, Wert
from stzverbund.basis.models import Ereignis
from stzverbund.basis.models.historie import in_rolle
from stzverbund.start.beispiel.meldestaende import OHNE_MELDUNG, Meldestand, zeitpunkt
from stzverbund.start.beispiel.rahmen import Rahmen, zufall
from zentren.models import Mitgliedschaft

Status, Stelle = Meldung.Status, Rueckfrage.Stelle

AUFFAELLIG = "Im {monat:%m/%Y} sind es fast dreimal so viele Besuche wie sonst. Stimmt die Zahl?"
ANSTIEG = "Dieser Wert liegt weit über den anderen. Bitte erläutern Sie kurz, wie gezählt wird."
FRUEHERE_FRAGE = "Bitte prüfen Sie diese Zahl: Sie weicht stark vom Vorquartal ab."
FRUEHERE_ANTWORT = "Geprüft, die Zahl stimmt. In diesem Monat gab es zwei zusätzliche Veranstaltungen."
# Centre, which of its finished periods, how far the Berichtigung has come.
BERICHTIGUNGEN = (
    ("hellersdorf-nord", -4, Status.ANGENOMMEN),
    ("kaulsdorf", -2, Status.EINGEREICHT),
    ("marzahn-mitte", -2, Status.ENTWURF),
)
BERICHTIGT = "Eine Liste vom Sommer ist nachgereicht worden."


@dataclass(frozen=True)
class _Schritt:
    meldung: Meldung
    was: str
    wann: datetime
    wer: Mitgliedschaft
    grund: str = ""


def anlegen(rahmen: Rahmen, staende: list[Meldestand]) -> None:
    schritte = [schritt for stand in staende for schritt in _schritte(rahmen, stand)]
    for stand in staende:
        if stand.meldung.status == Status.ZURUECKGEGEBEN and not stand.meldung.ganz_zurueck:
            schritte += _zurueck_mit_fragen(rahmen, stand.meldung)
        if stand.war_zurueck:
            _beantwortete_frage(stand.meldung)
    summen.schreiben(Meldung.objects.filter(status=Status.ANGENOMMEN))
    schritte += _berichtigungen(rahmen, staende)
    _ereignisse(schritte)


def _schritte(rahmen: Rahmen, stand: Meldestand) -> list[_Schritt]:
    """The trail of a Meldung as its states imply it; the return at single cells adds its own."""
    meldung, wer = stand.meldung, _beteiligte(rahmen, stand.meldung)
    if meldung.status == Status.NICHT_GEMELDET:
        wann = zeitpunkt(
            rahmen, meldung.zeitraum, meldung.zeitraum.nachfrist + timedelta(days=5), 10, zufall()
        )
        return [_Schritt(meldung, "nicht gemeldet", wann, wer["amt"], OHNE_MELDUNG[1])]
    if meldung.eingereicht_am is None:
        return []
    schritte = []
    if stand.war_zurueck:
        frueher = meldung.eingereicht_am - timedelta(days=6)
        schritte = [
            _Schritt(meldung, "eingereicht", frueher, wer["leitung"]),
            _Schritt(meldung, ablauf.VOM_AMT, frueher + timedelta(days=3), wer["amt"], FRUEHERE_FRAGE),
        ]
    schritte.append(_Schritt(meldung, "eingereicht", meldung.eingereicht_am, wer["leitung"]))
    if meldung.freigegeben_am:
        schritte.append(_Schritt(meldung, "freigegeben", meldung.freigegeben_am, wer["traeger"]))
    if meldung.angenommen_am:
        zeichen = f"Aktenzeichen {meldung.aktenzeichen}"
        schritte.append(_Schritt(meldung, "angenommen", meldung.angenommen_am, wer["amt"], zeichen))
    if meldung.status == Status.ZURUECKGEGEBEN and meldung.ganz_zurueck:
        wann = _zurueck_am(rahmen, meldung)
        schritte.append(_Schritt(meldung, ablauf.VOM_AMT, wann, wer["amt"], meldung.grund))
    return schritte


def _beteiligte(rahmen: Rahmen, meldung: Meldung) -> dict[str, Mitgliedschaft]:
    zentrum = meldung.zentrum
    return {
        "leitung": rahmen.mitgliedschaften[f"leitung:{zentrum.slug}"],
        "traeger": rahmen.mitgliedschaften[f"traeger:{zentrum.traeger.slug}"],
        "amt": rahmen.mitgliedschaften[f"bezirksamt:{zentrum.bezirk.schluessel}"],
    }


def _zurueck_mit_fragen(rahmen: Rahmen, meldung: Meldung) -> list[_Schritt]:
    """A slip of the pen that the Bezirksamt asks about, and a figure that only wants a word."""
    werte = meldung.werte.summen().filter(art="zahl")
    besuche = werte.filter(kennzahl__schluessel="besuche-offener-bereich").order_by("monat")[1]
    besuche.zahl = (besuche.zahl or 0) * 3
    besuche.save_base(raw=True)
    hoechste = werte.filter(kennzahl__quelle=Kennzahl.Quelle.TEILNAHMEN).order_by("-zahl", "pk")[0]
    wann = _zurueck_am(rahmen, meldung)
    _fragen(meldung, {besuche: AUFFAELLIG.format(monat=besuche.monat), hoechste: ANSTIEG}, wann)
    wer = _beteiligte(rahmen, meldung)
    eingereicht = _sicher(meldung.eingereicht_am)
    gruende = f"{meldung.grund}\n{besuche.kennzahl}: {AUFFAELLIG.format(monat=besuche.monat)}"
    freigabe = [_Schritt(meldung, "freigegeben", eingereicht + timedelta(hours=2), wer["traeger"])]
    return [
        *(freigabe if meldung.freigabe_noetig else []),
        _Schritt(meldung, ablauf.VOM_AMT, wann, wer["amt"], gruende),
    ]


def _beantwortete_frage(meldung: Meldung) -> None:
    """The Meldung went back once; the centre answered and submitted it again."""
    werte = meldung.werte.summen().filter(art="zahl", kennzahl__quelle=Kennzahl.Quelle.TEILNAHMEN)
    wert = werte.order_by("-zahl", "pk").first()
    if wert:
        gestellt = _sicher(meldung.eingereicht_am) - timedelta(days=3)
        fragen = _fragen(meldung, {wert: FRUEHERE_FRAGE}, gestellt)
        fragen.update(antwort=FRUEHERE_ANTWORT, erledigt_am=meldung.eingereicht_am)


def _fragen(meldung: Meldung, gruende: dict[Wert, str], wann: datetime) -> Any:
    fragen = Rueckfrage.objects.bulk_create(
        [
            Rueckfrage(
                meldung=meldung,
                wert=wert,
                stelle=Stelle.BEZIRKSAMT,
                art=wert.art,
                zahl=wert.zahl,
                grund=grund,
            )
            for wert, grund in gruende.items()
        ]
    )
    gestellt = Rueckfrage.objects.filter(pk__in=[frage.pk for frage in fragen])
    gestellt.update(gestellt_am=wann)
    return gestellt


def _zurueck_am(rahmen: Rahmen, meldung: Meldung) -> datetime:
    """Three days after it was submitted, or yesterday, but not before."""
    eingereicht = _sicher(meldung.eingereicht_am)
    return max(
        eingereicht + timedelta(hours=5), min(eingereicht + timedelta(days=3), _gestern(rahmen, meldung))
    )


def _berichtigungen(rahmen: Rahmen, staende: list[Meldestand]) -> list[_Schritt]:
    """One that is accepted, one before the Bezirksamt, and one that the first centre has only begun."""
    schritte = []
    for slug, wievielte, status in BERICHTIGUNGEN:
        fertig = [
            stand.meldung
            for stand in staende
            if stand.meldung.zentrum.slug == slug and stand.meldung.zeitraum.bis < rahmen.heute
        ]
        if fertig:
            schritte += _berichtigung(rahmen, fertig[wievielte], status)
    return schritte


def _berichtigung(rahmen: Rahmen, alte: Meldung, status: str) -> list[_Schritt]:
    neu = ablauf.berichtigen(meldung=alte, wer=_beteiligte(rahmen, alte)["leitung"])
    spaeter = _sicher(alte.angenommen_am) + timedelta(days=20)
    begonnen = min(spaeter, _gestern(rahmen, alte))
    if status != Status.ANGENOMMEN:
        begonnen = max(begonnen, _gestern(rahmen, alte) - timedelta(days=4))
    Ereignis.objects.zu(neu).update(zeitpunkt=begonnen)
    _nachgetragen(neu, _beteiligte(rahmen, alte)["leitung"])
    if status == Status.ENTWURF:
        return []
    neu.bemerkung, neu.freigabe_noetig, neu.status = BERICHTIGT, alte.freigabe_noetig, status
    neu.eingereicht_am = begonnen + timedelta(hours=1)
    neu.freigegeben_am = begonnen + timedelta(hours=2) if neu.freigabe_noetig else None
    if status == Status.ANGENOMMEN:
        neu.angenommen_am, neu.aktenzeichen = begonnen + timedelta(hours=4), f"{alte.aktenzeichen}-B1"
    neu.save_base(raw=True)
    if status == Status.ANGENOMMEN:
        summen.schreiben(Meldung.objects.filter(pk=neu.pk))
    return _schritte(rahmen, Meldestand(neu, offen_ab=None))


def _nachgetragen(meldung: Meldung, wer: Mitgliedschaft) -> None:
    """A list turned up: a few more Teilnahmen, and an estimate that became a number."""
    werte = meldung.werte.summen().filter(
        art="zahl", kennzahl__quelle=Kennzahl.Quelle.TEILNAHMEN, zahl__gt=20
    )
    for wert, mehr in zip(werte.order_by("monat", "pk")[:3], (12, 7, 21), strict=False):
        wert.zahl, wert.notiz, wert.herkunft = (wert.zahl or 0) + mehr, BERICHTIGT, "monatssumme"
        wert._history_user = wer.person  # type: ignore[attr-defined]
        wert._change_reason = in_rolle(wer)  # type: ignore[attr-defined]
        wert.save()


def _gestern(rahmen: Rahmen, meldung: Meldung) -> datetime:
    return zeitpunkt(rahmen, meldung.zeitraum, rahmen.vor(1), 9, zufall(meldung.zentrum.slug))


def _ereignisse(schritte: list[_Schritt]) -> None:
    typ = ContentType.objects.get_for_model(Meldung)
    ereignisse = Ereignis.objects.bulk_create(
        [
            Ereignis(
                typ=typ,
                gegenstand_id=schritt.meldung.pk,
                was=schritt.was,
                grund=schritt.grund,
                person_id=schritt.wer.person_id,
                rolle=schritt.wer.bezeichnung,
            )
            for schritt in schritte
        ]
    )
    # Inserting stamps them with the present.
    for ereignis, schritt in zip(ereignisse, schritte, strict=True):
        ereignis.zeitpunkt = schritt.wann
    Ereignis.objects.bulk_update(ereignisse, ["zeitpunkt"], batch_size=200)


def _sicher(zeit: datetime | None) -> datetime:
    if zeit is None:
        raise ValueError("the Meldung was never submitted or accepted")
    return zeit
