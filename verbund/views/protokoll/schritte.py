"""The steps of the minutes: review, approval, supplement, reopening; remarks and their answers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from stzverbund.basis.eingabe import nummer
from stzverbund.basis.pflege import Ueberholt, Verweigert
from verbund.forms.protokoll import Anmerkungstext, Begruendung, Durchsicht, Genehmigung, Nachtragstext
from verbund.protokoll import ablauf, anmerkungen, rahmen
from verbund.views.protokoll.lesen import KOORDINIEREN, ProtokollSeite
from verbund.views.protokoll.rahmen import DerSitzung, Schritt
from zentren.rules import darf


class ProtokollSchritt(Schritt, ProtokollSeite):
    """A step of the Koordination; `form_class` is its form."""

    recht = KOORDINIEREN
    form_class: Any = None

    def formular(self) -> Any:
        self.begonnenes  # noqa: B018  (404 where there is none)
        return self.form_class(self.request.POST, prefix=self.name)

    def ziel(self) -> str:
        return reverse("protokoll", args=[self.sitzung.pk])


class ZurDurchsicht(ProtokollSchritt):
    name, form_class = "durchsicht", Durchsicht

    def ausfuehren(self, form: Any) -> str:
        bis, wer = form.cleaned_data["bis"], self.request.mitgliedschaft
        ablauf.zur_durchsicht(protokoll=self.begonnenes, bis=bis, wer=wer)
        return f"Das Protokoll liegt bis {bis:%d.%m.%Y} aus. Die Zentren, die da waren, bekommen eine E-Mail."


class Genehmigen(ProtokollSchritt):
    """Without an item of a session: in writing, or where there is no next one."""

    name, form_class = "genehmigen", Genehmigung

    def ausfuehren(self, form: Any) -> str:
        wer = self.request.mitgliedschaft
        ablauf.genehmigen(protokoll=self.begonnenes, am=form.cleaned_data["am"], wer=wer)
        return "Das Protokoll ist genehmigt. Die Ausgabe wird jetzt erstellt."


class Nachtragen(ProtokollSchritt):
    name, form_class = "nachtrag", Nachtragstext

    def ausfuehren(self, form: Any) -> str:
        text, wer = form.cleaned_data["text"], self.request.mitgliedschaft
        nachtrag = ablauf.nachtragen(protokoll=self.begonnenes, text=text, wer=wer)
        return f"{nachtrag} ist aufgenommen. Die neue Ausgabe wird jetzt erstellt."


class WiederOeffnen(ProtokollSchritt):
    name, form_class = "oeffnen", Begruendung

    def ausfuehren(self, form: Any) -> str:
        grund, wer = form.cleaned_data["grund"], self.request.mitgliedschaft
        ablauf.wieder_oeffnen(protokoll=self.begonnenes, grund=grund, wer=wer)
        return "Das Protokoll ist wieder offen. Die bisherigen Ausgaben bleiben erhalten."


class Anmerken(ProtokollSchritt):
    """A remark on an item (number in the address; 0: on the whole)."""

    recht, form_class = "verbund.intern_lesen", Anmerkungstext

    @property
    def name(self) -> str:
        return f"anmerkung{self.kwargs['punkt']}"

    def formular(self) -> Any:
        if not darf_anmerken(self):
            raise PermissionDenied
        return super().formular()

    def ausfuehren(self, form: Any) -> str:
        punkt = None
        if self.kwargs["punkt"]:
            punkt = get_object_or_404(self.sitzung.punkte, pk=self.kwargs["punkt"])
        text, wer = form.cleaned_data["text"], self.request.mitgliedschaft
        anmerkungen.anmerken(protokoll=self.begonnenes, punkt=punkt, text=text, wer=wer)
        return "Ihre Anmerkung ist gespeichert."


def darf_anmerken(seite: DerSitzung) -> bool:
    return darf(anmerkungen.ANMERKEN, seite.request.mitgliedschaft, seite.begonnenes)


class Beantworten(DerSitzung):
    """What becomes of a remark, by who writes the minutes."""

    http_method_names = ["post"]
    recht = rahmen.SCHREIBEN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        anmerkung = get_object_or_404(self.begonnenes.anmerkungen, pk=kwargs["anmerkung"])
        try:
            fertig = anmerkungen.beantworten(
                anmerkung=anmerkung,
                stand=request.POST.get("stand", ""),
                antwort=request.POST.get("antwort", ""),
                version=nummer(request.POST.get("version", "")),
                wer=request.mitgliedschaft,
            )
        except Verweigert as nein:
            messages.error(request, str(nein))
        except Ueberholt:
            messages.error(request, "Jemand anderes hat diese Anmerkung gerade beantwortet.")
        else:
            messages.success(request, f"Anmerkung {fertig.get_stand_display()}.")
        anker = f"#p{anmerkung.punkt_id}" if anmerkung.punkt_id else "#ganzes"
        return redirect(reverse("protokoll", args=[self.sitzung.pk]) + anker)
