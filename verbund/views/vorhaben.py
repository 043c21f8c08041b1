"""Joint projects: the list, the page of one, and who registers."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import FormView

from stzverbund.basis.listen import Liste
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import verlauf
from stzverbund.basis.zahlen import zeige_cent
from verbund import anmeldungen
from verbund import vorhaben as domain
from verbund.ansichten import MitWer
from verbund.filters.register import VorhabenFilter
from verbund.forms.vorhaben import AnmeldungFormular, VorhabenFormular, fuehrung
from verbund.models import Anmeldung, Aufgabe, Dokument, Vorhaben
from verbund.tables.register import TON_VORHABEN, VorhabenTabelle
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, EigenesObjekt, Loeschen
from zentren.rules import darf

ANLEGEN, FUEHREN = "verbund.vorhaben_anlegen", "verbund.vorhaben_fuehren"


class VorhabenListe(Liste):
    model = Vorhaben
    table_class = VorhabenTabelle
    filterset_class = VorhabenFilter
    template_name = "verbund/vorhaben_list.html"
    titel = "Gemeinsame Vorhaben"
    einleitung = "Was mehrere Zentren zusammen tun: Aktionen, Fachtage, Workshops, Jobbörsen, Kampagnen."
    leer = "Noch kein gemeinsames Vorhaben."
    dateiname = "vorhaben"

    def get_queryset(self) -> QuerySet:
        return Vorhaben.objects.sichtbar_fuer(self.request.mitgliedschaft).prefetch_related("zentren")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        darf_anlegen = darf(ANLEGEN, self.request.mitgliedschaft)
        return super().get_context_data(**kwargs) | {"darf_anlegen": darf_anlegen}


class VorhabenAnsehen(Ansehen):
    model = Vorhaben
    template_name = "verbund/vorhaben_detail.html"

    def get_queryset(self) -> QuerySet:
        sichtbare = super().get_queryset().select_related("verbund", "verband", "thema")
        return sichtbare.prefetch_related("verbuende", "zentren")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, vorhaben = self.request.mitgliedschaft, self.object
        fuehrt = darf(FUEHREN, m, vorhaben)
        angemeldet = vorhaben.anmeldungen.personen()
        aufgaben = Aufgabe.objects.sichtbar_fuer(m).filter(vorhaben=vorhaben)
        return super().get_context_data(**kwargs) | {
            "heute": timezone.localdate(),
            "ton": TON_VORHABEN[Vorhaben.Stand(vorhaben.stand)],
            "fuehrt": fuehrt,
            "betrag": zeige_cent(vorhaben.foerderbetrag) if vorhaben.foerderbetrag is not None else "",
            "meilensteine": list(aufgaben.select_related("zentrum")),
            "darf_beilegen": fuehrt,
            "dokumente": list(Dokument.objects.sichtbar_fuer(m).filter(vorhaben=vorhaben)),
            "anmeldungen": list(vorhaben.anmeldungen.gueltig()) if fuehrt else [],
            "angemeldet": angemeldet,
            "frei": anmeldungen.frei(vorhaben, angemeldet),
            "oeffentliche_seite": vorhaben.zu_zeigen,
            "anmeldung_offen": anmeldungen.offen(vorhaben),
            "verlauf": verlauf(vorhaben) if fuehrt else [],
        }


class ZumVorhaben(MitWer):
    def get_success_url(self) -> str:
        return reverse("vorhaben", args=[self.object.pk])


class VorhabenAnlegen(ZumVorhaben, Anlegen):
    model = Vorhaben
    form_class = VorhabenFormular
    recht = ANLEGEN
    template_name = "formular.html"
    extra_context = {
        "titel": "Neues gemeinsames Vorhaben",
        "zurueck": reverse_lazy("vorhaben_liste"),
        "zurueck_text": "Gemeinsame Vorhaben",
    }

    def vorbelegen(self) -> dict[str, Any]:
        return fuehrung(self.request.mitgliedschaft)


class VorhabenBearbeiten(ZumVorhaben, Bearbeiten):
    model = Vorhaben
    form_class = VorhabenFormular
    recht = FUEHREN
    template_name = "formular.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund", "verband")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Vorhaben bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": "Vorhaben",
        }


class VorhabenLoeschen(Loeschen):
    model = Vorhaben
    recht = FUEHREN

    def ausfuehren(self) -> None:
        domain.loeschen(vorhaben=self.object, wer=self.request.mitgliedschaft)

    def ziel(self) -> str:
        return reverse("vorhaben_liste")


class AnmeldungEintragen(EigenesObjekt, FormView):
    """Somebody has called or written: who leads the Vorhaben notes it."""

    model = Vorhaben
    recht = FUEHREN
    form_class = AnmeldungFormular
    template_name = "formular.html"

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        self.object = self.get_object()
        return super().dispatch(*args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Anmeldung eintragen",
            "einleitung": f"Zu „{self.object}“. Nur die Organisation und die Zahl, keine Namen.",
            "zurueck": reverse("vorhaben", args=[self.object.pk]),
            "zurueck_text": "Vorhaben",
        }

    def form_valid(self, form: AnmeldungFormular) -> HttpResponse:
        angaben = {name: form.cleaned_data[name] for name in ("organisation", "anzahl", "bedarf")}
        try:
            anmeldungen.anmelden(vorhaben=self.object, wer=self.request.mitgliedschaft, **angaben)
        except Verweigert as nein:
            form.add_error("anzahl", str(nein))
            return self.form_invalid(form)
        return HttpResponseRedirect(reverse("vorhaben", args=[self.object.pk]))

    def form_invalid(self, form: AnmeldungFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class AnmeldungStreichen(Befehl):
    """The organisation does not come."""

    model = Anmeldung

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("vorhaben")

    def ausfuehren(self) -> str:
        anmeldungen.abmelden(anmeldung=self.object, wer=self.request.mitgliedschaft)
        return "Die Anmeldung ist gestrichen."

    def ziel(self) -> str:
        return reverse("vorhaben", args=[self.object.vorhaben_id])
