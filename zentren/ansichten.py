"""Load or refuse: the bases of all views on objects.

An object comes only from the person's own queryset (otherwise 404); who may see it but not do this gets 403.
One address, one view, one right (`recht`, a key of a room's RECHTE) for each action.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import CreateView, DeleteView, DetailView, UpdateView, View
from django.views.generic.detail import SingleObjectMixin

from stzverbund.basis import loeschen
from stzverbund.basis.pflege import Ueberholt, Verweigert
from zentren.rules import darf


class EigenesObjekt(SingleObjectMixin):
    """The object of the address, from the person's own queryset and with the right of this view."""

    recht = ""

    def get_queryset(self) -> models.QuerySet:
        return self.model.objects.sichtbar_fuer(self.request.mitgliedschaft)

    def get_object(self, queryset: models.QuerySet | None = None) -> Any:
        objekt = super().get_object(queryset)
        if self.recht and not darf(self.recht, self.request.mitgliedschaft, objekt):
            raise PermissionDenied
        return objekt


class FormularAnsicht:
    """Saving a form: where somebody else was quicker, both versions are there to choose; success says so."""

    gespeichert = "Die Angaben sind gespeichert."
    fehlerfeld: str | None = None
    """The field that a refusal (`Verweigert`) is about; None: the form as a whole."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.object = form.save()
        except Ueberholt as ausnahme:
            form.ueberholt(ausnahme)
            if form.konflikte:
                return self.form_invalid(form)
            # The other one has typed the same.
        except Verweigert as nein:
            form.add_error(nein.feld if nein.feld in form.fields else self.fehlerfeld, str(nein))
            return self.form_invalid(form)
        messages.success(self.request, self.gespeichert)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        form.noch_zu_waehlen()
        return self.render_to_response(self.get_context_data(form=form), status=422)


class Ansehen(EigenesObjekt, DetailView):
    """One object to read."""


class Bearbeiten(FormularAnsicht, EigenesObjekt, UpdateView):
    """One object to edit."""


class Loeschen(EigenesObjekt, DeleteView):
    """One object to delete, after a page that asks and says what goes with it, or why it has to stay."""

    template_name = "start/loeschen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs) | {"folgen": [], "hindernis": "", "zurueck": self.ziel()}
        try:
            kontext["folgen"] = self.folgen()
        except Verweigert as nein:
            kontext["hindernis"] = str(nein)
        return kontext

    def folgen(self) -> list[str]:
        """What to say before deleting; raises Verweigert where the object has to stay."""
        return loeschen.folgen(self.object)

    def ausfuehren(self) -> None:
        loeschen.loeschen(objekt=self.object)

    def ziel(self) -> str:
        """Where one goes afterwards, or without having deleted."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        name = str(self.object)
        try:
            self.ausfuehren()
        except Verweigert as nein:
            messages.error(self.request, str(nein))
        else:
            messages.success(self.request, f"„{name}“ ist gelöscht.")
        return HttpResponseRedirect(self.ziel())


class Anlegen(FormularAnsicht, CreateView):
    """A new object; `recht` is asked without an object, `vorbelegen` sets what the form must not choose."""

    recht = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not darf(self.recht, request.mitgliedschaft, self.bezug()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def bezug(self) -> Any:
        """The object that the right is asked for, where the new one belongs to something."""
        return None

    def vorbelegen(self) -> dict[str, Any]:
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs["instance"] = self.model(**self.vorbelegen())
        return kwargs


class Befehl(EigenesObjekt, View):
    """A change of state by POST: `ausfuehren` calls one domain function and returns what to say.

    A domain function refuses with `Verweigert`; its message is shown and nothing has happened.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        try:
            messages.success(request, self.ausfuehren())
        except Verweigert as nein:
            messages.error(request, str(nein))
        return redirect(self.ziel())

    def ausfuehren(self) -> str:
        raise NotImplementedError

    def ziel(self) -> str:
        return reverse("start")
