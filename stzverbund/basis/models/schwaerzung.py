from django.db import models


class Schwaerzung(models.Model):
    """An opening in the trail: while `offen`, and only in its own transaction, rows may change or go.

    Nothing stays open: the row is closed before the transaction ends and tells when and why it was opened.
    """

    zeitpunkt = models.DateTimeField("Zeitpunkt", auto_now_add=True)
    grund = models.CharField("Grund", max_length=200)
    offen = models.BooleanField("offen", default=True)

    class Meta:
        verbose_name = "Schwärzung"
        verbose_name_plural = "Schwärzungen"
        ordering = ["-zeitpunkt", "-pk"]

    def __str__(self) -> str:
        return f"{self.grund}, {self.zeitpunkt:%d.%m.%Y}"
