"""Addresses below a link (`/l/<token>/`) of this room; the roof opens the door and passes `zugang`."""

from django.urls import URLPattern, path, reverse

from standards import aussen
from standards.aussen import AUSSEN
from standards.views.aussen import link
from stzverbund.basis.links import Ausgabe

ANTWORT, NACHWEIS = "antwort/<int:antwort>/", "nachweise/<int:pk>/"

LINKS: dict[str, tuple[URLPattern, ...]] = {
    AUSSEN.schluessel: (
        path("", link.LinkStart.as_view()),
        path("<int:nummer>/", link.LinkBlatt.as_view()),
        path("tabelle/", link.LinkTabelle.as_view()),
        path("antworten/", link.LinkAnnahme.as_view()),
        path("csrf/", link.LinkToken.as_view()),
        path("bestaetigen/", link.LinkBestaetigen.as_view()),
        path("einreichen/", link.LinkEinreichen.as_view()),
        path(ANTWORT, link.LinkSpeichern.as_view()),
        path(f"{ANTWORT}massnahme/", link.LinkMassnahme.as_view()),
        path(f"{ANTWORT}beitrag/", link.LinkBeitrag.as_view()),
        path(f"{ANTWORT}nachweis/", link.LinkNachweisNeu.as_view()),
        path(NACHWEIS, link.LinkNachweis.as_view()),
        path(f"{NACHWEIS}datei/", link.LinkNachweisdatei.as_view()),
        path(f"{NACHWEIS}ersetzen/", link.LinkNachweisErsetzen.as_view()),
        path(f"{NACHWEIS}loeschen/", link.LinkNachweisLoeschen.as_view()),
    )
}

AUSGABE = Ausgabe(
    zweck=AUSSEN,
    gueltige=aussen.gueltige,
    was=str,
    fuer=lambda bewertung: f"wer {bewertung.zentrum} von außen einschätzt",
    seite=lambda bewertung: reverse("aussen", args=[bewertung.runde_id, bewertung.zentrum.slug]),
    widerrufen=lambda eine, wer: aussen.widerrufen(link=eine, wer=wer),
)
