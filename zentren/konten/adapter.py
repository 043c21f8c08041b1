"""What we change in django-allauth: closed sign-up, our outbox, our events, our words."""

import base64
import time
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from stzverbund.basis import post
from zentren.konten import beweis, ereignisse, faktor, fehlversuche, nachrichten, sitzungen
from zentren.konten.geduld import mindestens_seit
from zentren.models import Person

GESPERRT = "Ihr Konto ist gesperrt. Bitte wenden Sie sich an die Stelle, die Sie eingeladen hat."
BEWEIS = "Beim Anmeldedienst neu anmelden"


class Kontoadapter(DefaultAccountAdapter):
    """Accounts: no sign-up; mails by the outbox; logins and changes become events."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "E-Mail-Adresse oder Passwort stimmen nicht.",
        "enter_current_password": "Bitte geben Sie Ihr jetziges Passwort ein.",
        "incorrect_code": "Dieser Code stimmt nicht.",
        "incorrect_password": "Das Passwort stimmt nicht.",
        "invalid_password_reset": "Dieser Link gilt nicht mehr.",
        "too_many_login_attempts": "Zu viele Fehlversuche. Bitte warten Sie eine Viertelstunde, "
        "oder lassen Sie sich unter „Passwort vergessen?“ einen Link schicken.",
        "rate_limited": "Das waren zu viele Versuche. Bitte warten Sie etwas.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        messages.error(request, GESPERRT)
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("konto")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queues one plain-text mail; it is sent by the worker, so no answer takes longer because of it."""
        betreff = render_to_string(f"{template_prefix}_subject.txt", context)
        text = render_to_string(f"{template_prefix}_message.txt", context)
        schluessel = f"konto:{uuid.uuid4()}"
        post.einreihen(schluessel=schluessel, an=email, betreff=betreff, text=text.strip(), vertraulich=True)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Every change of an account passes here: an event, and a mail to its owner."""
        nachrichten.melden(user, nachrichten.WAS[template_prefix], wer=ereignisse.Selbst(user))
        if template_prefix in nachrichten.NEUES_PASSWORT:
            sitzungen.beenden(person=user, ausser=self.request.session.session_key)
            fehlversuche.vergessen(self.request, user.email)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Made of BASE_URL: the host of the request does not get into a mail."""
        ohne = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.BASE_URL + ohne.replace("UID-KEY", key)

    def login(self, request: HttpRequest, user: Person) -> None:
        """A new key for the session (Django's `cycle_key`), a new beginning, and an event."""
        super().login(request, user)
        request.session.pop(sitzungen.BEGONNEN, None)
        geraet = sitzungen.geraet(request.headers.get("User-Agent", ""))
        request.session[sitzungen.GERAET] = geraet
        ereignisse.merken(user, ereignisse.ANGEMELDET, wer=ereignisse.Selbst(user), grund=geraet)

    def logout(self, request: HttpRequest) -> None:
        person = ereignisse.inhaber(request)
        ereignisse.merken(person, ereignisse.ABGEMELDET, wer=ereignisse.Selbst(person))
        super().logout(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """allauth counts for an account; here for an account and the network that somebody tries from."""
        return fehlversuche.von_hier(request, credentials.get("email", ""))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuses before looking at the password; for unknown addresses just so."""
        self._beginn = time.monotonic()
        super().pre_authenticate(request, **credentials)
        email = credentials.get("email", "")
        self._einzeln, self._viele = None, fehlversuche.zu_viele(request, email)
        if self._viele:
            self._einzeln = fehlversuche.noch_einer(request, email)
            if self._einzeln is None:
                raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        if self._einzeln:
            self._einzeln.rollback()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Told to a known account only; a refusal takes equally long for unknown addresses.

        Its trail holds no more than fifty an hour.
        """
        email = credentials.get("email", "")
        person = Person.objects.filter(email__iexact=email).first()
        if person and not self._viele:
            ereignisse.merken(person, ereignisse.FEHLGESCHLAGEN)
        fehlversuche.zaehlen(request, email)
        mindestens_seit(self._beginn)

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        beweis.merken(request, (kwargs.get("signal_kwargs") or {}).get("sociallogin"))
        return super().post_login(request, user, **kwargs)

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        """With the way of those who have neither password nor factor, whom allauth would let pass."""
        wege = super().get_reauthentication_methods(user)
        return wege or [{"id": "beweis", "description": BEWEIS, "url": reverse("konto_beweis")}]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just logged in need not do it again, unless the provider has not asked anything."""
        if beweis.fehlt(self.request, ereignisse.inhaber(self.request)):
            raise ReauthenticationRequired
        begonnen = self.request.session.get(sitzungen.BEGONNEN, 0)
        frisch = time.time() - begonnen <= beweis.FRISCH
        return not frisch and super().is_reauthentication_required(app=app, **kwargs)


class Faktoradapter(DefaultMFAAdapter):
    """The second factor: secrets are stored encrypted with SECRET_KEY."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Dieser Code stimmt nicht.",
        "cannot_delete_authenticator": (
            "Für Ihre Rolle ist ein zweiter Faktor vorgeschrieben. Richten Sie zuerst einen anderen ein."
        ),
        "cannot_generate_recovery_codes": "Richten Sie zuerst eine App oder einen Passkey ein.",
    }

    @cached_property
    def _schloss(self) -> MultiFernet:
        geheim = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        salz = "zentren.konten.faktor"
        schluessel = [salted_hmac(salz, "", secret=g, algorithm="sha256").digest() for g in geheim]
        return MultiFernet([Fernet(base64.urlsafe_b64encode(s)) for s in schluessel])

    def encrypt(self, text: str) -> str:
        return self._schloss.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._schloss.decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one of somebody who must have one stays."""
        pflicht = faktor.vorgeschrieben(authenticator.user.mitgliedschaften.gueltig())
        return not pflicht or faktor.anzahl(authenticator.user) > 1

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        nummer = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if nummer == 1 else f"Passkey {nummer}"


class Anbieteradapter(DefaultSocialAccountAdapter):
    """Single sign-on: only who has an account here gets in, known by the provider's verified e-mail.

    Nothing is connected or stored: each login is matched anew. allauth's own matching
    (SOCIALACCOUNT_EMAIL_AUTHENTICATION) is not used because it wipes the local password.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        adressen = [a.email for a in sociallogin.email_addresses if a.verified is True]
        person = Person.objects.filter(email__iexact=adressen[0]).first() if adressen else None
        if person is None or sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
        sociallogin.user = person
