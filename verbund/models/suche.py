"""The index of the search: one row for each thing that can be found, kept by `verbund/suche/`."""

from django.db import models

from stzverbund.basis.personendaten import freitext
from stzverbund.basis.sortierung import Suchfeld
from verbund.querysets import SucheintragQuerySet
from zentren.models import Verbund


class Sucheintrag(models.Model):
    """What can be found of an object, and by whom. Computed: nothing is lost where it is built anew.

    PostgreSQL has a further column `vektor` (migration 0002) with the word forms of title and text.
    """

    class Art(models.TextChoices):
        SITZUNG = "sitzung", "Sitzung"
        PUNKT = "punkt", "Tagesordnung"
        PROTOKOLL = "protokoll", "Protokoll"
        BESCHLUSS = "beschluss", "Beschluss"
        AUFGABE = "aufgabe", "Aufgabe"
        DOKUMENT = "dokument", "Dokument"
        VORHABEN = "vorhaben", "Vorhaben"
        ARBEITSKREIS = "arbeitskreis", "Arbeitskreis"
        THEMA = "thema", "Thema"

    class Leser(models.TextChoices):
        ALLE = "alle", "Verbund und Partner"
        VERBUND = "verbund", "nur der Verbund"
        PARTNER = "partner", "nur die Partner"
        AMT = "amt", "Verbund und Bezirksamt"

    verbund = models.ForeignKey(Verbund, models.CASCADE, related_name="+", verbose_name="Verbund")
    art = models.CharField("Art", max_length=12, choices=Art)
    gegenstand_id = models.BigIntegerField("Gegenstand")
    leser = models.CharField("wer es findet", max_length=10, choices=Leser)
    titel = models.CharField("Titel", max_length=300)
    text = models.TextField("Text", blank=True)
    datum = models.DateField("Tag")
    adresse = models.CharField("Seite", max_length=200)
    suche_titel = Suchfeld(quellen=("titel",))
    suche_text = Suchfeld(quellen=("text",))

    objects = SucheintragQuerySet.as_manager()

    personendaten = freitext("titel", "text", "suche_titel", "suche_text")

    class Meta:
        verbose_name = "Sucheintrag"
        verbose_name_plural = "Sucheinträge"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["verbund", "art", "gegenstand_id"], name="sucheintrag_einmal")
        ]
        indexes = [models.Index(fields=["art", "gegenstand_id"])]

    def __str__(self) -> str:
        return self.titel
