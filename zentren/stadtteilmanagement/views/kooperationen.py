"""/kooperationen/: partners and Gremien, one by one."""

from typing import Any

from django.db.models import Case, QuerySet, When
from django.http import FileResponse, Http404
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from stzverbund.basis.dateien import ausgeben
from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, Loeschen
from zentren.models import Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement import kooperationen
from zentren.stadtteilmanagement.ansichten import FuerDasZentrum, MitWer
from zentren.stadtteilmanagement.filters.kooperationen import KooperationFilter
from zentren.stadtteilmanagement.forms.kooperationen import (
    KooperationEnde,
    KooperationFormular,
    ZielpruefungFormular,
)
from zentren.stadtteilmanagement.kooperationsnetz import mit_ergebnis
from zentren.stadtteilmanagement.models import Kooperation, Taetigkeit
from zentren.stadtteilmanagement.querysets_register import IM_HAUS
from zentren.stadtteilmanagement.rules import FUEHREN
from zentren.stadtteilmanagement.tables.kooperationen import TON, KooperationTabelle

LISTE = {"zurueck": reverse_lazy("kooperationen"), "zurueck_text": "Kooperationen"}
NICHTS = {
    Rolle.KOORDINATION: "Kooperationen lesen das Haus und seine Partner, nicht die Koordination.",
    Rolle.VERWALTUNG: "Die Verwaltung hat an den Kooperationen keinen Anteil.",
}
LEER = "Noch keine Kooperation. Tragen Sie ein, mit wem Ihr Zentrum arbeitet und wo es vertreten ist."
GEZEIGT = 20
"""So many entries of the diary stand on the page of a partner."""


class KooperationListe(Liste):
    """Running ones first, by name; every role may look, some find nothing and read why."""

    model = Kooperation
    table_class = KooperationTabelle
    filterset_class = KooperationFilter
    template_name = "stadtteilmanagement/kooperation_list.html"
    titel = "Kooperationen"
    einleitung = "Mit wem die Zentren arbeiten, was vereinbart ist und in welchen Gremien sie vertreten sind."
    dateiname = "kooperationen"

    def get_queryset(self) -> QuerySet:
        sichtbare = Kooperation.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("zentrum")
        ende = Case(When(beendet_am__lte=timezone.localdate(), then=1), default=0)
        return mit_ergebnis(sichtbare).order_by(ende, "sortierung", "pk")

    def ergaenzen(self, tabelle: Any) -> None:
        if self.request.mitgliedschaft.zentrum_id:
            tabelle.columns.hide("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "leer": NICHTS.get(Rolle(m.rolle), LEER if m.zentrum_id else "Noch keine Kooperation."),
            "liest": Rolle(m.rolle) not in NICHTS,
            "darf_anlegen": darf(FUEHREN, m, m.zentrum),
        }


class KooperationAnsehen(Ansehen):
    model = Kooperation
    template_name = "stadtteilmanagement/kooperation_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum", "fachstelle", "datei")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, heute = self.request.mitgliedschaft, timezone.localdate()
        stand = self.object.stand(heute)
        return super().get_context_data(**kwargs) | {
            "stand": stand.label,
            "ton": TON[stand],
            "pruefung_faellig": self.object.naechste_pruefung and self.object.naechste_pruefung <= heute,
            "pruefungen": list(self.object.zielpruefungen.all()),
            "taetigkeiten": self._taetigkeiten(),
            "liest_tagebuch": m.hat(*IM_HAUS),
            "darf_fuehren": darf(FUEHREN, m, self.object),
            "verlauf": verlauf(self.object) if darf("zentren.verlauf_lesen", m, self.object) else [],
        }

    def _taetigkeiten(self) -> list[Taetigkeit]:
        """Sessions and contacts, newest first, as far as this role reads the diary."""
        gelesene = Taetigkeit.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return list(gelesene.filter(kooperationen=self.object)[:GEZEIGT])


class KooperationDatei(Ansehen):
    """The agreement as a download."""

    model = Kooperation

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("datei")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> FileResponse:
        if self.object.datei is None:
            raise Http404
        return ausgeben(self.object.datei)


class ZurKooperation:
    """Afterwards one is on the page of the Kooperation."""

    def get_success_url(self) -> str:
        return reverse("kooperation", args=[self.object.pk])


class KooperationNeu(ZurKooperation, FuerDasZentrum, Anlegen):
    """`?art=` names the kind, where one comes from a page that misses it."""

    model = Kooperation
    form_class = KooperationFormular
    template_name = "formular.html"
    extra_context = LISTE | {"titel": "Neue Kooperation"}

    def get_initial(self) -> dict[str, Any]:
        art = self.request.GET.get("art", "")
        return {"art": art} if art in Kooperation.Art else {}


class EineKooperation(ZurKooperation, MitWer, Bearbeiten):
    model = Kooperation
    recht = FUEHREN
    template_name = "formular.html"
    wie = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.object.partner}: {self.wie}",
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }


class KooperationBearbeiten(EineKooperation):
    form_class = KooperationFormular
    wie = "bearbeiten"


class KooperationZiele(EineKooperation):
    form_class = ZielpruefungFormular
    wie = "Ziele prüfen"
    fehlerfeld = "datum"
    gespeichert = "Die Zielprüfung ist eingetragen."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ziele = self.object.ziele or "Noch sind keine Ziele beschrieben."
        return super().get_context_data(**kwargs) | {"einleitung": ziele}


class KooperationBeenden(EineKooperation):
    form_class = KooperationEnde
    wie = "beenden"
    fehlerfeld = "beendet_am"
    gespeichert = "Die Kooperation ist beendet. Alles dazu bleibt lesbar."


class KooperationFortsetzen(Befehl):
    model = Kooperation
    recht = FUEHREN

    def ausfuehren(self) -> str:
        kooperationen.fortsetzen(kooperation=self.object, wer=self.request.mitgliedschaft)
        return "Die Kooperation läuft weiter."

    def ziel(self) -> str:
        return reverse("kooperation", args=[self.object.pk])


class KooperationLoeschen(Loeschen):
    model = Kooperation
    recht = FUEHREN

    def folgen(self) -> list[str]:
        return [*super().folgen(), "Im Tätigkeitsbuch bleiben die Einträge, ohne diese Kooperation."]

    def ausfuehren(self) -> None:
        kooperationen.entfernen(kooperation=self.object, wer=self.request.mitgliedschaft)

    def ziel(self) -> str:
        return reverse("kooperationen")
