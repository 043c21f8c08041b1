from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber_verweis


class EreignisQuerySet(models.QuerySet):
    def zu(self, gegenstand: models.Model) -> "EreignisQuerySet":
        """Everything that happened to one object, oldest first."""
        typ = ContentType.objects.get_for_model(gegenstand)
        return self.filter(typ=typ, gegenstand_id=gegenstand.pk).select_related("person")


class Ereignis(models.Model):
    """One change of state: who, in which role, when and, where it goes back, why. Never changed later."""

    typ = models.ForeignKey(ContentType, models.PROTECT, verbose_name="Art des Gegenstands")
    gegenstand_id = models.PositiveBigIntegerField("Gegenstand")
    gegenstand = GenericForeignKey("typ", "gegenstand_id")
    was = models.CharField("was", max_length=300)
    grund = models.TextField("Grund", blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="Person"
    )
    rolle = models.CharField("Rolle", max_length=300, blank=True)
    zeitpunkt = models.DateTimeField("Zeitpunkt", auto_now_add=True)

    NUR_ANHAENGEN = True
    personendaten = Personendaten(
        Taetigkeit.NACHWEIS,
        felder=("person", "rolle", "was", "grund"),
        dazu=("typ__model", "gegenstand_id", "zeitpunkt"),
        texte=("grund",),
        frist="mit dem Gegenstand; Anmeldungen ein Jahr",
        von=ueber_verweis,
        tilgung=Tilgung.BLEIBT,
    )
    objects = EreignisQuerySet.as_manager()

    class Meta:
        verbose_name = "Ereignis"
        verbose_name_plural = "Ereignisse"
        ordering = ["zeitpunkt", "pk"]
        indexes = [models.Index(fields=["typ", "gegenstand_id"])]

    def __str__(self) -> str:
        return f"{self.was} am {self.zeitpunkt:%d.%m.%Y}"
