"""Forms that anybody may send: without account, cookie or riddle, and without a trace of who it was.

A page has no CSRF cookie, so a signed stamp stands in the form instead: it says for which address the page
was made and when. Each stamp counts once, so a double click does nothing twice, and nothing that was typed
has to be remembered for that (unlike `basis.einmal`). Machines are held off by a field that nobody sees, by
the time that they do not take, and by counting what comes from one network: by a hash with a key for an hour.
"""

import secrets
import time
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from crispy_forms.layout import Div, Layout
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from .bremse import erlaubt_im_andrang
from .formulare import FormularMixin
from .pflege import Verweigert

SALZ = "stzverbund.offenes_formular"
STUNDE = 3600
SCHNELL, LANGE = 2, 12 * STUNDE
"""Seconds: nobody fills in a form faster; a page that was open longer gets a new stamp."""
ZU_SCHNELL = "Das ging sehr schnell. Bitte senden Sie das Formular in ein paar Sekunden noch einmal ab."
ABGELAUFEN = "Die Seite war lange offen. Bitte senden Sie das Formular noch einmal ab."
ZU_VIELE = (
    "Von hier kam gerade sehr viel an. Ihre Angaben sind noch da: Bitte versuchen Sie es in einer Stunde "
    "noch einmal."
)
EIGENE_HERKUNFT = ("", "same-origin", "none")
"""What a browser says (Sec-Fetch-Site) of a form on a page of ours; old ones say nothing."""


class OffenesFormular(FormularMixin, forms.Form):
    """Base of what anybody may send. `name` is a trap that only machines fill in, `stempel` the signed stamp.

    The view passes `adresse`, the path of the page. A `layout` names the visible fields only.
    """

    name = forms.CharField(
        label="Dieses Feld bitte leer lassen",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stempel = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, adresse: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adresse, self.nummer = adresse, ""
        self.fields["name"].ohne_freiwillig = True
        self.fields["stempel"].initial = stempel(adresse)

    @cached_property
    def helper(self) -> Any:
        helfer = super().helper
        sichtbare = self.layout or Layout(*(n for n in self.fields if n not in ("name", "stempel")))
        helfer.layout = Layout(sichtbare, Div("name", css_class="unsichtbar", aria_hidden="true"))
        return helfer

    @property
    def von_maschine(self) -> bool:
        return bool(self.cleaned_data.get("name"))

    def clean(self) -> dict[str, Any]:
        """Reads the stamp: `nummer` is what makes it unlike all others."""
        daten = super().clean() or self.cleaned_data
        try:
            adresse, self.nummer = _lesen(daten.get("stempel", ""), LANGE)
            if adresse != self.adresse:
                raise signing.BadSignature
        except (signing.BadSignature, ValueError):
            self._neu_stempeln()
            raise ValidationError(ABGELAUFEN) from None
        if _juenger(daten["stempel"], SCHNELL):
            raise ValidationError(ZU_SCHNELL)
        return daten

    def _neu_stempeln(self) -> None:
        gesendet = self.data.copy()
        gesendet[self.add_prefix("stempel")] = stempel(self.adresse)
        self.data = gesendet


def stempel(adresse: str) -> str:
    """A new stamp for the page at this path, valid from now on; the same path never gets the same twice."""
    return signing.dumps([adresse, secrets.token_hex(8)], salt=SALZ)


def _lesen(text: str, hoechstens: int) -> tuple[str, str]:
    adresse, nummer = signing.loads(text, salt=SALZ, max_age=hoechstens)
    return str(adresse), str(nummer)


def _juenger(text: str, sekunden: int) -> bool:
    try:
        _lesen(text, sekunden)
    except signing.SignatureExpired:
        return False
    return True


class OhneAnmeldung:
    """A page on which a login in the same browser plays no role: nobody sees more or leaves a name."""

    @method_decorator([login_not_required, csrf_exempt])
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.user = AnonymousUser()
        request.mitgliedschaft, request.mitgliedschaften = None, []
        if request.headers.get("Sec-Fetch-Site", "") not in EIGENE_HERKUNFT and request.method == "POST":
            raise PermissionDenied
        antwort: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        antwort["Cache-Control"] = "private, no-store"  # a page from a cache would have a stamp that is used
        return antwort


class OffeneAnsicht(OhneAnmeldung, FormView):
    """A page with an `OffenesFormular`: `annehmen` calls one domain function and returns where to go.

    `bremse` names what is counted: `je_absender` an hour from one network, `insgesamt` for one `gegenstand`
    (after that each network has one more). A refusal (`Verweigert`) stands at `fehlerfeld` or above the form.
    """

    bremse = ""
    je_absender, insgesamt = 5, 100
    fehlerfeld: str | None = None

    def annehmen(self, form: Any) -> str:
        raise NotImplementedError

    def schon_da(self) -> str:
        """Where to go when the same page was sent before, or by a machine: as if it had been accepted."""
        raise NotImplementedError

    def gegenstand(self) -> str:
        """What `insgesamt` is counted for."""
        return "alle"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"adresse": self.request.path}

    def form_valid(self, form: Any) -> HttpResponse:
        if form.von_maschine:
            return HttpResponseRedirect(self.schon_da())
        if not self._erlaubt():
            form.add_error(None, ZU_VIELE)
            return self.form_invalid(form)
        if not cache.add(f"stempel:{form.nummer}", True, LANGE):
            return HttpResponseRedirect(self.schon_da())
        try:
            return HttpResponseRedirect(self.annehmen(form))
        except Verweigert as nein:
            cache.delete(f"stempel:{form.nummer}")
            form.add_error(self.fehlerfeld, str(nein))
            return self.form_invalid(form)
        except Exception:
            cache.delete(f"stempel:{form.nummer}")
            raise

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _erlaubt(self) -> bool:
        return erlaubt_im_andrang(
            self.request,
            self.bremse,
            anzahl=self.je_absender,
            insgesamt=self.insgesamt,
            sekunden=STUNDE,
            je=self.gegenstand(),
            absender=stundenkennung(self.request),
        )


def stundenkennung(request: HttpRequest) -> str:
    """Tells networks apart within this hour: a hash with a random key that the cache keeps for so long."""
    stunde = int(time.time()) // STUNDE
    schluessel = cache.get_or_set(f"stundenschluessel:{stunde}", secrets.token_hex, STUNDE)
    return salted_hmac(str(schluessel), get_client_ip(request) or "").hexdigest()
