"""/raeume/buchungen/: groups ask for a Raum, the team answers."""

from datetime import date, time
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time

from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from zentren import belegungen
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl
from zentren.belegungen import Vorplan
from zentren.rules import darf
from zentren.stadtteilmanagement import raumbuchungen
from zentren.stadtteilmanagement.ansichten import FuerDasZentrum, MitWer
from zentren.stadtteilmanagement.filters.raeume import RaumbuchungFilter
from zentren.stadtteilmanagement.forms.raeume import (
    AblehnenFormular,
    AbsagenFormular,
    BestaetigenFormular,
    BuchungFormular,
)
from zentren.stadtteilmanagement.models import Buchungstermin, Raumbuchung
from zentren.stadtteilmanagement.querysets_register import IM_HAUS
from zentren.stadtteilmanagement.rules import FUEHREN
from zentren.stadtteilmanagement.tables.raeume import TON, RaumbuchungTabelle

Status = Raumbuchung.Status
LISTE = {"zurueck": reverse_lazy("raumbuchungen"), "zurueck_text": "Raumbuchungen"}
NICHTS = "Buchungen sind Arbeitsunterlagen der Zentren: Team und Träger lesen sie."
LEER = "Noch keine Buchung. Gruppen fragen auf der öffentlichen Seite an, oder Sie tragen hier ein."


class RaumbuchungListe(Liste):
    model = Raumbuchung
    table_class = RaumbuchungTabelle
    filterset_class = RaumbuchungFilter
    template_name = "stadtteilmanagement/raumbuchung_list.html"
    titel = "Raumbuchungen"
    dateiname = "raumbuchungen"

    def get_queryset(self) -> QuerySet:
        buchungen = Raumbuchung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return buchungen.select_related("raum__standort__zentrum")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"exclude": ["zentrum"]} if self.request.mitgliedschaft.zentrum_id else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "leer": LEER if m.hat(*IM_HAUS) else NICHTS,
            "darf_buchen": darf(FUEHREN, m, m.zentrum),
        }


class RaumbuchungAnsehen(Ansehen):
    """With its dates: what is asked for and whether it is free, or what has been confirmed."""

    vorplan: Vorplan = staticmethod(belegungen.nichts)
    model = Raumbuchung
    template_name = "stadtteilmanagement/raumbuchung_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("raum__standort__zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, buchung = self.request.mitgliedschaft, self.object
        offen = buchung.status == Status.ANGEFRAGT
        pruefen = partial(raumbuchungen.pruefen, buchung, belegungen.vorschau, self.vorplan)
        frei, kollisionen = pruefen() if offen else ([], [])
        return super().get_context_data(**kwargs) | {
            "ton": TON[Status(buchung.status)],
            "offen": offen,
            "laeuft": buchung.status in (Status.ANGEFRAGT, Status.BESTAETIGT),
            "frei": [belegungen.in_worten(belegung) for belegung in frei],
            "kollisionen": kollisionen,
            "zu": raumbuchungen.geschlossene_tage(buchung) if offen else [],
            "termine": _termine(buchung),
            "jetzt": timezone.now(),
            "darf_fuehren": darf(FUEHREN, m, buchung),
            "verlauf": verlauf(buchung),
        }


def _termine(buchung: Raumbuchung) -> list[Buchungstermin]:
    return list(buchung.termine.select_related("belegung").order_by("belegung__beginn"))


class ZurBuchung(MitWer):
    def get_success_url(self) -> str:
        return reverse("raumbuchung", args=[self.object.pk])


class MitVorplan(ZurBuchung):
    """The address passes what is planned in a Raum (`vorplan`), because higher rooms plan it."""

    vorplan: Vorplan = staticmethod(belegungen.nichts)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"vorplan": self.vorplan}


class RaumbuchungNeu(MitVorplan, FuerDasZentrum, Anlegen):
    """`?raum=`, `?tag=`, `?von=` and `?bis=` come from a free hour of the week."""

    model = Raumbuchung
    form_class = BuchungFormular
    template_name = "formular.html"
    gespeichert = "Die Buchung ist eingetragen."
    extra_context = LISTE | {"titel": "Raum buchen"}

    def vorbelegen(self) -> dict[str, Any]:
        return {}

    def get_initial(self) -> dict[str, Any]:
        wahl = self.request.GET
        raum = wahl.get("raum", "")
        return {
            "raum": raum if raum.isdecimal() else None,
            "tag": _gelesen(parse_date, wahl.get("tag", "")),
            "von": _gelesen(parse_time, wahl.get("von", "")),
            "bis": _gelesen(parse_time, wahl.get("bis", "")),
        }


def _gelesen(lesen: Any, text: str) -> date | time | None:
    """What an address says; nonsense is nothing."""
    try:
        return lesen(text)
    except ValueError:
        return None


class EineBuchung(ZurBuchung, Bearbeiten):
    model = Raumbuchung
    recht = FUEHREN
    template_name = "formular.html"
    wie = ""
    knopf = "Speichern"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("raum__standort__zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.wie,
            "einleitung": f"{self.object.gruppe}, Raum „{self.object.raum}“",
            "zurueck": self.get_success_url(),
            "zurueck_text": self.object.gruppe,
            "knopf": self.knopf,
        }


class RaumbuchungBearbeiten(EineBuchung):
    form_class = BuchungFormular
    wie = "Anfrage ändern"
    fehlerfeld = "tag"


class RaumbuchungBestaetigen(MitVorplan, EineBuchung):
    form_class = BestaetigenFormular
    wie, knopf = "Buchung bestätigen", "Bestätigen"
    fehlerfeld = "ohne_belegte"
    gespeichert = "Die Buchung ist bestätigt. Der Raum ist belegt."


class RaumbuchungAblehnen(EineBuchung):
    form_class = AblehnenFormular
    wie, knopf = "Anfrage ablehnen", "Ablehnen"
    fehlerfeld = "antwort"
    gespeichert = "Die Anfrage ist abgelehnt."


class RaumbuchungAbsagen(EineBuchung):
    form_class = AbsagenFormular
    wie, knopf = "Buchung absagen", "Absagen"
    gespeichert = "Die Buchung ist abgesagt. Der Raum ist ab jetzt wieder frei."


class BuchungsterminAbsagen(Befehl):
    """One date (`termin`) of a booking falls out."""

    model = Raumbuchung
    recht = FUEHREN

    def ausfuehren(self) -> str:
        termin = get_object_or_404(self.object.termine, pk=self.kwargs["termin"])
        raumbuchungen.termin_absagen(termin=termin, wer=self.request.mitgliedschaft)
        return "Der Termin ist abgesagt."

    def ziel(self) -> str:
        return reverse("raumbuchung", args=[self.object.pk])
