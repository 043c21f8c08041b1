"""The register of Massnahmen: everything that has been promised (the page of one: the roof)."""

from typing import Any

from django.db.models import Case, QuerySet, When
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import HOECHSTENS, lesen
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten
from zentren.models import Bezirk, Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement.filters.massnahmen import MassnahmeFilter
from zentren.stadtteilmanagement.forms.massnahmen import (
    MassnahmeAendern,
    MassnahmeEntfaellt,
    MassnahmeErledigt,
    MassnahmeFormular,
)
from zentren.stadtteilmanagement.massnahmenherkunft import herkunft
from zentren.stadtteilmanagement.models import Massnahme
from zentren.stadtteilmanagement.querysets import LAEUFT
from zentren.stadtteilmanagement.tables.massnahmen import TON, MassnahmeTabelle
from zentren.stadtteilmanagement.verlaeufe import quellen

PFLEGEN, ANLEGEN = "stadtteilmanagement.massnahme_pflegen", "stadtteilmanagement.massnahme_anlegen"
LISTE = {"zurueck": reverse_lazy("massnahmen"), "zurueck_text": "Maßnahmen"}
EINLEITUNG = {
    Rolle.MITARBEIT: "Alles, was Ihr Zentrum zugesagt hat und was ihm zugesagt wurde.",
    Rolle.LEITUNG: "Alles, was Ihr Zentrum zugesagt hat und was ihm zugesagt wurde.",
    Rolle.TRAEGER: "Alles, was in Ihren Zentren zugesagt ist.",
    Rolle.VERBAND: "Die vereinbarten Maßnahmen der Zentren Ihrer Mitglieder.",
    Rolle.GESCHAEFTSSTELLE: "Die vereinbarten Maßnahmen der Zentren in Bezirken mit Vereinbarung.",
    Rolle.BEZIRKSAMT: "Die vereinbarten Maßnahmen des Bezirks. Überfällige stehen unter „Stand“.",
    Rolle.KOORDINATION: "Die Maßnahmen des Verbundes.",
    Rolle.VERWALTUNG: "Maßnahmen sehen die Zentren, ihre Träger und das Bezirksamt, nicht die Verwaltung.",
}


class MassnahmeListe(Liste):
    """Running ones first, by their date; every role may look, some find nothing and read why."""

    model = Massnahme
    table_class = MassnahmeTabelle
    filterset_class = MassnahmeFilter
    template_name = "stadtteilmanagement/massnahme_list.html"
    titel = "Maßnahmen"
    leer = "Noch keine Maßnahme. Maßnahmen entstehen meist aus der Selbstbewertung."
    dateiname = "massnahmen"

    def get_queryset(self) -> QuerySet:
        sichtbare = Massnahme.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("zentrum")
        return sichtbare.order_by(Case(When(status__in=LAEUFT, then=0), default=1), "faellig", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "einleitung": EINLEITUNG[Rolle(m.rolle)],
            "darf_anlegen": darf(ANLEGEN, m),
            "ueberfaellige": self.get_queryset().ueberfaellig(timezone.localdate()).count(),
        }


class MassnahmeAnsehen(Ansehen):
    model = Massnahme
    template_name = "stadtteilmanagement/massnahme_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum", "bezirk").defer("bezirk__geometrie")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pflegen = darf(PFLEGEN, self.request.mitgliedschaft, self.object)
        return super().get_context_data(**kwargs) | {
            "darf_pflegen": pflegen,
            "herkunft": herkunft(self.object, self.request.mitgliedschaft),
            "ton": TON[Massnahme.Status(self.object.status)],
            "ueberfaellig": self.object.laeuft and self.object.faellig < timezone.localdate(),
            "verlauf": lesen(quellen(self.object, self.request.mitgliedschaft), 0, HOECHSTENS)
            if pflegen
            else [],
        }


class MitRolle:
    """The form asks in the name of the active role."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    def get_success_url(self) -> str:
        return reverse("massnahme", args=[self.object.pk])


class MassnahmeNeu(MitRolle, Anlegen):
    model = Massnahme
    form_class = MassnahmeFormular
    recht = ANLEGEN
    template_name = "formular.html"
    extra_context = LISTE | {"titel": "Neue Maßnahme"}

    def vorbelegen(self) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        if m.zentrum_id:
            return {"zentrum": m.zentrum, "bezirk_id": m.zentrum.bezirk_id}
        if m.hat(Rolle.TRAEGER):
            return {}
        stelle = m.bezirksamt or m.verbund
        eigner = Massnahme.Eigner.VERBUND if m.verbund_id else Massnahme.Eigner.BEZIRKSAMT
        return {"bezirk": Bezirk.objects.get(pk=stelle.bezirk_id), "eigner": eigner}


class EineMassnahme(MitRolle, Bearbeiten):
    model = Massnahme
    recht = PFLEGEN
    template_name = "formular.html"
    wie = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.object.titel}: {self.wie}",
            "zurueck": self.get_success_url(),
            "zurueck_text": "Maßnahme",
        }


class MassnahmeBearbeiten(EineMassnahme):
    form_class = MassnahmeAendern
    wie = "ändern"


class MassnahmeErledigen(EineMassnahme):
    form_class = MassnahmeErledigt
    wie = "erledigt"
    fehlerfeld = "erledigt_am"


class MassnahmeEntfallen(EineMassnahme):
    form_class = MassnahmeEntfaellt
    wie = "entfällt"
    fehlerfeld = "grund"
