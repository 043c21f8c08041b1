"""The pages of the way of a list: upload, columns, preview, result; one address for each step."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from angebote.einlesen import ablauf
from angebote.einlesen import vorlage as vorlagen
from angebote.forms.einlesen import BlattFormular, SpaltenFormular, VorlageFormular
from angebote.models import Import
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.export import TYPEN
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.tabellen.hochladen import HochladenFormular
from stzverbund.basis.tabellen.text import Tabellenfehler
from stzverbund.basis.tabellen.zuordnung import Tabelle
from stzverbund.basis.verlauf import verlauf_der_zustaende
from zentren.ansichten import Ansehen, Befehl, EigenesObjekt
from zentren.rules import darf

EINLESEN = "angebote.liste_einlesen"
OBEN = {
    Import.Art.ANGEBOTE: {
        "bereich": "Angebote",
        "bereich_adresse": "angebot_liste",
        "was": "Angebote einlesen",
    },
    Import.Art.ZAHLEN: {"bereich": "Statistik", "bereich_adresse": "statistik", "was": "Zahlen einlesen"},
}


def rahmen(art: str) -> dict[str, Any]:
    """Where the pages of this kind of list hang."""
    oben = OBEN[Import.Art(art)]
    return oben | {
        "art": art,
        "bereich_adresse": reverse(oben["bereich_adresse"]),
        "hochladen_adresse": reverse("import_hochladen", args=[art]),
    }


class Hochladen(FormView):
    """The file, and the lists of before."""

    form_class = HochladenFormular
    template_name = "angebote/import_hochladen.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not darf("angebote.liste_hochladen", request.mitgliedschaft):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: HochladenFormular) -> HttpResponse:
        datei, m = form.cleaned_data["datei"], self.request.mitgliedschaft
        try:
            liste = ablauf.hochladen(
                zentrum=m.zentrum, art=self.kwargs["art"], name=datei.name, daten=datei.read(), wer=m
            )
        except Tabellenfehler as fehler:
            form.add_error("datei", str(fehler))
            return self.form_invalid(form)
        return redirect("import_spalten", liste.art, liste.pk)

    def form_invalid(self, form: HochladenFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        art = self.kwargs["art"]
        fruehere = Import.objects.sichtbar_fuer(self.request.mitgliedschaft).filter(art=art)
        return super().get_context_data(**kwargs) | {
            **rahmen(art),
            "einleitung": f"angebote/_import_{art}.html",
            "vorlage": self._vorlage() if art == Import.Art.ZAHLEN else None,
            "listen": fruehere.defer("blaetter", "ergebnis").select_related("person")[:20],
        }

    def _vorlage(self) -> VorlageFormular:
        heute = timezone.localdate()
        jahre = vorlagen.jahre(self.request.mitgliedschaft.zentrum, heute)
        return VorlageFormular(jahre=jahre, initial={"jahr": heute.year - 1})


@require_safe
def vorlage(request: HttpRequest) -> HttpResponse:
    """A workbook with the columns and rows of the own centre and the chosen year."""
    if not darf("angebote.liste_hochladen", request.mitgliedschaft):
        raise PermissionDenied
    zentrum = request.mitgliedschaft.zentrum
    form = VorlageFormular(request.GET, jahre=vorlagen.jahre(zentrum, timezone.localdate()))
    if not form.is_valid():
        raise Http404
    jahr = form.cleaned_data["jahr"]
    antwort = HttpResponse(vorlagen.arbeitsmappe(zentrum, jahr), content_type=TYPEN["xlsx"])
    antwort["Content-Disposition"] = f'attachment; filename="zahlen-{zentrum.slug}-{jahr}.xlsx"'
    antwort["X-Content-Type-Options"] = "nosniff"
    return antwort


class Listenseite(EigenesObjekt):
    """A list of the own centre, of the kind that its address says."""

    model = Import
    recht = EINLESEN

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(art=self.kwargs["art"]).select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | rahmen(self.object.art) | {"liste": self.object}


class OffeneListe(Listenseite, SingleObjectMixin, View):
    """A step before taking over; afterwards all steps lead to the result."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        if not self.object.offen:
            return redirect("import", self.object.art, self.object.pk)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def besonderes(self) -> Any:
        return ablauf.liste_von(self.object.art)

    @cached_property
    def tabelle(self) -> Tabelle:
        return ablauf.gewaehlte_tabelle(self.object)


