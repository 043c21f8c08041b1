"""Login and own account in the browser: pages, passkeys, what was typed, single sign-on."""

import os
import re
import runpy
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as einstellungen
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.anbieter.server import GEHEIM, KUNDE
from tests.anbieter.server import KENNWORT as BEIM_ANBIETER
from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.welt import KENNWORT, Welt
from tests.zentren.konten.conftest import code, mit_app
from zentren.models import Fachstelle, Person, Sitzung

FAKTOR = "/konto/zweiter-faktor/"


def _einloggen(page: Page, rolle: str, adresse: str = "/anmelden/") -> None:
    if adresse:
        page.goto(adresse)
    page.get_by_label("E-Mail-Adresse").fill(f"{rolle}@demo.example")
    page.get_by_label("Passwort").fill(KENNWORT)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def _druecken(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_seiten_ohne_anmeldung(welt: Welt, page: Page) -> None:
    for adresse in ("/anmelden/?abgelaufen=1&next=/konto/", "/anmelden/passwort-vergessen/"):
        seite_in_ordnung(page, adresse)
    _druecken(page, "Link schicken")
    expect(page.locator("#fehler")).to_contain_text("Dieses Feld ist zwingend erforderlich.")
    ansicht_in_ordnung(page)


def test_app_einrichten_und_mit_ihr_anmelden(welt: Welt, page: Page) -> None:
    """From the header's link to the second login; every page on the way is sound."""
    anmelden(page, welt.client("bezirksamt"))
    page.goto("/start/")
    page.get_by_role("link", name="Mein Konto").click()
    seite_in_ordnung(page)
    page.get_by_role("link", name="App, Passkeys, Notfallcodes").click()
    seite_in_ordnung(page)
    page.get_by_role("link", name="App einrichten").click()
    assert page.locator("img.einmalbild").evaluate("bild => bild.complete && bild.naturalWidth > 0")
    page.get_by_label("Code aus der App").fill("000000")
    _druecken(page, "App einrichten")
    expect(page.locator("#fehler")).to_contain_text("Dieser Code stimmt nicht.")
    seite_in_ordnung(page)
    page.get_by_label("Code aus der App").fill(code(page.locator("code.schluessel").inner_text()))
    geheim = page.locator("code.schluessel").inner_text()
    _druecken(page, "App einrichten")
    expect(page.get_by_role("heading", level=1)).to_have_text("Notfallcodes")
    seite_in_ordnung(page)
    page.goto("/konto/anmeldungen/")
    seite_in_ordnung(page)
    _druecken(page, "Abmelden")
    _einloggen(page, "bezirksamt")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zweiter Faktor")
    seite_in_ordnung(page)
    page.get_by_label("Code").fill(code(geheim))
    _druecken(page, "Anmelden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Was ist zu tun?")


def test_passkey_anlegen_und_ohne_passwort_anmelden(welt: Welt, page: Page) -> None:
    geraet = page.context.new_cdp_session(page)
    geraet.send("WebAuthn.enable")
    optionen = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    schalter = {"isUserVerified": True, "automaticPresenceSimulation": True}
    geraet.send("WebAuthn.addVirtualAuthenticator", {"options": optionen | schalter})
    anmelden(page, welt.client("leitung"))
    page.goto(f"{FAKTOR}passkey/")
    ansicht_in_ordnung(page)
    page.get_by_label("Name").fill("Diensthandy")
    page.get_by_label("Auch ohne Passwort anmelden").check()
    _druecken(page, "Passkey anlegen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Notfallcodes")
    page.get_by_role("link", name="Fertig").click()
    expect(page.locator("main")).to_contain_text("Diensthandy")
    ansicht_in_ordnung(page)
    _druecken(page, "Abmelden")
    page.goto("/anmelden/?next=/konto/")
    _druecken(page, "Mit Passkey anmelden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mein Konto")
    expect(page.locator(".konto__rolle")).to_have_text("STZ Eigenes, Leitung")
    _druecken(page, "Abmelden")
    _einloggen(page, "leitung", "/anmelden/?next=/konto/name/")
    _druecken(page, "Passkey verwenden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Name ändern")


def _fachstelle_tippen(page: Page) -> None:
    page.goto(reverse("fachstelle_neu"))
    page.get_by_label("Name").fill("Beratung am Park")
    page.get_by_label("Hinweis").fill("Zweite Tür links\nBitte klingeln")
    Sitzung.objects.all().delete()
    _druecken(page, "Speichern")
    expect(page.get_by_text("Ihre Anmeldung ist abgelaufen.")).to_be_visible()


def test_was_getippt_war_ist_nach_der_anmeldung_wieder_da(welt: Welt, page: Page) -> None:
    anmelden(page, welt.client("leitung"))
    _fachstelle_tippen(page)
    _einloggen(page, "leitung", adresse="")
    expect(page).to_have_url(re.compile(reverse("fachstelle_neu")))
    expect(page.get_by_label("Name")).to_have_value("")
    ansicht_in_ordnung(page)
    _druecken(page, "Ihre Eingaben wiederherstellen")
    expect(page.get_by_label("Name")).to_have_value("Beratung am Park")
    expect(page.get_by_label("Hinweis")).to_have_value("Zweite Tür links\nBitte klingeln")
    _druecken(page, "Speichern")
    expect(page.locator("#fehler")).to_be_visible()
    expect(page.locator("#eingaben")).to_be_hidden()
    assert not Fachstelle.objects.exists()
    assert page.evaluate("Object.keys(sessionStorage).filter(n => n.startsWith('eingaben:'))") == []


def test_auch_ein_abgelaufenes_formular_verliert_nichts(welt: Welt, page: Page) -> None:
    """Who logs in elsewhere meanwhile has another token: the form is refused, its values wait."""
    anmelden(page, welt.client("leitung"))
    page.goto(reverse("fachstelle_neu"))
    page.get_by_label("Name").fill("Beratung am Park")
    page.context.clear_cookies(name=einstellungen.CSRF_COOKIE_NAME)
    _druecken(page, "Speichern")
    expect(page.get_by_role("heading", level=1)).to_have_text("Das Formular ist abgelaufen")
    page.goto(reverse("fachstelle_neu"))
    _druecken(page, "Ihre Eingaben wiederherstellen")
    expect(page.get_by_label("Name")).to_have_value("Beratung am Park")


def test_jemand_anderes_sieht_nichts_davon(welt: Welt, page: Page) -> None:
    anmelden(page, welt.client("leitung"))
    _fachstelle_tippen(page)
    assert "Beratung am Park" in page.evaluate("JSON.stringify(sessionStorage)")
    _einloggen(page, "mitarbeit", adresse="")
    expect(page).to_have_url(re.compile(reverse("fachstelle_neu")))
    expect(page.locator("#eingaben")).to_be_hidden()
    assert page.evaluate("sessionStorage.length") == 0


def _freier_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as horcher:
        return horcher.getsockname()[1]


@pytest.fixture
def anbieter(
    tmp_path: Path, live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The provider in a process of its own, and our settings as the environment makes them."""
    port = _freier_port()
    adresse = f"http://localhost:{port}"
    umgebung = {"SERVER": f"{adresse}/", "CLIENT_ID": KUNDE, "SECRET": GEHEIM, "NAME": "Bezirksamt"}
    for name, wert in umgebung.items():
        monkeypatch.setenv(f"OIDC_{name}", wert)
    neu = runpy.run_path(str(einstellungen.BASE_DIR / "stzverbund" / "settings.py"))
    for name in ("OIDC_SERVER", "OIDC_NAME", "SOCIALACCOUNT_PROVIDERS", "CONTENT_SECURITY_POLICY"):
        setattr(settings, name, neu[name])
    befehl = [sys.executable, "-m", "tests.anbieter.server", str(port), live_server.url]
    datenbank = {"ANBIETER_DATENBANK": str(tmp_path / "anbieter.sqlite3")}
    with subprocess.Popen(befehl, cwd=einstellungen.BASE_DIR, env=os.environ | datenbank) as prozess:
        warten = [sys.executable, "scripts/warten.py", f"{adresse}/.well-known/openid-configuration"]
        try:
            subprocess.run(warten, cwd=einstellungen.BASE_DIR, check=True)
            yield adresse
        finally:
            prozess.terminate()


def _beim_anbieter(page: Page, anbieter: str, name: str) -> None:
    page.goto("/anmelden/?next=/konto/")
    _druecken(page, "Mit Bezirksamt anmelden")
    expect(page).to_have_url(re.compile(f"^{anbieter}/konto/login/"))
    page.locator("#id_login").fill(name)
    page.locator("#id_password").fill(BEIM_ANBIETER)
    page.locator("form[action*=login] button[type=submit]").first.click()


def _erstes_passwort(page: Page, anbieter: str, person: Person) -> None:
    """Whose account has nothing but the provider is asked there again; then the page opens."""
    person.set_unusable_password()
    person.save()
    person.authenticator_set.all().delete()
    page.goto("/anmelden/?next=/konto/passwort/festlegen/")
    _druecken(page, "Mit Bezirksamt anmelden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bitte bestätigen Sie, dass Sie es sind")
    ansicht_in_ordnung(page)
    _druecken(page, "Mit Bezirksamt neu anmelden")
    expect(page).to_have_url(re.compile(f"^{anbieter}/konto/reauthenticate/"))
    page.locator("#id_password").fill(BEIM_ANBIETER)
    page.locator("form[action*=reauth] button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Passwort festlegen")


def test_anmelden_ueber_die_eigene_organisation(
    welt: Welt, anbieter: str, new_context: Callable[..., Any]
) -> None:
    """Who has an account gets in, with the own second factor and the password untouched; others are told."""
    person = mit_app(welt.rollen["leitung"].person)
    page = new_context().new_page()
    _beim_anbieter(page, anbieter, "leitung")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zweiter Faktor")
    page.get_by_label("Code").fill(code())
    _druecken(page, "Anmelden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mein Konto")
    expect(page.locator("main")).to_contain_text("leitung@demo.example")
    person.refresh_from_db()
    assert person.check_password(KENNWORT)
    _erstes_passwort(page, anbieter, person)
    fremd = new_context().new_page()
    _beim_anbieter(fremd, anbieter, "fremd")
    expect(fremd.get_by_role("heading", level=1)).to_have_text("Für Sie gibt es hier noch kein Konto")
    ansicht_in_ordnung(fremd)
    fremd.goto("/konto/")
    expect(fremd.get_by_role("heading", level=1)).to_have_text("Anmelden")
