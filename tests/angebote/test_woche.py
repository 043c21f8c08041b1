"""The Termine of a week on one page: each row for itself, nothing lost, nothing overwritten."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote.models import Angebot, Termin
from angebote.terminzaehlung import gespeicherte, termin_zaehlen
from stzverbund.basis.zeit import Woche
from tests import fabriken as f
from tests.welt import Welt

HEUTE = timezone.localdate()
WOCHE = Woche.von(HEUTE).davor
MONTAG, DIENSTAG = WOCHE.montag, WOCHE.montag + timedelta(days=1)


@pytest.fixture
def angebot(welt: Welt) -> Angebot:
    f.KennzahlFabrik()
    return f.AngebotFabrik(zentrum=welt.eigenes, titel="Nähcafé")


@pytest.fixture
def team(welt: Welt) -> Client:
    return welt.client("mitarbeit")


def _termin(angebot: Angebot, datum: date = MONTAG, **mehr: Any) -> Termin:
    return f.TerminFabrik(angebot=angebot, datum=datum, **mehr)


def _adresse(woche: object = WOCHE) -> str:
    return f"{reverse('termin_woche')}?woche={woche}"


def _gesehen(antwort: Any) -> dict[str, str]:
    """What a browser would send back from the page as it is."""
    daten: dict[str, str] = {}
    for tag in antwort.context["tage"]:
        for form in (zeile.form for zeile in tag.zeilen if zeile.form):
            for name in ("status", "teilnahmen", "grund"):
                feld = form[name]
                wert = feld.value()
                daten[feld.html_name] = "" if wert is None else str(wert)
                daten[feld.html_initial_name] = daten[feld.html_name]
            daten[form.add_prefix("version")] = str(form["version"].value())
    return daten


def _zeile(termin: Termin, **werte: str) -> dict[str, str]:
    return {f"t{termin.pk}-{name}": wert for name, wert in werte.items()}


def test_zeigt_die_woche_und_was_noch_kommt(welt: Welt, angebot: Angebot, team: Client) -> None:
    montag, sonntag = _termin(angebot), _termin(angebot, WOCHE.sonntag)
    _termin(angebot, WOCHE.montag - timedelta(days=1))
    _termin(angebot, WOCHE.sonntag + timedelta(days=1))
    _termin(f.AngebotFabrik(zentrum=welt.nachbar))
    antwort = team.get(_adresse())
    assert [z.termin for tag in antwort.context["tage"] for z in tag.zeilen] == [montag, sonntag]
    naechste = Woche.von(HEUTE).danach
    kommend = _termin(angebot, naechste.montag)
    antwort = team.get(_adresse(naechste))
    assert (antwort.context["tage"], antwort.context["kommende"]) == ([], [kommend])
    assert f"?woche={naechste.danach}" in antwort.content.decode()


@pytest.mark.parametrize("unfug", ["", "2026-W60", "2026-W00", "heute", "9999-W52", "0001-W01", "2026-47"])
def test_unfug_zeigt_diese_woche(team: Client, unfug: str) -> None:
    antwort = team.get(_adresse(unfug))
    assert antwort.status_code == 200
    assert antwort.context["woche"] == Woche.von(HEUTE)


def test_gleich_viele_abfragen(
    angebot: Angebot, team: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    tag = WOCHE.montag
    for anzahl in (1, 3):
        for i in range(anzahl):
            _termin(angebot, tag, von=f"0{anzahl}:0{i}", bis="23:00")
        with django_assert_num_queries(5):
            assert team.get(_adresse()).status_code == 200


def test_alles_zusammen_gespeichert(angebot: Angebot, team: Client) -> None:
    erster, zweiter, dritter = (_termin(angebot, von=f"1{i}:00", bis=f"1{i}:30") for i in range(3))
    daten = _gesehen(team.get(_adresse()))
    daten |= _zeile(erster, status="stattgefunden", teilnahmen="1.200")
    daten |= _zeile(zweiter, status="ausgefallen", grund="Krankheit")
    antwort = team.post(_adresse(), daten, follow=True)
    assert antwort.redirect_chain == [(_adresse(), 302)]
    assert "2 Termine sind gespeichert." in antwort.content.decode()
    for termin in (erster, zweiter, dritter):
        termin.refresh_from_db()
    assert (erster.status, erster.teilnahmen, erster.version) == ("stattgefunden", 1200, 2)
    assert (zweiter.status, zweiter.grund) == ("ausgefallen", "Krankheit")
    assert (dritter.status, dritter.version) == ("geplant", 1)
    antwort = team.post(_adresse(), _gesehen(team.get(_adresse())), follow=True)
    assert "Es war nichts zu speichern." in antwort.content.decode()


def test_gute_zeilen_gehen_durch_falsche_bleiben_stehen(angebot: Angebot, team: Client) -> None:
    gut, falsch = (_termin(angebot, von=f"1{i}:00", bis=f"1{i}:30") for i in range(2))
    daten = _gesehen(team.get(_adresse()))
    daten |= _zeile(gut, status="stattgefunden", teilnahmen="5")
    daten |= _zeile(falsch, status="stattgefunden", teilnahmen="viele")
    antwort = team.post(_adresse(), daten)
    seite = antwort.content.decode()
    assert antwort.status_code == 422
    assert "1 Termin ist gespeichert. Nicht gespeichert ist:" in seite
    assert 'value="viele"' in seite
    assert f'href="#id_t{falsch.pk}-teilnahmen"' in seite
    gut.refresh_from_db()
    assert gut.teilnahmen == 5
    daten = _gesehen(antwort) | _zeile(falsch, status="stattgefunden", teilnahmen="8")
    assert team.post(_adresse(), daten).status_code == 302
    gut.refresh_from_db()
    falsch.refresh_from_db()
    assert (gut.version, falsch.teilnahmen) == (2, 8)


@pytest.mark.parametrize(
    ("werte", "feld"),
    [
        ({"status": "ausgefallen"}, "grund"),
        ({"status": "verlegt"}, "status"),
        ({"status": "geplant", "teilnahmen": "5"}, "teilnahmen"),
        ({"status": "ausgefallen", "grund": "Krankheit", "teilnahmen": "5"}, "teilnahmen"),
        ({"status": "stattgefunden", "teilnahmen": "5", "grund": "Krankheit"}, "grund"),
        ({"status": "stattgefunden", "teilnahmen": "-1"}, "teilnahmen"),
        ({"status": "ausgefallen", "grund": "x" * 201}, "grund"),
    ],
)
def test_fehler_stehen_am_feld(angebot: Angebot, team: Client, werte: dict[str, str], feld: str) -> None:
    termin = _termin(angebot)
    daten = _gesehen(team.get(_adresse())) | _zeile(termin, **werte)
    antwort = team.post(_adresse(), daten)
    assert antwort.status_code == 422
    (form,) = antwort.context["fehler"]
    assert list(form.errors) == [feld]
    termin.refresh_from_db()
    assert (termin.status, termin.version) == ("geplant", 1)


def test_neuere_zaehlung_wird_gezeigt(welt: Welt, angebot: Angebot, team: Client) -> None:
    termin, unberuehrt = (_termin(angebot, von=f"1{i}:00", bis=f"1{i}:30") for i in range(2))
    daten = _gesehen(team.get(_adresse()))
    for anderer in (termin, unberuehrt):
        termin_zaehlen(
            termin=anderer, status="stattgefunden", teilnahmen=9, version=1, wer=welt.rollen["leitung"]
        )
    antwort = team.post(_adresse(), daten | _zeile(termin, status="stattgefunden", teilnahmen="12"))
    assert antwort.status_code == 422
    (form,) = antwort.context["fehler"]
    assert form.instance == termin
    assert [(k.label, k.meine, k.andere) for k in form.konflikte] == [("Teilnahmen", "12", "9")]
    assert 'value="12"' in antwort.content.decode()
    daten = _gesehen(antwort) | {f"initial-t{termin.pk}-status": "geplant"}
    assert team.post(_adresse(), daten).status_code == 302
    termin.refresh_from_db()
    unberuehrt.refresh_from_db()
    assert (termin.teilnahmen, unberuehrt.teilnahmen) == (12, 9)


def test_beide_dasselbe_ist_kein_streit(welt: Welt, angebot: Angebot, team: Client) -> None:
    termin = _termin(angebot)
    daten = _gesehen(team.get(_adresse())) | _zeile(termin, status="stattgefunden", teilnahmen="9")
    assert team.post(_adresse(), daten).status_code == 302
    assert team.post(_adresse(), daten).status_code == 302
    termin.refresh_from_db()
    assert termin.version == 2


def test_was_die_seite_nicht_zeigt_bleibt(welt: Welt, angebot: Angebot, team: Client) -> None:
    termin = _termin(angebot)
    termin_zaehlen(
        termin=termin,
        status="stattgefunden",
        teilnahmen=9,
        ehrenamtliche=2,
        ehrenamt_minuten=180,
        aufteilung={("u6", "alle"): 4},
        version=1,
        wer=welt.rollen["leitung"],
    )
    daten = _gesehen(team.get(_adresse()))
    assert team.post(_adresse(), daten | _zeile(termin, teilnahmen="10")).status_code == 302
    termin.refresh_from_db()
    assert (termin.teilnahmen, termin.ehrenamtliche, termin.ehrenamt_minuten) == (10, 2, 180)
    assert gespeicherte(termin) == {("u6", "alle"): 4}
    daten = _gesehen(team.get(_adresse()))
    antwort = team.post(_adresse(), daten | _zeile(termin, teilnahmen="3"))
    assert "Die Aufteilung ergibt 4, gezählt sind aber nur 3." in antwort.content.decode()
    ausgefallen = _zeile(termin, status="ausgefallen", grund="Krankheit")
    assert team.post(_adresse(), daten | ausgefallen).status_code == 302
    termin.refresh_from_db()
    assert (termin.status, termin.ehrenamtliche, gespeicherte(termin)) == ("ausgefallen", None, {})


def test_abgeschlossener_monat(welt: Welt, angebot: Angebot, team: Client) -> None:
    termin = _termin(angebot)
    daten = _gesehen(team.get(_adresse())) | _zeile(termin, status="stattgefunden", teilnahmen="9")
    jetzt = timezone.now()
    f.MeldungFabrik(zentrum=welt.eigenes, monat=MONTAG, status="eingereicht", eingereicht_am=jetzt)
    seite = team.get(_adresse()).content.decode()
    assert "Die Meldung ist eingereicht." in seite
    assert "Woche speichern" not in seite
    antwort = team.post(_adresse(), daten)
    assert antwort.status_code == 422
    assert "Die Meldung ist eingereicht." in antwort.content.decode()
    assert 'value="9"' in antwort.content.decode()
    termin.refresh_from_db()
    assert termin.status == "geplant"


def test_was_heute_erst_beginnt_kann_nur_ausfallen(angebot: Angebot, team: Client) -> None:
    termin = _termin(angebot, HEUTE, von="23:58", bis="23:59")
    antwort = team.get(reverse("termin_woche"))
    (tag,) = antwort.context["tage"]
    assert [wert for wert, _ in tag.zeilen[0].form.fields["status"].choices] == ["ausgefallen", "geplant"]
    alle = team.post(reverse("termin_woche"), _gesehen(antwort) | {"alle": "1"})
    assert alle.context["tage"][0].zeilen[0].form["status"].value() == "geplant"
    daten = _gesehen(antwort) | _zeile(termin, status="stattgefunden")
    assert team.post(reverse("termin_woche"), daten).status_code == 422
    daten |= _zeile(termin, status="ausgefallen", grund="Krankheit")
    assert team.post(reverse("termin_woche"), daten).status_code == 302


def test_alle_auf_stattgefunden_ohne_script(angebot: Angebot, team: Client) -> None:
    offen, abgesagt = (_termin(angebot, von=f"1{i}:00", bis=f"1{i}:30") for i in range(2))
    daten = _gesehen(team.get(_adresse())) | _zeile(abgesagt, status="ausgefallen", grund="Krankheit")
    antwort = team.post(_adresse(), daten | _zeile(offen, teilnahmen="4") | {"alle": "1"})
    assert antwort.status_code == 200
    werte = {
        zeile.termin: (zeile.form["status"].value(), zeile.form["teilnahmen"].value())
        for zeile in antwort.context["tage"][0].zeilen
    }
    assert werte == {offen: ("stattgefunden", "4"), abgesagt: ("ausgefallen", "")}
    offen.refresh_from_db()
    assert offen.status == "geplant"
    seite = antwort.content.decode()
    assert f'name="initial-t{offen.pk}-status" value="geplant"' in seite
    gesendet = _gesehen(antwort) | {f"initial-t{offen.pk}-status": "geplant"}
    assert team.post(_adresse(), gesendet).status_code == 302
    offen.refresh_from_db()
    assert (offen.status, offen.teilnahmen) == ("stattgefunden", 4)


def test_traeger_liest_andere_nicht(welt: Welt, angebot: Angebot) -> None:
    termin = _termin(angebot, status="stattgefunden", teilnahmen=31)
    traeger = welt.client("traeger")
    seite = traeger.get(_adresse()).content.decode()
    assert "31 Teilnahmen" in seite
    assert "STZ Eigenes" in seite
    assert "Woche speichern" not in seite
    assert traeger.post(_adresse(), _zeile(termin, status="geplant")).status_code == 403
    fremd = welt.client("bezirksamt").get(_adresse())
    assert "Arbeitsunterlagen der Zentren" in fremd.content.decode()
    assert fremd.context["tage"] == []


def test_fremde_termine_werden_nicht_gespeichert(welt: Welt, angebot: Angebot, team: Client) -> None:
    fremd = _termin(f.AngebotFabrik(zentrum=welt.nachbar))
    morgen = _termin(angebot, HEUTE + timedelta(days=1))
    daten = _zeile(fremd, status="ausgefallen", grund="x", version="1")
    team.post(_adresse(), daten | _zeile(morgen, status="ausgefallen", grund="x", version="1"))
    assert set(Termin.objects.values_list("status", flat=True)) == {"geplant"}


UNFUG = ["", "0", "-1", "1,5", "9" * 30, "k. A.", "\x00", "stattgefunden", "ausgefallen", "geplant"]
NAMEN = ["status", "grund", "teilnahmen", "version"]
EINGABEN = st.dictionaries(
    st.tuples(st.sampled_from(["", "initial-"]), st.sampled_from(NAMEN)),
    st.one_of(st.sampled_from(UNFUG), st.text(max_size=30)),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(EINGABEN, st.booleans())
def test_unfug_ist_nie_ein_absturz(
    angebot: Angebot, team: Client, unfug: dict[tuple[str, str], str], alle: bool
) -> None:
    termin, _ = Termin.objects.get_or_create(
        angebot=angebot, datum=MONTAG, von="10:00", bis="11:00", minuten=60
    )
    daten = {f"{davor}t{termin.pk}-{name}": wert for (davor, name), wert in unfug.items()}
    antwort = team.post(_adresse(), daten | ({"alle": "1"} if alle else {}))
    assert antwort.status_code in (200, 302, 422)
    termin.refresh_from_db()
    assert termin.status in Termin.Status.values