class Spalten(OffeneListe, FormView):
    """What each column holds."""

    form_class = SpaltenFormular
    template_name = "angebote/import_spalten.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        besonderes, zentrum = self.besonderes, self.object.zentrum
        return super().get_form_kwargs() | {
            "tabelle": self.tabelle,
            "ziele": besonderes.ziele(zentrum),
            "erlaubt": besonderes.erlaubt,
            "maengel": besonderes.maengel,
            "zentrum": zentrum if self.object.art == Import.Art.ANGEBOTE else None,
        }

    def get_initial(self) -> dict[str, Any]:
        spalten = {f"spalte_{index}": ziel for index, ziel in self.object.spalten.items()}
        return spalten | self.object.vorgaben

    def form_valid(self, form: SpaltenFormular) -> HttpResponse:
        ablauf.zuordnen(liste=self.object, zuordnung=form.zuordnung, vorgaben=form.vorgaben)
        return redirect("import_vorschau", self.object.art, self.object.pk)

    def form_invalid(self, form: SpaltenFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        liste = self.object
        kontext = super().get_context_data(**kwargs)
        blaetter = ablauf.blaetter(liste)
        return kontext | {
            "zeilen": len(self.tabelle.zeilen),
            "blatt": blaetter[liste.blatt].name,
            "blattwahl": kontext.get("blattwahl")
            or BlattFormular(
                initial={"kopf": liste.kopf}, blaetter=blaetter, blatt=liste.blatt, prefix="blatt"
            ),
        }


class Blattwahl(Spalten):
    """Another sheet, or another row of heads: the columns are proposed anew."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        liste = self.object
        wahl = BlattFormular(request.POST, blaetter=ablauf.blaetter(liste), blatt=liste.blatt, prefix="blatt")
        if wahl.is_valid():
            try:
                blatt, kopf = wahl.wahl
                ablauf.blatt_waehlen(liste=liste, blatt=blatt, kopf=kopf)
                return redirect("import_spalten", liste.art, liste.pk)
            except Tabellenfehler as fehler:
                wahl.add_error(None, str(fehler))
        form = SpaltenFormular(**self.get_form_kwargs() | {"data": None, "files": None})
        return self.render_to_response(self.get_context_data(form=form, blattwahl=wahl), status=422)


class Vorschau(OffeneListe):
    """Row by row what will become of the list; taking it over is a POST."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        liste = self.object
        if maengel := self.besonderes.maengel(liste.spalten):
            messages.error(request, " ".join(maengel))
            return redirect("import_spalten", liste.art, liste.pk)
        vorschau = self.besonderes.vorschau(liste, self.tabelle, timezone.localdate())
        kontext = rahmen(liste.art) | {"liste": liste, "vorschau": vorschau}
        return render(request, f"angebote/import_vorschau_{liste.art}.html", kontext)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        liste = self.object
        auch = {nr for text in request.POST.getlist("auch") if (nr := nummer(text)) is not None}
        try:
            liste = ablauf.uebernehmen(liste=liste, auch=auch, wer=request.mitgliedschaft)
        except Verweigert as nein:
            messages.error(request, str(nein))
            return redirect("import_vorschau", liste.art, liste.pk)
        messages.success(request, self.besonderes.satz(liste.anzahl))
        return redirect("import", liste.art, liste.pk)


class Ergebnis(Listenseite, Ansehen):
    """What became of each row, with links; where to take it back."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if self.object.offen:
            return redirect("import_spalten", self.object.art, self.object.pk)
        return self.render_to_response(self.get_context_data())

    def get_template_names(self) -> list[str]:
        return [f"angebote/import_ergebnis_{self.object.art}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ergebnis = ablauf.liste_von(self.object.art).ergebnis(self.object)
        return super().get_context_data(**kwargs) | {
            "ergebnis": ergebnis,
            "verlauf": verlauf_der_zustaende(self.object),
        }


class Listenbefehl(Listenseite, Befehl):
    def ziel(self) -> str:
        return reverse("import", args=[self.object.art, self.object.pk])


class Zuruecknehmen(Listenbefehl):
    def ausfuehren(self) -> str:
        bleibt = ablauf.zuruecknehmen(liste=self.object, wer=self.request.mitgliedschaft)
        if bleibt:
            return "Zurückgenommen, was niemand geändert hat. Der Rest steht unten, mit dem Grund."
        return "Alles, was aus der Liste übernommen war, ist zurückgenommen."


class Veroeffentlichen(Listenbefehl):
    """Publishes the complete drafts of a list of Angebote."""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(art=Import.Art.ANGEBOTE)

    def ausfuehren(self) -> str:
        anzahl, offen = ablauf.veroeffentlichen(liste=self.object, wer=self.request.mitgliedschaft)
        satz = f"{anzahl} {'Angebot ist' if anzahl == 1 else 'Angebote sind'} veröffentlicht."
        return f"{satz} {offen} weitere sind vollständig." if offen else satz


class Verwerfen(Listenbefehl):
    def ausfuehren(self) -> str:
        ablauf.verwerfen(liste=self.object)
        return "Die Liste ist verworfen. Nichts wurde übernommen."

    def ziel(self) -> str:
        return reverse("import_hochladen", args=[self.object.art])
