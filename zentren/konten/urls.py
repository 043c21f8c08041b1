"""The addresses of the accounts: of allauth only what we need, each by name."""

from typing import Any

from allauth.account import views as konto
from allauth.mfa.base import views as faktor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as anbieter
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import URLPattern, path, re_path

from zentren.konten import views
from zentren.konten.worte import WORTE, ZUM_FAKTOR, ZUR_ANMELDUNG

FORMULAR = {"template_name": "account/formular.html"}
FAKTOR = "konto/zweiter-faktor/"


def seite(pfad: str, ansicht: Any, name: str, **angaben: Any) -> URLPattern:
    """A page of allauth with our words."""
    return path(pfad, ansicht.as_view(extra_context=WORTE[name], **angaben), name=name)


anmelden = [
    path("anmelden/", konto.login, name="account_login"),
    path("abmelden/", konto.logout, name="account_logout"),
    seite("anmelden/zweiter-faktor/", faktor.AuthenticateView, "mfa_authenticate"),
    path("anmelden/passkey/", passkey.login_webauthn, name="mfa_login_webauthn"),
    seite("anmelden/passwort-vergessen/", konto.PasswordResetView, "account_reset_password", **FORMULAR),
    path(
        "anmelden/passwort-vergessen/gesendet/",
        konto.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^anmelden/passwort-neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        konto.PasswordResetFromKeyView.as_view(
            success_url=ZUR_ANMELDUNG, extra_context=WORTE["account_reset_password_from_key"]
        ),
        name="account_reset_password_from_key",
    ),
    path("anmelden/oidc/abgebrochen/", anbieter.login_cancelled, name="socialaccount_login_cancelled"),
    path("anmelden/oidc/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
    path("anmelden/oidc/<slug:provider_id>/zurueck/", oidc.callback, name="openid_connect_callback"),
]
eigenes = [
    path("konto/", views.Konto.as_view(), name="konto"),
    path("konto/name/", views.NameBearbeiten.as_view(), name="konto_name"),
    path("konto/e-mail/", views.AdresseBearbeiten.as_view(), name="konto_email"),
    path("konto/e-mail/<str:token>/", views.AdresseBestaetigen.as_view(), name="konto_email_bestaetigen"),
    seite("konto/passwort/", konto.PasswordChangeView, "account_change_password", **FORMULAR),
    seite("konto/passwort/festlegen/", views.PasswortFestlegen, "account_set_password", **FORMULAR),
    path("konto/anmeldungen/", views.Anmeldungen.as_view(), name="anmeldungen"),
    path("konto/anmeldungen/beenden/", views.anmeldung_beenden, name="anmeldung_beenden"),
    seite("konto/bestaetigen/", konto.ReauthenticateView, "account_reauthenticate"),
    path("konto/bestaetigen/anbieter/", views.Beweis.as_view(), name="konto_beweis"),
    seite("konto/bestaetigen/code/", faktor.ReauthenticateView, "mfa_reauthenticate"),
    seite("konto/bestaetigen/passkey/", passkey.ReauthenticateWebAuthnView, "mfa_reauthenticate_webauthn"),
]
zweiter_faktor = [
    path(FAKTOR, views.Faktoren.as_view(), name="mfa_index"),
    seite(f"{FAKTOR}app/", app.ActivateTOTPView, "mfa_activate_totp"),
    seite(f"{FAKTOR}app/entfernen/", app.DeactivateTOTPView, "mfa_deactivate_totp", **FORMULAR),
    path(f"{FAKTOR}notfallcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    seite(
        f"{FAKTOR}notfallcodes/neu/",
        codes.GenerateRecoveryCodesView,
        "mfa_generate_recovery_codes",
        **FORMULAR,
    ),
    path(f"{FAKTOR}notfallcodes/datei/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    seite(f"{FAKTOR}passkey/", passkey.AddWebAuthnView, "mfa_add_webauthn"),
    seite(
        f"{FAKTOR}passkey/<int:pk>/",
        passkey.EditWebAuthnView,
        "mfa_edit_webauthn",
        success_url=ZUM_FAKTOR,
        **FORMULAR,
    ),
    path(
        f"{FAKTOR}passkey/<int:pk>/entfernen/", views.PasskeyEntfernen.as_view(), name="mfa_remove_webauthn"
    ),
]
urlpatterns = [*anmelden, *eigenes, *zweiter_faktor]
