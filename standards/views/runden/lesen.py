"""The rounds: the list, and the page of one with who stands where."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from standards.filters import RundenFilter
from standards.forms.runden import AufnehmenFormular
from standards.models import Kriterium, Runde
from standards.rundenstand import aufnehmbare, ohne_betrieb, staende
from standards.tables import RundenTabelle
from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Ansehen
from zentren.models import Mitgliedschaft, Rolle
from zentren.rules import darf

NUR_FUERS_AMT = ("eingereichte", "angenommene")
NICHTS = {
    Rolle.VERWALTUNG: "Die Verwaltung nimmt an den Runden nicht teil.",
    Rolle.BEZIRKSAMT: "Noch keine Runde. Legen Sie die erste an.",
}
NOCH_KEINE = "Noch keine Runde. Das Bezirksamt öffnet sie."


class RundenListe(Liste):
    model = Runde
    table_class = RundenTabelle
    filterset_class = RundenFilter
    template_name = "standards/runde_list.html"
    titel = "Runden der Selbstbewertung"
    einleitung = "Das Bezirksamt öffnet jedes Jahr eine Runde. Darin schätzt sich jedes Zentrum selbst ein."
    dateiname = "runden"

    @property
    def _m(self) -> Mitgliedschaft | None:
        return self.request.mitgliedschaft

    def get_queryset(self) -> QuerySet:
        sichtbare = Runde.objects.sichtbar_fuer(self._m).select_related("bezirk")
        return sichtbare.mit_zaehlung().order_by("-jahr", "bezirk__sortierung")

    def get_table_kwargs(self) -> dict[str, Any]:
        amt = darf("standards.runde_anlegen", self._m)
        return {"exclude": () if amt else NUR_FUERS_AMT}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rolle = self._m.rolle if self._m else ""
        return super().get_context_data(**kwargs) | {
            "leer": NICHTS.get(Rolle(rolle), NOCH_KEINE) if rolle else NOCH_KEINE,
            "darf_anlegen": darf("standards.runde_anlegen", self._m),
        }


class RundeAnsehen(Ansehen):
    """Dates, what was chosen, who stands where; before it is opened: what opening will do."""

    model = Runde
    template_name = "standards/runde_detail.html"
    context_object_name = "runde"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("bezirk", "fassung", "beschluss")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runde, m, heute = self.object, self.request.mitgliedschaft, timezone.localdate()
        pflegen = darf("standards.runde_pflegen", m, runde)
        kontext = super().get_context_data(**kwargs) | {
            "staende": staende(runde, m, heute),
            "standards": list(runde.standards.all()),
            "kriterien": Kriterium.objects.filter(standard__in=runde.standards.all()).count(),
            "darf_pflegen": pflegen,
        }
        return kontext | (_fuers_amt(runde) if pflegen else {})


def _fuers_amt(runde: Runde) -> dict[str, Any]:
    kontext: dict[str, Any] = {"verlauf": verlauf(runde)}
    if runde.geoeffnet_am is None:
        ohne = ohne_betrieb(runde, timezone.localdate())
        dabei = [zentrum for zentrum in runde.zentren.all() if zentrum not in ohne]
        kontext |= {"ohne_betrieb": ohne, "dabei": dabei}
    elif runde.laeuft and (zentren := aufnehmbare(runde)).exists():
        kontext["aufnehmen"] = AufnehmenFormular(zentren=zentren)
    return kontext
