"""Lists and single objects agree: what a queryset gives, the predicate of its right says too, and back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import rules
from django.apps import apps
from django.db import models
from django.utils import timezone

from angebote.models import Beratung, Meldung
from angebote.rules import RECHTE as RECHTE_ANGEBOTE
from standards.models import Nachweis, Selbstbewertung
from stzverbund.berichte.models import Sachbericht
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.rechte import gegenstaende as g
from tests.rechte.personen import umfeld
from tests.rechte.stadtteil_barriere import alles_in_barriere
from tests.rechte.stadtteil_bedarf import alles_in_bedarf
from tests.rechte.stadtteil_befragung import alles_in_befragung
from tests.rechte.stadtteil_beschwerde import alles_in_beschwerde
from tests.rechte.stadtteil_foerderung import alles_in_foerderung
from tests.rechte.stadtteil_kooperation import alles_in_kooperation
from tests.rechte.stadtteil_raeume import alles_in_raeume
from tests.rechte.stadtteil_taetigkeit import alles_in_taetigkeit
from tests.rechte.standards import alle_staende
from tests.rechte.verbund import alles_im_verbund
from tests.rechte.zeile import ORTE, ROLLEN
from tests.welt import Welt
from zentren.models import Fachstelle, Mitgliedschaft, Oeffnungszeit, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Massnahme

pytestmark = pytest.mark.django_db
EIGENE = ("stzverbund.", "zentren.", "angebote.", "verbund.", "standards.")


def _beim_zentrum(mitgliedschaft: Mitgliedschaft | None, meldung: Meldung) -> bool:
    return meldung.beim_zentrum and darf("angebote.statistik_erfassen", mitgliedschaft, meldung)


def _strich(mitgliedschaft: Mitgliedschaft | None, strich: Beratung) -> bool:
    return _beim_zentrum(mitgliedschaft, strich.meldung)


def _nachweis(mitgliedschaft: Mitgliedschaft | None, nachweis: Nachweis) -> bool:
    return darf("standards.antwort_geben", mitgliedschaft, nachweis.antwort)


def _recht(name: str) -> Callable[[Any, Any], bool]:
    return lambda mitgliedschaft, objekt: darf(name, mitgliedschaft, objekt)


# What a person may edit in a list, by the predicate of the single object.
BEARBEITEN: dict[str, Callable[[Any, Any], bool]] = {
    "zentren.Zentrum": _recht("zentren.pflegen"),
    "zentren.Standort": _recht("zentren.pflegen"),
    "zentren.Raum": _recht("zentren.pflegen"),
    "zentren.Belegung": _recht("stadtteilmanagement.fuehren"),
    "zentren.Oeffnungszeit": _recht("zentren.pflegen"),
    "zentren.Sprechzeit": _recht("zentren.pflegen"),
    "zentren.Schliesszeit": _recht("zentren.pflegen"),
    "zentren.Personal": _recht("zentren.pflegen"),
    "zentren.Fachstelle": _recht("zentren.fachstelle_pflegen"),
    "zentren.Kooperationsvereinbarung": _recht("zentren.vereinbarung_pflegen"),
    "zentren.Mitgliedschaft": _recht("zentren.rolle_vergeben"),
    "zentren.Einladung": _recht("zentren.rolle_vergeben"),
    "angebote.Angebot": _recht("angebote.angebot_pflegen"),
    "angebote.Import": _recht("angebote.liste_einlesen"),
    "angebote.Fremdangebot": _recht("angebote.fremdangebot_pflegen"),
    "angebote.Termin": _recht("angebote.termin_pflegen"),
    "angebote.Kennzahl": _recht("angebote.kennzahl_pflegen"),
    "angebote.Meldejahr": _recht("angebote.meldejahr_festlegen"),
    "angebote.Meldung": _beim_zentrum,
    "angebote.Beratung": _strich,
    "berichte.Sachbericht": _recht("berichte.text_bearbeiten"),
    "stadtteilmanagement.Massnahme": _recht("stadtteilmanagement.massnahme_pflegen"),
    "stadtteilmanagement.Taetigkeit": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Taetigkeitsvorlage": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Kooperation": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Mappendokument": _recht("stadtteilmanagement.mappe_pflegen"),
    "stadtteilmanagement.Zielpruefung": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Beschwerde": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Foerderung": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Kampagne": _recht("stadtteilmanagement.kampagne_fuehren"),
    "stadtteilmanagement.Bedarf": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Anliegen": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Befragung": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Frage": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Freitext": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Barrierepruefung": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Barrierebefund": _recht("stadtteilmanagement.fuehren"),
    "stadtteilmanagement.Raumbuchung": _recht("stadtteilmanagement.fuehren"),
    "standards.Runde": _recht("standards.runde_pflegen"),
    "standards.Selbstbewertung": _recht("standards.bewertung_bearbeiten"),
    "standards.Antwort": _recht("standards.antwort_geben"),
    "standards.Nachweis": _nachweis,
    **dict.fromkeys(
        (
            "verbund.Thema",
            "verbund.Jahresplan",
            "verbund.Planplatz",
            "verbund.Sitzung",
            "verbund.Sitzungsfrist",
            "verbund.Delegation",
            "verbund.Einladung",
            "verbund.Teilnahme",
            "verbund.Gast",
            "verbund.Protokoll",
            "verbund.Anmerkung",
            "verbund.Nachtrag",
            "verbund.Beschluss",
            "verbund.Dokument",
            "verbund.Arbeitskreis",
            "verbund.Pressekontakt",
        ),
        _recht("verbund.koordinieren"),
    ),
    "verbund.Tagesordnungspunkt": _recht("verbund.punkt_bearbeiten"),
    "verbund.Anfrage": _recht("verbund.anfragen"),
    "verbund.Beratungsnotiz": _recht("verbund.geschaeftsstelle_pflegen"),
    "verbund.Empfehlung": _recht("verbund.geschaeftsstelle_pflegen"),
    "verbund.Aufgabe": _recht("verbund.aufgabe_pflegen"),
    "verbund.Kompetenz": _recht("verbund.kompetenz_pflegen"),
    "verbund.Vorhaben": _recht("verbund.vorhaben_fuehren"),
}

# Where a right is about the office or the centre and not about what one sees (lists of `sichtbar_fuer`).
OHNE_LESEN = {"angebote.zeitraum_schliessen", "angebote.meldung_entsperren"}


def _einer(welt: Welt, zentrum: Zentrum) -> None:
    """At least one object of every kind in a centre, a Meldung in every state."""
    standort = f.StandortFabrik(zentrum=zentrum)
    raum = f.RaumFabrik(standort=standort)
    Oeffnungszeit.objects.create(standort=standort, wochentag=0, von="10:00", bis="12:00")
    f.SprechzeitFabrik(zentrum=zentrum, raum=raum)
    f.SchliesszeitFabrik(zentrum=zentrum)
    f.PersonalFabrik(zentrum=zentrum)
    f.FachstelleFabrik(bezirk=zentrum.bezirk)
    _rollen(zentrum)
    for status in ("entwurf", "veroeffentlicht", "pausiert", "beendet"):
        g.angebot(status=status)(welt, zentrum)
    f.FremdangebotFabrik(zentrum=zentrum)
    g.termin(welt, zentrum)
    g.liste(welt, zentrum)
    g.strich(welt, zentrum)
    f.KennzahlFabrik(schluessel="lokal", bezirk=zentrum.bezirk)
    Sachbericht.objects.create(zentrum=zentrum, jahr=2025)
    _meldungen(zentrum)
    alle_staende(zentrum)
    alles_in_bedarf(zentrum)
    alles_im_verbund(zentrum)
    alles_in_kooperation(zentrum)
    alles_in_raeume(zentrum)
    alles_in_beschwerde(zentrum)
    alles_in_foerderung(zentrum)
    alles_in_taetigkeit(zentrum)
    alles_in_befragung(zentrum)
    alles_in_barriere(zentrum)


def _rollen(zentrum: Zentrum) -> None:
    """Somebody in every role around a centre, and an invitation to every role."""
    for stelle in umfeld(zentrum):
        for rolle in stelle.art.rollen:
            f.MitgliedschaftFabrik(rolle=rolle, **stelle.bindung)
            f.EinladungFabrik(rolle=rolle, **stelle.bindung)


def _meldungen(zentrum: Zentrum) -> None:
    jetzt = timezone.now()
    zeiten = {"eingereicht_am": jetzt, "freigegeben_am": jetzt, "angenommen_am": jetzt}
    for davor, status in enumerate(Meldung.Status, start=1):
        for nr, noetig in enumerate((True, False)):
            zeitraum = m.letztes_quartal(zentrum.bezirk, davor=davor * 2 + nr)
            f.MeldungFabrik(
                zentrum=zentrum, zeitraum=zeitraum, status=status, grund="g", freigabe_noetig=noetig, **zeiten
            )


@pytest.fixture(scope="module")
def alles(welt_mit_schwester: Welt) -> Welt:
    for ort in ORTE:
        _einer(welt_mit_schwester, getattr(welt_mit_schwester, ort))
    return welt_mit_schwester


def _mitgliedschaften(welt: Welt) -> Iterator[tuple[str, Mitgliedschaft | None]]:
    yield from ((rolle, welt.rollen[rolle]) for rolle in ROLLEN)
    yield "niemand", None


def _mit_rechten() -> list[type[models.Model]]:
    """All models of ours whose lists know `bearbeitbar_fuer`."""
    return [
        modell
        for modell in apps.get_models()
        if modell.__module__.startswith(EIGENE) and hasattr(modell._default_manager, "bearbeitbar_fuer")
    ]


def test_jedes_modell_mit_listen_wird_hier_geprueft() -> None:
    assert {modell._meta.label for modell in _mit_rechten()} == BEARBEITEN.keys()


def test_bearbeitbar_ist_was_das_recht_erlaubt(alles: Welt) -> None:
    abweichungen = []
    for modell in _mit_rechten():
        objekte = list(modell._default_manager.all())
        assert objekte, modell
        for rolle, mitgliedschaft in _mitgliedschaften(alles):
            in_liste = set(modell._default_manager.bearbeitbar_fuer(mitgliedschaft))
            for objekt in objekte:
                erlaubt = BEARBEITEN[modell._meta.label](mitgliedschaft, objekt)
                if erlaubt != (objekt in in_liste):
                    abweichungen.append(f"{rolle}: {modell.__name__} {objekt}: Recht sagt {erlaubt}")
    assert not abweichungen, "\n".join(abweichungen)


def test_was_man_bearbeitet_sieht_man_auch(alles: Welt) -> None:
    for modell in _mit_rechten():
        for rolle, mitgliedschaft in _mitgliedschaften(alles):
            manager = modell._default_manager
            bearbeitbar = set(manager.bearbeitbar_fuer(mitgliedschaft))
            assert bearbeitbar <= set(manager.sichtbar_fuer(mitgliedschaft)), f"{rolle}: {modell}"


def test_jeder_schritt_einer_meldung_setzt_voraus_dass_man_sie_sieht(alles: Welt) -> None:
    schritte = [
        recht
        for recht in RECHTE_ANGEBOTE
        if recht.startswith(("angebote.meldung_", "angebote.statistik_")) and recht not in OHNE_LESEN
    ]
    assert len(schritte) > 8
    for rolle, mitgliedschaft in _mitgliedschaften(alles):
        sichtbare = set(Meldung.objects.sichtbar_fuer(mitgliedschaft))
        for meldung in Meldung.objects.select_related("zentrum"):
            for recht in schritte:
                if darf(recht, mitgliedschaft, meldung):
                    assert meldung in sichtbare, f"{rolle}: {recht} bei {meldung}"


def test_das_bezirksamt_sieht_nie_einen_entwurf(alles: Welt) -> None:
    beim_zentrum = {Meldung.Status.ENTWURF, Meldung.Status.ZURUECKGEGEBEN}
    for rolle in ("bezirksamt", "verband", "geschaeftsstelle"):
        sichtbare = Meldung.objects.sichtbar_fuer(alles.rollen[rolle])
        assert sichtbare.exists()
        assert not {meldung.status for meldung in sichtbare} & beim_zentrum
        assert not sichtbare.filter(status="eingereicht", freigabe_noetig=True).exists()


def test_wer_keine_rolle_hat_sieht_in_keiner_liste_etwas(alles: Welt) -> None:
    for modell in _mit_rechten():
        assert not modell._default_manager.sichtbar_fuer(None).exists(), modell


def test_listen_sind_ohne_doppelte(alles: Welt) -> None:
    """Joins over Verbände, agreements and Bezirke must not multiply rows."""
    zweiter = f.VerbandFabrik()
    alles.traeger.verbaende.add(zweiter)
    f.ZentrumFabrik(bezirk=alles.bezirk, traeger=alles.traeger)
    for modell in (Zentrum, Fachstelle, *_mit_rechten()):
        for rolle, mitgliedschaft in _mitgliedschaften(alles):
            for menge in ("sichtbar_fuer", "bearbeitbar_fuer"):
                kennungen = [o.pk for o in getattr(modell._default_manager, menge)(mitgliedschaft)]
                assert len(kennungen) == len(set(kennungen)), f"{rolle}: {modell.__name__}.{menge}"


def test_unbekanntes_recht_ist_ein_fehler(alles: Welt) -> None:
    with pytest.raises(KeyError, match="unknown permission"):
        darf("zentren.gibt_es_nicht", alles.rollen["leitung"], alles.eigenes)


def test_niemand_hat_irgendein_recht(alles: Welt) -> None:
    gegenstaende = {
        "standards": Selbstbewertung.objects.select_related("zentrum", "runde").first(),
        "stadtteilmanagement": Massnahme.objects.first(),
    }
    meldung = Meldung.objects.select_related("zentrum").first()
    assert len(rules.permissions.permissions) > 20
    for recht in rules.permissions.permissions:
        gegenstand: Any = gegenstaende.get(recht.split(".")[0], meldung)
        if recht == "standards.antwort_geben":
            gegenstand = gegenstand.antworten.first()
        assert darf(recht, None, gegenstand) is False, recht
