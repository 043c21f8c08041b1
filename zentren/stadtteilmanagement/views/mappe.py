"""/dokumente/: what a house has agreed on, and what the Bezirksamt has filed for its Stadtteile."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Case, QuerySet, When
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property

from stzverbund.basis.dateien import ausgeben
from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Loeschen
from zentren.models import Bezirk, Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement import mappe
from zentren.stadtteilmanagement.ansichten import MitWer
from zentren.stadtteilmanagement.filters.mappe import MappeFilter
from zentren.stadtteilmanagement.forms.mappe import DokumentAendernFormular, DokumentNeuFormular
from zentren.stadtteilmanagement.models import Mappendokument
from zentren.stadtteilmanagement.tables.mappe import TON, MappeTabelle

ANLEGEN = "stadtteilmanagement.mappe_anlegen"
LISTE = {"zurueck": reverse_lazy("dokumente"), "zurueck_text": "Dokumente"}
NICHTS = {
    Rolle.KOORDINATION: "Material des Verbundes steht unter „Verbund“; die Mappen führen die Zentren.",
    Rolle.VERWALTUNG: "Die Verwaltung hat an den Mappen keinen Anteil.",
}


class MappeListe(Liste):
    """The newest editions, those of the houses first, unless one asks for those that were replaced."""

    model = Mappendokument
    table_class = MappeTabelle
    filterset_class = MappeFilter
    template_name = "stadtteilmanagement/mappe_list.html"
    titel = "Dokumente"
    einleitung = "Konzeption, Hausordnung, Regelungen und Berichte, jede mit Fassung und Gültigkeit."
    dateiname = "dokumente"

    def get_queryset(self) -> QuerySet:
        sichtbare = Mappendokument.objects.sichtbar_fuer(self.request.mitgliedschaft)
        gewaehlt = sichtbare if self.request.GET.get("stand") == "ersetzt" else sichtbare.neueste()
        zuerst = Case(When(zentrum__isnull=True, then=1), default=0)
        return gewaehlt.select_related("zentrum", "nachfolger").order_by(zuerst, "sortierung", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "leer": NICHTS.get(Rolle(m.rolle), "Noch kein Dokument."),
            "darf_anlegen": darf(ANLEGEN, m),
            "fehlende": self._fehlende() if m.zentrum_id else [],
        }

    def _fehlende(self) -> list[Any]:
        """Kinds that a centre should have and has not."""
        eigene = Mappendokument.objects.filter(zentrum=self.request.mitgliedschaft.zentrum_id)
        vorhanden = set(eigene.values_list("art", flat=True))
        return [art for art in mappe.ERWARTET if art not in vorhanden]


class EinDokument:
    model = Mappendokument

    def get_queryset(self) -> QuerySet:
        laden = super().get_queryset().select_related("zentrum", "bezirk", "datei", "ersetzt", "nachfolger")
        return laden.defer("bezirk__geometrie")

    def get_success_url(self) -> str:
        return reverse("mappendokument", args=[self.object.pk])


class MappendokumentAnsehen(EinDokument, Ansehen):
    template_name = "stadtteilmanagement/mappendokument_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, stand = self.request.mitgliedschaft, self.object.stand(timezone.localdate())
        sichtbare = Mappendokument.objects.sichtbar_fuer(m)
        pflegen = darf(mappe.PFLEGEN, m, self.object)
        return super().get_context_data(**kwargs) | {
            "stand": stand.label,
            "ton": TON[stand],
            "davor": sichtbare.filter(nachfolger=self.object).first(),
            "danach": sichtbare.filter(ersetzt=self.object).first(),
            "regionen": list(self.object.regionen.only("name")),
            "darf_pflegen": pflegen,
            "verlauf": verlauf(self.object) if pflegen else [],
        }


class MappendokumentDatei(EinDokument, Ansehen):
    """The file as a download."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> FileResponse:
        if self.object.datei is None:
            raise Http404
        return ausgeben(self.object.datei)


@method_decorator(login_not_required, name="dispatch")
class OeffentlichesDokument(Ansehen):
    """What everybody may read, without an account: the file, or the way to where it stands."""

    model = Mappendokument

    def get_queryset(self) -> QuerySet:
        oeffentlich = Mappendokument.Sichtbarkeit.OEFFENTLICH
        return Mappendokument.objects.filter(sichtbarkeit=oeffentlich).select_related("datei")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponseBase:
        datei = self.object.datei
        return ausgeben(datei) if datei else redirect(self.object.link)


class MappendokumentNeu(EinDokument, MitWer, Anlegen):
    """`?art=` names the kind, where one comes from what is missing."""

    form_class = DokumentNeuFormular
    recht = ANLEGEN
    template_name = "formular.html"
    fehlerfeld = "titel"
    extra_context = LISTE | {"titel": "Dokument ablegen"}

    def vorbelegen(self) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        if m.zentrum_id:
            return {"zentrum": m.zentrum, "bezirk_id": m.zentrum.bezirk_id}
        bezirk = Bezirk.objects.defer("geometrie").get(pk=m.bezirksamt.bezirk_id)
        return {"bezirk": bezirk, "sichtbarkeit": Mappendokument.Sichtbarkeit.OEFFENTLICH}

    def get_initial(self) -> dict[str, Any]:
        art = self.request.GET.get("art", "")
        return {"art": art, "titel": str(mappe.Art(art).label)} if art in mappe.Art else {}


class MappendokumentErsetzen(EinDokument, MitWer, Anlegen):
    """The next edition of the document of the address, with what is said about that one to begin with."""

    form_class = DokumentNeuFormular
    recht = mappe.PFLEGEN
    template_name = "formular.html"
    fehlerfeld = "titel"
    gespeichert = "Die neue Fassung ist abgelegt. Die alte bleibt lesbar."

    @cached_property
    def alt(self) -> Mappendokument:
        sichtbare = Mappendokument.objects.sichtbar_fuer(self.request.mitgliedschaft)
        mit = sichtbare.select_related("zentrum", "bezirk").defer("bezirk__geometrie")
        return get_object_or_404(mit, pk=self.kwargs["pk"])

    def bezug(self) -> Mappendokument:
        return self.alt

    def vorbelegen(self) -> dict[str, Any]:
        bleibt = ("zentrum", "bezirk", "titel", "art", "sichtbarkeit", "verantwortlich", "publikum")
        return {name: getattr(self.alt, name) for name in bleibt}

    def get_initial(self) -> dict[str, Any]:
        return {"regionen": list(self.alt.regionen.only("pk"))}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"ersetzt": self.alt}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.alt}: neue Fassung",
            "zurueck": reverse("mappendokument", args=[self.alt.pk]),
            "zurueck_text": str(self.alt),
        }


class MappendokumentBearbeiten(EinDokument, MitWer, Bearbeiten):
    form_class = DokumentAendernFormular
    recht = mappe.PFLEGEN
    template_name = "formular.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.object}: bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }


class MappendokumentLoeschen(EinDokument, Loeschen):
    recht = mappe.PFLEGEN

    def ausfuehren(self) -> None:
        mappe.entfernen(dokument=self.object, wer=self.request.mitgliedschaft)

    def ziel(self) -> str:
        return reverse("dokumente")
