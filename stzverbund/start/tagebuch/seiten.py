"""/taetigkeiten/<pk>/ and its form: the entry of the diary with what it is about in the higher rooms."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from angebote.models import Angebot
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.zahlen import zeige_minuten
from stzverbund.start.tagebuch.forms import TaetigkeitMitBezug, bezuege
from verbund.models import Sitzung
from zentren.models import Aufgabe
from zentren.stadtteilmanagement.models import (
    Bedarf,
    Kooperation,
    Taetigkeitsform,
    Taetigkeitsvorlage,
)
from zentren.stadtteilmanagement.views.taetigkeiten import (
    TaetigkeitAnlegen,
    TaetigkeitAnsehen,
    TaetigkeitBearbeiten,
)

AUFGABEN: dict[str, str] = {
    Kooperation.Art.GREMIUM: "A3.1",
    Kooperation.Art.QUARTIERSMANAGEMENT: "A3.1",
    Kooperation.Art.SOZIALAMT: "A3.6",
    Kooperation.Art.SOZIALKOMMISSION: "A3.6",
    Kooperation.Art.JUGENDAMT: "A3.7",
    Kooperation.Art.PSYCHOSOZIAL: "A3.8",
    Kooperation.Art.BEHINDERTENORGANISATION: "A3.9",
    Kooperation.Art.BEAUFTRAGTE: "A3.9",
    Kooperation.Art.MIGRATIONSSOZIALDIENST: "A3.9",
    Kooperation.Art.WIRTSCHAFT: "A2.3",
}
"""The Aufgabe of RK-2017 4.2 that a partner of this kind belongs to."""
MIT_BEZUG = ("angebotsbezug__angebot", "sitzungsbezug__sitzung")


class TaetigkeitSeite(TaetigkeitAnsehen):
    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related(*MIT_BEZUG)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        angebot, sitzung = bezuege(self.object)
        minuten = self.object.minuten
        return super().get_context_data(**kwargs) | {
            "angebot": angebot,
            "sitzung": sitzung,
            "stunden": "" if minuten is None else zeige_minuten(minuten),
        }


class TaetigkeitNeu(TaetigkeitAnlegen):
    """Other pages say by the address what is known: ?form=, ?kooperation=, ?bedarf=, ?angebot=, ?sitzung=,
    ?vorlage=, ?was=, ?datum=. What the reader must not see is not there."""

    form_class = TaetigkeitMitBezug

    def get_initial(self) -> dict[str, Any]:
        anfang: dict[str, Any] = {"datum": timezone.localdate()}
        if vorlage := self._gemeint("vorlage", Taetigkeitsvorlage):
            for feld in ("was", "aufgabe", "form", "minuten"):
                anfang[feld] = getattr(vorlage, feld)
            anfang["kooperationen"] = [vorlage.kooperation_id] if vorlage.kooperation_id else []
        if kooperation := self._gemeint("kooperation", Kooperation):
            anfang |= _mit(kooperation)
        for name, modell in (("bedarf", Bedarf), ("angebot", Angebot), ("sitzung", Sitzung)):
            if gemeint := self._gemeint(name, modell):
                anfang[name] = gemeint.pk
        return anfang | self._getippt()

    def _getippt(self) -> dict[str, str]:
        texte = {name: self.request.GET.get(name, "") for name in ("was", "datum", "form")}
        if texte["form"] not in Taetigkeitsform.values:
            texte["form"] = ""
        return {name: text for name, text in texte.items() if text}

    def _gemeint(self, name: str, modell: Any) -> Any:
        pk = nummer(self.request.GET.get(name, ""))
        if pk is None:
            return None
        m = self.request.mitgliedschaft  # type: ignore[attr-defined]
        return modell.objects.sichtbar_fuer(m).filter(pk=pk).first()


def _mit(kooperation: Kooperation) -> dict[str, Any]:
    """A date with a partner; in a Gremium it is a session. The Aufgabe follows where the kind names one."""
    mit: dict[str, Any] = {"kooperationen": [kooperation.pk], "form": Taetigkeitsform.TREFFEN}
    if kooperation.ist_gremium:
        mit |= {"form": Taetigkeitsform.GREMIUM, "was": str(kooperation)}
    if aufgabe := Aufgabe.objects.filter(schluessel=AUFGABEN.get(kooperation.art, "")).first():
        mit["aufgabe"] = aufgabe.pk
    return mit


class TaetigkeitAendern(TaetigkeitBearbeiten):
    form_class = TaetigkeitMitBezug

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related(*MIT_BEZUG)
