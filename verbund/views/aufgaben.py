"""The register of tasks, and the page of one."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from verbund import aufgaben, erinnerung
from verbund.ansichten import ImVerbund, MitWer
from verbund.filters.aufgabe import AufgabeFilter
from verbund.forms.aufgabe import AufgabeFormular, EntfallenFormular, ErledigtFormular, VerschiebenFormular
from verbund.models import Arbeitskreis, Aufgabe, Vorhaben
from verbund.tables.aufgabe import TON, AufgabeTabelle
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl
from zentren.models import Rolle, Verbund
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Massnahme

ANLEGEN, KOORDINIEREN, PFLEGEN = aufgaben.ANLEGEN, "verbund.koordinieren", aufgaben.PFLEGEN
DAZU = ("verbund", "zentrum", "punkt__sitzung", "beschluss", "vorhaben", "arbeitskreis")
WOHER: dict[str, Any] = {"vorhaben": Vorhaben, "arbeitskreis": Arbeitskreis}
PK = re.compile(r"[0-9]{1,9}")
EINLEITUNG = {
    Rolle.BEZIRKSAMT: "Was das Bezirksamt für den Verbund übernommen hat.",
    Rolle.VERBAND: "Aufgaben sehen die Zentren, ihre Träger, die Koordination und die Geschäftsstelle.",
    Rolle.VERWALTUNG: "Aufgaben sehen die Zentren und ihre Partner, nicht die Verwaltung.",
}
WER_WAS = "Wer was bis wann übernommen hat, aus allen Sitzungen und Vorhaben. Ihre eigenen stehen oben."


class AufgabeListe(ImVerbund, Liste):
    """Running ones first, one's own before others, by their date; then what has ended, the newest first."""

    model = Aufgabe
    table_class = AufgabeTabelle
    filterset_class = AufgabeFilter
    template_name = "verbund/aufgabe_list.html"
    titel = "Aufgaben im Verbund"
    leer = "Noch keine Aufgabe. Aufgaben entstehen in den Sitzungen und Vorhaben."
    dateiname = "aufgaben"

    def get_queryset(self) -> QuerySet:
        m = self.request.mitgliedschaft
        eigene = Aufgabe.objects.eigene(m).order_by().filter(pk=OuterRef("pk"))
        sichtbare = Aufgabe.objects.sichtbar_fuer(m).select_related("zentrum").annotate(meine=Exists(eigene))
        offen = Q(status=Aufgabe.Status.OFFEN)
        vorn = Case(When(offen & Q(meine=True), then=Value(0)), When(offen, then=Value(1)), default=Value(2))
        naechste = Case(When(offen, then="faellig"))
        return sichtbare.order_by(vorn, naechste, "-faellig", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, heute = self.request.mitgliedschaft, timezone.localdate()
        spaet = Q(status=Aufgabe.Status.OFFEN, faellig__lt=heute)
        zahlen = (
            self.get_queryset()
            .order_by()
            .aggregate(
                ueberfaellige=Count("pk", filter=spaet), eigene=Count("pk", filter=spaet & Q(meine=True))
            )
        )
        massnahmen = Massnahme.objects.sichtbar_fuer(m).laufend().filter(eigner=Massnahme.Eigner.VERBUND)
        return (
            super().get_context_data(**kwargs)
            | zahlen
            | {
                "einleitung": EINLEITUNG.get(Rolle(m.rolle), WER_WAS),
                "anlegen_in": self._anlegen_in(),
                "massnahmen": list(massnahmen),
                "heute": heute,
            }
        )

    def _anlegen_in(self) -> list[tuple[str, str]]:
        """(question, text) of a button for each Verbund in which this role may put down a task."""
        m = self.request.mitgliedschaft
        alle = [verbund for verbund in self.verbuende if darf(ANLEGEN, m, verbund)]
        if len(alle) == 1:
            return [("", "Aufgabe eintragen")]
        return [(f"?bezirk={v.bezirk.schluessel}", f"Aufgabe eintragen: {v.bezirk}") for v in alle]


class AufgabeAnsehen(Ansehen):
    model = Aufgabe
    template_name = "verbund/aufgabe_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related(*DAZU)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, eine = self.request.mitgliedschaft, self.object
        pflegen, koordiniert = darf(PFLEGEN, m, eine), darf(KOORDINIEREN, m, eine)
        return super().get_context_data(**kwargs) | {
            "ton": TON[Aufgabe.Status(eine.status)],
            "ueberfaellig": eine.laeuft and eine.faellig < timezone.localdate(),
            "alter": (timezone.localdate() - eine.angelegt_am).days,
            "darf_pflegen": pflegen,
            "koordiniert": koordiniert,
            "verlauf": verlauf(eine) if pflegen else [],
        }


class ZurAufgabe(MitWer):
    template_name = "formular.html"

    def get_success_url(self) -> str:
        return reverse("aufgabe", args=[self.object.pk])


class AufgabeNeu(ImVerbund, ZurAufgabe, Anlegen):
    """In the Verbund of `?bezirk=`, or for a Vorhaben or an Arbeitskreis (`?vorhaben=`, `?arbeitskreis=`).

    The Koordination for anybody, centres and Bezirksamt for themselves.
    """

    model = Aufgabe
    form_class = AufgabeFormular
    recht = ANLEGEN

    @cached_property
    def woher(self) -> dict[str, Any]:
        for name, modell in WOHER.items():
            if pk := PK.fullmatch(self.request.GET.get(name, "")):
                sichtbare = modell.objects.sichtbar_fuer(self.request.mitgliedschaft)
                return {name: get_object_or_404(sichtbare.select_related("verbund"), pk=pk[0])}
        return {}

    @cached_property
    def verbund(self) -> Verbund | None:
        """Of a Vorhaben that the Geschäftsstelle leads the first that takes part."""
        for objekt in self.woher.values():
            return objekt.verbund or objekt.verbuende.first()
        return super().verbund

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.verbund is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def bezug(self) -> Any:
        return self.verbund

    def vorbelegen(self) -> dict[str, Any]:
        m, angaben = self.request.mitgliedschaft, {"verbund": self.verbund} | self.woher
        if darf(KOORDINIEREN, m, self.verbund):
            return angaben
        return angaben | ({"zentrum": m.zentrum} if m.zentrum_id else {"stelle": m.rolle})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wege = [(reverse(name, args=[objekt.pk]), str(objekt)) for name, objekt in self.woher.items()]
        zurueck, text = wege[0] if wege else (reverse("aufgaben"), "Aufgaben")
        return super().get_context_data(**kwargs) | {
            "titel": "Neue Aufgabe",
            "zurueck": zurueck,
            "zurueck_text": text,
        }


class EineAufgabe(ZurAufgabe, Bearbeiten):
    model = Aufgabe
    recht = PFLEGEN
    wie = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund", "zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.object.titel}: {self.wie}",
            "zurueck": self.get_success_url(),
            "zurueck_text": "Aufgabe",
        }


