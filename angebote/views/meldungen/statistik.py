"""/statistik/: where the own centre, or all centres in sight, stand in the periods of a year."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from angebote.meldestand import Grundlage, laden
from angebote.models import Meldezeitraum, Meldung
from angebote.querysets import AUFSICHT, INNEN
from angebote.uebersicht import Stand, jahre, netzstaende, staende
from angebote.worte import status_fuer
from angebote.zeitraeume import sperrgrund
from zentren.models import Bezirk, Mitgliedschaft, Rolle, Zentrum
from zentren.rules import darf

# Who reads how far a draft is and how late.
NAH = (Rolle.TRAEGER, Rolle.BEZIRKSAMT)


@dataclass(frozen=True)
class Periode:
    """A period on the page of a centre."""

    stand: Stand
    ton: str
    wort: str
    ueberfaellig: bool
    gesperrt: str


@dataclass(frozen=True)
class Feld:
    """A centre in a period, in the words of the reader; without an address there is nothing to open."""

    ton: str
    wort: str
    zusatz: str = ""
    adresse: str = ""
    schliessen: str = ""
    oeffnen: str = ""


@dataclass(frozen=True)
class Tafel:
    """The table of a Bezirk: its periods and, for each centre, a Feld or None where it was not open."""

    bezirk: Bezirk
    zeitraeume: list[Meldezeitraum]
    zeilen: list[tuple[Zentrum, list[Feld | None]]]


@require_safe
def statistik(request: HttpRequest) -> HttpResponse:
    m = request.mitgliedschaft
    if m is None or not m.hat(*INNEN, *AUFSICHT):
        return render(request, "angebote/statistik_ohne.html")
    heute = timezone.localdate()
    if m.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
        zentrum = Zentrum.objects.sichtbar_fuer(m).select_related("bezirk").get()
        return render(request, "angebote/statistik_zentrum.html", _zentrum(request, zentrum, heute))
    grundlage = laden(m, heute, jahr=request.GET.get("jahr", ""))
    return render(request, "angebote/statistik_netz.html", _netz(grundlage))


def _zentrum(request: HttpRequest, zentrum: Zentrum, heute: date) -> dict[str, Any]:
    """The year's periods that have begun, newest first; unless chosen also what last year left open."""
    auswahl = jahre(zentrum, heute)
    jahr = next((wahl for wahl in auswahl if str(wahl) == request.GET.get("jahr")), heute.year)
    liste = [stand for stand in staende(zentrum, jahr, heute) if stand.zeitraum.von <= heute]
    if "jahr" not in request.GET and jahr - 1 in auswahl:
        frueher = staende(zentrum, jahr - 1, heute)
        liste = [stand for stand in frueher if not stand.abgeschlossen] + liste
    perioden = [_periode(stand, request.mitgliedschaft, heute) for stand in reversed(liste)]
    return {
        "zentrum": zentrum,
        "jahr": jahr,
        "jahre": auswahl,
        "perioden": perioden,
        "leitung": request.mitgliedschaft.hat(Rolle.LEITUNG),
        "heute": heute,
    }


def _periode(stand: Stand, m: Mitgliedschaft, heute: date) -> Periode:
    ton, wort = status_fuer(stand.neueste, m)
    ueberfaellig = stand.nie_eingereicht and heute > stand.zeitraum.frist
    gesperrt = sperrgrund(stand.neueste or Meldung(zeitraum=stand.zeitraum), heute)
    return Periode(
        stand,
        "danger" if ueberfaellig else ton,
        wort,
        ueberfaellig,
        gesperrt if stand.nie_eingereicht else "",
    )


def _netz(g: Grundlage) -> dict[str, Any]:
    """All centres in sight. Periods that have not begun are left out, the newest comes first."""
    return {
        "jahr": g.jahr,
        "jahre": g.jahre,
        "tafeln": _tafeln(netzstaende(g), g.leser, g.heute),
        "wartend": Meldung.objects.wartend(g.leser).count() if g.leser.hat(*NAH) else None,
        "traeger": g.leser.hat(Rolle.TRAEGER),
        "meldestand": darf("angebote.meldestand_lesen", g.leser),
    }


