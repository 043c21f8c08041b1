"""The trails of this room: rounds, editions, Selbstbewertungen with their answers."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from standards.aussen import AUSSEN
from standards.models import Antwort, Fassung, Nachweis, Runde, Schwelle, Selbstbewertung, Votum
from stzverbund.basis.models import Ereignis
from stzverbund.basis.verlaeufe import Gegenstand
from stzverbund.basis.verlauf import Quelle, Worte, anzeige, eigene_quellen
from zentren.models import Mitgliedschaft, Rolle

FUER_DAS_AMT = (
    *("eingereicht", "freigegeben", "Prüfung begonnen", "Rückfrage", "angenommen"),
    *("wieder geöffnet", "entfallen", "wieder aufgenommen", "Außenevaluation begonnen"),
    *(f"{AUSSEN.name} {was}" for was in ("ausgestellt", "zurückgezogen")),
)
"""Steps that the Bezirksamt knows of; what passes between centre and Träger stays between them."""
GESAGT = ("einschaetzung", "begruendung", "kategorie", "massnahme", "gute_praxis")
NOTIZ = ("notiz",)
"""For next year's colleague: the centre's own."""
VOTUM = ("art", "bemerkung", "massnahme", "verzicht")


def _worte(modell: Any, felder: Sequence[str], anfang: bool) -> Worte:
    """What has changed in these fields; the first state too where `anfang` (an Antwort begins empty)."""

    def worte(alt: Any, neu: Any) -> list[str]:
        if alt is None and not anfang:
            return []
        davor = alt or modell()
        saetze = []
        for name in felder:
            feld = modell._meta.get_field(name)
            vorher, nachher = (anzeige(feld, _wert(feld, stand)) for stand in (davor, neu))
            if vorher != nachher:
                saetze.append(f"{feld.verbose_name}: {vorher} → {nachher}")
        return saetze

    return worte


def _wert(feld: Any, stand: Any) -> Any:
    """Of a relation the words of what it names."""
    if not feld.is_relation:
        return getattr(stand, feld.attname)
    return str(getattr(stand, feld.name)) if getattr(stand, feld.attname) else ""


def _bewertung(bewertung: Selbstbewertung, m: Mitgliedschaft | None) -> list[Quelle]:
    if m is not None and m.hat(Rolle.BEZIRKSAMT):
        return [Quelle(Ereignis.objects.zu(bewertung).filter(was__in=FUER_DAS_AMT)), _voten(bewertung)]
    im_zentrum = m is not None and m.hat(Rolle.MITARBEIT, Rolle.LEITUNG)
    felder = (*GESAGT, *NOTIZ) if im_zentrum else GESAGT
    antworten = Quelle(
        Antwort.history.filter(bewertung=bewertung.pk),
        teil=True,
        worte=_worte(Antwort, felder, anfang=False),
        benennung=lambda antwort: f"Kriterium {antwort.kriterium.schluessel}",
    )
    nachweise = Quelle(Nachweis.history.filter(antwort__bewertung=bewertung.pk), teil=True)
    return [*eigene_quellen(bewertung), antworten, nachweise]


def _voten(bewertung: Selbstbewertung) -> Quelle:
    """What the office itself has said of each answer."""
    antworten = dict(bewertung.antworten.values_list("pk", "kriterium__schluessel"))
    return Quelle(
        Votum.history.filter(antwort__in=list(antworten)),
        teil=True,
        worte=_worte(Votum, VOTUM, anfang=True),
        benennung=lambda votum: f"Kriterium {antworten[votum.antwort_id]}",
    )


def _seite(bewertung: Selbstbewertung) -> str:
    name = "selbstbewertung" if bewertung.art == Selbstbewertung.Art.EIGEN else "aussenevaluation"
    return reverse(name, args=[bewertung.zentrum.slug, bewertung.runde.jahr])


VERLAEUFE = (
    Gegenstand(
        Runde,
        "standards.runde_pflegen",
        lambda runde: reverse("runde", args=[runde.pk]),
        ((Schwelle, "runde"),),
    ),
    Gegenstand(Fassung, "standards.fassung_pflegen", lambda fassung: reverse("fassung", args=[fassung.pk])),
    Gegenstand(Selbstbewertung, "standards.verlauf_lesen", _seite, quellen=_bewertung),
)