class AufgabeBearbeiten(EineAufgabe):
    form_class = AufgabeFormular
    wie = "ändern"


class AufgabeErledigen(EineAufgabe):
    form_class = ErledigtFormular
    wie = "erledigt"
    fehlerfeld = "am"


class AufgabeVerschieben(EineAufgabe):
    form_class = VerschiebenFormular
    wie = "verschieben"
    fehlerfeld = "faellig"


class AufgabeEntfallen(EineAufgabe):
    form_class = EntfallenFormular
    wie = "entfällt"
    fehlerfeld = "ergebnis"


class AufgabeOeffnen(Befehl):
    model = Aufgabe
    recht = KOORDINIEREN

    def ausfuehren(self) -> str:
        aufgaben.wieder_oeffnen(aufgabe=self.object, wer=self.request.mitgliedschaft)
        return "Die Aufgabe ist wieder offen."

    def ziel(self) -> str:
        return reverse("aufgabe", args=[self.object.pk])


class AufgabeLink(AufgabeOeffnen):
    """Mails the done link to who has no account."""

    def ausfuehren(self) -> str:
        erinnerung.link_senden(aufgabe=self.object, wer=self.request.mitgliedschaft)
        return f"Eine Mail mit dem Link ist unterwegs an {self.object.email}."
