"""The register of resolutions, and the page of one."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from verbund import beschluesse
from verbund.filters.beschluss import BeschlussFilter
from verbund.forms.beschluss import BeschlussFormular, FolgeFormular, StreichenFormular
from verbund.models import Aufgabe, Beschluss
from verbund.tables.beschluss import TON, BeschlussTabelle
from zentren.ansichten import Ansehen, Bearbeiten
from zentren.models import Rolle
from zentren.rules import darf

KOORDINIEREN = "verbund.koordinieren"
NICHTS = {Rolle.VERWALTUNG: "Beschlüsse lesen die Zentren und ihre Partner, nicht die Verwaltung."}


class BeschlussListe(Liste):
    model = Beschluss
    table_class = BeschlussTabelle
    filterset_class = BeschlussFilter
    template_name = "verbund/beschluss_list.html"
    titel = "Beschlüsse"
    einleitung = "Was der Verbund beschlossen hat und was daraus wurde."
    dateiname = "beschluesse"

    def get_queryset(self) -> QuerySet:
        return Beschluss.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("sitzung")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        leer = NICHTS.get(Rolle(m.rolle), "Noch kein Beschluss. Beschlüsse entstehen im Protokoll.")
        return super().get_context_data(**kwargs) | {
            "leer": leer,
            "offene": self.get_queryset().filter(folge=Beschluss.Folge.OFFEN).count(),
        }


class BeschlussAnsehen(Ansehen):
    model = Beschluss
    template_name = "verbund/beschluss_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("sitzung", "punkt", "verbund", "thema")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, eins = self.request.mitgliedschaft, self.object
        koordiniert = darf(KOORDINIEREN, m, eins)
        schreibt = koordiniert or beschluesse.schreibt(eins.sitzung, m)
        gestrichen = eins.folge == Beschluss.Folge.GESTRICHEN
        return super().get_context_data(**kwargs) | {
            "ton": TON[Beschluss.Folge(eins.folge)],
            "kennzahlen": list(eins.kennzahlen.all()),
            "aufgaben": list(
                Aufgabe.objects.sichtbar_fuer(m).filter(beschluss=eins).select_related("zentrum")
            ),
            "koordiniert": koordiniert and not gestrichen,
            "schreibt": schreibt,
            "streichbar": schreibt and not gestrichen and not beschluesse.genehmigt(eins.sitzung),
            "verlauf": verlauf(eins) if schreibt else [],
        }


class EinBeschluss(Bearbeiten):
    """A form about one resolution; the domain function says no where the person may not."""

    model = Beschluss
    template_name = "formular.html"
    recht = KOORDINIEREN
    wie = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("sitzung__verbund", "punkt", "verbund")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.object}: {self.wie}",
            "einleitung": self.object.text,
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }

    def get_success_url(self) -> str:
        return reverse("beschluss", args=[self.object.pk])


class BeschlussBearbeiten(EinBeschluss):
    form_class = BeschlussFormular
    recht = "verbund.beschluss_schreiben"
    wie = "ändern"


class BeschlussFolge(EinBeschluss):
    form_class = FolgeFormular
    wie = "Umsetzung"
    fehlerfeld = "folge_text"


class BeschlussStreichen(EinBeschluss):
    form_class = StreichenFormular
    recht = "verbund.beschluss_schreiben"
    wie = "streichen"
    fehlerfeld = "folge_text"
