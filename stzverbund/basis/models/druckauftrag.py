import uuid
from datetime import timedelta

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from stzverbund.basis.personendaten import BENUTZENDE, Personendaten, Taetigkeit

GEDULD = {"wartet": timedelta(minutes=30), "laeuft": timedelta(minutes=5)}
"""So long an order may show no sign of life until it counts as lost, by its state."""


class Druckauftrag(models.Model):
    """A document that takes long to render: ordered in a request, made by the task worker.

    `schluessel` says what is printed and for which view of it, so that the same is never rendered twice;
    `daten` is what a draft is made of (canonical JSON). `versuch` counts the tries: only the latest one may
    finish the order. `schritt` of `gesamt` is the progress: charts drawn and pages laid out.
    """

    class Status(models.TextChoices):
        WARTET = "wartet", "wartet"
        LAEUFT = "laeuft", "läuft"
        FERTIG = "fertig", "fertig"
        FEHLGESCHLAGEN = "fehlgeschlagen", "fehlgeschlagen"

    class Phase(models.TextChoices):
        BILDER = "bilder", "Die Diagramme werden gezeichnet."
        SEITEN = "seiten", "Die Seiten werden gesetzt."
        DATEI = "datei", "Die Datei wird geschrieben."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    schluessel = models.CharField("Schlüssel", max_length=64, unique=True, editable=False)
    art = models.CharField("Art", max_length=40)
    typ = models.ForeignKey(ContentType, models.CASCADE, verbose_name="Art des Gegenstands")
    gegenstand_id = models.PositiveBigIntegerField("Gegenstand")
    gegenstand = GenericForeignKey("typ", "gegenstand_id")
    jahr = models.PositiveSmallIntegerField("Jahr")
    sicht = models.CharField("Sicht", max_length=40)
    titel = models.CharField("Titel", max_length=250)
    daten = models.TextField("Daten", blank=True)
    status = models.CharField("Stand", max_length=14, choices=Status.choices, default=Status.WARTET)
    phase = models.CharField("Phase", max_length=6, choices=Phase.choices, default=Phase.BILDER)
    schritt = models.PositiveIntegerField("Schritt", default=0)
    gesamt = models.PositiveIntegerField("Schritte", default=1)
    versuch = models.PositiveSmallIntegerField("Versuch", default=1)
    grund = models.TextField("Grund", blank=True)
    datei = models.FileField("Datei", upload_to="druck/%Y/", blank=True)
    erstellt_am = models.DateTimeField("bestellt am", auto_now_add=True)
    bewegt_am = models.DateTimeField("bewegt am", default=timezone.now)

    personendaten = Personendaten(
        Taetigkeit.BETRIEB,
        felder=("daten", "datei", "grund"),
        frist="zwei Tage",
        betroffene=f"{BENUTZENDE}: keine Angaben; die Entwürfe nennen Organisationen und Zahlen",
    )

    class Meta:
        verbose_name = "Druckauftrag"
        verbose_name_plural = "Druckaufträge"
        ordering = ["-erstellt_am", "-pk"]

    def __str__(self) -> str:
        return f"{self.titel}, {self.get_status_display()}"

    @property
    def fertig(self) -> bool:
        return self.status == self.Status.FERTIG

    @property
    def gescheitert(self) -> bool:
        """It failed, or nothing was heard of it for too long: the worker has died."""
        geduld = GEDULD.get(self.status)
        verloren = geduld is not None and timezone.now() - self.bewegt_am > geduld
        return verloren or self.status == self.Status.FEHLGESCHLAGEN

    @property
    def prozent(self) -> int:
        """0 to 99 while it is being made."""
        return min(100 * self.schritt // max(self.gesamt, 1), 99)
