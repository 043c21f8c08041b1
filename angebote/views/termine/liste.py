"""Termine for the phone: today's and those that nobody has counted yet, one tap each."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.generic import TemplateView

from angebote import zaehlbogen
from angebote.forms.termin import GRUENDE
from angebote.models import Termin
from angebote.querysets import INNEN
from angebote.views.termine.zeilen import Gruppe, Zeile, zeilen
from angebote.zeitplan.regel import ERSTES_JAHR, LETZTES_JAHR
from stzverbund.basis.zeit import Woche
from zentren.rules import darf

RUECKBLICK = timedelta(days=14)


class TerminListe(TemplateView):
    """Today's Termine and the uncounted ones of the last two weeks; `?tag=` shows another day."""

    template_name = "angebote/termin_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heute, mitgliedschaft, tag = timezone.localdate(), self.request.mitgliedschaft, self._tag()
        kontext = super().get_context_data(**kwargs) | {
            "tag": tag,
            "woche": Woche.von(tag or heute),
            "gruende": GRUENDE,
            "team": darf("angebote.angebot_anlegen", mitgliedschaft),
            "druckmonate": zaehlbogen.naechste(heute),
            "liest": mitgliedschaft is not None and mitgliedschaft.hat(*INNEN),
        }
        if tag:
            return kontext | {"gruppen": [Gruppe(f"{tag:%d.%m.%Y}", self._zeilen(tag), mit_tag=False)]}
        return kontext | self._zu_zaehlen(heute)

    def _zu_zaehlen(self, heute: date) -> dict[str, Any]:
        offen = self._termine().ungezaehlt(heute).filter(angebot__zaehlung_je_termin=True)
        neulich = offen.filter(datum__gte=heute - RUECKBLICK, datum__lt=heute).order_by("-datum", "von", "pk")
        aelter = offen.filter(datum__lt=heute - RUECKBLICK)
        letzter = aelter.order_by("-datum").values_list("datum", flat=True).first()
        return {
            "gruppen": [
                Gruppe("Heute", self._zeilen(heute), mit_tag=False),
                Gruppe("Noch nicht gezählt", zeilen(neulich, self.request.mitgliedschaft), "Alles gezählt."),
            ],
            "aelter": aelter.count(),
            "aelteste": letzter and Woche.von(letzter),
        }

    def _zeilen(self, tag: date) -> list[Zeile]:
        return zeilen(self._termine().filter(datum=tag), self.request.mitgliedschaft)

    def _termine(self) -> QuerySet:
        termine = Termin.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return termine.select_related("angebot__zentrum", "angebot__standort")

    def _tag(self) -> date | None:
        """The day of the address; what is no day of these times is as good as none."""
        try:
            tag = parse_date(self.request.GET.get("tag", ""))
        except ValueError:
            return None
        return tag if tag and ERSTES_JAHR <= tag.year <= LETZTES_JAHR else None
