"""Everything that people enter leaves a trail, whichever way it is stored."""

import ast
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from simple_history.models import HistoricalChanges

from stzverbund.basis.models.historie import in_rolle
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Fachstelle, Rolle

EIGENE = ("stzverbund.", "zentren.", "angebote.", "verbund.", "standards.")
KONTAKT = {"email", "telefon", "kontakt_email", "kontakt_telefon", "password"}

OHNE_HISTORIE = {
    # basis
    "basis.Ausgabe": "is never changed: a correction is a new edition",
    "basis.Begrenzung": "counts tries, forgotten after minutes",
    "basis.Datei": "is never changed: a new revision is a new row",
    "basis.Druckauftrag": "work of the machine, forgotten after days",
    "basis.Einmal": "work of the machine, forgotten after days",
    "basis.Ereignis": "is itself the trail",
    "basis.Link": "issued and revoked: each is an event of what it opens",
    "basis.Postausgang": "work of the machine; its states are told by the outbox",
    "basis.Schwaerzung": "is itself the trail",
    "rechtliches.Rueckmeldung": "received and answered once; both are events; forgotten after three years",
    # zentren
    "zentren.Person": "name and mail are contact data; what a person may do is the history of Mitgliedschaft",
    "zentren.Einladung": "sent, accepted or revoked: each is an event; forgotten after 30 days",
    "zentren.Bezirk": "loaded from official lists",
    "zentren.Bezirksregion": "loaded from official lists",
    "zentren.Planungsraum": "loaded from official lists",
    "zentren.Einwohnerstand": "loaded from official lists",
    "zentren.SozialeLage": "loaded from official lists",
    "zentren.Aufgabe": "loaded from the Rahmenkonzept",
    "zentren.Aufgabenbereich": "loaded from the Rahmenkonzept",
    "zentren.Leistung": "loaded from the Rahmenkonzept",
    "zentren.Leistungsbereich": "loaded from the Rahmenkonzept",
    "zentren.Ziel": "loaded from the Rahmenkonzept",
    "zentren.Zielgruppe": "loaded from the Rahmenkonzept; the administration logs what it adds",
    "zentren.Fachstellenart": "loaded from the Rahmenkonzept; the administration logs what it adds",
    "zentren.Belegung": "follows what it is for; blocks are events of their Raum",
    "zentren.Sitzung": "a login; begins and ends are events of their own",
    # zentren.stadtteilmanagement
    "stadtteilmanagement.Antwortzahl": "counts what nobody can be found in",
    "stadtteilmanagement.Freitext": "written once without an account; hiding is an event of the Befragung",
    "stadtteilmanagement.Buchungstermin": "follows its booking, which has a history",
    # angebote
    "angebote.Angebotstaetigkeit": "each link is an event of the entry",
    "angebote.Angebotspruefung": "set once, with the check that it belongs to",
    "angebote.Import": "forgotten after days; what it makes has a history, taking over and back are events",
    "angebote.Importzeile": "forgotten after days; what it makes has a history",
    "angebote.Meldejahr": "each choice and each moved date is an event",
    "angebote.Meldezeitraum": "each moved date is an event of its Meldejahr",
    "angebote.Meldungssumme": "computed once, never changed",
    "angebote.Vergleichswert": "computed",
    "angebote.Rueckfrage": "asked once and answered once; both are events of the Meldung",
    "angebote.Terminaufteilung": "the breakdown becomes Werte, which have a history",
    # verbund
    "verbund.Sitzungstaetigkeit": "each link is an event of the entry",
    "verbund.Einladung": "sent and answered: each is an event of the session",
    "verbund.Kalenderabo": "a number that closes addresses",
    "verbund.Nachtrag": "is never changed",
    "verbund.Sucheintrag": "computed",
    "verbund.Sitzungsfrist": "an offer to be reminded",
    # standards
    "standards.Fassung": "fixed once published; before that the administration logs it",
    "standards.Aussenkontakt": "contact data; each sent link is an event of its evaluation",
    "standards.Zustimmung": "part of its Fassung",
    "standards.Netzthema": "made once; an event of the round, and of the item it becomes",
    "standards.Standard": "part of its Fassung",
    "standards.Kriterium": "part of its Fassung",
    "standards.Beleg": "computed once, never changed",
    "standards.Beitrag": "is itself the trail: never changed",
}

