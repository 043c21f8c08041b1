"""One Kriterium in review: both sides, Belege, proofs, thread, and the Votum."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from standards.forms.votum import VotumFormular
from standards.models import Antwort, Votum
from standards.pruefblatt import Blatt, basis, blaetter, gruppen
from stzverbund.basis.verlauf import Quelle, lesen
from zentren.ansichten import Bearbeiten
from zentren.models import Rolle
from zentren.rules import darf

VERLAUF = 20


class AntwortPruefen(Bearbeiten):
    """For the Bezirksamt; outside of a review it only reads."""

    model = Antwort
    form_class = VotumFormular
    template_name = "standards/pruefung_kriterium.html"
    context_object_name = "antwort"
    gespeichert = "Ihr Votum ist gespeichert."

    def get_queryset(self) -> QuerySet:
        dazu = ("bewertung__zentrum", "bewertung__runde__bezirk", "bewertung__vorjahr__runde")
        return super().get_queryset().select_related(*dazu, "kriterium__standard", "massnahme", "votum")

    @cached_property
    def antwort(self) -> Antwort:
        antwort = self.get_object()
        if not self.request.mitgliedschaft.hat(Rolle.BEZIRKSAMT):
            raise PermissionDenied
        return antwort

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.antwort
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.antwort
        if not darf("standards.votum_geben", request.mitgliedschaft, self.antwort.bewertung):
            raise PermissionDenied
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def get_form_kwargs(self) -> dict[str, Any]:
        votum = getattr(self.antwort, "votum", None) or Votum(antwort=self.antwort)
        angaben = {"instance": votum, "antwort": self.antwort, "wer": self.request.mitgliedschaft}
        return super().get_form_kwargs() | angaben

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page shows the answer as it is now: what is sent next is about that one."""
        form.data = form.data.copy()
        form.data["einreichung"] = str(self.antwort.bewertung.einreichungen)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, antwort, bewertung = self.request.mitgliedschaft, self.antwort, self.antwort.bewertung
        reihe = _reihe(blaetter(bewertung), antwort)
        erlaubt = darf("standards.votum_geben", m, bewertung)
        kwargs.setdefault("form", self.get_form() if erlaubt else None)
        votum = getattr(antwort, "votum", None)
        quellen = [Quelle(votum.history.all())] if votum else []
        return (
            super().get_context_data(**kwargs)
            | reihe
            | {
                "bewertung": bewertung,
                "darf_beitragen": darf("standards.beitragen", m, bewertung),
                "basis": basis(bewertung),
                "eintraege": lesen(quellen, 0, VERLAUF) if quellen else [],
            }
        )

    def get_success_url(self) -> str:
        """Back to the list, or on to the next one without a Votum."""
        liste = reverse("bewertung_pruefung", args=[self.antwort.bewertung_id])
        if self.request.POST.get("weiter") != "naechstes":
            return f"{liste}#k-{self.antwort.pk}"
        naechstes = _reihe(blaetter(self.antwort.bewertung), self.antwort)["naechstes"]
        return reverse("antwort_pruefen", args=[naechstes.antwort.pk]) if naechstes else liste


def _reihe(liste: list[Blatt], antwort: Antwort) -> dict[str, Any]:
    """The Blatt of an answer, and the next one that needs a decision, in the order of the review page."""
    geordnet = [blatt for gruppe in gruppen(liste, antwort.bewertung.vorjahr) for blatt in gruppe.blaetter]
    stelle = next(i for i, blatt in enumerate(geordnet) if blatt.antwort.pk == antwort.pk)
    danach = [*geordnet[stelle + 1 :], *geordnet[:stelle]]
    naechstes = next((blatt for blatt in danach if blatt.zu_entscheiden), None)
    return {"blatt": geordnet[stelle], "naechstes": naechstes}
