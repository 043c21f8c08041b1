"""Catalogue, organisations and the outbox, for the role Verwaltung. People: `zentren/personen`."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from stzverbund.basis.models import Postausgang
from stzverbund.basis.pflege import speichern
from stzverbund.basis.post import erneut_senden
from zentren import models
from zentren.verwaltung.site import NurLesen, Verwaltet


@admin.register(
    models.Ziel,
    models.Leistungsbereich,
    models.Leistung,
    models.Aufgabenbereich,
    models.Aufgabe,
)
class Katalog(NurLesen):
    """Verbatim from the Rahmenkonzept (`katalog_laden`)."""

    list_display = ("schluessel", "__str__")
    list_display_links = ("schluessel", "__str__")


@admin.register(models.Zielgruppe, models.Fachstellenart)
class ErgaenzbarerKatalog(Verwaltet):
    """What the Rahmenkonzept names stays; what was added may change."""

    list_display = ("name", "schluessel", "reihenfolge", "ergaenzt")
    fields = ("name", "schluessel", "reihenfolge")
    prepopulated_fields = {"schluessel": ("name",)}
    fest = ("schluessel",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.ergaenzt)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.ergaenzt = True
        super().save_model(request, obj, form, change)


@admin.register(models.Verband)
class VerbandAdmin(Verwaltet):
    list_display = ("name", "kurz", "geschaeftsstelle")
    prepopulated_fields = {"slug": ("kurz",)}
    fest = ("slug",)


@admin.register(models.Traeger)
class TraegerAdmin(Verwaltet):
    list_display = ("name", "freigabe_noetig")
    filter_horizontal = ("verbaende",)
    prepopulated_fields = {"slug": ("name",)}
    fest = ("slug",)


@admin.register(models.Bezirksamt, models.Verbund)
class BezirksstelleAdmin(Verwaltet):
    list_display = ("name", "bezirk")


class ZentrumAdminFormular(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        daten = super().clean() or {}
        bezirk, regionen = daten.get("bezirk"), daten.get("regionen") or []
        if bezirk and any(region.bezirk_id != bezirk.pk for region in regionen):
            self.add_error("regionen", "Bitte wählen Sie nur Stadtteile des Bezirks.")
        return daten


@admin.register(models.Zentrum)
class ZentrumAdmin(Verwaltet):
    """Founding, Träger and end of a centre; everything else its team keeps itself."""

    form = ZentrumAdminFormular
    list_display = ("name", "typ", "traeger", "bezirk", "in_betrieb_von", "in_betrieb_bis")
    list_filter = ("bezirk", "traeger")
    fields = (
        "name",
        "slug",
        "typ",
        "traeger",
        "bezirk",
        "regionen",
        "in_betrieb_von",
        "in_betrieb_bis",
    )
    filter_horizontal = ("regionen",)
    prepopulated_fields = {"slug": ("name",)}
    fest = ("name", "slug", "typ", "bezirk", "regionen")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        speichern(obj, version=obj.version)


@admin.register(Postausgang)
class PostausgangAdmin(NurLesen):
    """What was sent to whom, without the text; what failed or is unclear can be sent again."""

    list_display = ("angelegt_am", "an", "betreff", "status", "versuche", "fehler")
    list_filter = ("status",)
    search_fields = ("an", "betreff")
    exclude = ("text", "html", "kalender")
    actions = ("noch_einmal",)

    @admin.action(description="Noch einmal senden")
    def noch_einmal(self, request: HttpRequest, queryset: QuerySet) -> None:
        anzahl = sum(erneut_senden(mail=mail) for mail in queryset)
        messages.success(request, f"Zum Versand vorgemerkt: {anzahl}.")
