"""The worklist of an office: what waits for the Bezirksamt to decide, or for the Träger to release."""

from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from angebote import ablauf
from angebote.faelligkeit import Faelligkeit, faellig
from angebote.filters.meldung import PruefFilter
from angebote.models import Meldung
from angebote.tables.meldung import PruefTabelle
from angebote.vergleich import befunde, zahl_der_unterschiede
from stzverbund.basis.eingabe import text
from stzverbund.basis.listen import Liste
from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Verweigert
from zentren.models import Mitgliedschaft, Rolle, Zentrum
from zentren.rules import darf


class Pruefliste(Liste):
    model = Meldung
    table_class = PruefTabelle
    filterset_class = PruefFilter
    template_name = "angebote/meldung_list.html"
    leer = "Zurzeit wartet keine Meldung auf Sie."
    dateiname = "pruefliste"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        m = request.mitgliedschaft
        if not darf("angebote.meldungen_pruefen", m) and not (m and m.hat(Rolle.TRAEGER)):
            raise PermissionDenied
        self.titel = "Freizugeben" if m.hat(Rolle.TRAEGER) else "Zu prüfen"
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Meldung]:
        zurueckgegeben = Ereignis.objects.filter(
            typ=ContentType.objects.get_for_model(Meldung),
            gegenstand_id=OuterRef("pk"),
            was__in=[ablauf.VOM_TRAEGER, ablauf.VOM_AMT],
        )
        return (
            Meldung.objects.wartend(self.request.mitgliedschaft)
            .annotate(erneut=Exists(zurueckgegeben))
            .select_related("zentrum", "zeitraum__meldejahr")
            .order_by("seit", "pk")
        )

    def get_table_kwargs(self) -> dict[str, Any]:
        meldungen = list(self.object_list)
        return super().get_table_kwargs() | {
            "befunde": befunde(meldungen),
            "geaendert": zahl_der_unterschiede(meldungen),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs)
        m = self.request.mitgliedschaft
        if not m.hat(Rolle.BEZIRKSAMT):
            return kontext | {"unauffaellige": False, "fehlende": []}
        je_meldung = kontext["table"].befunde
        unauffaellig = any(je_meldung[x.pk].unauffaellig and not x.nr for x in self.object_list)
        return kontext | {"unauffaellige": unauffaellig, "fehlende": fehlende(m)}


def fehlende(m: Mitgliedschaft) -> list[Faelligkeit]:
    """Centres whose Meldung is missing after the grace date: the Bezirksamt may close or open the period."""
    heute = timezone.localdate()
    return [f for f in faellig(Zentrum.objects.sichtbar_fuer(m), heute) if heute > f.zeitraum.nachfrist]


@require_http_methods(["GET", "HEAD", "POST"])
def gemeinsam_annehmen(request: HttpRequest) -> HttpResponse:
    """The inconspicuous ones together, after a preview; each with its own Aktenzeichen."""
    m = request.mitgliedschaft
    if not darf("angebote.meldungen_pruefen", m):
        raise PermissionDenied
    wartende = Meldung.objects.wartend(m).select_related("zentrum", "zeitraum__meldejahr")
    unauffaellige = _unauffaellige(wartende.order_by("zentrum__sortierung", "zeitraum__von", "pk"))
    if request.method == "POST":
        _annehmen(request, unauffaellige)
        return redirect("statistik_pruefen")
    frueher = _aktenzeichen(unauffaellige)
    zeilen = [(meldung, frueher.get(meldung.zentrum_id, "")) for meldung in unauffaellige]
    return render(request, "angebote/meldung_gemeinsam.html", {"zeilen": zeilen})


def _unauffaellige(wartende: QuerySet[Meldung]) -> list[Meldung]:
    """A Berichtigung is never among them: somebody has to look at what it changes."""
    meldungen = list(wartende.filter(nr=0))
    je_meldung = befunde(meldungen)
    return [meldung for meldung in meldungen if je_meldung[meldung.pk].unauffaellig]


def _annehmen(request: HttpRequest, meldungen: list[Meldung]) -> None:
    gewaehlt = set(request.POST.getlist("meldung"))
    angenommen = 0
    for meldung in [meldung for meldung in meldungen if str(meldung.pk) in gewaehlt]:
        aktenzeichen = text(request, f"aktenzeichen_{meldung.pk}", 60)
        try:
            ablauf.annehmen(meldung=meldung, aktenzeichen=aktenzeichen, wer=request.mitgliedschaft)
            angenommen += 1
        except Verweigert as nein:
            messages.error(request, f"{meldung.zentrum}, {meldung.bezeichnung}: {nein}")
    if angenommen:
        wort = "Meldung ist" if angenommen == 1 else "Meldungen sind"
        messages.success(request, f"{angenommen} {wort} angenommen.")


def _aktenzeichen(meldungen: list[Meldung]) -> dict[int, str]:
    """The Aktenzeichen last used for each of these centres."""
    frueher = Meldung.objects.filter(zentrum__in={m.zentrum_id for m in meldungen}, status="angenommen")
    return dict(frueher.order_by("angenommen_am").values_list("zentrum", "aktenzeichen"))
