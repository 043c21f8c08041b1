"""/zentren/<zentrum>/aufgaben/<JJJJ>/: the 27 Aufgaben of a centre in a year (RK-2017 4.2), and its Ehrenamt.

Counts are for all who read the reports of the centre; what the diary says in words only for the house.
"""

from collections import defaultdict
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from angebote.querysets import INNEN
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.zahlen import zeige_minuten
from stzverbund.berichte.aufgabenjahr import aufgaben27, bearbeitet_je_zentrum, ehrenamtsjahr
from stzverbund.berichte.aufgabenjahr.formen import Aufgabenzeile, Spanne
from stzverbund.berichte.aufgabenjahr.quellen import LESER, QUELLEN
from stzverbund.berichte.querysets import zentren_mit_bericht
from stzverbund.berichte.views.jahr import gegenstand_oder_404
from zentren.models import Mitgliedschaft, Zentrum
from zentren.stadtteilmanagement.models import Taetigkeit

JE_AUFGABE = 4
"""So many entries are named; all of them stand in the diary."""
JE_ZENTRUM = frozenset(
    {
        *("taetigkeiten", "bedarfe", "anliegen_liste", "kooperationen", "foerderungen", "beschwerden"),
        *("befragungen", "barrieren", "dokumente", "massnahmen", "angebot_liste"),
    }
)
"""Lists that ask whoever reads several centres for one: they open with the centre of the page."""
JAHRE = 5
"""So many years are offered."""
ERSTES_JAHR = 2017
"""The year of the Rahmenkonzept."""


class AufgabenSeite(TemplateView):
    template_name = "stadtteilmanagement/aufgabenjahr.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, jahr = self.request.mitgliedschaft, self.kwargs["jahr"]  # type: ignore[attr-defined]
        zentrum = gegenstand_oder_404(zentren_mit_bericht(m), jahr, slug=self.kwargs["zentrum"])
        im_haus = m.hat(*INNEN)
        bild, ehrenamt = aufgaben27(zentrum, jahr), ehrenamtsjahr(zentrum, jahr, entwuerfe=im_haus)
        genannte = eintraege(zentrum, jahr) if im_haus else {}
        nur = "" if m.zentrum_id else f"zentrum={zentrum.pk}"
        return super().get_context_data(**kwargs) | {
            "zentrum": zentrum,
            "jahr": jahr,
            "bild": bild,
            "gruppen": [
                (gruppe, [_zeile(zeile, genannte.get(zeile.pk, []), m, nur) for zeile in gruppe.zeilen])
                for gruppe in bild.gruppen
            ],
            "ehrenamt": ehrenamt,
            "ehrenamt_stunden": "" if ehrenamt.minuten is None else zeige_minuten(ehrenamt.minuten),
            "im_haus": im_haus,
            "nur": nur,
            "jahre": range(timezone.localdate().year, max(ERSTES_JAHR, zentrum.in_betrieb_von.year) - 1, -1),
        }


def _zeile(zeile: Aufgabenzeile, genannte: list[Taetigkeit], m: Mitgliedschaft, nur: str) -> dict[str, Any]:
    """An Aufgabe with links to what this reader may read, of this centre (`nur`: as a query)."""
    return {
        "zeile": zeile,
        "genannte": genannte,
        "weitere": zeile.eintraege - len(genannte) if genannte else 0,
        "beitraege": [(b.text, _adresse(b.liste, m, nur)) for b in zeile.beitraege],
    }


def _adresse(liste: str, m: Mitgliedschaft, nur: str) -> str:
    if not liste or not m.hat(*LESER[liste]):
        return ""
    return f"{reverse(liste)}?{nur}" if nur and liste in JE_ZENTRUM else reverse(liste)


def eintraege(zentrum: Zentrum, jahr: int) -> dict[int, list[Taetigkeit]]:
    """The newest entries of each Aufgabe (by its key), a few of each; one query."""
    neueste = Window(RowNumber(), partition_by=F("aufgabe"), order_by=[F("datum").desc(), F("pk").desc()])
    zeilen = Taetigkeit.objects.filter(zentrum=zentrum, datum__range=Spanne(jahr).tage)
    gewaehlt = zeilen.annotate(stelle=neueste).filter(stelle__lte=JE_AUFGABE).only("was", "datum", "aufgabe")
    je_aufgabe: dict[int, list[Taetigkeit]] = defaultdict(list)
    for eintrag in gewaehlt.order_by("-datum", "-pk"):
        je_aufgabe[eintrag.aufgabe_id].append(eintrag)
    return je_aufgabe


class AufgabenWahl(TemplateView):
    """The centres whose pages this role reads, each with the way to the running year."""

    template_name = "stadtteilmanagement/aufgabenwahl.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        zentren = list(zentren_mit_bericht(self.request.mitgliedschaft))  # type: ignore[attr-defined]
        heute = timezone.localdate().year
        gewuenscht = nummer(self.request.GET.get("jahr", ""))
        jahr = gewuenscht if gewuenscht and ERSTES_JAHR <= gewuenscht <= heute else heute
        bearbeitet = bearbeitet_je_zentrum(zentren, jahr)
        return super().get_context_data(**kwargs) | {
            "zentren": [(zentrum, bearbeitet[zentrum.pk]) for zentrum in zentren],
            "alle": len(QUELLEN),
            "jahr": jahr,
            "jahre": range(heute, heute - JAHRE, -1),
        }
