"""/befragungen/: what a centre has asked, and one of them with its result."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.listen import Liste
from stzverbund.basis.qr import qr_datenadresse
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Ansehen
from zentren.models import Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement.befragungen import ergebnis
from zentren.stadtteilmanagement.befragungen.pflege import FUEHREN
from zentren.stadtteilmanagement.filters.befragungen import BefragungFilter
from zentren.stadtteilmanagement.models import Befragung, Frage
from zentren.stadtteilmanagement.querysets_register import IM_HAUS
from zentren.stadtteilmanagement.tables.befragungen import TON, BefragungTabelle

EINLEITUNG = {
    Rolle.TRAEGER: "Was Ihre Zentren gefragt haben und was daraus folgt.",
    Rolle.MITARBEIT: "Drei bis acht Fragen, ein Link, ein Aushang. Antworten ohne Anmeldung, ohne Namen.",
    Rolle.LEITUNG: "Drei bis acht Fragen, ein Link, ein Aushang. Antworten ohne Anmeldung, ohne Namen.",
}
NUR_IM_HAUS = (
    "Befragungen lesen die Teams und ihre Träger. Was ein Zentrum veröffentlicht, steht auf seiner "
    "öffentlichen Seite; Zahl und Beteiligung stehen in den Berichten."
)


class BefragungListe(Liste):
    model = Befragung
    table_class = BefragungTabelle
    filterset_class = BefragungFilter
    template_name = "stadtteilmanagement/befragung_list.html"
    titel = "Befragungen"
    dateiname = "befragungen"

    def get_queryset(self) -> QuerySet:
        return Befragung.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("zentrum")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"exclude": ("zentrum",)} if self.request.mitgliedschaft.zentrum_id else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "einleitung": EINLEITUNG.get(Rolle(m.rolle), ""),
            "leer": "Noch keine Befragung. Mit einer Vorlage ist sie in fünf Minuten fertig."
            if m.hat(*IM_HAUS)
            else NUR_IM_HAUS,
            "darf_anlegen": m.zentrum_id is not None and darf(FUEHREN, m, m.zentrum),
        }


class BefragungAnsehen(Ansehen):
    """One Befragung: its questions as a draft, its link while it runs, its result when it has ended."""

    model = Befragung
    template_name = "stadtteilmanagement/befragung_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        befragung = self.object
        kontext = {
            "ton": TON[befragung.status],
            "darf_fuehren": darf(FUEHREN, self.request.mitgliedschaft, befragung),
            "verlauf": verlauf(befragung),
        }
        if befragung.abgeschlossen:
            kontext["ergebnisse"] = ergebnis.auswerten(befragung, mit_texten=True)
            kontext["vergleiche"] = ergebnis.vergleichen(befragung)
        else:
            kontext["fragen"] = list(Frage.objects.filter(befragung=befragung))
        if befragung.nimmt_an(timezone.localdate()):
            adresse = umfrageadresse(befragung)
            kontext |= {"adresse": adresse, "qr": qr_datenadresse(adresse)}
        return super().get_context_data(**kwargs) | kontext


def umfrageadresse(befragung: Befragung) -> str:
    """The whole address of the sheet, as it stands on the poster."""
    return settings.BASE_URL + reverse("umfrage", args=[befragung.kennung])
