"""The public side of Beschwerden: send one to a centre without account or name, look how things stand."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from stzverbund.basis.bremse import erlaubt
from stzverbund.basis.offenes_formular import STUNDE, OffeneAnsicht, OhneAnmeldung, stundenkennung
from zentren.models import Zentrum
from zentren.stadtteilmanagement import beschwerden
from zentren.stadtteilmanagement.forms.beschwerden import Codeformular, Offen

BLICKE = 30
"""So many looks an hour from one network."""
ZU_OFT = "Von hier wurde sehr oft nachgesehen. Bitte versuchen Sie es in einer Stunde noch einmal."
UNBEKANNT = (
    "Zu diesem Code gibt es nichts (mehr). Bitte prüfen Sie die Zeichen. Ein halbes Jahr nach dem Abschluss "
    "gilt ein Code nicht mehr."
)
ZURUECKGENOMMEN = "Ihre Kontaktangabe ist gelöscht."


class BeschwerdeSenden(SingleObjectMixin, OffeneAnsicht):
    """The form of a centre. The answer to it shows the code, once: it stands in no address and no log."""

    form_class = Offen
    template_name = "stadtteilmanagement/beschwerde_senden.html"
    bremse = "beschwerde"
    code = ""

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)
        self.object = self.get_object()

    def get_queryset(self) -> QuerySet[Zentrum]:
        return Zentrum.objects.in_betrieb(timezone.localdate())

    def gegenstand(self) -> str:
        return str(self.object.pk)

    def form_valid(self, form: Offen) -> HttpResponse:
        self.form = form
        antwort = super().form_valid(form)
        if not self.code:
            return antwort
        return self.render_to_response(self.get_context_data(form=None, code=beschwerden.lesbar(self.code)))

    def annehmen(self, form: Offen) -> str:
        felder = ("art", "thema", "text", "kontakt")
        angaben = {feld: form.cleaned_data[feld] for feld in felder}
        self.eine, self.code = beschwerden.einreichen(zentrum=self.object, angaben=angaben, marke=form.nummer)
        return self.request.path

    def schon_da(self) -> str:
        """A double click: the same code once more. A machine gets a page that says thanks."""
        return f"{self.request.path}?danke=1" if self.form.von_maschine else self.annehmen(self.form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "zentrum": self.object,
            "danke": "danke" in self.request.GET,
            "eine": getattr(self, "eine", None),
            "tage": beschwerden.FRIST_TAGE,
            "seite": reverse("verzeichnis_zentrum", args=[self.object.slug]),
        }


class BeschwerdeStand(OhneAnmeldung, FormView):
    """Who has a code sees how things stand, and may take his contact back. The code is the only key."""

    form_class = Codeformular
    template_name = "stadtteilmanagement/beschwerde_stand.html"

    def form_valid(self, form: Codeformular) -> HttpResponse:
        kennung = stundenkennung(self.request)
        if not erlaubt(self.request, "beschwerde-stand", anzahl=BLICKE, sekunden=STUNDE, je=kennung):
            form.add_error(None, ZU_OFT)
            return self.form_invalid(form)
        eine = beschwerden.finden(form.cleaned_data["code"])
        if eine is None:
            form.add_error("code", UNBEKANNT)
            return self.form_invalid(form)
        geloescht = "kontakt_loeschen" in self.request.POST and beschwerden.kontakt_zuruecknehmen(
            beschwerde=eine
        )
        if geloescht:
            eine.kontakt = ""
        kontext = {"eine": eine, "hinweis": ZURUECKGENOMMEN if geloescht else ""}
        return self.render_to_response(self.get_context_data(form=form, **kontext))

    def form_invalid(self, form: Codeformular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
