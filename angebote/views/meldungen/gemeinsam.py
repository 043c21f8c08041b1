"""The inconspicuous Meldungen accepted together, after a preview."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from angebote import ablauf
from angebote.models import Meldung
from angebote.plausibilitaet import Auffaelligkeit, auffaellige
from stzverbund.basis.eingabe import nummer, text
from stzverbund.basis.pflege import Verweigert
from zentren.models import Zentrum
from zentren.rules import darf


@dataclass(frozen=True)
class Zeile:
    """A Meldung of the preview: the Aktenzeichen last used there, and what the centre has explained."""

    meldung: Meldung
    aktenzeichen: str
    erklaert: list[Auffaelligkeit] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
def gemeinsam_annehmen(request: HttpRequest) -> HttpResponse:
    """Each with its own Aktenzeichen; what has changed since the preview is left and named."""
    if not darf("angebote.meldungen_pruefen", request.mitgliedschaft):
        raise PermissionDenied
    wartende = Meldung.objects.wartend(request.mitgliedschaft).unauffaellig()
    wartende = wartende.select_related("zentrum", "zeitraum__meldejahr")
    meldungen = list(wartende.order_by("zentrum__sortierung", "zeitraum__von", "pk"))
    if request.method == "POST":
        _annehmen(request, {meldung.pk: meldung for meldung in meldungen})
        return redirect("statistik_pruefen")
    return render(request, "angebote/meldung_gemeinsam.html", {"zeilen": _zeilen(meldungen)})


def _zeilen(meldungen: list[Meldung]) -> list[Zeile]:
    frueher, erklaert = _aktenzeichen(meldungen), auffaellige(meldungen)
    return [
        Zeile(
            meldung,
            frueher.get(meldung.zentrum_id, ""),
            [a for a in erklaert if a.wert.meldung_id == meldung.pk],
        )
        for meldung in meldungen
    ]


def _annehmen(request: HttpRequest, unauffaellige: dict[int, Meldung]) -> None:
    angenommen = 0
    for meldung in _gewaehlte(request):
        try:
            _eine_annehmen(request, meldung, meldung.pk in unauffaellige)
            angenommen += 1
        except Verweigert as nein:
            messages.error(request, f"{meldung.zentrum}, {meldung.bezeichnung}: {nein}")
    if angenommen:
        wort = "Meldung ist" if angenommen == 1 else "Meldungen sind"
        messages.success(request, f"{angenommen} {wort} angenommen.")


def _gewaehlte(request: HttpRequest) -> QuerySet[Meldung]:
    """What was ticked, also what has gone back to its centre since."""
    pks = {nummer(wert) for wert in request.POST.getlist("meldung")} - {None}
    zentren = Zentrum.objects.sichtbar_fuer(request.mitgliedschaft)
    gewaehlte = Meldung.objects.filter(pk__in=pks, zentrum__in=zentren.values("pk"))
    return gewaehlte.select_related("zentrum", "zeitraum__meldejahr").order_by("zentrum__sortierung", "pk")


def _eine_annehmen(request: HttpRequest, meldung: Meldung, unauffaellig: bool) -> None:
    if not unauffaellig:
        raise Verweigert("Sie ist inzwischen nicht mehr unter den unauffälligen. Es ist nichts geschehen.")
    ablauf.annehmen(
        meldung=meldung,
        aktenzeichen=text(request, f"aktenzeichen_{meldung.pk}", 60),
        version=nummer(request.POST.get(f"version_{meldung.pk}", "")),
        wer=request.mitgliedschaft,
    )


def _aktenzeichen(meldungen: list[Meldung]) -> dict[int, str]:
    """The Aktenzeichen last used for each of these centres."""
    frueher = Meldung.objects.filter(zentrum__in={m.zentrum_id for m in meldungen}, status="angenommen")
    return dict(frueher.order_by("angenommen_am").values_list("zentrum", "aktenzeichen"))
