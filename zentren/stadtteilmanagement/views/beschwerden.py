"""/beschwerden/: what people say about a centre, and what became better (RK-2017 4.3, Standard 12)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl
from zentren.models import Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement import beschwerdefolgen, beschwerden
from zentren.stadtteilmanagement.filters.beschwerden import BeschwerdeFilter
from zentren.stadtteilmanagement.forms.beschwerden import (
    AbschlussFormular,
    AntwortFormular,
    BeschwerdeFormular,
    VerbesserungFormular,
)
from zentren.stadtteilmanagement.kontakt import ist_mail
from zentren.stadtteilmanagement.models import Beschwerde
from zentren.stadtteilmanagement.tables.beschwerden import TON, BeschwerdeTabelle

FUEHREN = beschwerden.FUEHREN
ZAHLEN = "stadtteilmanagement.beschwerdezahlen_lesen"
LISTE = {"zurueck": reverse_lazy("beschwerden"), "zurueck_text": "Beschwerden"}
NUR_ZAHLEN = "Texte lesen nur das Zentrum und sein Träger. Sie sehen Anzahl und Dauer in Zahlen."
LEER = "Noch keine Beschwerde oder Anregung. Das Formular steht auf der öffentlichen Seite des Zentrums."
NICHTS = "Beschwerden und Anregungen lesen die Zentren und ihre Träger; das Bezirksamt sieht Zahlen."


class BeschwerdeListe(Liste):
    model = Beschwerde
    table_class = BeschwerdeTabelle
    filterset_class = BeschwerdeFilter
    template_name = "stadtteilmanagement/beschwerde_list.html"
    titel = "Beschwerden und Anregungen"
    dateiname = "beschwerden"

    def get_queryset(self) -> QuerySet:
        sichtbare = Beschwerde.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbare.select_related("zentrum").order_by("-eingegangen_am", "-pk")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"exclude": ("zentrum",)} if self.request.mitgliedschaft.zentrum_id else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "leer": self._leer(),
            "darf_aufnehmen": m.zentrum is not None and darf(FUEHREN, m, m.zentrum),
            "darf_zahlen": darf(ZAHLEN, m),
            "zentrum": m.zentrum,
        }

    def _leer(self) -> str:
        m = self.request.mitgliedschaft
        if m.hat(Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER):
            return LEER
        return NUR_ZAHLEN if darf(ZAHLEN, m) else NICHTS


class BeschwerdeAnsehen(Ansehen):
    model = Beschwerde
    template_name = "stadtteilmanagement/beschwerde_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum", "massnahme", "bedarf")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        eine = self.object
        fuehren = darf(FUEHREN, self.request.mitgliedschaft, eine)
        return super().get_context_data(**kwargs) | {
            "ton": TON[eine.status],
            "ueberfaellig": eine.offen and eine.frist < timezone.localdate(),
            "darf_fuehren": fuehren,
            "per_mail": ist_mail(eine.kontakt),
            "verlauf": verlauf(eine),
        }


class ZurBeschwerde:
    """The form asks in the name of the active role."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    def get_success_url(self) -> str:
        return reverse("beschwerde", args=[self.object.pk])


class BeschwerdeNeu(ZurBeschwerde, Anlegen):
    model = Beschwerde
    form_class = BeschwerdeFormular
    recht = FUEHREN
    template_name = "formular.html"
    gespeichert = "Die Rückmeldung ist aufgenommen."
    fehlerfeld = "eingegangen_am"
    extra_context = LISTE | {"titel": "Beschwerde oder Anregung aufnehmen"}

    def bezug(self) -> Any:
        zentrum = self.request.mitgliedschaft.zentrum
        if zentrum is None:
            raise PermissionDenied
        return zentrum

    def vorbelegen(self) -> dict[str, Any]:
        return {"zentrum": self.request.mitgliedschaft.zentrum}


class EineBeschwerde(ZurBeschwerde, Bearbeiten):
    model = Beschwerde
    recht = FUEHREN
    template_name = "formular.html"
    titel = knopf = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.titel,
            "knopf": self.knopf,
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }


class BeschwerdeBearbeiten(EineBeschwerde):
    form_class = BeschwerdeFormular
    titel, knopf = "Angaben ändern", "Speichern"
    fehlerfeld = "eingegangen_am"


class BeschwerdeBeantworten(EineBeschwerde):
    form_class = AntwortFormular
    titel, knopf = "Antworten", "Antwort geben"
    fehlerfeld = "antwort"
    gespeichert = "Die Antwort ist gegeben."


class BeschwerdeVerbesserung(EineBeschwerde):
    form_class = VerbesserungFormular
    titel, knopf = "Was wird dadurch besser?", "Speichern"


class BeschwerdeAbschliessen(EineBeschwerde):
    form_class = AbschlussFormular
    titel, knopf = "Abschließen", "Abschließen und Kontakt löschen"
    gespeichert = "Abgeschlossen. Ein Kontakt ist gelöscht."


class BeschwerdeBefehl(Befehl):
    model = Beschwerde
    recht = FUEHREN

    def ziel(self) -> str:
        return reverse("beschwerde", args=[self.object.pk])


class BeschwerdeUebernehmen(BeschwerdeBefehl):
    def ausfuehren(self) -> str:
        beschwerden.uebernehmen(beschwerde=self.object, wer=self.request.mitgliedschaft)
        return "Die Rückmeldung ist in Arbeit. Wer den Code hat, sieht das."


class BeschwerdeMassnahme(BeschwerdeBefehl):
    def ausfuehren(self) -> str:
        eine = beschwerdefolgen.massnahme_ableiten(beschwerde=self.object, wer=self.request.mitgliedschaft)
        return (
            f"Die Maßnahme ist angelegt, fällig am {eine.faellig:%d.%m.%Y}. Dort ändern Sie, was nicht passt."
        )


class BeschwerdeBedarf(BeschwerdeBefehl):
    def ausfuehren(self) -> str:
        beschwerdefolgen.bedarf_ableiten(beschwerde=self.object, wer=self.request.mitgliedschaft)
        return "Der Bedarf ist angelegt. Dort ergänzen Sie Stadtteil und Zielgruppen."
