"""The shared core of the Kennzahlen, for the role Verwaltung; the local ones belong to the Bezirke."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.validators import MinValueValidator
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from angebote import kennzahlpflege
from angebote.models import Kennzahl
from stzverbund.basis.pflege import speichern
from zentren.verwaltung.site import Verwaltet

BEDEUTUNG = (
    *("name", "kurz", "ebene", "einheit", "quelle", "aufteilung", "pflicht", "summierbar"),
    *("erklaerung", "gueltig_von", "ersetzt"),
)
"""What stays once a year in which it is counted has begun."""


class KernFormular(forms.ModelForm):
    """Refuses what `kennzahlpflege` would refuse, at the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        erstes = kennzahlpflege.naechstes_jahr()
        for feld, fruehestens in (("gueltig_von", erstes), ("gueltig_bis", erstes - 1)):
            if feld in self.fields:
                self.fields[feld].validators.append(MinValueValidator(fruehestens))
        if "ersetzt" in self.fields:
            ersetzbar = Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=erstes - 1)
            kern = Kennzahl.objects.filter(ersetzbar, bezirk=None, nachfolger=None)
            self.fields["ersetzt"].queryset = kern

    def clean(self) -> dict[str, Any]:
        """The predecessor ends when this one begins; the model's own check then sees it that way."""
        daten = super().clean() or self.cleaned_data
        alte = daten.get("ersetzt") or self.instance.ersetzt
        if alte and (beginn := daten.get("gueltig_von")):
            alte.gueltig_bis = beginn - 1
        return daten


@admin.register(Kennzahl)
class KernAdmin(Verwaltet):
    form = KernFormular
    list_display = ("name", "ebene", "einheit", "pflicht", "erstes_jahr", "letztes_jahr")
    list_filter = ("ebene",)
    fields = (*BEDEUTUNG, "gueltig_bis", "schluessel", "reihenfolge")
    readonly_fields = ("schluessel",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Kennzahl]:
        return super().get_queryset(request).filter(bezirk=None)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return (*self.readonly_fields, "reihenfolge")
        fest = BEDEUTUNG if kennzahlpflege.fest_weil(obj) else ("ersetzt",)
        ende = ("gueltig_bis",) if kennzahlpflege.ende_fest_weil(obj) else ()
        return (*self.readonly_fields, *fest, *ende, "erstes_jahr", "letztes_jahr")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A year that is only read stands there without the dot of thousands."""
        fest = self.get_readonly_fields(request, obj)
        jahre = {"gueltig_von": "erstes_jahr", "gueltig_bis": "letztes_jahr"}
        return [jahre.get(feld, feld) if feld in fest else feld for feld in self.fields]

    @admin.display(description="gültig ab Jahr")
    def erstes_jahr(self, kennzahl: Kennzahl) -> str:
        return str(kennzahl.gueltig_von)

    @admin.display(description="gültig bis Jahr")
    def letztes_jahr(self, kennzahl: Kennzahl) -> str:
        return str(kennzahl.gueltig_bis or "")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        darf = super().has_delete_permission(request, obj)
        return darf and obj is not None and not kennzahlpflege.bleibt_weil(obj)

    def save_model(self, request: HttpRequest, obj: Kennzahl, form: Any, change: bool) -> None:
        wer = request.mitgliedschaft
        if not change and obj.ersetzt:
            kennzahlpflege.ersetzen(alte=obj.ersetzt, neue=obj, wer=wer)
        elif not change:
            kennzahlpflege.anlegen(kennzahl=obj, wer=wer)
        elif "gueltig_von" in form.fields:
            kennzahlpflege.aendern(kennzahl=obj, version=obj.version)
        elif "gueltig_bis" in form.changed_data:
            bis = obj.gueltig_bis
            kennzahlpflege.beenden(kennzahl=obj, letztes_jahr=bis, version=obj.version, wer=wer)
        else:
            speichern(obj, version=obj.version)
