"""Forms without account or cookie: stamped, sent once, slowed down, and nobody is remembered."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django import forms
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from stzverbund.basis import offenes_formular as o
from stzverbund.basis.pflege import Verweigert
from tests.hilfen.offen import gestempelt

ADRESSE = "/umfrage/abc/"
ANGEKOMMEN: list[str] = []


class Probeformular(o.OffenesFormular):
    text = forms.CharField(label="Text")


class Probeansicht(o.OffeneAnsicht):
    form_class = Probeformular
    bremse = "probe"
    je_absender = 3

    def annehmen(self, form: Any) -> str:
        if form.cleaned_data["text"] == "nein":
            raise Verweigert("Das geht jetzt nicht.")
        ANGEKOMMEN.append(form.cleaned_data["text"])
        return "/danke/"

    def schon_da(self) -> str:
        return "/danke/?schon=1"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return HttpResponse(f"{context['form'].errors.as_text()} {context['form'].as_div()}", **kwargs)


@pytest.fixture
def senden() -> Iterator[Callable[..., HttpResponse]]:
    cache.clear()
    ANGEKOMMEN.clear()

    def antwort(
        text: str = "Danke",
        *,
        stempel: str | None = None,
        name: str = "",
        von: str = "192.0.2.1",
        woher: str = "",
    ) -> Any:
        gueltig = gestempelt(ADRESSE) if stempel is None else stempel
        daten, kopf = {"text": text, "name": name, "stempel": gueltig}, {"Sec-Fetch-Site": woher}
        request = RequestFactory().post(ADRESSE, daten, REMOTE_ADDR=von, headers=kopf)
        return Probeansicht.as_view()(request)

    yield antwort
    cache.clear()


def test_eine_seite_zaehlt_einmal(senden: Callable[..., HttpResponse]) -> None:
    """Sent twice it is accepted once; what was refused may come again."""
    stempel = gestempelt(ADRESSE)
    assert senden("nein", stempel=stempel).status_code == 422
    erste, zweite = senden(stempel=stempel), senden(stempel=stempel)
    assert (erste.url, zweite.url) == ("/danke/", "/danke/?schon=1")
    assert ANGEKOMMEN == ["Danke"]
    assert not erste.cookies


def test_maschinen_eilige_und_alte_seiten(senden: Callable[..., HttpResponse]) -> None:
    assert senden(name="Bot").url == "/danke/?schon=1"
    assert o.ZU_SCHNELL in senden(stempel=o.stempel(ADRESSE)).content.decode()
    anderswo, alt = gestempelt("/umfrage/andere/"), gestempelt(ADRESSE, vor=o.LANGE + 1)
    for stempel in ("", "erfunden", signing.dumps("x", salt=o.SALZ), anderswo, alt):
        html = senden(stempel=stempel).content.decode()
        assert o.ABGELAUFEN in html
        assert f'value="{stempel}"' not in html, "a new stamp for the next try"
    with pytest.raises(PermissionDenied):
        senden(woher="cross-site")
    assert not ANGEKOMMEN


def test_nur_wenige_je_netz(senden: Callable[..., HttpResponse]) -> None:
    stati = [senden().status_code for _ in range(4)]
    assert stati == [302, 302, 302, 422]
    assert senden(von="198.51.100.7").status_code == 302


def test_die_kennung_des_netzes_gilt_eine_stunde(monkeypatch: pytest.MonkeyPatch) -> None:
    def kennung(sekunde: float, adresse: str = "192.0.2.1") -> str:
        monkeypatch.setattr(o.time, "time", lambda: sekunde)
        return o.stundenkennung(RequestFactory().get("/", REMOTE_ADDR=adresse))

    erste = kennung(7200.0)
    assert erste == kennung(10799.0) != kennung(10800.0)
    assert erste != kennung(7200.0, "192.0.2.2")
    assert "192" not in erste
