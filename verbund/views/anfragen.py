"""/verbund/anfragen/: what Verbund and Bezirksamt ask each other, with deadline and answer."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy

from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from verbund import anfragen
from verbund.ansichten import ImVerbund, MitRecht, MitWer
from verbund.filters.austausch import AnfrageFilter
from verbund.forms.austausch import AnfrageFormular, AntwortFormular
from verbund.models import Anfrage
from verbund.tables.austausch import TON, AnfrageTabelle
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl
from zentren.models import Rolle, Verbund
from zentren.rules import darf

STELLEN, AENDERN, BEANTWORTEN = "verbund.anfragen", "verbund.anfrage_aendern", "verbund.anfrage_beantworten"
LISTE = {"zurueck": reverse_lazy("anfragen"), "zurueck_text": "Anfragen"}
NICHTS = {Rolle.VERWALTUNG: "Die Verwaltung hat an den Anfragen keinen Anteil."}


class AnfrageListe(ImVerbund, Liste):
    model = Anfrage
    table_class = AnfrageTabelle
    filterset_class = AnfrageFilter
    template_name = "verbund/anfrage_list.html"
    titel = "Anfragen"
    einleitung = "Was Verbund und Bezirksamt einander fragen."
    dateiname = "anfragen"

    def get_queryset(self) -> QuerySet:
        return Anfrage.objects.sichtbar_fuer(self.request.mitgliedschaft).filter(verbund=self.verbund)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "leer": NICHTS.get(Rolle(m.rolle), "Noch keine Anfrage."),
            "darf_fragen": self.verbund is not None and darf(STELLEN, m, self.verbund),
        }


class AnfrageAnsehen(Ansehen):
    model = Anfrage
    template_name = "verbund/anfrage_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund", "thema")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "ton": TON[self.object.status],
            "darf_antworten": darf(BEANTWORTEN, m, self.object),
            "darf_aendern": darf(AENDERN, m, self.object),
            "verlauf": verlauf(self.object) if darf(STELLEN, m, self.object.verbund) else [],
        }


class ZurAnfrage(MitWer):
    def get_success_url(self) -> str:
        return reverse("anfrage", args=[self.object.pk])


class AnfrageStellen(ZurAnfrage, MitRecht, Anlegen):
    model = Anfrage
    form_class = AnfrageFormular
    recht = STELLEN
    template_name = "formular.html"
    fehlerfeld = "frist"
    gespeichert = "Die Anfrage ist gestellt. Die andere Seite bekommt eine Mail."
    extra_context = LISTE | {"titel": "Neue Anfrage"}

    def bezug(self) -> Verbund | None:
        return self.verbund

    def vorbelegen(self) -> dict[str, Any]:
        return {"verbund": self.verbund}


class EineAnfrage(ZurAnfrage, Bearbeiten):
    model = Anfrage
    template_name = "formular.html"
    titel = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.titel,
            "einleitung": self.object.frage if self.recht == BEANTWORTEN else "",
            "zurueck": self.get_success_url(),
            "zurueck_text": self.object.betreff,
        }


class AnfrageBearbeiten(EineAnfrage):
    form_class = AnfrageFormular
    recht = AENDERN
    titel = "Anfrage ändern"


class AnfrageBeantworten(EineAnfrage):
    form_class = AntwortFormular
    recht = BEANTWORTEN
    titel = "Anfrage beantworten"
    fehlerfeld = "antwort"
    gespeichert = "Die Antwort ist gegeben. Wer gefragt hat, bekommt eine Mail."


class AnfrageZurueckziehen(Befehl):
    model = Anfrage
    recht = AENDERN

    def ausfuehren(self) -> str:
        anfragen.zurueckziehen(anfrage=self.object, wer=self.request.mitgliedschaft)
        return "Die Anfrage ist zurückgezogen."

    def ziel(self) -> str:
        return reverse("anfrage", args=[self.object.pk])
