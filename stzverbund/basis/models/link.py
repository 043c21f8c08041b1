from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber


class LinkQuerySet(models.QuerySet):
    def gueltig(self) -> "LinkQuerySet":
        return self.filter(widerrufen_am__isnull=True, gueltig_bis__gt=timezone.now())


class Link(models.Model):
    """A signed address for somebody without an account: it opens one thing, expires and can be revoked.

    Only the SHA-256 of the token is stored; whoever reads the database cannot use the links.
    """

    token_hash = models.CharField("Prüfsumme", max_length=64, unique=True, editable=False)
    zweck = models.CharField("Zweck", max_length=40)
    typ = models.ForeignKey(ContentType, models.CASCADE, verbose_name="Art des Gegenstands")
    gegenstand_id = models.PositiveBigIntegerField("Gegenstand")
    gegenstand = GenericForeignKey("typ", "gegenstand_id")
    gueltig_bis = models.DateTimeField("gültig bis")
    widerrufen_am = models.DateTimeField("widerrufen am", null=True, blank=True)
    zuletzt_benutzt_am = models.DateField("zuletzt benutzt am", null=True, blank=True)
    ausgestellt_am = models.DateTimeField("ausgestellt am", auto_now_add=True)
    ausgestellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="ausgestellt von"
    )

    personendaten = Personendaten(
        Taetigkeit.ROLLEN,
        felder=("ausgestellt_von",),
        dazu=("zweck", "ausgestellt_am", "gueltig_bis", "zuletzt_benutzt_am"),
        frist="90 Tage nach dem Ende des Links; wer ihn benutzt, wird nicht gespeichert",
        von=ueber("ausgestellt_von"),
        tilgung=Tilgung.BLEIBT,
    )
    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "Link"
        verbose_name_plural = "Links"
        ordering = ["-ausgestellt_am", "-pk"]
        indexes = [models.Index(fields=["typ", "gegenstand_id"])]

    def __str__(self) -> str:
        return f"{self.zweck}, gültig bis {timezone.localtime(self.gueltig_bis):%d.%m.%Y}"

    @property
    def gueltig(self) -> bool:
        return self.widerrufen_am is None and self.gueltig_bis > timezone.now()
