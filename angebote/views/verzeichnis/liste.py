"""The public directory: what citizens find without an account."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import ListView

from angebote.forms.verzeichnis import Verzeichnisformular
from angebote.karten import karten
from angebote.verzeichnis import Suche, treffer
from zentren.models import Bezirksregion, Zentrum

ZENTREN = 12
"""So many centres stand below the hits."""


@method_decorator(login_not_required, name="dispatch")
class Verzeichnis(ListView):
    """Angebote of the centres and of others, with search and filters, and the centres that fit.

    What cannot be understood finds nothing and says so at its field.
    """

    template_name = "angebote/verzeichnis_list.html"
    paginate_by = 20

    def get_queryset(self) -> QuerySet | list:
        self.form = Verzeichnisformular(self.request.GET)
        self.heute = timezone.localdate()
        return treffer(self.form.suche(), self.heute) if self.form.is_valid() else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs)
        parameter = self.request.GET.copy()
        parameter.pop("page", None)
        suche = self.form.suche() if self.form.is_valid() else Suche()
        aktive = self.form.aktive() if self.form.is_valid() else []
        zentren = [] if suche.zentrum else list(_zentren(suche, self.heute)[: ZENTREN + 1])
        return kontext | {
            "form": self.form,
            "karten": karten(kontext["object_list"], self.heute),
            "parameter": parameter.urlencode(),
            "aktive": aktive,
            "gefiltert": bool(aktive or self.form.errors),
            "stadtteil": suche.stadtteil,
            "zentren": zentren[:ZENTREN],
            "mehr_zentren": len(zentren) > ZENTREN,
        }


def _zentren(suche: Suche, heute: Any) -> QuerySet[Zentrum]:
    """The centres in operation that the words and the Stadtteil fit."""
    regionen = Prefetch("regionen", Bezirksregion.objects.only("pk", "name", "sortierung"))
    passend = Zentrum.objects.in_betrieb(heute)
    if suche.stadtteil:
        passend = passend.filter(regionen=suche.stadtteil)
    for wort in suche.worte:
        zustaendig = Zentrum.regionen.through.objects.filter(bezirksregion__in=wort.regionen)
        passend = passend.filter(Q(suche__contains=wort.text) | Q(pk__in=zustaendig.values("zentrum")))
    passend = passend.select_related("bezirk").defer("bezirk__geometrie").prefetch_related(regionen)
    return passend.order_by("bezirk__sortierung", "sortierung", "pk")
