"""What the centres of the demo promise where something is missing, and what became of it."""

from datetime import datetime, timedelta

from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from standards.models import Antwort, Einschaetzung
from stzverbund.start.beispiel.rahmen import zufall
from stzverbund.start.beispiel.standards.gang import Gang, Status, Vorrat, stempeln, zeitpunkt
from zentren.stadtteilmanagement.models import Massnahme

Stand, Eigner = Massnahme.Status, Massnahme.Eigner
FRISTEN = (180, 300, 420, 600, 780)
ENTFAELLT, IN_ARBEIT = 0.06, 0.5


def versprechen(vorrat: Vorrat, gaenge: list[Gang]) -> None:
    """New ones for new gaps; those whose gap has closed are done and say what they have brought."""
    paare = [(gang, antwort) for gang in gaenge for antwort in gang.antworten]
    verlaengerte = [m for gang, antwort in paare if (m := _laengere_frist(vorrat, gang, antwort))]
    bulk_update_with_history(verlaengerte, Massnahme, ["faellig", "version", "geaendert_am"])
    neue = [neu for gang, antwort in paare if (neu := _zur_luecke(vorrat, gang, antwort))]
    gespeichert = bulk_create_with_history(neue, Massnahme)
    for massnahme, mit_schluessel in zip(neue, gespeichert, strict=True):
        massnahme.pk = mit_schluessel.pk
    for _, antwort in paare:
        antwort.massnahme = antwort.massnahme  # its key is known only now
    alte = [
        _fertig(vorrat, gang, antwort, vorrat.massnahmen.pop(_ort(antwort)))
        for gang, antwort in paare
        if antwort.einschaetzung == Einschaetzung.ERFUELLT and _ort(antwort) in vorrat.massnahmen
    ]
    felder = ["status", "grund", "wirkung", "erledigt_am", "version", "geaendert_am"]
    bulk_update_with_history(alte, Massnahme, felder)


def _ort(antwort: Antwort) -> tuple[int, str]:
    return (antwort.bewertung.zentrum_id, antwort.kriterium.schluessel)


def _laengere_frist(vorrat: Vorrat, gang: Gang, antwort: Antwort) -> Massnahme | None:
    """What was not done in time is promised anew with the next Selbstbewertung."""
    laufende = vorrat.massnahmen.get(_ort(antwort))
    if laufende is None or not antwort.bleibt_zurueck or laufende.faellig >= gang.tag or not gang.abgegeben:
        return None
    laufende.faellig = gang.tag + timedelta(days=gang.wuerfel(_ort(antwort), "frist").choice(FRISTEN))
    laufende.version += 1
    laufende.geaendert_am = gang.am["antworten"]
    stempeln(laufende, gang.am["antworten"], gang.autor("leitung"))
    return laufende


def _zur_luecke(vorrat: Vorrat, gang: Gang, antwort: Antwort) -> Massnahme | None:
    """Gives an answer the Massnahme that is still running; returns it where it is new."""
    if not antwort.bleibt_zurueck or antwort.kategorie or not antwort.begruendung:
        return None
    antwort.massnahme = vorrat.massnahmen.get(_ort(antwort))
    if antwort.massnahme is not None:
        return None
    antwort.massnahme = vorrat.massnahmen[_ort(antwort)] = _neu(vorrat, gang, antwort)
    return antwort.massnahme


def von_amt_und_verbund(vorrat: Vorrat) -> None:
    """One that the Bezirksamt owes a centre, one of the Verbund; both are late or soon due."""
    for bezirk in {z.bezirk for z in vorrat.rahmen.zentren.values()}:
        eigenes = next(z for z in vorrat.rahmen.zentren.values() if z.bezirk_id == bezirk.pk)
        heute = vorrat.rahmen.heute
        wann = timezone.now() - timedelta(days=200)
        amt = Massnahme(
            titel=vorrat.satz("amt"),
            zentrum=eigenes,
            eigner=Eigner.BEZIRKSAMT,
            faellig=heute - timedelta(days=20),
            bezirk=bezirk,
            vereinbart_am=wann,
        )
        verbund = Massnahme(
            titel=vorrat.satz("verbund"),
            eigner=Eigner.VERBUND,
            faellig=heute + timedelta(days=70),
            status=Stand.IN_ARBEIT,
            bezirk=bezirk,
            vereinbart_am=wann,
        )
        rollen = vorrat.rahmen.mitgliedschaften
        for massnahme, stelle in ((amt, "bezirksamt"), (verbund, "koordination")):
            wer = rollen[f"{stelle}:{bezirk.schluessel}"]
            stempeln(massnahme, wann, wer)
            massnahme.save()


def _neu(vorrat: Vorrat, gang: Gang, antwort: Antwort) -> Massnahme:
    kriterium = antwort.kriterium.schluessel
    wuerfel = gang.wuerfel(kriterium, "massnahme")
    massnahme = Massnahme(
        bezirk_id=gang.zentrum.bezirk_id,
        zentrum=gang.zentrum,
        titel=vorrat.text(kriterium, "massnahme"),
        eigner=Eigner.TRAEGER if wuerfel.random() < 0.15 else Eigner.ZENTRUM,
        faellig=gang.tag + timedelta(days=wuerfel.choice(FRISTEN)),
        status=Stand.IN_ARBEIT if wuerfel.random() < IN_ARBEIT else Stand.OFFEN,
        vereinbart_am=_vereinbart(gang),
    )
    massnahme.geaendert_am = gang.am["antworten"]
    stempeln(massnahme, gang.am["antworten"], gang.autor("leitung"))
    return massnahme


def _vereinbart(gang: Gang) -> datetime | None:
    if not gang.vorgelegt:
        return None
    spaeter = gang.freigabe and gang.status != Status.EINGEREICHT
    return gang.am["traeger" if spaeter else "eingereicht"]


def _fertig(vorrat: Vorrat, gang: Gang, antwort: Antwort, massnahme: Massnahme) -> Massnahme:
    kriterium = antwort.kriterium.schluessel
    wuerfel = zufall(gang.slug, kriterium, "fertig")
    if wuerfel.random() < ENTFAELLT:
        massnahme.status, massnahme.grund = Stand.ENTFALLEN, vorrat.satz("entfallen")
    else:
        massnahme.status, massnahme.wirkung = Stand.ERLEDIGT, vorrat.text(kriterium, "wirkung")
        massnahme.erledigt_am = min(massnahme.faellig + timedelta(days=wuerfel.randint(-40, 20)), gang.tag)
    massnahme.version += 1
    massnahme.geaendert_am = zeitpunkt(massnahme.erledigt_am or gang.tag, 12, wuerfel)
    stempeln(massnahme, massnahme.geaendert_am, gang.autor("leitung"))
    return massnahme
