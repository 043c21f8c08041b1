"""/verbund/delegationen/: who speaks for which Zentrum, now and before."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy

from stzverbund.basis.listen import Liste
from verbund.ansichten import ImVerbund, MitRecht, MitWer
from verbund.filters.einladung import DelegationFilter
from verbund.forms.delegation import DelegationAendern, DelegationNeu
from verbund.models import Delegation
from verbund.tables.einladung import DelegationTabelle
from zentren.ansichten import Anlegen, Bearbeiten, Loeschen
from zentren.models import Verbund

KOORDINIEREN = "verbund.koordinieren"
LISTE = {"zurueck": reverse_lazy("delegationen"), "zurueck_text": "Delegationen"}


class DelegationListe(ImVerbund, Liste):
    """Those of the chosen Verbund; partners find nothing here."""

    model = Delegation
    table_class = DelegationTabelle
    filterset_class = DelegationFilter
    template_name = "verbund/delegation_list.html"
    titel = "Wer spricht für welches Zentrum?"
    einleitung = "Delegierte und ihre Vertretungen mit den Zeiten, in denen sie sprechen."
    leer = "Noch niemand benannt. Eingeladen wird dann die Leitung."
    dateiname = "delegationen"

    def get_queryset(self) -> QuerySet:
        sichtbare = Delegation.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbare.filter(verbund=self.verbund).select_related("zentrum", "person")


class ZurListe(MitWer):
    def get_success_url(self) -> str:
        return reverse("delegationen")


class DelegationBenennen(ZurListe, MitRecht, Anlegen):
    model = Delegation
    form_class = DelegationNeu
    recht = KOORDINIEREN
    template_name = "formular.html"
    extra_context = LISTE | {"titel": "Delegierte benennen"}
    fehlerfeld = "sprecher"

    def bezug(self) -> Verbund | None:
        return self.verbund

    def vorbelegen(self) -> dict[str, Any]:
        return {"verbund": self.verbund}


class DelegationBearbeiten(ZurListe, Bearbeiten):
    model = Delegation
    form_class = DelegationAendern
    recht = KOORDINIEREN
    template_name = "verbund/delegation_form.html"
    extra_context = LISTE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        titel = f"{self.object.zentrum}: {self.object.person}"
        return super().get_context_data(**kwargs) | {"titel": titel}


class DelegationLoeschen(Loeschen):
    model = Delegation
    recht = KOORDINIEREN

    def ziel(self) -> str:
        return reverse("delegationen")
