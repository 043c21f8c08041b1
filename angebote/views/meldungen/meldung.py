"""A Meldung beside the others, and what stands in the way of submitting it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from angebote.forms.meldung import AnnehmenFormular, BemerkungFormular
from angebote.models import Meldung, Rueckfrage
from angebote.plausibilitaet import auffaellige
from angebote.pruefung import pruefen
from angebote.rueckgabe import zuletzt_zurueck
from angebote.vergleich import Unterschied, nebeneinander, unterschiede, unterschiede_seit, vorgaenger
from angebote.verlaeufe import FUER_DAS_AMT
from angebote.worte import status_fuer
from stzverbund.basis.models import Ereignis
from zentren.ansichten import Ansehen, Bearbeiten
from zentren.models import Mitgliedschaft, Rolle
from zentren.rules import darf

HANDLUNGEN = (
    "einreichen",
    "zurueckziehen",
    "freigeben",
    "zurueckgeben",
    "annehmen",
    "berichtigen",
    "verwerfen",
)
DAZU = ("zentrum__traeger", "zentrum__bezirk", "zeitraum__meldejahr")
TEAM = (Rolle.MITARBEIT, Rolle.LEITUNG)


class MeldungAnsehen(Ansehen):
    model = Meldung
    template_name = "angebote/meldung_detail.html"

    def get_queryset(self) -> QuerySet[Meldung]:
        sichtbare = super().get_queryset().annotate(zurueck=zuletzt_zurueck(self.request.mitgliedschaft))
        return sichtbare.select_related(*DAZU)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, meldung = self.request.mitgliedschaft, self.object
        ton, wort = status_fuer(meldung, m)
        fassungen = _fassungen(meldung, m)
        rechte = {was: darf(f"angebote.meldung_{was}", m, meldung) for was in HANDLUNGEN}
        return super().get_context_data(**kwargs) | {
            "ton": ton,
            "wort": wort,
            "darf": rechte,
            "team": m.hat(*TEAM),
            "fassungen": fassungen,
            "berichtigung_moeglich": all(fassung.nr < meldung.nr for fassung in fassungen),
            "rueckfragen": _rueckfragen(meldung, m),
            "verlauf": _verlauf(meldung, m),
            "formular": _annehmen(meldung) if rechte["annehmen"] else None,
            **self._zahlen(m),
        }

    def _zahlen(self, m: Mitgliedschaft) -> dict[str, Any]:
        """Figures and differences; of a period closed as "nicht gemeldet" only the centre sees the draft."""
        meldung = self.object
        innen = m.hat(*TEAM, Rolle.TRAEGER)
        if not innen and not meldung.vorgelegt:
            return {"vergleich": None, "auffaellige": [], "aenderungen": [], "seit_rueckgabe": []}
        alt, liste = vorgaenger(meldung), auffaellige([meldung])
        return {
            "vergleich": nebeneinander(meldung, liste),
            "auffaellige": liste,
            "unerklaert": sum(not a.wert.erklaert for a in liste),
            "aenderungen": unterschiede(meldung, alt) if alt else [],
            "seit_rueckgabe": _seit_rueckgabe(meldung),
        }


def _annehmen(meldung: Meldung) -> AnnehmenFormular:
    return AnnehmenFormular(zuletzt=aktenzeichen(meldung), initial={"version": meldung.version})


def _fassungen(meldung: Meldung, m: Mitgliedschaft) -> list[Meldung]:
    """The other numbers of the same period that this person may see."""
    andere = Meldung.objects.sichtbar_fuer(m).filter(zentrum=meldung.zentrum_id, zeitraum=meldung.zeitraum_id)
    return list(andere.exclude(pk=meldung.pk).select_related("zeitraum__meldejahr").order_by("nr"))


def _rueckfragen(meldung: Meldung, m: Mitgliedschaft) -> list[Rueckfrage]:
    """Open ones first. The Bezirksamt reads its own, a Verband none."""
    fragen = meldung.rueckfragen.select_related("wert__angebot", "wert__kennzahl")
    if m.hat(Rolle.BEZIRKSAMT):
        fragen = fragen.filter(stelle=Rueckfrage.Stelle.BEZIRKSAMT)
    elif not m.hat(*TEAM, Rolle.TRAEGER):
        return []
    return sorted(fragen, key=lambda frage: frage.erledigt_am is not None)


def _verlauf(meldung: Meldung, m: Mitgliedschaft) -> list[Ereignis]:
    ereignisse = Ereignis.objects.zu(meldung).order_by("-zeitpunkt", "-pk")
    if m.hat(*TEAM, Rolle.TRAEGER):
        return list(ereignisse)
    return list(ereignisse.filter(was__in=FUER_DAS_AMT)) if m.hat(Rolle.BEZIRKSAMT) else []


def _seit_rueckgabe(meldung: Meldung) -> list[Unterschied]:
    """What has changed since the reader knew it to be returned; empty while it is with the centre."""
    zurueck = getattr(meldung, "zurueck", None)
    return unterschiede_seit(meldung, zurueck) if zurueck and not meldung.beim_zentrum else []


def aktenzeichen(meldung: Meldung) -> str:
    """The Aktenzeichen that was used last for this centre; empty where there is none."""
    frueher = Meldung.objects.filter(zentrum=meldung.zentrum_id, status=Meldung.Status.ANGENOMMEN)
    zuletzt = frueher.order_by("-angenommen_am").values_list("aktenzeichen", flat=True).first()
    return zuletzt or ""


class MeldungPruefen(Bearbeiten):
    """The open points by name, the centre's remark, and submitting where nothing is open."""

    model = Meldung
    form_class = BemerkungFormular
    recht = "angebote.statistik_lesen"
    template_name = "angebote/meldung_pruefen.html"
    gespeichert = "Die Bemerkung ist gespeichert."

    def get_queryset(self) -> QuerySet[Meldung]:
        return super().get_queryset().select_related(*DAZU)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, meldung = self.request.mitgliedschaft, self.object
        ton, wort = status_fuer(meldung, m)
        offene = [frage for frage in _rueckfragen(meldung, m) if not frage.erledigt_am]
        return super().get_context_data(**kwargs) | {
            "ton": ton,
            "wort": wort,
            "pruefung": pruefen(meldung) if meldung.beim_zentrum else None,
            "rueckfragen": offene,
            "darf_einreichen": darf("angebote.meldung_einreichen", m, meldung),
            "darf_verwerfen": darf("angebote.meldung_verwerfen", m, meldung),
            "darf_bearbeiten": meldung.beim_zentrum and darf("angebote.statistik_erfassen", m, meldung),
            "leitungen": _leitungen(meldung),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        meldung = self.get_object()
        if not darf("angebote.statistik_erfassen", request.mitgliedschaft, meldung):
            raise PermissionDenied
        if not meldung.beim_zentrum:
            messages.error(request, "Die Meldung ist eingereicht, die Bemerkung bleibt, wie sie ist.")
            return redirect("meldung", meldung.pk)
        return super().post(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("meldung_pruefen", args=[self.object.pk])


def _leitungen(meldung: Meldung) -> list[str]:
    """Who can submit."""
    leitungen = Mitgliedschaft.objects.gueltig().filter(rolle=Rolle.LEITUNG, zentrum=meldung.zentrum_id)
    return sorted(str(m.person) for m in leitungen.select_related("person"))
