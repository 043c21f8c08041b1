"""Single sign-on: whom the adapter lets in."""

import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from tests.welt import Welt
from tests.zentren.konten.conftest import text
from zentren.konten import beweis
from zentren.konten.adapter import Anbieteradapter
from zentren.models import Person

LEITUNG = "leitung@demo.example"


def _kommt(email: str, *, geprueft: Any = True, process: str = "login") -> Person:
    """Who gets in with what the provider says; raises the closed page."""
    adressen = [EmailAddress(email=email, verified=geprueft, primary=True)] if email else []
    konto = SocialAccount(provider="sso", uid="1")
    kommt = SocialLogin(user=Person(), account=konto, email_addresses=adressen)
    kommt.state = {"process": process}
    anfrage: Any = RequestFactory().get("/")
    anfrage.user, anfrage.session = AnonymousUser(), {}
    Anbieteradapter().pre_social_login(anfrage, kommt)
    return kommt.user


def _abgewiesen(email: str, **angaben: Any) -> bool:
    with pytest.raises(ImmediateHttpResponse) as nein:
        _kommt(email, **angaben)
    seite = nein.value.response
    return seite.status_code == 403 and "noch kein Konto" in text(seite)


def test_nur_mit_bestaetigter_adresse_eines_kontos(welt: Welt) -> None:
    leitung = welt.rollen["leitung"].person
    assert _kommt(LEITUNG) == leitung
    assert _kommt(LEITUNG.upper()) == leitung
    assert _abgewiesen(LEITUNG, geprueft=False)
    assert _abgewiesen(LEITUNG, geprueft="false")
    assert _abgewiesen("fremd@demo.example")
    assert _abgewiesen("")


def test_niemand_verbindet_ein_fremdes_konto(welt: Welt) -> None:
    assert _abgewiesen(LEITUNG, process="connect")


@pytest.mark.parametrize("methode", ["get", "post"])
def test_ohne_einstellung_gibt_es_den_weg_nicht(welt: Welt, methode: str) -> None:
    assert getattr(Client(), methode)("/anmelden/oidc/sso/").status_code == 404
    assert "Mit Bezirksamt anmelden" not in Client().get("/anmelden/").content.decode()


@pytest.mark.parametrize(
    ("gefragt", "vor", "gilt"),
    [
        (True, None, True),
        (True, 10, True),
        (True, 4000, False),
        (False, 10, False),
    ],
    ids=["gefragt", "gerade", "alt", "ungefragt"],
)
def test_nur_eine_neue_anmeldung_beim_anbieter_ist_ein_beweis(
    gefragt: bool, vor: int | None, gilt: bool
) -> None:
    """Asked for by us, and as new as the provider says, where it says anything."""
    marke = {} if vor is None else {"auth_time": int(time.time()) - vor}
    kommt = SocialLogin(account=SocialAccount(extra_data={"id_token": marke}))
    kommt.state = {"process": "login"} | ({"data": beweis.ANMERKUNG} if gefragt else {})
    anfrage: Any = RequestFactory().get("/")
    anfrage.session = {}
    beweis.merken(anfrage, kommt)
    assert (beweis.BEWIESEN in anfrage.session) == gilt
