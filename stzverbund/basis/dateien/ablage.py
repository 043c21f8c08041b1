import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from stzverbund.basis.models import Datei

from .arten import Geprueft


def ablegen(geprueft: Geprueft, *, wer: Any) -> Datei:
    """Stores a checked file as a new Datei of a person; an earlier revision stays as it is."""
    datei = Datei(
        name=geprueft.name,
        typ=geprueft.typ,
        groesse=len(geprueft.daten),
        sha256=hashlib.sha256(geprueft.daten).hexdigest(),
        hochgeladen_von=wer,
    )
    datei.datei.save(geprueft.name, ContentFile(geprueft.daten), save=False)
    datei.save()
    return datei


def wegwerfen(datei: Datei | None) -> None:
    """Deletes a stored file, if there is one: its row now, the contents when the transaction is certain."""
    if datei is not None:
        inhalt = datei.datei
        datei.delete()
        transaction.on_commit(lambda: inhalt.delete(save=False))
