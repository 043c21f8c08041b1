"""Joint projects as citizens see them, their registration, and the flyer of the Zentren of a Bezirk."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, FormView, ListView
from django.views.generic.detail import SingleObjectMixin

from angebote.views.verzeichnis.programme import papierantwort
from stzverbund.basis.bremse import erlaubt_im_andrang
from stzverbund.basis.pflege import Verweigert
from verbund import anmeldungen
from verbund.flyer import gemeinsamer_flyer
from verbund.forms.vorhaben import AnmeldungFormular
from verbund.models import Vorhaben
from zentren.models import Bezirk

STUNDE = 3600
BESTAETIGUNG = (
    "Danke, Sie sind angemeldet. Wenn sich etwas ändert: Unter dieser Adresse, die nur jetzt gezeigt wird, "
    "ändern Sie die Zahl oder melden sich ab. {}"
)
VERGANGENE = 20
"""So many stand below what is coming."""
JE_ABSENDER, JE_VORHABEN = 10, 60
ZU_VIELE = (
    "Von hier kamen gerade sehr viele Anmeldungen. Ihre Angaben sind noch da: "
    "Bitte versuchen Sie es später noch einmal."
)


@method_decorator(login_not_required, name="dispatch")
class VorhabenVerzeichnis(ListView):
    """What is coming or going on, the next first; then what has been."""

    template_name = "verbund/verzeichnis_vorhaben_list.html"

    def get_queryset(self) -> QuerySet:
        heute = timezone.localdate()
        alle = Vorhaben.objects.veroeffentlicht().prefetch_related("zentren")
        return alle.filter(bis__gte=heute).order_by("von", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vergangene = Vorhaben.objects.veroeffentlicht().filter(bis__lt=timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "vergangene": list(vergangene.order_by("-bis", "pk")[:20])
        }


class Oeffentliches(SingleObjectMixin):
    def get_queryset(self) -> QuerySet:
        gezeigte = Vorhaben.objects.veroeffentlicht().select_related("verbund", "verband")
        return gezeigte.prefetch_related("zentren", "verbuende")


@method_decorator(login_not_required, name="dispatch")
class VorhabenSeite(Oeffentliches, DetailView):
    template_name = "verbund/verzeichnis_vorhaben.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offen = anmeldungen.offen(self.object)
        return super().get_context_data(**kwargs) | {
            "anmeldung_offen": offen,
            "frei": anmeldungen.frei(self.object) if offen else None,
        }


@method_decorator(login_not_required, name="dispatch")
class Anmelden(Oeffentliches, FormView):
    """An organisation and a number; then the address that changes or withdraws it, shown this once."""

    form_class = AnmeldungFormular
    template_name = "verbund/verzeichnis_anmeldung.html"

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)
        self.object = self.get_object()

    def form_valid(self, form: AnmeldungFormular) -> HttpResponse:
        if form.von_maschine:
            return redirect("verzeichnis_vorhaben", self.object.pk)
        if not self.erlaubt():
            form.add_error(None, ZU_VIELE)
            return self.form_invalid(form)
        angaben = {name: form.cleaned_data[name] for name in ("organisation", "anzahl", "bedarf")}
        try:
            anmeldung = anmeldungen.anmelden(vorhaben=self.object, **angaben)
        except Verweigert as nein:
            form.add_error("anzahl", str(nein))
            return self.form_invalid(form)
        self.bestaetigen(anmeldungen.link_ausstellen(anmeldung))
        return redirect("verzeichnis_vorhaben", self.object.pk)

    def erlaubt(self) -> bool:
        return erlaubt_im_andrang(
            self.request,
            "anmeldung",
            anzahl=JE_ABSENDER,
            insgesamt=JE_VORHABEN,
            sekunden=STUNDE,
            je=str(self.object.pk),
        )

    def bestaetigen(self, token: str) -> None:
        """With a message, which lies in the browser only: a redirect to the link would be remembered here."""
        adresse = self.request.build_absolute_uri(reverse("link", args=[token]))
        verweis = format_html('<a class="kern-link" href="{}">{}</a>', adresse, adresse)
        messages.success(self.request, format_html(BESTAETIGUNG, verweis))

    def form_invalid(self, form: AnmeldungFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "offen": anmeldungen.offen(self.object),
            "frei": anmeldungen.frei(self.object),
        }


@login_not_required
@require_safe
def flyer(request: HttpRequest, schluessel: str) -> HttpResponse:
    """One sheet with all Zentren of a Bezirk, for the counter."""
    mit_zentren = Bezirk.objects.filter(zentren__isnull=False).distinct()
    bezirk = get_object_or_404(mit_zentren.defer("geometrie"), schluessel=schluessel)
    return papierantwort(request, gemeinsamer_flyer(bezirk, timezone.localdate()))
