"""The Bezirksamt has a centre evaluated from outside: begun, its link issued and revoked."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView

from standards import aussen, runden
from standards.forms.aussen import LinkFormular
from standards.models import Runde, Selbstbewertung
from standards.views.runden.pflegen import PFLEGEN
from standards.worte import status_fuer
from stzverbund.basis import links
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.qr import qr_datenadresse
from zentren.ansichten import Befehl, EigenesObjekt
from zentren.models import Zentrum


class InDerRunde(EigenesObjekt):
    """A round of the own Bezirk, and a centre that takes part in it."""

    model = Runde
    recht = PFLEGEN
    zentrum: Zentrum

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(geoeffnet_am__isnull=False).select_related("bezirk", "fassung")

    def get_object(self, queryset: QuerySet | None = None) -> Runde:
        runde = super().get_object(queryset)
        dabei = runde.bewertungen.filter(art=Selbstbewertung.Art.EIGEN).values("zentrum")
        self.zentrum = get_object_or_404(Zentrum.objects.filter(pk__in=dabei), slug=self.kwargs["zentrum"])
        return runde

    def bewertung(self) -> Selbstbewertung:
        """The Außenevaluation; 404 before it has begun."""
        alle = Selbstbewertung.objects.filter(runde=self.object, art=Selbstbewertung.Art.AUSSEN)
        return get_object_or_404(alle.select_related("runde", "zentrum"), zentrum=self.zentrum)

    def seite(self) -> str:
        return reverse("aussen", args=[self.object.pk, self.zentrum.slug])


class AussenSeite(InDerRunde, FormView):
    """Its state and its links. A new link is shown in the answer itself: its address is stored nowhere."""

    form_class = LinkFormular
    template_name = "standards/aussen.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        self.von_aussen = aussen.von(self.object.pk, self.zentrum)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"heute": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        if self.von_aussen is None:
            return {}
        neuester = links.ausgestellte(aussen.AUSSEN, self.von_aussen).first()
        return {
            "email": aussen.adresse(self.von_aussen),
            "gueltig_bis": aussen.vorgeschlagen(self.von_aussen, timezone.localdate()),
            "zuletzt": neuester.pk if neuester else None,
        }

    def form_valid(self, form: LinkFormular) -> HttpResponse:
        try:
            token = aussen.ausstellen(
                bewertung=self.bewertung(), wer=self.request.mitgliedschaft, **form.cleaned_data
            )
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        adresse = self.request.build_absolute_uri(reverse("link", args=[token]))
        neu = {
            "adresse": adresse,
            "qr": qr_datenadresse(adresse),
            "an": form.cleaned_data["email"],
        }
        return self.render_to_response(self.get_context_data(form=None, neu=neu))

    def form_invalid(self, form: LinkFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs) | {"runde": self.object, "zentrum": self.zentrum}
        if self.von_aussen is None:
            return kontext
        ausgestellte = list(links.ausgestellte(aussen.AUSSEN, self.von_aussen))
        offen = aussen.offen(self.von_aussen)
        return kontext | {
            "bewertung": self.von_aussen,
            "status": status_fuer(self.von_aussen, self.request.mitgliedschaft),
            "links": ausgestellte,
            "gueltiger": next((link for link in ausgestellte if offen and link.gueltig), None),
            "offen": offen,
            "entwurf": aussen.im_entwurf(self.von_aussen),
        }


class Aussenbefehl(InDerRunde, Befehl):
    def ziel(self) -> str:
        return self.seite()


class AussenBeginnen(Aussenbefehl):
    def ausfuehren(self) -> str:
        runden.aussen_beginnen(runde=self.object, zentrum=self.zentrum, wer=self.request.mitgliedschaft)
        return "Die Außenevaluation ist angelegt. Stellen Sie jetzt den Link aus."


class AussenWiderrufen(Aussenbefehl):
    def ausfuehren(self) -> str:
        alle = links.ausgestellte(aussen.AUSSEN, self.bewertung())
        link = get_object_or_404(alle, pk=self.kwargs["link"])
        aussen.widerrufen(link=link, wer=self.request.mitgliedschaft)
        return "Der Link ist zurückgezogen. Er öffnet nichts mehr."
