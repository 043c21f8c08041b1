"""Entering in three fields from any page, proposals while typing, and templates for what recurs."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import FormView, ListView, View

from stzverbund.basis.einmal import marke
from stzverbund.basis.pflege import Verweigert
from zentren.ansichten import Bearbeiten, Befehl, Loeschen
from zentren.models import Rolle, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement import taetigkeiten
from zentren.stadtteilmanagement.aufgabenworte import kurzname
from zentren.stadtteilmanagement.forms.taetigkeiten import SchnellFormular, VorlageFormular
from zentren.stadtteilmanagement.models import Taetigkeit, Taetigkeitsvorlage
from zentren.stadtteilmanagement.rules import FUEHREN
from zentren.stadtteilmanagement.vorschlag import aehnliche, vorschlagen

LAENGSTENS = 250
"""So much of what is typed is looked at for a proposal."""


class NurTeam:
    """For the people of a centre: `self.zentrum` is theirs."""

    zentrum: Zentrum

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        m = request.mitgliedschaft
        if not darf(FUEHREN, m, m.zentrum):
            raise PermissionDenied
        self.zentrum = m.zentrum
        return super().dispatch(request, *args, **kwargs)


class SchnellErfassen(NurTeam, FormView):
    """The box of the frame posts here and comes back to the page it stands on; by itself a small page.

    A script that asks for JSON stays on its page: it gets what to say, where to give more, and a new mark.
    """

    form_class = SchnellFormular
    template_name = "stadtteilmanagement/schnell.html"

    def get_initial(self) -> dict[str, Any]:
        return {"datum": timezone.localdate()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"zurueck": self._zurueck(), "ohne_schnell": True}

    def form_valid(self, form: SchnellFormular) -> HttpResponse:
        try:
            eintrag = taetigkeiten.schnell_eintragen(
                zentrum=self.zentrum, **form.cleaned_data, wer=self.request.mitgliedschaft
            )
        except Verweigert as nein:
            form.add_error("aufgabe", str(nein))
            return self.form_invalid(form)
        mehr, satz = reverse("taetigkeit_bearbeiten", args=[eintrag.pk]), _satz(eintrag)
        if self._vom_skript():
            return JsonResponse({"satz": satz, "mehr": mehr, "marke": marke()})
        link = format_html('{} <a class="kern-link" href="{}">Mehr angeben</a>', satz, mehr)
        messages.success(self.request, link)
        return redirect(self._zurueck() or "taetigkeiten")

    def form_invalid(self, form: SchnellFormular) -> HttpResponse:
        if self._vom_skript():
            fehler = {feld: " ".join(map(str, texte)) for feld, texte in form.errors.items()}
            return JsonResponse({"fehler": fehler}, status=422)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _vom_skript(self) -> bool:
        return self.request.headers.get("X-Requested-With") == "fetch"

    def _zurueck(self) -> str:
        """The page of this house that the box stands on."""
        ziel = self.request.POST.get("zurueck", "")
        hosts = {self.request.get_host()}
        sicher = url_has_allowed_host_and_scheme(ziel, hosts, require_https=self.request.is_secure())
        return ziel if sicher and ziel.startswith("/") else ""


def _satz(eintrag: Taetigkeit) -> str:
    art = f", {eintrag.get_form_display()}" if eintrag.form else ""
    return f"„{eintrag.was}“ ist eingetragen: {kurzname(eintrag.aufgabe.schluessel)}{art}."


class Vorschlagen(NurTeam, View):
    """What the words say so far: the Aufgabe, the kind, and what may have been entered already.

    By POST, so that the words stand in no address and no log.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> JsonResponse:
        was = request.POST.get("was", "")[:LAENGSTENS]
        vorschlag = vorschlagen(self.zentrum, was)
        return JsonResponse(
            {
                "aufgabe": vorschlag.aufgabe,
                "form": vorschlag.form,
                "schon": [
                    {
                        "text": f"{eintrag.datum:%d.%m.%Y}: {eintrag.was}",
                        "adresse": reverse("taetigkeit", args=[eintrag.pk]),
                    }
                    for eintrag in aehnliche(self.zentrum, was, _tag(request.POST.get("datum", "")))
                ],
            }
        )


def _tag(text: str) -> date:
    """The day that stands in the form; today where that is none."""
    try:
        return parse_date(text) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


class AlsVorlage(Befehl):
    model = Taetigkeit
    recht = FUEHREN

    def ausfuehren(self) -> str:
        taetigkeiten.als_vorlage(taetigkeit=self.object, wer=self.request.mitgliedschaft)
        return "Als Vorlage gespeichert. Sie steht unter „Vorlagen“ im Tätigkeitsbuch."

    def ziel(self) -> str:
        return reverse("taetigkeit", args=[self.object.pk])


class VorlageListe(ListView):
    """The templates of the house; every role may look, most find nothing and read why."""

    template_name = "stadtteilmanagement/vorlage_list.html"

    def get_queryset(self) -> QuerySet:
        sichtbare = Taetigkeitsvorlage.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbare.select_related("aufgabe", "kooperation", "zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fuehren = self.request.mitgliedschaft.hat(Rolle.MITARBEIT, Rolle.LEITUNG)
        return super().get_context_data(**kwargs) | {"darf_fuehren": fuehren}


class VorlageEintragen(Befehl):
    """One click: the entry of today, ready to be completed."""

    model = Taetigkeitsvorlage
    recht = FUEHREN

    def ausfuehren(self) -> str:
        heute, wer = timezone.localdate(), self.request.mitgliedschaft
        self.eintrag = taetigkeiten.aus_vorlage(vorlage=self.object, datum=heute, wer=wer)
        return "Für heute eingetragen. Hier können Sie den Tag ändern und mehr angeben."

    def ziel(self) -> str:
        return reverse("taetigkeit_bearbeiten", args=[self.eintrag.pk])


class VorlageBearbeiten(Bearbeiten):
    model = Taetigkeitsvorlage
    form_class = VorlageFormular
    recht = FUEHREN
    template_name = "formular.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Vorlage bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": "Vorlagen",
        }

    def get_success_url(self) -> str:
        return reverse("taetigkeitsvorlagen")


class VorlageLoeschen(Loeschen):
    model = Taetigkeitsvorlage
    recht = FUEHREN

    def ziel(self) -> str:
        return reverse("taetigkeitsvorlagen")
