import hashlib
from typing import Any

from django.core.files.base import ContentFile

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
