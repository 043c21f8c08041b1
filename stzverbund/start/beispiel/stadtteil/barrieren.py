"""Who has looked for barriers where: most Standorte, one Raum, one Angebot, and a draft."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from angebote.models import Angebot, Angebotspruefung
from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from zentren.models import Raum, Standort, Zentrum
from zentren.stadtteilmanagement.models import Barrierebefund, Barrierepruefung, Massnahme

REICH = "marzahn-mitte"
UNGEPRUEFT = 7
"""Every so many Standort nobody has checked yet."""
Bereich, Ergebnis = Barrierebefund.Bereich, Barrierebefund.Ergebnis
GUT, TEILWEISE, FEHLT = Ergebnis.GUT, Ergebnis.TEILWEISE, Ergebnis.FEHLT
Befunde = dict[str, tuple[str, str]]


def anlegen(rahmen: Rahmen) -> None:
    texte = inhalt("beschwerden")["barrieren"]
    standorte = Standort.objects.filter(zentrum__in=rahmen.zentren.values()).select_related("zentrum__bezirk")
    befunde: list[Barrierebefund] = []
    for nummer, standort in enumerate(standorte.order_by("pk")):
        if nummer % UNGEPRUEFT != UNGEPRUEFT - 1:
            pruefung = _pruefung(rahmen, standort.zentrum, texte, standort=standort)
            befunde += _befunde(pruefung, _von(standort, texte), rahmen)
    if haus := rahmen.zentren.get(REICH):
        befunde += _dazu(rahmen, haus, texte)
    Barrierebefund.objects.bulk_create(befunde, batch_size=500)


def _pruefung(
    rahmen: Rahmen,
    zentrum: Zentrum,
    texte: dict[str, str],
    *,
    standort: Standort | None = None,
    raum: Raum | None = None,
    entwurf: bool = False,
) -> Barrierepruefung:
    tage = zufall("barrieren", zentrum.slug, standort or raum or "angebot").randrange(20, 700)
    am = rahmen.vor(5 if entwurf else tage)
    mit_wem = ["betroffene", "organisation"] if zentrum.slug == REICH else ["team"]
    return Barrierepruefung.objects.create(
        zentrum=zentrum,
        standort=standort,
        raum=raum,
        datum=am,
        beteiligte=mit_wem,
        organisation=texte["organisation"] if "organisation" in mit_wem else "",
        fazit=texte["fazit"] if "organisation" in mit_wem else "",
        status="entwurf" if entwurf else "abgeschlossen",
        abgeschlossen_am=None if entwurf else am + timedelta(days=3),
    )


def _von(standort: Standort, texte: dict[str, str]) -> Befunde:
    """As the Standort says of itself, and a few things more."""
    return {
        Bereich.EINGANG: (GUT, ""),
        Bereich.STUFEN: (GUT, "") if standort.stufenlos else (FEHLT, texte["stufen_fehlt"]),
        Bereich.WC: (GUT, "") if standort.wc_barrierefrei else (FEHLT, texte["wc_fehlt"]),
        Bereich.ORIENTIERUNG: (TEILWEISE, texte["orientierung"]),
        Bereich.HOEREN: (TEILWEISE, texte["hoeren"]) if standort.haupt else (FEHLT, ""),
        Bereich.VERSTEHEN: (GUT, texte["verstehen"]),
    }


def _befunde(pruefung: Barrierepruefung, was: Befunde, rahmen: Rahmen) -> list[Barrierebefund]:
    return [
        Barrierebefund(
            pruefung=pruefung,
            bereich=bereich,
            ergebnis=ergebnis,
            text=text,
            massnahme=_massnahme(pruefung, text, rahmen) if ergebnis == FEHLT and text else None,
        )
        for bereich, (ergebnis, text) in was.items()
    ]


def _massnahme(pruefung: Barrierepruefung, text: str, rahmen: Rahmen) -> Massnahme:
    vereinbart = datetime.combine(pruefung.abgeschlossen_am or rahmen.heute, time(12))
    return Massnahme.objects.create(
        bezirk=pruefung.zentrum.bezirk,
        zentrum=pruefung.zentrum,
        titel=f"Abhilfe: {text}",
        faellig=rahmen.heute + timedelta(days=200),
        vereinbart_am=timezone.make_aware(vereinbart),
    )


def _dazu(rahmen: Rahmen, haus: Zentrum, texte: dict[str, str]) -> list[Barrierebefund]:
    """Of the rich centre a Raum, an Angebot with a word of the Beauftragte, and a draft."""
    befunde = []
    raum = Raum.objects.filter(standort__zentrum=haus).order_by("pk").first()
    if raum:
        einer = _pruefung(rahmen, haus, texte, raum=raum)
        befunde += _befunde(einer, {Bereich.RAUM: (GUT, ""), Bereich.HOEREN: (GUT, "")}, rahmen)
    angebot = Angebot.objects.filter(zentrum=haus, status="veroeffentlicht").order_by("pk").first()
    if angebot:
        eines = _pruefung(rahmen, haus, texte)
        Barrierepruefung.objects.filter(pk=eines.pk).update(
            stellungnahme=texte["stellungnahme"], stellungnahme_am=eines.datum + timedelta(days=10)
        )
        Angebotspruefung.objects.create(pruefung=eines, angebot=angebot)
        befunde += _befunde(eines, {Bereich.VERSTEHEN: (TEILWEISE, texte["orientierung"])}, rahmen)
    haupt = haus.standorte.filter(haupt=True).first()
    entwurf = _pruefung(rahmen, haus, texte, standort=haupt, entwurf=True)
    return [*befunde, *_befunde(entwurf, {Bereich.WEG: (GUT, "")}, rahmen)]
