"""A resolution or a task at an item of the live minutes: a page of its own, then back to the item."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from verbund.forms.aufgabe import AufgabeFormular
from verbund.forms.beschluss import BeschlussFormular
from verbund.models import Aufgabe, Beschluss, Tagesordnungspunkt
from verbund.protokoll import rahmen
from verbund.views.protokoll.rahmen import Formulare, Schritt


class Ergebnis(Schritt):
    """The form, empty or as it was sent."""

    http_method_names = ["get", "post"]
    recht = rahmen.SCHREIBEN
    vorlage = "formular.html"
    name = "ergebnis"
    form_class: Any = None
    titel = ""
    punkt: Tagesordnungspunkt

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if grund := rahmen.hindernis(self.begonnenes):
            messages.error(request, grund)
            return redirect("protokoll", pk=self.sitzung.pk)
        return self.zeigen()

    def formular(self) -> Any:
        punkte = self.sitzung.punkte.select_related("verbund", "sitzung")
        self.punkt = get_object_or_404(punkte, pk=self.kwargs["punkt"])
        daten = self.request.POST if self.request.method == "POST" else None
        return self.form_class(daten, instance=self.neu(), wer=self.request.mitgliedschaft)

    def neu(self) -> Any:
        raise NotImplementedError

    def kontext(self, gesendet: Formulare) -> dict[str, Any]:
        form = gesendet.get(self.name) or self.formular()
        return {
            "form": form,
            "titel": self.titel,
            "einleitung": f"Zum Punkt „{self.punkt}“",
            "zurueck": self.ziel(),
            "zurueck_text": "Protokoll schreiben",
        }

    def ziel(self) -> str:
        seite = reverse("protokoll_schreiben", args=[self.sitzung.pk])
        return f"{seite}#p{self.kwargs['punkt']}"


class BeschlussFassen(Ergebnis):
    form_class, titel = BeschlussFormular, "Beschluss festhalten"

    def neu(self) -> Beschluss:
        punkt = self.punkt
        return Beschluss(
            verbund=punkt.verbund, sitzung=self.sitzung, punkt=punkt, sichtbarkeit=punkt.sichtbarkeit
        )

    def ausfuehren(self, form: Any) -> str:
        return f"{form.save()} ist festgehalten."


class AufgabeGeben(Ergebnis):
    form_class, titel = AufgabeFormular, "Aufgabe festhalten"

    def neu(self) -> Aufgabe:
        return Aufgabe(verbund=self.punkt.verbund, punkt=self.punkt)

    def ausfuehren(self, form: Any) -> str:
        aufgabe = form.save()
        return f"Aufgabe für {aufgabe.wer} bis {aufgabe.faellig:%d.%m.%Y} ist festgehalten."
