"""Many drafts of Angebote at once, and away again: a constant number of queries, with their history."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import ProtectedError, QuerySet
from simple_history.utils import bulk_create_with_history

from angebote.einlesen.angebotszeile import Entwurf
from angebote.models import Angebot, Zeitplan
from angebote.terminplan import felder_von
from stzverbund.basis.models.historie import in_rolle
from stzverbund.basis.pflege import Verweigert
from zentren.models import Mitgliedschaft

Status = Angebot.Status
STAPEL = 500


def entwuerfe_anlegen(entwuerfe: Sequence[Entwurf], wer: Mitgliedschaft) -> list[Angebot]:
    """Stores read rows as drafts of their centre, inside the caller's transaction; in the same order."""
    angebote = Angebot.objects.bulk_create([entwurf.angebot for entwurf in entwuerfe], batch_size=STAPEL)
    zwischen = Angebot.zielgruppen.through
    zielgruppen = zwischen.objects.bulk_create(
        [zwischen(angebot=e.angebot, zielgruppe=gruppe) for e in entwuerfe for gruppe in e.zielgruppen],
        batch_size=STAPEL,
    )
    spur = {"default_user": wer.person, "default_change_reason": in_rolle(wer)}
    _verlauf_anlegen(angebote, zielgruppen, spur)
    zeitplaene = [Zeitplan(angebot=e.angebot, **felder_von(regel)) for e in entwuerfe for regel in e.regeln]
    bulk_create_with_history(zeitplaene, Zeitplan, batch_size=STAPEL, **spur)
    return angebote


def _verlauf_anlegen(angebote: Sequence[Angebot], zielgruppen: Iterable[Any], spur: dict[str, Any]) -> None:
    """The first state of each with its Zielgruppen, as if it had been saved with a form."""
    verlauf: Any = Angebot.history
    staende = verlauf.bulk_history_create(angebote, batch_size=STAPEL, **spur)
    je_angebot = {stand.id: stand for stand in staende}
    modell = verlauf.model.zielgruppen.model
    felder = [feld.attname for feld in Angebot.zielgruppen.through._meta.fields]
    modell.objects.bulk_create(
        [
            modell(history=je_angebot[zeile.angebot_id], **{name: getattr(zeile, name) for name in felder})
            for zeile in zielgruppen
        ],
        batch_size=STAPEL,
    )


def hindernis(angebot: Angebot, version: int) -> str:
    """Why a draft made from a list is not simply taken back: somebody has worked on it since; or ""."""
    if angebot.status != Status.ENTWURF:
        wort = "veröffentlicht" if angebot.status == Status.VEROEFFENTLICHT else angebot.get_status_display()
        return f"ist inzwischen {wort}"
    if angebot.version != version:
        return "ist inzwischen bearbeitet"
    return ""


def entfernen(entwuerfe: QuerySet[Angebot]) -> None:
    """Deletes drafts, with an entry in their history; raises Verweigert where something else needs one."""
    try:
        entwuerfe.filter(status=Status.ENTWURF).delete()
    except ProtectedError as fehler:
        namen = ", ".join(sorted({str(objekt._meta.verbose_name) for objekt in fehler.protected_objects}))
        raise Verweigert(f"Einige dieser Angebote werden inzwischen gebraucht ({namen}).") from fehler
