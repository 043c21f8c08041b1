from django.conf import settings
from django.db import models

from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber


class Einmal(models.Model):
    """A form that was sent: the same one sent again does nothing more and leads to the same page.

    `marke` stands in the form, `inhalt` is the SHA-256 of what was typed; `ziel` is empty until it is done.
    """

    marke = models.UUIDField("Marke")
    inhalt = models.CharField("Prüfsumme", max_length=64)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, verbose_name="Person"
    )
    ziel = models.CharField("Ziel", max_length=2000, blank=True)
    gesendet_am = models.DateTimeField("gesendet am", auto_now_add=True)

    personendaten = Personendaten(
        Taetigkeit.BETRIEB,
        felder=("person", "inhalt"),
        dazu=("gesendet_am",),
        geheim=("inhalt",),
        frist="eine Woche; gespeichert wird nur eine Prüfsumme",
        von=ueber("person"),
        tilgung=Tilgung.LOESCHEN,
    )

    class Meta:
        verbose_name = "abgeschicktes Formular"
        verbose_name_plural = "abgeschickte Formulare"
        ordering = ["-gesendet_am", "-pk"]
        constraints = [models.UniqueConstraint(fields=["marke", "inhalt"], name="einmal_gesendet")]

    def __str__(self) -> str:
        return str(self.marke)
