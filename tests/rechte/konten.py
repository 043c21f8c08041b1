"""Rows of the table of rights: login and own account, the same for every role."""

from typing import Any

from tests.rechte.zeile import NIEMAND, Zeile
from tests.welt import Welt
from zentren.models import Zentrum

ALLE = "x x x x x x x x"


def _anbieter(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"provider_id": "sso"}


def _schluessel(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"uidb36": "1", "key": "falsch"}


def _token(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"token": "falsch"}


def _passkey(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": 1}


def _ueberall(name: str, gegenstand: Any, **angaben: Any) -> Zeile:
    return Zeile(name, ALLE, gegenstand, nachbar=ALLE, fern=ALLE, **angaben)


KONTEN = [
    Zeile("account_login", ALLE, get=302, niemand=200),
    Zeile("account_logout", ALLE, niemand=302),
    Zeile("mfa_authenticate", ALLE, get=302),
    Zeile("mfa_login_webauthn", ALLE, get=302),
    Zeile("account_reset_password", ALLE, niemand=200),
    Zeile("account_reset_password_done", ALLE, niemand=200),
    _ueberall("account_reset_password_from_key", _schluessel, niemand=200),
    Zeile("socialaccount_login_cancelled", ALLE, niemand=200),
    # Without a provider in the settings there is none.
    Zeile("openid_connect_login", NIEMAND, _anbieter, niemand=404),
    Zeile("openid_connect_callback", NIEMAND, _anbieter, niemand=404),
    Zeile("konto", ALLE),
    Zeile("konto_name", ALLE, post=422),
    Zeile("konto_email", ALLE, post=422),
    Zeile("konto_email_bestaetigen", NIEMAND, _token, post=404, niemand=404),
    Zeile("account_change_password", ALLE),
    Zeile("account_set_password", ALLE, get=302, post=302),
    Zeile("anmeldungen", ALLE),
    Zeile("anmeldung_beenden", ALLE, get=None, post=302, daten=lambda: {"alle": "1"}),
    Zeile("anmeldung_beenden", NIEMAND, get=None, post=404, daten=lambda: {"sitzung": "x"}, fall="fremde"),
    Zeile("account_reauthenticate", ALLE),
    # Who has a password is asked for it.
    Zeile("konto_beweis", ALLE, get=302, post=302),
    # Who has no second factor is sent to the password.
    Zeile("mfa_reauthenticate", ALLE, get=302),
    Zeile("mfa_reauthenticate_webauthn", ALLE, get=302),
    Zeile("mfa_index", ALLE),
    Zeile("mfa_activate_totp", ALLE),
    Zeile("mfa_deactivate_totp", NIEMAND),
    Zeile("mfa_view_recovery_codes", NIEMAND),
    Zeile("mfa_generate_recovery_codes", ALLE),
    Zeile("mfa_download_recovery_codes", NIEMAND),
    Zeile("mfa_add_webauthn", ALLE),
    # Nobody has a passkey in the world of the table.
    Zeile("mfa_edit_webauthn", NIEMAND, _passkey),
    Zeile("mfa_remove_webauthn", NIEMAND, _passkey, post=404),
]
