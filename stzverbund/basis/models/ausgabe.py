from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber


class Ausgabe(models.Model):
    """An edition: the data of a report as they were, and the PDF made of them. Never rendered anew.

    `daten` is canonical JSON text, `datenhash` its SHA-256 (printed on every page), `pdf_hash` the
    SHA-256 of the stored file. A correction is the next `nummer`.
    """

    art = models.CharField("Art", max_length=40)
    typ = models.ForeignKey(ContentType, models.PROTECT, verbose_name="Art des Gegenstands")
    gegenstand_id = models.PositiveBigIntegerField("Gegenstand")
    gegenstand = GenericForeignKey("typ", "gegenstand_id")
    jahr = models.PositiveSmallIntegerField("Jahr")
    nummer = models.PositiveSmallIntegerField("Nummer")
    titel = models.CharField("Titel", max_length=250)
    daten = models.TextField("Daten")
    datenhash = models.CharField("Prüfsumme der Daten", max_length=64)
    pdf = models.FileField("PDF", upload_to="ausgaben/%Y/")
    pdf_hash = models.CharField("Prüfsumme der Datei", max_length=64)
    erstellt_am = models.DateTimeField("erstellt am", auto_now_add=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="erstellt von"
    )

    personendaten = Personendaten(
        Taetigkeit.NACHWEIS,
        felder=("person",),
        dazu=("titel", "erstellt_am"),
        frist="mit der Ausgabe; ihr Inhalt nennt nur Organisationen",
        von=ueber("person"),
        tilgung=Tilgung.BLEIBT,
    )

    class Meta:
        verbose_name = "Ausgabe"
        verbose_name_plural = "Ausgaben"
        ordering = ["-jahr", "art", "gegenstand_id", "-nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["art", "typ", "gegenstand_id", "jahr", "nummer"],
                name="ausgabe_einmal",
                violation_error_message="Diese Ausgabe gibt es schon.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.titel}, Ausgabe {self.nummer}"
