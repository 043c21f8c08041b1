"""A list that a centre reads in, and what came of its rows."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from angebote.querysets import ImportQuerySet
from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber
from zentren.models import Zentrum

from .angebot import Angebot
from .wert import Wert


class Import(models.Model):
    """A file on its way: uploaded, its columns matched, taken over, perhaps taken back.

    `blaetter` holds its tables as text until they are taken over, because lists often contain more than we
    may keep; after that only `ergebnis` (a line for each row) is left. `zuordnung` maps the number of a
    column to what it holds.
    """

    class Art(models.TextChoices):
        ANGEBOTE = "angebote", "Angebote"
        ZAHLEN = "zahlen", "Monatszahlen"

    class Status(models.TextChoices):
        OFFEN = "offen", "noch nicht übernommen"
        UEBERNOMMEN = "uebernommen", "übernommen"
        ZURUECKGENOMMEN = "zurueckgenommen", "zurückgenommen"

    zentrum = models.ForeignKey(Zentrum, models.PROTECT, related_name="importe", verbose_name="Zentrum")
    art = models.CharField("Art", max_length=10, choices=Art)
    status = models.CharField("Status", max_length=20, choices=Status, default=Status.OFFEN)
    name = models.CharField("Dateiname", max_length=200)
    blaetter = models.JSONField("Tabellen", default=list, blank=True)
    blatt = models.PositiveSmallIntegerField("Blatt", default=0)
    kopf = models.PositiveSmallIntegerField("Zeile mit den Überschriften", default=0)
    zuordnung = models.JSONField("Zuordnung der Spalten", default=dict, blank=True)
    vorgaben = models.JSONField("Vorgaben", default=dict, blank=True)
    ergebnis = models.JSONField("Ergebnis", default=list, blank=True)
    anzahl = models.PositiveIntegerField("übernommen", default=0)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="hochgeladen von"
    )
    angelegt_am = models.DateTimeField("hochgeladen am", auto_now_add=True)
    uebernommen_am = models.DateTimeField("übernommen am", null=True, blank=True)
    zurueckgenommen_am = models.DateTimeField("zurückgenommen am", null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.EINLESEN,
        felder=("person", "name", "blaetter", "ergebnis"),
        dazu=("angelegt_am",),
        geheim=("blaetter", "ergebnis"),
        frist="die Tabellen, bis sie übernommen oder verworfen sind, höchstens eine Woche",
        von=ueber("person"),
        tilgung=Tilgung.BLEIBT,
    )

    class Meta:
        verbose_name = "Import"
        verbose_name_plural = "Importe"
        ordering = ["-angelegt_am", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def offen(self) -> bool:
        return self.status == self.Status.OFFEN

    @property
    def spalten(self) -> dict[int, str]:
        """The columns by their numbers (JSON knows texts only as keys)."""
        zuordnung: dict[str, Any] = self.zuordnung
        return {int(index): ziel for index, ziel in zuordnung.items()}


class Importzeile(models.Model):
    """What came of a row: a draft, or a value; `version` is that of the object when it was taken over."""

    liste = models.ForeignKey(Import, models.CASCADE, related_name="zeilen", verbose_name="Import")
    nummer = models.PositiveIntegerField("Zeile der Datei")
    angebot = models.ForeignKey(
        Angebot, models.CASCADE, null=True, blank=True, related_name="importzeilen", verbose_name="Angebot"
    )
    wert = models.ForeignKey(
        Wert, models.CASCADE, null=True, blank=True, related_name="importzeilen", verbose_name="Wert"
    )
    version = models.PositiveIntegerField("Version")

    class Meta:
        verbose_name = "Zeile eines Imports"
        verbose_name_plural = "Zeilen eines Imports"
        ordering = ["nummer", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(angebot__isnull=False, wert__isnull=True)
                | Q(angebot__isnull=True, wert__isnull=False),
                name="importzeile_eines",
            )
        ]

    def __str__(self) -> str:
        return f"Zeile {self.nummer} aus {self.liste}"
