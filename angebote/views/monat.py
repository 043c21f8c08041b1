"""A month of a centre as address: who may see it, who may enter figures, and the cells that it has."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Subquery
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import View

from angebote.erfassung import Eingabe
from angebote.models import Angebot, Kennzahl, Meldung
from angebote.vollstaendigkeit import monat_zaehlt
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.pflege import Verweigert
from zentren.models import Zentrum
from zentren.rules import darf


class Monatsseite(View):
    """Loads or refuses: staff and Träger see drafts, others what has been put before them, the rest 404."""

    zentrum: Zentrum
    monat: date

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.monat = kwargs["monat"]
        self.zentrum = self._eigenes() or (self.meldung.zentrum if self.meldung else self._zentrum())
        if not monat_zaehlt(self.zentrum, self.monat):
            raise Http404
        if not self.darf_intern and self.meldung is None:
            raise Http404
        self.pruefen()
        return super().dispatch(request, *args, **kwargs)

    def pruefen(self) -> None:
        """A further right of the view."""

    @cached_property
    def meldung(self) -> Meldung | None:
        """The newest whose figures this person reads."""
        sichtbar = Meldung.objects.mit_zahlen_fuer(self.request.mitgliedschaft).filter(
            zentrum__slug=self.kwargs["zentrum"],
            zeitraum__von__lte=self.monat,
            zeitraum__bis__gte=self.monat,
        )
        mit_haus = sichtbar.select_related("zeitraum__meldejahr", "zentrum__bezirk", "zentrum__traeger")
        return mit_haus.order_by("-nr").first()

    def _eigenes(self) -> Zentrum | None:
        """The own centre of its staff: it came with the login."""
        m = self.request.mitgliedschaft
        eigenes = m.zentrum if m else None
        return eigenes if eigenes and eigenes.slug == self.kwargs["zentrum"] else None

    def _zentrum(self) -> Zentrum:
        """The centre itself, where it has no Meldung for this month."""
        zentren = Zentrum.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return get_object_or_404(zentren.select_related("bezirk", "traeger"), slug=self.kwargs["zentrum"])

    @cached_property
    def darf_erfassen(self) -> bool:
        return darf("angebote.statistik_erfassen", self.request.mitgliedschaft, self.zentrum)

    @cached_property
    def darf_intern(self) -> bool:
        """Staff and Träger also see who changed what."""
        return darf("angebote.statistik_lesen", self.request.mitgliedschaft, self.zentrum)

    @property
    def ort(self) -> dict[str, Any]:
        """Where and who, as the domain functions take it."""
        return {"zentrum": self.zentrum, "monat": self.monat, "wer": self.request.mitgliedschaft}


class Monatserfassung(Monatsseite):
    """Only the staff of the centre enters figures."""

    def pruefen(self) -> None:
        if not self.darf_erfassen:
            raise PermissionDenied


class Zellenverzeichnis:
    """Cells of a month by their keys ("12-3"; 0 for Beratung and Zentrum), for the keys that are asked.

    `angebote` are those that have cells. One query for cells of one Angebot, two for more.
    """

    def __init__(
        self, zentrum: Zentrum, monat: date, angebote: QuerySet[Angebot], schluessel: Iterable[str]
    ) -> None:
        pks = {pk for s in schluessel if (pk := nummer(s.partition("-")[0]))}
        gefragt = angebote.filter(pk__in=pks)
        kennzahlen = Kennzahl.objects.gueltig(zentrum.bezirk_id, monat.year)
        if len(pks) == 1:
            kennzahlen = kennzahlen.annotate(titel=Subquery(gefragt.values("titel")[:1]))
        self._kennzahlen = {kennzahl.pk: kennzahl for kennzahl in kennzahlen}
        self._angebote = {angebot.pk: angebot for angebot in gefragt} if len(pks) > 1 else self._einziges(pks)

    def _einziges(self, pks: set[int]) -> dict[int, Angebot]:
        """The Angebot whose title came with the Kennzahlen; whatever else is asked of it is loaded then."""
        titel = {getattr(kennzahl, "titel", None) for kennzahl in self._kennzahlen.values()} - {None}
        return {pk: Angebot.from_db("default", ["id", "titel"], [pk, t]) for pk in pks for t in titel}

    def eingabe(self, schluessel: str, text: str, version: int | None) -> Eingabe:
        """Raises Verweigert for a cell that is not in the grid."""
        angebot, kennzahl = (nummer(teil) or 0 for teil in schluessel.partition("-")[::2])
        try:
            return Eingabe(
                self._kennzahlen[kennzahl], text, self._angebote[angebot] if angebot else None, version
            )
        except (ValueError, KeyError):
            raise Verweigert("Diese Zelle gibt es in diesem Monat nicht mehr.") from None
