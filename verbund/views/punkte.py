"""Items: proposed, placed, put in order, changed; what moves on from earlier sessions."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from stzverbund.basis.verlauf import verlauf
from verbund import dokumente, tagesordnung, uebernahme
from verbund.ansichten import ImVerbund, MitRecht, MitWer
from verbund.forms.punkt import PunktFormular, VorschlagFormular
from verbund.models import Aufgabe, Beschluss, Dokument, Sitzung, Tagesordnungspunkt
from verbund.querysets import IM_VERBUND
from verbund.views.sitzungen import EinerSitzung
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl
from zentren.models import Verbund
from zentren.rules import darf

KOORDINIEREN, BEARBEITEN = "verbund.koordinieren", "verbund.punkt_bearbeiten"
VORSCHLAEGE = {"zurueck": reverse_lazy("vorschlaege"), "zurueck_text": "Vorschläge"}
HOCH, RUNTER = "hoch", "runter"


class VorschlagListe(ImVerbund, TemplateView):
    """Proposals that wait for a place, and the form of the Koordination to give them one."""

    template_name = "verbund/vorschlag_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        wartende = Tagesordnungspunkt.objects.sichtbar_fuer(m).vorgeschlagen().filter(verbund=self.verbund)
        kommende = Sitzung.objects.sichtbar_fuer(m).filter(verbund=self.verbund).bevorstehend()
        return super().get_context_data(**kwargs) | {
            "vorschlaege": list(wartende.select_related("vorgeschlagen_von", "wunsch").order_by("pk")),
            "kommende": list(kommende.select_related("arbeitskreis")),
            "im_verbund": m is not None and m.hat(*IM_VERBUND),
            "eigenes": m.zentrum_id if m else None,
            "darf_vorschlagen": self.verbund and darf("verbund.vorschlagen", m, self.verbund),
        }


class VorschlagNeu(MitWer, MitRecht, Anlegen):
    """ "Thema vorschlagen", with `?sitzung=` for a certain session."""

    model = Tagesordnungspunkt
    form_class = VorschlagFormular
    recht = "verbund.vorschlagen"
    template_name = "formular.html"
    extra_context = VORSCHLAEGE | {
        "titel": "Thema vorschlagen",
        "einleitung": "Die Koordination setzt Ihren Vorschlag auf eine Tagesordnung.",
    }
    gespeichert = "Ihr Vorschlag ist bei der Koordination."

    def bezug(self) -> Verbund | None:
        return self.verbund

    def vorbelegen(self) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return {"verbund": self.verbund, "zentrum": m.zentrum, "vorgeschlagen_von": m.zentrum}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"wunsch": self.request.GET.get("sitzung")}

    def get_success_url(self) -> str:
        return reverse("vorschlaege") + self.frage


class PunktAnsehen(Ansehen):
    """One item: what it is about, its material, where it came from and what became of it."""

    model = Tagesordnungspunkt
    template_name = "verbund/punkt_detail.html"

    def get_queryset(self) -> QuerySet:
        mit = (
            "verbund",
            "sitzung",
            "zentrum",
            "thema",
            "vorgeschlagen_von",
            "genehmigt",
        )
        return super().get_queryset().select_related(*mit)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        punkt, m = self.object, self.request.mitgliedschaft
        bearbeiten = darf(BEARBEITEN, m, punkt)
        sichtbare = Tagesordnungspunkt.objects.sichtbar_fuer(m)
        return super().get_context_data(**kwargs) | {
            "darf_bearbeiten": bearbeiten,
            "koordiniert": darf(KOORDINIEREN, m, punkt),
            "darf_beilegen": dokumente.darf_beilegen(punkt, m),
            "im_verbund": m.hat(*IM_VERBUND),
            "davor": sichtbare.filter(nachfolger=punkt).select_related("sitzung").first(),
            "danach": list(sichtbare.filter(vorgaenger=punkt).select_related("sitzung")),
            "dokumente": list(Dokument.objects.sichtbar_fuer(m).filter(punkt=punkt).select_related("datei")),
            "beschluesse": list(Beschluss.objects.sichtbar_fuer(m).filter(punkt=punkt)),
            "aufgaben": list(Aufgabe.objects.sichtbar_fuer(m).filter(punkt=punkt).select_related("zentrum")),
            "verlauf": verlauf(punkt) if bearbeiten else [],
        }


class PunktNeu(MitWer, Anlegen):
    """The Koordination puts an item straight on an agenda."""

    model = Tagesordnungspunkt
    form_class = PunktFormular
    recht = KOORDINIEREN
    template_name = "formular.html"

    @cached_property
    def sitzung(self) -> Sitzung:
        alle = Sitzung.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("verbund")
        return get_object_or_404(alle, pk=self.kwargs["pk"])

    def bezug(self) -> Sitzung:
        return self.sitzung

    def vorbelegen(self) -> dict[str, Any]:
        stand = Tagesordnungspunkt.Stand.GEPLANT
        return {"verbund": self.sitzung.verbund, "sitzung": self.sitzung, "stand": stand}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Punkt auf die Tagesordnung",
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.sitzung),
        }

    def get_success_url(self) -> str:
        return reverse("sitzung", args=[self.sitzung.pk]) + "#tagesordnung"


class PunktBearbeiten(MitWer, Bearbeiten):
    model = Tagesordnungspunkt
    recht = BEARBEITEN
    template_name = "formular.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund", "sitzung")

    def get_form_class(self) -> type:
        return PunktFormular if self.object.sitzung_id else VorschlagFormular

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.object} bearbeiten",
            "zurueck": reverse("punkt", args=[self.object.pk]),
            "zurueck_text": str(self.object),
        }

    def get_success_url(self) -> str:
        return reverse("punkt", args=[self.object.pk])


class PunktBefehl(Befehl):
    model = Tagesordnungspunkt
    recht = KOORDINIEREN

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund", "sitzung")

    def ziel(self) -> str:
        return reverse("vorschlaege")


class PunktPlatzieren(PunktBefehl):
    """Gives a proposal its place: `sitzung` is the key of a session that the person sees."""

    def ausfuehren(self) -> str:
        wer = self.request.mitgliedschaft
        schluessel = self.request.POST.get("sitzung", "")
        kommende = Sitzung.objects.sichtbar_fuer(wer).filter(verbund=self.object.verbund_id)
        sitzung = get_object_or_404(kommende, pk=schluessel if schluessel.isdecimal() else None)
        tagesordnung.platzieren(punkt=self.object, sitzung=sitzung, wer=wer)
        return f"„{self.object}“ steht auf der Tagesordnung: {sitzung}."


class PunktHerunternehmen(PunktBefehl):
    def ausfuehren(self) -> str:
        tagesordnung.herunternehmen(punkt=self.object, wer=self.request.mitgliedschaft)
        return f"„{self.object}“ wartet wieder unter den Vorschlägen."

    def ziel(self) -> str:
        sitzung = self.object.sitzung_id
        return reverse("sitzung", args=[sitzung]) if sitzung else reverse("vorschlaege")


class PunktZurueckziehen(PunktBefehl):
    recht = BEARBEITEN

    def ausfuehren(self) -> str:
        tagesordnung.zurueckziehen(punkt=self.object, wer=self.request.mitgliedschaft)
        return f"Der Vorschlag „{self.object}“ ist zurückgezogen."


class SitzungsBefehl(EinerSitzung, Befehl):
    def ziel(self) -> str:
        return self.get_success_url() + "#tagesordnung"


class SitzungOrdnen(SitzungsBefehl):
    """One item a place up or down (`hoch`, `runter`), or the whole order (`reihenfolge`: keys, commas)."""

    bewegt: int | None = None

    def ziel(self) -> str:
        return self.get_success_url() + (f"#punkt-{self.bewegt}" if self.bewegt else "#tagesordnung")

    def ausfuehren(self) -> str:
        daten, wer = self.request.POST, self.request.mitgliedschaft
        for wort, um in ((HOCH, -1), (RUNTER, 1)):
            if daten.get(wort, "").isdecimal():
                punkt = get_object_or_404(self.object.punkte.select_related("sitzung"), pk=daten[wort])
                self.bewegt = punkt.pk
                tagesordnung.verschieben(punkt=punkt, um=um, wer=wer)
                return f"„{punkt}“ ist verschoben."
        schluessel = [int(teil) for teil in daten.get("reihenfolge", "").split(",") if teil.isdecimal()]
        tagesordnung.ordnen(sitzung=self.object, reihenfolge=schluessel, wer=wer)
        return "Die Tagesordnung ist umgestellt."


class SitzungUebernehmen(SitzungsBefehl):
    """Takes over what was ticked in the preview (`punkt`, keys)."""

    def ausfuehren(self) -> str:
        schluessel = [int(teil) for teil in self.request.POST.getlist("punkt") if teil.isdecimal()]
        neue = uebernahme.uebernehmen(sitzung=self.object, punkte=schluessel, wer=self.request.mitgliedschaft)
        return f"Übernommen: {len(neue)} {'Punkt' if len(neue) == 1 else 'Punkte'}."
