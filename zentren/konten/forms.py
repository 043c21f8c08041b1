"""The forms of the account pages: allauth's in our look, and our own."""

import time
from typing import Any

from allauth.account import forms as konto
from allauth.mfa.base import forms as faktor
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.http import HttpRequest

from stzverbund.basis.formulare import Formular, FormularMixin
from zentren.konten import beweis, ereignisse
from zentren.konten.geduld import mindestens_seit
from zentren.models import Person

CODE_HILFE = "Sechs Ziffern aus Ihrer App, oder einer Ihrer Notfallcodes."


class Einfach(FormularMixin):
    """KERN has the label above the field: a placeholder would only repeat it."""

    worte: dict[str, str] = {}
    hilfen: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, feld in self.fields.items():
            feld.widget.attrs.pop("placeholder", None)
            feld.label = self.worte.get(name, feld.label)
            feld.help_text = self.hilfen.get(name, "")


class Anmelden(Einfach, konto.LoginForm):
    """E-mail address and password; beside them the way of the own organisation, where there is one."""

    @property
    def anbieter(self) -> str:
        return beweis.anbieter()


class PasswortVergessen(Einfach, konto.ResetPasswordForm):
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """A mail for an account, none for other addresses; both take equally long."""
        beginn = time.monotonic()
        email = super().save(request, **kwargs)
        mindestens_seit(beginn)
        return email


NEUES = {"password1": "Neues Passwort", "password2": "Neues Passwort noch einmal"}
REGELN = {
    "password1": "Mindestens acht Zeichen, nicht nur Ziffern, nicht Ihr Name und kein verbreitetes Passwort."
}


class PasswortNeu(Einfach, konto.ResetPasswordKeyForm):
    worte, hilfen = NEUES, REGELN


class PasswortFestlegen(Einfach, konto.SetPasswordForm):
    worte, hilfen = NEUES, REGELN


class PasswortAendern(Einfach, konto.ChangePasswordForm):
    worte, hilfen = {"oldpassword": "Jetziges Passwort", **NEUES}, REGELN


class Bestaetigen(Einfach, konto.ReauthenticateForm):
    pass


class FaktorPruefen(Einfach, faktor.AuthenticateForm):
    hilfen = {"code": CODE_HILFE}

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        ereignisse.merken(self.user, ereignisse.CODE_FALSCH)


class FaktorBestaetigen(Einfach, faktor.ReauthenticateForm):
    hilfen = {"code": CODE_HILFE}


class AppEinrichten(Einfach, ActivateTOTPForm):
    worte = {"code": "Code aus der App"}
    hilfen = {"code": "Sechs Ziffern, die die App jetzt anzeigt."}


class AppEntfernen(Einfach, DeactivateTOTPForm):
    pass


class CodesErzeugen(Einfach, GenerateRecoveryCodesForm):
    pass


class PasskeyHinzufuegen(Einfach, AddWebAuthnForm):
    worte = {"name": "Name", "passwordless": "Auch ohne Passwort anmelden"}
    hilfen = {
        "name": "Damit Sie ihn wiedererkennen, zum Beispiel „Diensthandy“.",
        "passwordless": "Das Gerät prüft dann selbst, wer Sie sind: mit Fingerabdruck, Gesicht oder PIN.",
    }


class PasskeyUmbenennen(Einfach, EditWebAuthnForm):
    worte = {"name": "Name"}


class NameAendern(Formular):
    class Meta:
        model = Person
        fields = ("name",)


class AdresseAendern(Einfach, forms.Form):
    email = forms.EmailField(
        label="Neue E-Mail-Adresse",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    hilfen = {"email": "Wir schicken einen Link dorthin. Erst wenn Sie ihn öffnen, gilt die neue Adresse."}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if email == self.person.email:
            raise forms.ValidationError("Das ist schon Ihre Adresse.")
        return email
