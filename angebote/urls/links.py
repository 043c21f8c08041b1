"""Addresses below a link (`/l/<token>/`), for each purpose; the roof opens the door and passes `zugang`."""

from django.urls import URLPattern, path, reverse

from angebote import zaehllink
from angebote.views.barrieren.link import LinkBarriere
from angebote.views.zaehllink import zaehlen
from angebote.zaehllink import ZAEHLEN
from stzverbund.basis.links import Ausgabe
from zentren.stadtteilmanagement import barrieren

LINKS: dict[str, tuple[URLPattern, ...]] = {
    ZAEHLEN.schluessel: (
        path("", zaehlen.LinkTermine.as_view()),
        path("<int:pk>/", zaehlen.LinkTermin.as_view()),
        path("<int:pk>/zaehlen/", zaehlen.LinkSchnell.as_view()),
    ),
    barrieren.BEAUFTRAGTE.schluessel: (path("", LinkBarriere.as_view()),),
}

BARRIEREN = Ausgabe(
    zweck=barrieren.BEAUFTRAGTE,
    gueltige=barrieren.gueltige,
    was=str,
    fuer=lambda pruefung: f"Beauftragte, {pruefung.zentrum}",
    seite=lambda pruefung: reverse("barriere", args=[pruefung.pk]),
    widerrufen=lambda link, wer: barrieren.widerrufen(link=link, wer=wer),
)

AUSGABE = Ausgabe(
    zweck=ZAEHLEN,
    gueltige=zaehllink.gueltige,
    was=lambda angebot: f"Termine zählen: {angebot.titel}",
    fuer=lambda angebot: f"wer bei {angebot.zentrum} ohne Konto zählt",
    seite=lambda angebot: reverse("zaehllink", args=[angebot.pk]),
    widerrufen=lambda link, wer: zaehllink.widerrufen(link=link, wer=wer),
)
