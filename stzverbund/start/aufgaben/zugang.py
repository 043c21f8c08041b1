"""Where somebody is missing who could log in: a Leitung, or the Träger that has to release."""

from collections.abc import Callable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from stzverbund.start.aufgaben.zeile import Aufgabe, erste, mehrzahl
from zentren.models import Mitgliedschaft, Rolle, Traeger, Zentrum
from zentren.personen.luecken import traeger_ohne_zugang, zentren_ohne_leitung
from zentren.querysets import ZentrumQuerySet

EINZELN = 3
ZENTREN = (Rolle.TRAEGER, Rolle.VERWALTUNG)
TRAEGER = (Rolle.LEITUNG, Rolle.BEZIRKSAMT, Rolle.VERWALTUNG)


def aufgaben(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """For those who can mend it, and for those whose Meldungen wait meanwhile."""
    zeilen: list[Aufgabe] = []
    if m.hat(*ZENTREN):
        ohne = zentren_ohne_leitung(_zentren(m), heute)
        zeilen += _je_eine(ohne, _ohne_leitung, "weiteres Zentrum", "weitere Zentren")
    if m.hat(*TRAEGER):
        ohne_zugang = traeger_ohne_zugang(_zentren(m), heute)
        zeilen += _je_eine(ohne_zugang, _ohne_zugang(m), "weiterer Träger", "weitere Träger")
    return zeilen


def _zentren(m: Mitgliedschaft) -> ZentrumQuerySet:
    return Zentrum.objects.all() if m.hat(Rolle.VERWALTUNG) else Zentrum.objects.sichtbar_fuer(m)


def _je_eine(menge: QuerySet, zeile: Callable, eins: str, viele: str) -> list[Aufgabe]:
    einzelne, weitere = erste(list(menge), EINZELN)
    zeilen = [zeile(eintrag) for eintrag in einzelne]
    if weitere:
        titel = f"{mehrzahl(weitere, eins, viele)} ohne Zugang"
        zeilen.append(Aufgabe("warning", "Zugang", titel, reverse("personen")))
    return zeilen


def _ohne_leitung(zentrum: Zentrum) -> Aufgabe:
    return Aufgabe(
        "warning",
        "Zugang",
        f"{zentrum}: Zentrum ohne Leitung",
        reverse("stelle", args=["zentrum", zentrum.pk]),
        "Niemand kann Meldungen einreichen. Bitte laden Sie eine Leitung ein.",
    )


def _ohne_zugang(m: Mitgliedschaft) -> Callable[[Traeger], Aufgabe]:
    """The Verwaltung invites; the others can only write to the Träger."""
    if m.hat(Rolle.VERWALTUNG):
        rat = "Bitte laden Sie jemanden vom Träger ein."
    else:
        rat = "Bitte sprechen Sie mit dem Träger; die Verwaltung lädt jemanden ein."

    def zeile(traeger: Traeger) -> Aufgabe:
        ziel = ("stelle", ["traeger", traeger.pk]) if m.hat(Rolle.VERWALTUNG) else ("zentrum_liste", [])
        return Aufgabe(
            "warning",
            "Zugang",
            f"{traeger}: niemand kann Meldungen freigeben",
            reverse(ziel[0], args=ziel[1]),
            f"Der Träger gibt Meldungen frei, hat aber niemanden mit Zugang. {rat}",
        )

    return zeile
