"""What the Geschäftsstelle keeps: /verbund/beratungen/ and /verbund/empfehlungen/."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from stzverbund.basis.dateien import ausgeben
from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from verbund.ansichten import MitWer
from verbund.filters.austausch import BeratungsnotizFilter, EmpfehlungFilter
from verbund.forms.austausch import BeratungsnotizFormular, EmpfehlungFormular
from verbund.models import Beratungsnotiz, Empfehlung
from verbund.tables.austausch import EMPFEHLUNGSTON, BeratungsnotizTabelle, EmpfehlungTabelle
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Loeschen
from zentren.rules import darf

ANLEGEN, PFLEGEN = "verbund.beraten", "verbund.geschaeftsstelle_pflegen"


class MitAnlegen(Liste):
    template_name = "verbund/geschaeftsstelle_list.html"
    neu = ""
    """Name of the address where a new one is entered."""
    neu_text = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        darf_anlegen = darf(ANLEGEN, self.request.mitgliedschaft)
        return super().get_context_data(**kwargs) | {
            "neu": reverse(self.neu) if darf_anlegen else "",
            "neu_text": self.neu_text,
        }


class BeratungsnotizListe(MitAnlegen):
    model = Beratungsnotiz
    table_class = BeratungsnotizTabelle
    filterset_class = BeratungsnotizFilter
    titel = "Beratungen der Geschäftsstelle"
    leer = "Noch keine Notiz. Zentren lesen hier, was die Geschäftsstelle mit ihnen teilt."
    dateiname = "beratungen"
    neu, neu_text = "beratungsnotiz_neu", "Beratung eintragen"

    def get_queryset(self) -> QuerySet:
        sichtbare = Beratungsnotiz.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbare.select_related("bezirk", "zentrum").defer("bezirk__geometrie")


class EmpfehlungListe(MitAnlegen):
    model = Empfehlung
    table_class = EmpfehlungTabelle
    filterset_class = EmpfehlungFilter
    titel = "Empfehlungen"
    einleitung = (
        "Was Geschäftsstelle und Partner der Politik und der Verwaltung empfehlen, und was daraus wurde."
    )
    leer = "Noch keine Empfehlung."
    dateiname = "empfehlungen"
    neu, neu_text = "empfehlung_neu", "Empfehlung eintragen"

    def get_queryset(self) -> QuerySet:
        return Empfehlung.objects.sichtbar_fuer(self.request.mitgliedschaft)


class Gelesen(Ansehen):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pflegen = darf(PFLEGEN, self.request.mitgliedschaft, self.object)
        return super().get_context_data(**kwargs) | {
            "darf_pflegen": pflegen,
            "verlauf": verlauf(self.object) if pflegen else [],
        }


class BeratungsnotizAnsehen(Gelesen):
    model = Beratungsnotiz
    template_name = "verbund/beratungsnotiz_detail.html"

    def get_queryset(self) -> QuerySet:
        laden = super().get_queryset().select_related("bezirk", "zentrum", "verband")
        return laden.defer("bezirk__geometrie")


class EmpfehlungAnsehen(Gelesen):
    model = Empfehlung
    template_name = "verbund/empfehlung_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "ton": EMPFEHLUNGSTON[self.object.stand],
            "bezirke": list(self.object.bezirke.only("name")),
        }


class EmpfehlungDatei(Ansehen):
    """The paper as a download."""

    model = Empfehlung

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> FileResponse:
        if self.object.datei is None:
            raise Http404
        return ausgeben(self.object.datei)


class FuerDenVerband(MitWer):
    """What is new belongs to the Verband of the active role."""

    def vorbelegen(self) -> dict[str, Any]:
        return {"verband": self.request.mitgliedschaft.verband}


class BeratungsnotizNeu(FuerDenVerband, Anlegen):
    model = Beratungsnotiz
    form_class = BeratungsnotizFormular
    recht = ANLEGEN
    template_name = "formular.html"
    extra_context = {
        "titel": "Beratung eintragen",
        "zurueck": reverse_lazy("beratungsnotizen"),
        "zurueck_text": "Beratungen",
    }

    def vorbelegen(self) -> dict[str, Any]:
        return super().vorbelegen() | {"datum": timezone.localdate()}

    def get_success_url(self) -> str:
        return reverse("beratungsnotiz", args=[self.object.pk])


class EmpfehlungNeu(FuerDenVerband, Anlegen):
    model = Empfehlung
    form_class = EmpfehlungFormular
    recht = ANLEGEN
    template_name = "formular.html"
    extra_context = {
        "titel": "Empfehlung eintragen",
        "zurueck": reverse_lazy("empfehlungen"),
        "zurueck_text": "Empfehlungen",
    }

    def get_success_url(self) -> str:
        return reverse("empfehlung", args=[self.object.pk])


class Gepflegt(MitWer, Bearbeiten):
    recht = PFLEGEN
    template_name = "formular.html"
    titel = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.titel,
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }


class BeratungsnotizBearbeiten(Gepflegt):
    model = Beratungsnotiz
    form_class = BeratungsnotizFormular
    titel = "Beratung bearbeiten"

    def get_success_url(self) -> str:
        return reverse("beratungsnotiz", args=[self.object.pk])


class EmpfehlungBearbeiten(Gepflegt):
    model = Empfehlung
    form_class = EmpfehlungFormular
    titel = "Empfehlung bearbeiten"

    def get_success_url(self) -> str:
        return reverse("empfehlung", args=[self.object.pk])


class BeratungsnotizLoeschen(Loeschen):
    model = Beratungsnotiz
    recht = PFLEGEN

    def ziel(self) -> str:
        return reverse("beratungsnotizen")


class EmpfehlungLoeschen(Loeschen):
    model = Empfehlung
    recht = PFLEGEN

    def ziel(self) -> str:
        return reverse("empfehlungen")