def _tafeln(liste: Iterable[Stand], m: Mitgliedschaft, heute: date) -> list[Tafel]:
    tafeln: dict[int, Tafel] = {}
    felder: dict[tuple[int, date], Feld] = {}
    for stand in liste:
        bezirk = stand.zentrum.bezirk
        tafel = tafeln.setdefault(bezirk.pk, Tafel(bezirk, [], []))
        if stand.zeitraum not in tafel.zeitraeume:
            tafel.zeitraeume.append(stand.zeitraum)
        if not tafel.zeilen or tafel.zeilen[-1][0] != stand.zentrum:
            tafel.zeilen.append((stand.zentrum, []))
        felder[stand.zentrum.pk, stand.zeitraum.von] = _feld(stand, m, heute)
    for tafel in tafeln.values():
        tafel.zeitraeume.sort(key=lambda zeitraum: zeitraum.von, reverse=True)
        for zentrum, zeile in tafel.zeilen:
            zeile += [felder.get((zentrum.pk, zeitraum.von)) for zeitraum in tafel.zeitraeume]
    return sorted(tafeln.values(), key=lambda tafel: bytes(tafel.bezirk.sortierung))


def _feld(stand: Stand, m: Mitgliedschaft, heute: date) -> Feld:
    sichtbar = stand.neueste if m.hat(Rolle.TRAEGER) else stand.vorgelegte
    ton, wort = status_fuer(sichtbar or stand.neueste, m)
    feld = Feld(ton, wort, _zusatz(stand, sichtbar, m))
    if sichtbar:
        feld = replace(feld, adresse=reverse("meldung", args=[sichtbar.pk]))
    if stand.nie_eingereicht and heute > stand.zeitraum.frist and m.hat(*NAH):
        feld = replace(feld, ton="danger" if heute > stand.zeitraum.nachfrist else "warning")
    if darf("angebote.zeitraum_schliessen", m, stand.zentrum):
        feld = replace(feld, schliessen=_schliessen(stand), oeffnen=_oeffnen(stand))
    return feld


def _schliessen(stand: Stand) -> str:
    """Where the Bezirksamt closes a missed period; what was submitted once, only after the lock."""
    if stand.vorgelegte or stand.stufe not in ("nachfrist", "gesperrt"):
        return ""
    if not stand.nie_eingereicht and stand.stufe != "gesperrt":
        return ""
    return _adresse("zeitraum_nicht_gemeldet", stand)


def _oeffnen(stand: Stand) -> str:
    """Where the Bezirksamt opens a locked or closed period once more."""
    zu = stand.neueste is not None and stand.neueste.status == Meldung.Status.NICHT_GEMELDET
    gesperrt = stand.stufe == "gesperrt" and stand.nie_eingereicht
    return _adresse("meldung_entsperren", stand) if zu or gesperrt else ""


def _adresse(name: str, stand: Stand) -> str:
    return reverse(name, args=[stand.zentrum.slug, stand.zeitraum.pk]) if stand.zeitraum.pk else ""


def _zusatz(stand: Stand, sichtbar: Meldung | None, m: Mitgliedschaft) -> str:
    """What is known of a draft: how complete, until when; never a figure."""
    if sichtbar is not None and stand.neueste == sichtbar:
        return f"Berichtigung {sichtbar.nr}" if sichtbar.nr else ""
    if not m.hat(*NAH):
        return ""
    if sichtbar is not None and stand.neueste is not None:
        return f"Berichtigung {stand.neueste.nr} in Arbeit"
    if stand.nie_eingereicht:
        return f"{stand.prozent} % vollständig, Frist {stand.zeitraum.frist:%d.%m.%Y}"
    return ""
