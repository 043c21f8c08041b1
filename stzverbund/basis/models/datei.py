import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models

from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber


def ablageort(datei: "Datei", name: str) -> str:
    """A stored name that says nothing about the contents and cannot be guessed."""
    endung = PurePath(name).suffix.lower()[:10]
    return f"dateien/{uuid.uuid4().hex}{endung}"


class Datei(models.Model):
    """An uploaded file with its checked type, size in bytes and SHA-256. A new revision is a new row."""

    datei = models.FileField("Datei", upload_to=ablageort)
    name = models.CharField("Name", max_length=200)
    typ = models.CharField("Dateityp", max_length=100)
    groesse = models.PositiveBigIntegerField("Größe in Byte")
    sha256 = models.CharField("Prüfsumme", max_length=64)
    hochgeladen_am = models.DateTimeField("hochgeladen am", auto_now_add=True)
    hochgeladen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="hochgeladen von"
    )

    personendaten = Personendaten(
        Taetigkeit.NACHWEIS,
        felder=("hochgeladen_von", "name"),
        dazu=("hochgeladen_am",),
        frist="mit dem Eintrag, zu dem die Datei gehört",
        von=ueber("hochgeladen_von"),
        tilgung=Tilgung.BLEIBT,
    )

    class Meta:
        verbose_name = "Datei"
        verbose_name_plural = "Dateien"
        ordering = ["-hochgeladen_am", "-pk"]

    def __str__(self) -> str:
        return self.name
