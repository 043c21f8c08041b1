"""Gremien with their sessions, kinds by Zentrum, and who has agreed with the Migrationssozialdienst."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from stzverbund.basis.export import als_datei
from stzverbund.basis.listen import EXPORTE, Liste
from zentren.models import Rolle, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement import kooperationsnetz
from zentren.stadtteilmanagement.filters.kooperationen import GremiumFilter
from zentren.stadtteilmanagement.models import Kooperation, Taetigkeit, Taetigkeitsform
from zentren.stadtteilmanagement.rules import FUEHREN
from zentren.stadtteilmanagement.tables.kooperationen import GremiumTabelle
from zentren.stadtteilmanagement.views.kooperationen import NICHTS
from zentren.views.fachstellen import FachstelleAnsehen

SITZUNGEN = 15
"""So many of the newest sessions are told on the page of the Gremien."""


class GremienListe(Liste):
    """Where the centre is represented, and what came back to the team (RK-2017 4.3, Standard 8)."""

    model = Kooperation
    table_class = GremiumTabelle
    filterset_class = GremiumFilter
    template_name = "stadtteilmanagement/gremium_list.html"
    titel = "Gremien"
    einleitung = "Wo die Zentren vertreten sind, und ob im Haus bekannt ist, was dort besprochen wird."
    dateiname = "gremien"

    def get_queryset(self) -> QuerySet:
        heute, m = timezone.localdate(), self.request.mitgliedschaft
        gremien = Kooperation.objects.sichtbar_fuer(m).laufend(heute).filter(art=Kooperation.Art.GREMIUM)
        return kooperationsnetz.mit_sitzungen(gremien, heute).select_related("zentrum")

    def ergaenzen(self, tabelle: Any) -> None:
        if self.request.mitgliedschaft.zentrum_id:
            tabelle.columns.hide("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        sitzungen = Taetigkeit.objects.sichtbar_fuer(m).filter(form=Taetigkeitsform.GREMIUM)
        return super().get_context_data(**kwargs) | {
            "leer": NICHTS.get(Rolle(m.rolle), "Noch kein Gremium eingetragen."),
            "sitzungen": list(sitzungen.prefetch_related("kooperationen")[:SITZUNGEN]),
            "darf_anlegen": darf(FUEHREN, m, m.zentrum),
        }


class Kooperationsnetz(TemplateView):
    """Kinds x Zentren for whoever reads several; `?export=` as in lists."""

    template_name = "stadtteilmanagement/kooperationsnetz.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, heute = self.request.mitgliedschaft, timezone.localdate()
        rolle = Rolle(m.rolle)
        zentren = Zentrum.objects.none() if rolle in NICHTS else Zentrum.objects.sichtbar_fuer(m)
        return super().get_context_data(**kwargs) | {
            "netz": kooperationsnetz.netz(zentren.in_betrieb(heute), heute),
            "leer": NICHTS.get(rolle, "Noch kein Zentrum."),
            "exporte": EXPORTE,
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if (als := self.request.GET.get("export", "")) in EXPORTE:
            return _als_datei(context["netz"], als)
        return super().render_to_response(context, **kwargs)


def _als_datei(netz: kooperationsnetz.Netz, als: str) -> HttpResponse:
    kopf = ["Zentrum", *(text for _, text in netz.arten), "zusammen"]
    zeilen = [[str(z.zentrum), *(zelle.anzahl for zelle in z.zellen), z.summe] for z in netz.zeilen]
    return als_datei(kopf, [*zeilen, ["zusammen", *netz.summen]], als, "kooperationsnetz")


class Migrationssozialdienst(TemplateView):
    """Whose Träger has an agreement with the Migrationssozialdienst (RK-2017 5.1 expects it of each)."""

    template_name = "stadtteilmanagement/migrationssozialdienst.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, heute = self.request.mitgliedschaft, timezone.localdate()
        rolle = Rolle(m.rolle)
        zentren = Zentrum.objects.none() if rolle in NICHTS else Zentrum.objects.sichtbar_fuer(m)
        zeilen = kooperationsnetz.migrationssozialdienst(zentren, heute)
        neu = f"{reverse('kooperation_neu')}?art={Kooperation.Art.MIGRATIONSSOZIALDIENST}"
        return super().get_context_data(**kwargs) | {
            "zeilen": zeilen,
            "fehlen": sum(not zeile.gilt for zeile in zeilen),
            "lesbare": set(
                Kooperation.objects.sichtbar_fuer(m)
                .filter(pk__in=[z.vereinbarung.pk for z in zeilen if z.vereinbarung])
                .values_list("pk", flat=True)
            ),
            "neu": neu if darf(FUEHREN, m, m.zentrum) else "",
            "leer": NICHTS.get(rolle, "Noch kein Zentrum."),
        }


class FachstelleSeite(FachstelleAnsehen):
    """An entry of the directory, and which Zentren work with it, as far as the role reads that."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gelesene = Kooperation.objects.sichtbar_fuer(self.request.mitgliedschaft)
        laufende = gelesene.laufend(timezone.localdate()).filter(fachstelle=self.object)
        return super().get_context_data(**kwargs) | {
            "kooperationen": list(laufende.select_related("zentrum"))
        }