OHNE_SPUR = {
    "angebote/ablauf.py": "Rueckfrage: when it was answered is an event",
    "angebote/einlesen/angebotsliste.py": "lines of a list, forgotten after days",
    "angebote/einlesen/anlegen.py": "writes the histories itself",
    "angebote/einlesen/zahlenliste.py": "lines of a list, forgotten after days",
    "angebote/erfassung/blatt.py": "writes the histories itself",
    "angebote/plausibilitaet.py": "computed counts, which no history keeps",
    "angebote/pruefpost.py": "when a mail was written, which no history keeps",
    "angebote/raumbelegung.py": "which Belegung a Termin has, which no history keeps",
    "angebote/terminplan.py": "made from the schedule, whose history tells it",
    "angebote/terminzaehlung.py": "the breakdown becomes Werte, which have a history",
    "angebote/zeitraeume.py": "dates as usual; each moved one is an event",
    "standards/ablauf.py": "what a step opens and closes; each step is an event with its Kriterien",
    "standards/antworten.py": "that an answer was confirmed unchanged, beside the answer itself",
    "standards/belege/motor.py": "computed once, never changed",
    "standards/runden.py": "a centre that comes back; an event, the answers stay",
    "standards/fassungspflege.py": "an edition in preparation; published it never changes",
    "standards/katalog.py": "official lists, loaded",
    "stzverbund/basis/druck.py": "work of the machine",
    "stzverbund/basis/einmal.py": "work of the machine",
    "stzverbund/basis/fortschritt.py": "work of the machine",
    "stzverbund/basis/links.py": "the day of the last use",
    "stzverbund/basis/post.py": "work of the machine",
    "stzverbund/basis/setzen.py": "official lists, loaded",
    "stzverbund/basis/schutz.py": "the opening itself",
    "stzverbund/rechtliches/loeschung.py": "erasure inside the opening of the trail; it leaves a mark",
    "zentren/belegungen.py": "follows what it is for, which has a history",
    "zentren/stadtteilmanagement/beschwerdefristen.py": "forgets contact and code, which no history keeps",
    "zentren/stadtteilmanagement/befragungen/antworten.py": "counts answers, which nobody is to be found in",
    "zentren/stadtteilmanagement/befragungen/gang.py": "makes counters that stand at 0",
    "zentren/stadtteilmanagement/raumbuchungen.py": "dates follow the booking; forgets a contact",
    "verbund/fristen.py": "offers to be reminded, which no history keeps",
    "verbund/gaeste.py": "the contact is forgotten, which no history keeps",
    "verbund/kalender.py": "a number that closes addresses, which no history keeps",
    "stzverbund/rechtliches/rueckmeldungen.py": "the contact is forgotten, which no history keeps",
    "verbund/erinnerung.py": "forgets an address, which no history keeps",
    "verbund/suche/index.py": "computed",
    "verbund/volltext.py": "the text of a file, which no history keeps",
}
"""Where the code stores without `save()`, and why no state of a history is missing there."""


def _eigene() -> list[Any]:
    return [
        m
        for m in apps.get_models()
        if m.__module__.startswith(EIGENE) and not issubclass(m, HistoricalChanges)
    ]


def test_jedes_modell_hat_eine_historie_oder_sagt_warum_nicht() -> None:
    ohne = {m._meta.label for m in _eigene() if not hasattr(m, "history")}
    assert ohne - OHNE_HISTORIE.keys() == set(), "Historie fehlt oder Grund nennen"
    assert OHNE_HISTORIE.keys() - ohne == set(), "hat jetzt eine Historie oder gibt es nicht mehr"


def test_kontaktdaten_stehen_in_keiner_historie() -> None:
    for modell in _eigene():
        if hasattr(modell, "history"):
            felder = {feld.name for feld in modell.history.model._meta.get_fields()}
            assert not felder & KONTAKT, modell


def _ohne_save(quelle: str) -> bool:
    """Whether it stores rows in bulk: bulk_create, bulk_update, or update() with names of fields."""
    for knoten in ast.walk(ast.parse(quelle)):
        if isinstance(knoten, ast.Call) and isinstance(knoten.func, ast.Attribute):
            name = knoten.func.attr
            if name in ("bulk_create", "bulk_update") or (name == "update" and knoten.keywords):
                return True
    return False


def test_wo_ohne_save_gespeichert_wird_ist_die_spur_bedacht() -> None:
    gefunden = set()
    for raum in ("zentren", "angebote", "verbund", "standards", "stzverbund"):
        for datei in (settings.BASE_DIR / raum).rglob("*.py"):
            pfad = datei.relative_to(settings.BASE_DIR)
            beispiel = "beispiel" in pfad.parts or "migrations" in pfad.parts
            if not beispiel and _ohne_save(datei.read_text(encoding="utf-8")):
                gefunden.add(str(Path(pfad)))
    assert gefunden == OHNE_SPUR.keys()


def test_jeder_stand_kennt_person_und_rolle(welt: Welt) -> None:
    fachstelle = f.FachstelleFabrik(bezirk=welt.bezirk)
    angaben = {"art": fachstelle.art_id, "name": "Neu", "sprachen": "Deutsch", "version": 1}
    welt.client("leitung").post(f"/fachstellen/{fachstelle.pk}/bearbeiten/", angaben)
    neuer, erster = Fachstelle.history.filter(id=fachstelle.pk)
    assert (neuer.history_user, neuer.history_change_reason) == (
        welt.rollen["leitung"].person,
        "STZ Eigenes, Leitung",
    )
    assert (erster.history_user, erster.history_change_reason) == (None, None)


@pytest.mark.django_db
def test_eine_lange_rolle_passt_neben_den_stand() -> None:
    lang = f.MitgliedschaftFabrik(rolle=Rolle.LEITUNG, zentrum=f.ZentrumFabrik(name="Z" * 150, slug="lang"))
    assert len(in_rolle(lang) or "") == 100
