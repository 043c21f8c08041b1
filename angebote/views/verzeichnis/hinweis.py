""" "Änderung melden", by anybody, without an account and without a riddle."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from angebote import hinweis
from angebote.forms.hinweis import Hinweisformular
from angebote.models import Angebot, Fremdangebot
from stzverbund.basis.bremse import erlaubt_im_andrang
from zentren.models import Zentrum

STUNDE = 3600
JE_ABSENDER, JE_ZENTRUM = 5, 30
ZU_VIELE = (
    "Von hier kamen gerade sehr viele Meldungen. Ihr Text ist noch da: Bitte versuchen Sie es später "
    "noch einmal oder rufen Sie das Zentrum an."
)
NIEMAND_DA = "Dieses Zentrum ist zurzeit nicht per E-Mail zu erreichen. Bitte rufen Sie dort an."


@method_decorator(login_not_required, name="dispatch")
class Hinweis(SingleObjectMixin, FormView):
    """Sends the text to the centre, stores nothing else; a few from each address, a trap for machines."""

    form_class = Hinweisformular
    template_name = "angebote/verzeichnis_hinweis.html"

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)
        self.object = self.get_object()

    @property
    def seite(self) -> str:
        raise NotImplementedError

    def form_valid(self, form: Hinweisformular) -> HttpResponse:
        if not form.von_maschine and (fehler := self._senden(form.cleaned_data["text"])):
            form.add_error(None, fehler)
            return self.form_invalid(form)
        return HttpResponseRedirect(f"{self.request.path}?danke=1")

    def _senden(self, text: str) -> str:
        """Why it was not sent, empty where it was."""
        zentrum = str(hinweis.zustaendig(self.object).pk)
        if not erlaubt_im_andrang(
            self.request, "hinweis", anzahl=JE_ABSENDER, insgesamt=JE_ZENTRUM, sekunden=STUNDE, je=zentrum
        ):
            return ZU_VIELE
        gesendet = hinweis.melden(gegenstand=self.object, text=text, seite=self.seite)
        return "" if gesendet else NIEMAND_DA

    def form_invalid(self, form: Hinweisformular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "danke": "danke" in self.request.GET,
            "name": str(self.object),
            "seite": self.seite,
            "zentrum": hinweis.zustaendig(self.object),
        }


class AngebotHinweis(Hinweis):
    def get_queryset(self) -> QuerySet[Angebot]:
        return Angebot.objects.oeffentlich().select_related("zentrum")

    @property
    def seite(self) -> str:
        return reverse("verzeichnis_angebot", args=[self.object.pk])


class FremdangebotHinweis(Hinweis):
    def get_queryset(self) -> QuerySet[Fremdangebot]:
        return Fremdangebot.objects.select_related("zentrum")

    @property
    def seite(self) -> str:
        return reverse("verzeichnis_fremdangebot", args=[self.object.pk])


class ZentrumHinweis(Hinweis):
    model = Zentrum

    @property
    def seite(self) -> str:
        return reverse("verzeichnis_zentrum", args=[self.object.slug])
