"""Writing the text of the Sachbericht; it saves itself, and works without JavaScript."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from stzverbund.basis.pflege import Ueberholt
from stzverbund.berichte.adressen import adressen
from stzverbund.berichte.arten import ARTEN
from stzverbund.berichte.forms import SachberichtFormular
from stzverbund.berichte.models import TEILE, Sachbericht
from stzverbund.berichte.views.jahr import gegenstand_oder_404
from zentren.ansichten import Bearbeiten
from zentren.rules import darf


class SachberichtBearbeiten(Bearbeiten):
    """A script gets JSON: 200 with the new version, 409 with what somebody else wrote, 422 with the error."""

    model = Sachbericht
    form_class = SachberichtFormular
    template_name = "berichte/sachbericht.html"
    gespeichert = "Der Text ist gespeichert."

    def get_object(self, queryset: Any = None) -> Sachbericht:
        self.jahr, mitgliedschaft = self.kwargs["jahr"], self.request.mitgliedschaft
        art = ARTEN["zentrum"]
        zentrum = gegenstand_oder_404(
            art.sichtbar_fuer(mitgliedschaft), self.jahr, slug=self.kwargs["schluessel"]
        )
        if not darf("berichte.text_bearbeiten", mitgliedschaft, zentrum):
            raise PermissionDenied
        self.adressen = adressen(art, zentrum, self.jahr)
        wo = {"zentrum": zentrum, "jahr": self.jahr}
        if self.request.method == "POST":
            return Sachbericht.objects.get_or_create(**wo)[0]
        return Sachbericht.objects.filter(**wo).first() or Sachbericht(**wo)

    @property
    def von_skript(self) -> bool:
        return self.request.headers.get("X-Requested-With") == "fetch"

    def form_valid(self, form: SachberichtFormular) -> HttpResponse:
        if not self.von_skript:
            return super().form_valid(form)
        try:
            if form.has_changed():
                form.save()
        except Ueberholt as ausnahme:
            return JsonResponse(_stand(ausnahme.aktuell), status=409)
        return JsonResponse({"version": self.object.version, "zeit": f"{timezone.localtime():%H:%M}"})

    def form_invalid(self, form: SachberichtFormular) -> HttpResponse:
        if not self.von_skript:
            return super().form_invalid(form)
        fehler = [f"{form[name].label}: {satz}" for name, saetze in form.errors.items() for satz in saetze]
        return JsonResponse({"fehler": " ".join(fehler)}, status=422)

    def get_success_url(self) -> str:
        return self.adressen.seite

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"Sachbericht {self.jahr} – {self.object.zentrum.name}",
            "adressen": self.adressen,
        }


def _stand(aktuell: Any) -> dict[str, Any]:
    """What is stored now."""
    return {"version": aktuell.version, "texte": {name: getattr(aktuell, name) for name in TEILE}}
