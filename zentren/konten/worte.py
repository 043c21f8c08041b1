"""What our templates say on the pages of allauth: for each address title, button and a sentence."""

from typing import Any

from django.urls import reverse_lazy

NOCH_EINMAL = {
    "titel": "Bitte bestätigen Sie, dass Sie es sind",
    "knopf": "Bestätigen",
    "einleitung": "Gleich geht es um die Sicherheit Ihres Kontos.",
}
ZUR_ANMELDUNG = reverse_lazy("account_login")
ZUM_FAKTOR = reverse_lazy("mfa_index")

WORTE: dict[str, dict[str, Any]] = {
    "mfa_authenticate": {"titel": "Zweiter Faktor"},
    "account_reset_password": {
        "titel": "Passwort vergessen",
        "knopf": "Link schicken",
        "einleitung": "Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort festlegen.",
        "abbrechen": ZUR_ANMELDUNG,
    },
    "account_reset_password_from_key": {
        "titel": "Neues Passwort festlegen",
        "knopf": "Passwort speichern",
        "abbrechen": ZUR_ANMELDUNG,
    },
    "account_change_password": {
        "titel": "Passwort ändern",
        "knopf": "Passwort ändern",
        "einleitung": "Alle anderen Anmeldungen enden dann.",
    },
    "account_set_password": {"titel": "Passwort festlegen", "knopf": "Passwort festlegen"},
    "account_reauthenticate": NOCH_EINMAL,
    "mfa_reauthenticate": NOCH_EINMAL,
    "mfa_reauthenticate_webauthn": NOCH_EINMAL,
    "mfa_activate_totp": {"titel": "App einrichten", "knopf": "App einrichten", "abbrechen": ZUM_FAKTOR},
    "mfa_deactivate_totp": {
        "titel": "App entfernen",
        "knopf": "App entfernen",
        "einleitung": "Die Codes aus der App gelten dann nicht mehr.",
        "abbrechen": ZUM_FAKTOR,
    },
    "mfa_generate_recovery_codes": {
        "titel": "Neue Notfallcodes",
        "knopf": "Neue Codes erzeugen",
        "einleitung": "Bisherige Codes gelten dann nicht mehr.",
        "abbrechen": ZUM_FAKTOR,
    },
    "mfa_add_webauthn": {"titel": "Passkey hinzufügen"},
    "mfa_edit_webauthn": {"titel": "Passkey umbenennen", "abbrechen": ZUM_FAKTOR},
}
