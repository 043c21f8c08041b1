"""Every form that edits something, and every form that creates or does something: nobody is overwritten
unseen, and what is sent twice is done once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import models
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from angebote.models import Termin
from stzverbund.basis import einmal
from stzverbund.basis.felder import Centfeld
from stzverbund.basis.pflege import speichern
from stzverbund.basis.verlauf import anzeige
from stzverbund.basis.zahlen import zeige_cent
from tests import fabriken as f
from tests.hilfen.seitenformular import gesendet
from tests.rechte.tabelle import TABELLE
from tests.rechte.zeile import Zeile
from tests.rechte.zurueck import zurueck
from tests.stadtteilfabriken import AufgabeFabrik
from tests.welt import Welt
from zentren.ansichten import Anlegen, Bearbeiten

pytestmark = pytest.mark.django_db
MEINE, ANDERE = "Meine Fassung", "Andere Fassung"
AUCH = {
    "termin": {"status": "stattgefunden"},
    "kennzahl": {"erklaerung": "Beispiel: drei"},
    "kompetenzanfrage": {"zusage": "nein"},
    "kooperation_ziele": {"ergebnis": "erreicht"},
    "anliegen": {"ergebnis": "erfuellt"},
    "kooperation": {"ergebnis": "erreicht"},
    "raumbuchung_ablehnen": {"antwort": "Wir brauchen ihn selbst."},
}
"""What has to be typed besides, so that the form is valid."""


def _klassen() -> dict[str, type]:
    muster: Iterator[URLPattern] = (p for p in _alle(get_resolver().url_patterns))
    return {p.name: p.callback.view_class for p in muster if hasattr(p.callback, "view_class")}


def _alle(muster: list[Any]) -> Iterator[URLPattern]:
    for eintrag in muster:
        if not hasattr(eintrag, "url_patterns"):
            yield eintrag
        elif eintrag.namespace != "admin":
            yield from _alle(eintrag.url_patterns)


def _zeilen(basis: type) -> list[Zeile]:
    """The first row of each address of this kind in which somebody may send the form."""
    klassen, zeilen = _klassen(), {}
    for zeile in TABELLE:
        klasse = klassen.get(zeile.name)
        if klasse and issubclass(klasse, basis) and zeile.post and "x" in zeile.eigenes:
            zeilen.setdefault(zeile.name, zeile)
    return list(zeilen.values())


BEARBEITEN, ANLEGEN = _zeilen(Bearbeiten), _zeilen(Anlegen)


def _wer(welt: Welt, zeile: Zeile) -> Client:
    darf = [rolle for rolle, zeichen in zeile.zeichen("eigenes").items() if zeichen == "x"]
    return welt.client("leitung" if "leitung" in darf else darf[0])


def _feld(form: Any) -> str:
    """A field that two people can type different things into: a text, else a number."""
    meta = form._meta.model._meta
    namen = [n for n in form.fields if n in {f.name for f in meta.concrete_fields} and n != "version"]
    arten = {n: meta.get_field(n) for n in namen}
    texte = [n for n, f in arten.items() if type(f) in (models.CharField, models.TextField) and not f.choices]
    zahlen = [n for n, f in arten.items() if isinstance(f, models.IntegerField) and not f.choices]
    tage = [n for n, f in arten.items() if isinstance(f, models.DateField)]
    bevorzugt = [n for n in (*zahlen, *texte) if n in ("teilnahmen", "name", "titel", "thema")]
    return (bevorzugt + texte + zahlen + tage[::-1])[0]


def _fassungen(form: Any, feld: str) -> tuple[Any, Any]:
    modellfeld = form._meta.model._meta.get_field(feld)
    if isinstance(modellfeld, models.DateField):
        tag = getattr(form.instance, feld) or timezone.localdate()
        return tag + timedelta(days=1), tag + timedelta(days=2)
    if isinstance(modellfeld, models.IntegerField):
        anfang = getattr(form.instance, feld) or form.initial.get(feld) or 2040
        return anfang + 1, anfang + 2
    return MEINE, ANDERE


def _getippt(modellfeld: Any, wert: Any) -> str:
    """A value as people type it: cents in Euro."""
    return zeige_cent(wert) if isinstance(modellfeld, Centfeld) else str(wert)


def objektart(form: Any) -> str:
    return str(form._meta.model._meta.model_name)


def _anderer_speichert(form: Any, feld: str, wert: Any) -> Any:
    objekt = form.instance
    if objekt.pk is None:
        objekt.save()
    setattr(objekt, feld, wert)
    for name, mehr in AUCH.get(objektart(form), {}).items():
        setattr(objekt, name, mehr)
    speichern(objekt, version=objekt.version)
    return objekt


@pytest.mark.parametrize("zeile", BEARBEITEN, ids=str)
def test_wer_spaeter_speichert_sieht_beide_fassungen_und_waehlt(
    welt_mit_schwester: Welt, zeile: Zeile
) -> None:
    welt = welt_mit_schwester
    welt.eigenes.regionen.add(f.RegionFabrik(bezirk=welt.bezirk))
    client = _wer(welt, zeile)
    adresse = reverse(zeile.name, kwargs=zeile.gegenstand(welt, welt.eigenes))
    seite = client.get(adresse)
    form = seite.context["form"]
    feld = _feld(form)
    meine, andere = _fassungen(form, feld)
    modellfeld = form._meta.model._meta.get_field(feld)
    getippt = {feld: [_getippt(modellfeld, meine)]}
    daten = gesendet(seite.content.decode(), "version") | getippt | AUCH.get(objektart(form), {})
    objekt = _anderer_speichert(form, feld, andere)

    konflikt = client.post(adresse, daten)
    assert konflikt.status_code == 422
    assert not konflikt.context["form"].errors
    wahl = {k.name: (k.meine, k.andere) for k in konflikt.context["form"].konflikte}
    assert wahl[feld] == (anzeige(modellfeld, meine), anzeige(modellfeld, andere))
    html = konflikt.content.decode()
    assert "Gespeichert ist jetzt die Fassung von" in html
    gewaehlt = gesendet(html, "version")
    assert gewaehlt[feld] == getippt[feld], "was getippt war, steht noch da"
    for antwort, bleibt in (("andere", andere), ("meine", meine)):
        with zurueck():
            fertig = client.post(adresse, gewaehlt | {f"wahl_{feld}": [antwort]})
            assert fertig.status_code == 302, fertig.context["form"].errors
            assert getattr(type(objekt).objects.get(pk=objekt.pk), feld) == bleibt


def test_die_formulare_sind_alle_dabei() -> None:
    assert len(BEARBEITEN) > 12
    assert len(ANLEGEN) > 7


def _ausfuellen(seite: Any) -> dict[str, Any]:
    """The form of a new object, as little as it needs."""
    felder = seite.context["form"].visible_fields()
    daten = gesendet(seite.content.decode(), felder[0].html_name)
    assert daten[einmal.FELD]
    for feld in felder:
        if feld.field.required and not any(daten.get(feld.html_name, [""])):
            wahlen = [str(w) for w, _ in getattr(feld.field, "choices", ()) if str(w)]
            daten[feld.html_name] = [wahlen[0] if wahlen else PASSEND.get(feld.name, "Neues")]
    return daten


PASSEND = {
    "von": "2026-12-01",
    "bis": "2026-12-02",
    "jahr": "2026",
    "vzae": "0,5",
    "plz": "12679",
    "datum": "2026-12-01",
    "anbieter": "Verein",
    "faellig": "2027-12-01",
    "frist": "2099-12-01",
}
ZUSAETZLICH = {
    "barriere_neu": {"organisation": "Verein"},
    "sprechzeit_neu": {"von": "10:00", "bis": "12:00"},
    "fremdangebot_neu": {"kontakt_telefon": "030 1"},
    "kennzahl_neu": {"erklaerung": "Beispiel: drei"},
    "kennzahl_ersetzen": {"erklaerung": "Beispiel: drei"},
    "termin_neu": {"von": "10:00", "bis": "12:00"},
    "sitzung_nachtragen": {"datum": "2026-01-12", "punkt_1": "Bericht"},
    "pressekontakt_neu": {"telefon": "030 1"},
    "kampagnenteilnahme_neu": {"organisation": "Verein"},
    "mappendokument_neu": {"link": "https://haus.example/a.pdf"},
    "mappendokument_ersetzen": {"link": "https://haus.example/a.pdf"},
    "raumbuchung_neu": {"tag": "2026-12-01", "von": "10:00", "bis": "12:00"},
    "raum_sperren": {"von_tag": "2026-12-01", "bis_tag": "2026-12-02"},
}


@pytest.mark.parametrize("zeile", ANLEGEN, ids=str)
def test_zweimal_abgeschickt_wird_einmal_angelegt(welt_mit_schwester: Welt, zeile: Zeile) -> None:
    welt = welt_mit_schwester
    client = _wer(welt, zeile)
    welt.eigenes.regionen.add(f.RegionFabrik(bezirk=welt.bezirk))
    kwargs = zeile.gegenstand(welt, welt.eigenes) if zeile.gegenstand else {}
    f.RaumFabrik(standort=f.StandortFabrik(zentrum=welt.eigenes))
    f.FachstelleFabrik(bezirk=welt.bezirk)
    f.LeistungsbereichFabrik()
    f.ZielgruppeFabrik()
    AufgabeFabrik()
    adresse = reverse(zeile.name, kwargs=kwargs)
    seite = client.get(adresse)
    daten = _ausfuellen(seite) | ZUSAETZLICH.get(zeile.name, {})
    form = seite.context["form"]
    modell = form._meta.model if hasattr(form, "_meta") else Termin
    vorher = modell.objects.count()
    erste = client.post(adresse, daten)
    fehler = erste.context and getattr(erste.context["form"], "fehlerliste", erste.context["form"].errors)
    assert erste.status_code == 302, fehler
    zweite = client.post(adresse, daten)
    assert (zweite.status_code, zweite.url) == (302, erste.url)
    assert modell.objects.count() == vorher + 1
    assert einmal.NOCH_EINMAL in [str(meldung) for meldung in get_messages(zweite.wsgi_request)]


def test_jedes_formular_hat_seine_marke() -> None:
    """Whatever is posted by a page of ours can be repeated without harm; passwords are remembered nowhere."""
    ohne = [
        str(datei)
        for datei in Path("templates").rglob("*.html")
        if "{% csrf_token %}" in (html := datei.read_text())
        and datei.name != "_konto.html"  # to log out twice is to be logged out
        and not {"account", "mfa", "socialaccount", "usersessions", "kern"} & set(datei.parts)
        and html.count("{% csrf_token %}") > html.count("{% einmal %}")
    ]
    assert not ohne
