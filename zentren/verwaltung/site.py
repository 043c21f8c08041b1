"""Who may enter the administration, and what its pages have in common."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zentren.rules import darf


class Verwaltung(admin.AdminSite):
    """Open to the active role Verwaltung; the house has one login."""

    site_header = "Verwaltung"
    site_title = "Verbund Stadtteilzentren"
    index_title = "Katalog, Organisationen, Postausgang"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only what the house keeps itself: rights come from roles, not from groups; work is not edited."""
        if admin_class is not None and issubclass(admin_class, Verwaltet):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_active and darf("zentren.verwalten", request.mitgliedschaft)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """No second door: the login of the house knows its rate limits and its second factor."""
        ziel = request.GET.get("next", reverse("admin:index"))
        if not request.user.is_authenticated:
            return redirect_to_login(ziel)
        if not self.has_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:index"))


class Verwaltet(admin.ModelAdmin):
    """A model that the role Verwaltung keeps; rights come from the role, not from Django's permissions."""

    # What may not change once an entry is there, because addresses and data hold it.
    fest: tuple[str, ...] = ()

    def _darf(self, request: HttpRequest) -> bool:
        return darf("zentren.verwalten", request.mitgliedschaft)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Where the house keeps a trail, that one: it also knows what was done outside of here."""
        if hasattr(self.model, "history"):
            return HttpResponseRedirect(reverse("verlauf_von", args=[self.model._meta.model_name, object_id]))
        return super().history_view(request, object_id, extra_context)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._darf(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._darf(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._darf(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._darf(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._darf(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *(self.fest if obj else ()))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else super().get_prepopulated_fields(request, obj)


class NurLesen(Verwaltet):
    """To look at: the entries come from a command or from the application."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
