"""The team's side of the Zähl-Link: issued and shown once, listed, revoked, printed."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, View

from angebote import zaehllink
from angebote.forms.zaehllink import ZaehllinkFormular
from angebote.models import Angebot
from stzverbund.basis import links
from stzverbund.basis.models import Link
from stzverbund.basis.pdf import pdf_antwort, pdf_aus_vorlage
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.qr import qr_datenadresse
from zentren.ansichten import Befehl, EigenesObjekt

AUSSTELLEN = "angebote.zaehllink_ausstellen"


class EigenesAngebot(EigenesObjekt):
    model = Angebot
    recht = AUSSTELLEN

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum", "standort")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)


class ZaehllinkSeite(EigenesAngebot, FormView):
    """The links of an Angebot. A new one is shown in the answer itself: its address is stored nowhere."""

    form_class = ZaehllinkFormular
    template_name = "angebote/zaehllink.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"heute": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        neuester = links.ausgestellte(zaehllink.ZAEHLEN, self.object).first()
        return {
            "gueltig_bis": zaehllink.vorgeschlagen(self.object, timezone.localdate()),
            "zuletzt": neuester.pk if neuester else None,
        }

    def form_valid(self, form: ZaehllinkFormular) -> HttpResponse:
        try:
            token = zaehllink.ausstellen(
                angebot=self.object, wer=self.request.mitgliedschaft, **form.cleaned_data
            )
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        adresse = oeffentliche_adresse(self.request, token)
        neu = {"adresse": adresse, "token": token, "qr": qr_datenadresse(adresse)}
        return self.render_to_response(self.get_context_data(form=None, neu=neu))

    def form_invalid(self, form: ZaehllinkFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ausgestellte = list(links.ausgestellte(zaehllink.ZAEHLEN, self.object))
        offen = zaehllink.offen(self.object, timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "links": ausgestellte,
            "gueltiger": next((link for link in ausgestellte if offen and link.gueltig), None),
            "offen": offen,
        }


class ZaehllinkWiderrufen(Befehl):
    model = Angebot
    recht = AUSSTELLEN

    def ausfuehren(self) -> str:
        alle = links.ausgestellte(zaehllink.ZAEHLEN, self.object)
        link = get_object_or_404(alle, pk=self.kwargs["link"])
        zaehllink.widerrufen(link=link, wer=self.request.mitgliedschaft)
        return "Der Zähl-Link ist zurückgezogen. Er öffnet nichts mehr."

    def ziel(self) -> str:
        return reverse("zaehllink", args=[self.object.pk])


class ZaehllinkZettel(EigenesAngebot, View):
    """The paper to hand out. The page that shows the link sends its token, because nothing else knows it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        angebot, token = self.object, request.POST.get("token", "")
        link = self._link(token)
        adresse = oeffentliche_adresse(request, token)
        kontext = {
            "titel": f"Termine zählen: {angebot.titel}",
            "dachzeile": "Zähl-Link",
            "untertitel": f"{angebot.zentrum}, {angebot.wo}" if angebot.wo else str(angebot.zentrum),
            "angebot": angebot,
            "link": link,
            "adresse": adresse,
            "qr": qr_datenadresse(adresse),
        }
        return pdf_antwort(pdf_aus_vorlage("pdf/zaehllink.html", kontext), f"Zähl-Link {angebot.titel}")

    def _link(self, token: str) -> Link:
        link = links.finden(token)
        if link is None or link.zweck != zaehllink.ZAEHLEN.schluessel or link.gegenstand != self.object:
            raise Http404
        return link


def oeffentliche_adresse(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("link", args=[token]))
