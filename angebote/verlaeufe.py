"""The trails of this room: Angebote, Termine, Meldungen with their cells, Kennzahlen and Meldejahre."""

from typing import Any

from django.urls import reverse

from angebote import ablauf
from angebote.erfassung import zelle_von
from angebote.models import (
    Angebot,
    Beratung,
    Fremdangebot,
    Herkunft,
    Kennzahl,
    Meldejahr,
    Meldung,
    Termin,
    Wert,
    Zeitplan,
)
from stzverbund.basis.models import Ereignis
from stzverbund.basis.verlaeufe import Gegenstand
from stzverbund.basis.verlauf import Quelle, eigene_quellen
from stzverbund.basis.zahlen import zeige_zelle
from zentren.models import Mitgliedschaft, Rolle

FUER_DAS_AMT = ("eingereicht", "freigegeben", ablauf.VOM_AMT, "angenommen", "nicht gemeldet", "geöffnet")
"""Steps that the Bezirksamt knows of; what passes between centre and Träger stays between them."""
DANEBEN = ("grund", "notiz", "erklaerung")
"""Texts beside the figure of a cell."""


def _seite(name: str) -> Any:
    return lambda objekt: reverse(name, args=[objekt.pk])


def zellworte(alt: Any, neu: Any) -> list[str]:
    """What a cell showed and shows: "41 → 44", with where it comes from if that has changed too."""
    vorher, nachher = (_anzeige(stand) for stand in (alt, neu))
    worte = [f"{vorher} → {nachher}"] if vorher != nachher else []
    if alt is None or alt.herkunft != neu.herkunft:
        worte.append(str(Herkunft(neu.herkunft).label))
    worte += [
        f"{Wert._meta.get_field(name).verbose_name}: {getattr(neu, name) or 'leer'}"  # type: ignore[union-attr]
        for name in DANEBEN
        if getattr(neu, name) != (getattr(alt, name) if alt else "")
    ]
    return worte


def _anzeige(stand: Any) -> str:
    return zeige_zelle(zelle_von(stand), stand.kennzahl.einheit) or "leer" if stand else "leer"


def _ort(wert: Wert) -> str:
    return wert.ort


def _meldung(meldung: Meldung, m: Mitgliedschaft | None) -> list[Quelle]:
    if m is not None and m.hat(Rolle.BEZIRKSAMT):
        return [Quelle(Ereignis.objects.zu(meldung).filter(was__in=FUER_DAS_AMT))]
    # What a Berichtigung has taken over is no change.
    zellen, striche = (
        modell.history.filter(meldung=meldung.pk).exclude(history_change_reason=ablauf.UEBERNOMMEN)
        for modell in (Wert, Beratung)
    )
    return [
        *eigene_quellen(meldung),
        Quelle(zellen, teil=True, worte=zellworte, benennung=_ort),
        Quelle(striche, teil=True),
    ]


VERLAEUFE = (
    Gegenstand(Angebot, "zentren.verlauf_lesen", _seite("angebot"), ((Zeitplan, "angebot"),)),
    Gegenstand(Fremdangebot, "angebote.fremdangebot_pflegen", _seite("fremdangebot")),
    Gegenstand(Termin, "zentren.verlauf_lesen", _seite("termin")),
    Gegenstand(Meldung, "angebote.meldung_verlauf", _seite("meldung"), quellen=_meldung),
    Gegenstand(Kennzahl, "angebote.kennzahl_pflegen", _seite("kennzahl")),
    Gegenstand(
        Meldejahr,
        "angebote.kennzahlen_lesen",
        lambda jahr: f"{reverse('meldejahr', args=[jahr.jahr])}?bezirk={jahr.bezirk.schluessel}",
    ),
)
