"""The page of a document joins the folder with the standards that it proves."""

from typing import Any

from standards import nachweise
from standards.models import Nachweis
from stzverbund.basis.pflege import Verweigert
from zentren.stadtteilmanagement.views.mappe import MappendokumentAnsehen, MappendokumentLoeschen


class MappendokumentSeite(MappendokumentAnsehen):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"nachweise": self._nachweise()}

    def _nachweise(self) -> list[Nachweis]:
        """Where this role reads it as a proof."""
        gelesene = Nachweis.objects.sichtbar_fuer(self.request.mitgliedschaft)
        hier = gelesene.filter(pk__in=nachweise.verwendet(self.object).values("pk"))
        return list(hier.select_related("antwort__kriterium", "antwort__bewertung__runde"))


class MappendokumentEntfernen(MappendokumentLoeschen):
    def folgen(self) -> list[str]:
        if nachweise.verwendet(self.object).exists():
            raise Verweigert(nachweise.ALS_NACHWEIS)
        return super().folgen()

    def ausfuehren(self) -> None:
        nachweise.aus_der_mappe_entfernen(dokument=self.object, wer=self.request.mitgliedschaft)
