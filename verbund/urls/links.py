"""Addresses below a link (`/l/<token>/`) of this room; the roof opens the door and passes `zugang`."""

from django.urls import URLPattern, path, reverse

from stzverbund.basis.links import Ausgabe
from verbund import erinnerung, gaeste
from verbund.anmeldungen import ANMELDUNG
from verbund.einladung import antworten
from verbund.einladung.antworten import ANTWORTEN
from verbund.erinnerung import AUFGABE
from verbund.gaeste import GAST
from verbund.views import anmeldung_link, gast_link
from verbund.views.antwort_link import LinkAntwort
from verbund.views.aufgabe_link import LinkAufgabe

LINKS: dict[str, tuple[URLPattern, ...]] = {
    ANTWORTEN.schluessel: (path("", LinkAntwort.as_view()),),
    ANMELDUNG.schluessel: (
        path("", anmeldung_link.LinkAnmeldung.as_view()),
        path("abmelden/", anmeldung_link.LinkAbmelden.as_view()),
    ),
    AUFGABE.schluessel: (path("", LinkAufgabe.as_view()),),
    GAST.schluessel: (
        path("", gast_link.LinkGast.as_view()),
        path("folien/", gast_link.LinkFolien.as_view()),
        path("folien/<int:dokument>/zurueck/", gast_link.LinkFolienZurueck.as_view()),
    ),
}

AUSGABEN: tuple[Ausgabe, ...] = (
    Ausgabe(
        zweck=ANTWORTEN,
        gueltige=antworten.gueltige,
        was=lambda einladung: f"Antworten: {einladung.sitzung}",
        fuer=lambda einladung: f"{einladung.person}, {einladung.zentrum or einladung.stelle}",
        seite=lambda einladung: reverse("sitzung_teilnahme", args=[einladung.sitzung_id]),
        widerrufen=lambda link, wer: antworten.widerrufen(link=link, wer=wer),
    ),
    Ausgabe(
        zweck=AUFGABE,
        gueltige=erinnerung.gueltige,
        was=lambda aufgabe: f"Aufgabe erledigt melden: {aufgabe}",
        fuer=lambda aufgabe: aufgabe.email,
        seite=lambda aufgabe: reverse("aufgabe", args=[aufgabe.pk]),
        widerrufen=lambda link, wer: erinnerung.widerrufen(link=link, wer=wer),
    ),
    Ausgabe(
        zweck=GAST,
        gueltige=gaeste.gueltige,
        was=lambda gast: f"Gast am {gast.sitzung.datum:%d.%m.%Y}",
        fuer=lambda gast: gast.organisation,
        seite=lambda gast: reverse("gast", args=[gast.pk]),
        widerrufen=lambda link, wer: gaeste.widerrufen(link=link, wer=wer),
    ),
)
