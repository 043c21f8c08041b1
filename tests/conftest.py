"""The nets under every test: templates, pages and the browser's console must be clean."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management.commands import flush
from django.db.backends.sqlite3.base import DatabaseOperations
from django.template import engines
from django.test import Client, TransactionTestCase
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import BrowserContext, ConsoleMessage, WebError, expect

from stzverbund.basis import schutz
from stzverbund.betrieb.tabellen import VOM_MIGRIEREN
from tests.hilfen.abmelden import alle_abmelden
from tests.hilfen.seite import Variablenfalle, seitenbefunde
from tests.welt import welt  # noqa: F401 - a fixture for all tests

hypothesis_settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
hypothesis_settings.register_profile("suche", max_examples=2000, deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# Two browsers share two cores with the server: what is right may take longer than Playwright's five seconds.
expect.set_options(timeout=20_000)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a page and what needs no database, so that `-m` needs nobody's discipline."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if {"page", "context", "new_context", "browser"} & fixtures:
            item.add_marker(pytest.mark.browser)
        in_klasse = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
        if not (in_klasse or item.get_closest_marker("django_db") or {"db", "transactional_db"} & fixtures):
            item.add_marker(pytest.mark.ohne_datenbank)


@pytest.hookimpl(trylast=True, specname="pytest_collection_modifyitems")
def pytest_lange_module_zuerst(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long is not begun last, when one of two processes has nothing left to do."""
    if not hasattr(config, "workerinput"):
        return
    module = Counter(item.path for item in items)
    browser = {item.path for item in items if item.get_closest_marker("browser")}
    lange = {item.path for item in items if item.get_closest_marker("zuerst")}
    items.sort(key=lambda item: (item.path not in lange, item.path not in browser, -module[item.path]))


@pytest.fixture(autouse=True)
def _unbekannte_variablen_fallen_auf() -> None:
    """For each test: one that overrides settings gets new template engines."""
    engines["django"].engine.string_if_invalid = Variablenfalle()


@pytest.fixture(autouse=True)
def _leerer_zwischenspeicher() -> None:
    """Rate limits and stored files of one test do not reach the next."""
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A browser that is still connected keeps a thread of the server, and that a session of PostgreSQL: it
    must not keep the database from being removed."""
    yield
    with django_db_blocker.unblock():
        alle_abmelden()


@pytest.fixture(autouse=True, scope="session")
def _tabellen_lassen_sich_leeren() -> Iterator[None]:
    """Tests with a live server empty all tables but those that `migrate` fills, which takes longer.

    SQLite does it row by row, so the trail is unguarded meanwhile.
    """
    ausfuehren = DatabaseOperations.execute_sql_flush

    def ungeschuetzt(self: DatabaseOperations, sql_list: list[str]) -> None:
        schutz.abnehmen(self.connection.alias)
        ausfuehren(self, sql_list)
        schutz.anbringen(self.connection.alias)

    def leeren(style: Any, db: Any, **wie: bool) -> list[str]:
        tabellen = db.introspection.django_table_names(only_existing=True, include_views=False)
        return db.ops.sql_flush(style, sorted(set(tabellen) - VOM_MIGRIEREN), **wie)

    with pytest.MonkeyPatch.context() as ersatz:
        ersatz.setattr(DatabaseOperations, "execute_sql_flush", ungeschuetzt)
        ersatz.setattr(flush, "sql_flush", leeren)
        ersatz.setattr(flush, "emit_post_migrate_signal", lambda *args, **kwargs: None)
        yield


@pytest.fixture(autouse=True)
def _seiten_sind_sauber(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every HTML answer that any test client gets is checked, whatever the test looks at."""
    anfrage = Client.request

    def geprueft(self: Client, **request: Any) -> Any:
        antwort = anfrage(self, **request)
        if not antwort.streaming and antwort.get("Content-Type", "").startswith("text/html"):
            befunde = seitenbefunde(antwort.content.decode(antwort.charset))
            assert not befunde, f"{request.get('PATH_INFO')}: {'; '.join(befunde)}"
        return antwort

    monkeypatch.setattr(Client, "request", geprueft)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, if possible the one without windows; without its sandbox, which root may not use."""
    gefunden = (shutil.which(name) for name in ("chromium-headless-shell", "chromium"))
    return {
        **browser_type_launch_args,
        "executable_path": next(filter(None, gefunden), "/usr/bin/chromium"),
        "args": [
            *("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_server: Any) -> dict[str, Any]:
    """German, in Berlin, and `page.goto("/start/")` without the server's address."""
    return {
        **browser_context_args,
        "base_url": live_server.url,
        "locale": "de-DE",
        "timezone_id": "Europe/Berlin",
    }


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., BrowserContext]]:
    """Fail the test when a page breaks the Content Security Policy or a script throws."""
    befunde: list[str] = []

    def konsole(meldung: ConsoleMessage) -> None:
        if "Content Security Policy" in meldung.text:
            befunde.append(meldung.text)

    def fehler(fehler: WebError) -> None:
        befunde.append(str(fehler.error))

    def ueberwacht(**kwargs: Any) -> BrowserContext:
        context = new_context(**kwargs)
        context.on("console", konsole)
        context.on("weberror", fehler)
        return context

    yield ueberwacht
    assert not befunde, "\n".join(befunde)
