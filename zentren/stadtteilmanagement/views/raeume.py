"""/raeume/: what the centres have, how much it is used, when it is not available."""

from datetime import date
from itertools import dropwhile
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from stzverbund.basis.zeit import Woche, monat_plus, monatsanfang
from zentren.ansichten import Anlegen, Ansehen, Befehl
from zentren.auslastung import Auslastung, auslastung, zusammen
from zentren.belegungen import moment
from zentren.models import Belegung, Raum, Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement import raumsperren
from zentren.stadtteilmanagement.ansichten import MitWer
from zentren.stadtteilmanagement.filters.raeume import RaumFilter
from zentren.stadtteilmanagement.forms.raeume import SperreFormular
from zentren.stadtteilmanagement.models import Raumbuchung
from zentren.stadtteilmanagement.querysets_register import IM_HAUS, PARTNER
from zentren.stadtteilmanagement.rules import FUEHREN
from zentren.stadtteilmanagement.tables.raeume import RaumTabelle

MONATE = 12
"""So many months of its use stand on the page of a Raum, the running one not among them."""
NAECHSTE = 5


class RaumListe(Liste):
    """The Räume of the centres that the role sees; how much they are used is for house and partners."""

    model = Raum
    table_class = RaumTabelle
    filterset_class = RaumFilter
    template_name = "stadtteilmanagement/raum_list.html"
    titel = "Räume"
    dateiname = "raeume"

    def get_queryset(self) -> QuerySet:
        raeume = Raum.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("standort__zentrum")
        return raeume.order_by("standort__zentrum__sortierung", "sortierung", "pk")

    @cached_property
    def monat(self) -> date:
        return monat_plus(monatsanfang(timezone.localdate()), -1)

    def get_table_kwargs(self) -> dict[str, Any]:
        ausser = ["zentrum"] if self.request.mitgliedschaft.zentrum_id else []
        return {
            "exclude": ausser if liest_auslastung(self.request.mitgliedschaft) else [*ausser, "auslastung"]
        }

    def ergaenzen(self, tabelle: Any) -> None:
        if liest_auslastung(self.request.mitgliedschaft):
            gezeigte = [zeile.record for zeile in tabelle.paginated_rows]
            je_monat = auslastung(gezeigte, self.monat, self.monat) if gezeigte else {}
            tabelle.auslastungen = {raum: wert for (raum, _), wert in je_monat.items()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        verwaltung = m.hat(Rolle.VERWALTUNG)
        return super().get_context_data(**kwargs) | {
            "monat": self.monat if liest_auslastung(m) else None,
            "im_haus": m.hat(*IM_HAUS),
            "darf_buchen": darf(FUEHREN, m, m.zentrum),
            "leer": "Die Verwaltung hat an den Räumen keinen Anteil."
            if verwaltung
            else "Noch kein Raum. Räume tragen Sie auf der Seite des Zentrums bei seinen Standorten ein.",
        }


class RaumAnsehen(Ansehen):
    """What there is, for everybody who sees the centre; what happens in it, for the house."""

    model = Raum
    template_name = "stadtteilmanagement/raum_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("standort__zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, heute = self.request.mitgliedschaft, timezone.localdate()
        monate = _letzte_monate(self.object, heute) if liest_auslastung(m) else []
        buchungen = Raumbuchung.objects.sichtbar_fuer(m).filter(raum=self.object)
        return super().get_context_data(**kwargs) | {
            "monate": monate,
            "summe": zusammen(wert for _, wert in monate),
            "im_haus": m.hat(*IM_HAUS),
            "woche": Woche.von(heute),
            "offene": list(buchungen.filter(status=Raumbuchung.Status.ANGEFRAGT)) if m.hat(*IM_HAUS) else [],
            "sperren": self._sperren(heute) if m.hat(*IM_HAUS) else [],
            "darf_fuehren": darf(FUEHREN, m, self.object),
            "verlauf": verlauf(self.object) if darf("zentren.verlauf_lesen", m, self.object) else [],
        }

    def _sperren(self, heute: date) -> list[Belegung]:
        laufende = self.object.belegungen.filter(art=Belegung.Art.SPERRE, ende__gte=moment(heute))
        return list(laufende[:NAECHSTE])


def liest_auslastung(m: Any) -> bool:
    """House and partners; colleagues of other centres know what there is, not how much it is used."""
    return m is not None and m.hat(*IM_HAUS, *PARTNER)


def _letzte_monate(raum: Raum, heute: date) -> list[tuple[date, Auslastung]]:
    """At most the last twelve months, the newest first; none from before somebody noted its use."""
    letzter = monat_plus(monatsanfang(heute), -1)
    je_monat = auslastung([raum], monat_plus(letzter, 1 - MONATE), letzter)
    zeilen = sorted((monat, wert) for (_, monat), wert in je_monat.items())
    return list(dropwhile(lambda zeile: not zeile[1].insgesamt, zeilen))[::-1]


class SperreNeu(MitWer, Anlegen):
    """The Raum stands in the address."""

    model = Belegung
    form_class = SperreFormular
    recht = FUEHREN
    template_name = "formular.html"
    fehlerfeld = "von_tag"
    gespeichert = "Der Raum ist in dieser Zeit nicht verfügbar."

    @cached_property
    def raum(self) -> Raum:
        raeume = Raum.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("standort__zentrum")
        return get_object_or_404(raeume, pk=self.kwargs["pk"])

    def bezug(self) -> Raum:
        return self.raum

    def vorbelegen(self) -> dict[str, Any]:
        return {"raum": self.raum, "art": Belegung.Art.SPERRE}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.raum}: nicht verfügbar",
            "zurueck": self.get_success_url(),
            "zurueck_text": self.raum.name,
            "knopf": "Sperren",
        }

    def get_success_url(self) -> str:
        return reverse("raum", args=[self.raum.pk])


class SperreAufheben(Befehl):
    model = Belegung
    recht = FUEHREN

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(art=Belegung.Art.SPERRE)

    def ausfuehren(self) -> str:
        raumsperren.aufheben(sperre=self.object, wer=self.request.mitgliedschaft)
        return "Der Raum ist wieder verfügbar."

    def ziel(self) -> str:
        return reverse("raum", args=[self.object.raum_id])
