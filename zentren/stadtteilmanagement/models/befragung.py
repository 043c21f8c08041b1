"""Befragungen (RK-2017 4.2 A5.4, 4.3 Standards 2 and 13): a few questions, answered without an account.

Nothing about one person is ever stored: what a number of people have answered is a counter for each answer
(`Antwortzahl`), and free texts stand for themselves.
"""

import secrets
from datetime import date
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from stzverbund.basis.sortierung import Sortierfeld
from zentren.models import Zentrum
from zentren.stadtteilmanagement.querysets_register import BefragungQuerySet, ImHausQuerySet

from .bedarf import Bedarf

ZEICHEN = "23456789abcdefghjkmnpqrstuvwxyz"
"""What an address is made of that people type from a poster: nothing that is confused on paper."""


def neue_kennung() -> str:
    return "".join(secrets.choice(ZEICHEN) for _ in range(8))


def zufallsschluessel() -> int:
    """A key that tells nothing: running numbers would show which texts come from one sheet."""
    return secrets.randbits(52)


class Befragung(Versioniert):
    """Three to eight questions with a closing date. `kennung` stands in the link and in the QR code.

    Entwurf -> offen -> geschlossen (`befragungen/` moves it). `boegen` and `papierboegen` are how many have
    answered online and on paper.
    """

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        OFFEN = "offen", "läuft"
        GESCHLOSSEN = "geschlossen", "abgeschlossen"

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="befragungen", verbose_name="Zentrum", editable=False
    )
    kennung = models.CharField("Kennung", max_length=16, unique=True, editable=False, default=neue_kennung)
    titel = models.CharField("Titel", max_length=150)
    einleitung = models.TextField("Einleitung", blank=True, help_text="Worum geht es, was geschieht damit?")
    status = models.CharField("Stand", max_length=12, choices=Status, default=Status.ENTWURF, editable=False)
    von = models.DateField("von")
    bis = models.DateField("bis")
    geschlossen_am = models.DateField("abgeschlossen am", null=True, blank=True, editable=False)
    boegen = models.PositiveIntegerField("Antworten im Internet", default=0, editable=False)
    papierboegen = models.PositiveIntegerField("Bögen auf Papier", default=0, editable=False)
    schlussfolgerungen = models.TextField("Was folgt daraus?", blank=True)
    ergebnis_oeffentlich = models.BooleanField("Ergebnis veröffentlichen", default=False)
    sortierung = Sortierfeld(quelle="titel")
    history = Historie(excluded_fields=["sortierung", "boegen"])

    objects = BefragungQuerySet.as_manager()

    personendaten = freitext("titel", "einleitung", "schlussfolgerungen")

    class Meta:
        verbose_name = "Befragung"
        verbose_name_plural = "Befragungen"
        ordering = ["-von", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__gte=F("von")),
                name="befragung_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
                violation_error_code="bis",
            )
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def ist_entwurf(self) -> bool:
        return self.status == self.Status.ENTWURF

    @property
    def abgeschlossen(self) -> bool:
        return self.status == self.Status.GESCHLOSSEN

    def nimmt_an(self, heute: date) -> bool:
        """Whether somebody may answer today."""
        return self.status == self.Status.OFFEN and self.von <= heute <= self.bis

    @property
    def alle_boegen(self) -> int:
        return self.boegen + self.papierboegen


class Frage(models.Model):
    """`optionen` are the texts to choose from; the answer is their index. A scale runs from 1 to 5."""

    ZUM_ZENTRUM = "befragung__zentrum"

    class Art(models.TextChoices):
        SKALA = "skala", "Zufriedenheit von 1 bis 5"
        EINE = "eine", "eine Antwort auswählen"
        MEHRERE = "mehrere", "mehrere Antworten auswählen"
        JA_NEIN = "ja_nein", "ja oder nein"
        TEXT = "text", "freier Text"

    class Bereich(models.TextChoices):
        """What a question is about, so that years can be compared."""

        ZUFRIEDENHEIT = "zufriedenheit", "Zufriedenheit"
        WUENSCHE = "wuensche", "Wünsche"
        ZUGANG = "zugang", "Zugang"
        ANDERES = "anderes", "anderes"

    befragung = models.ForeignKey(
        Befragung, models.CASCADE, related_name="fragen", verbose_name="Befragung", editable=False
    )
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    text = models.CharField("Frage", max_length=250)
    art = models.CharField("Art der Antwort", max_length=10, choices=Art)
    bereich = models.CharField("Bereich", max_length=15, choices=Bereich, default=Bereich.ANDERES)
    optionen = models.JSONField("Antworten zur Auswahl", default=list, blank=True)
    history = Historie()

    objects = ImHausQuerySet.as_manager()

    personendaten = freitext("text", "optionen")

    class Meta:
        verbose_name = "Frage"
        verbose_name_plural = "Fragen"
        ordering = ["reihenfolge", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def zentrum(self) -> Zentrum:
        return self.befragung.zentrum

    @property
    def moeglichkeiten(self) -> list[tuple[int, str]]:
        """What is counted and how it is called; nothing for a free text."""
        return MOEGLICHKEITEN.get(self.art) or list(enumerate(self.optionen))


MOEGLICHKEITEN: dict[Any, list[tuple[int, str]]] = {
    Frage.Art.SKALA: [(1, "1 – gar nicht"), (2, "2"), (3, "3"), (4, "4"), (5, "5 – sehr")],
    Frage.Art.JA_NEIN: [(1, "ja"), (0, "nein")],
}
"""The answers that every question of a kind has."""


class Antwortzahl(models.Model):
    """How many have given one answer, online or on paper."""

    frage = models.ForeignKey(Frage, models.CASCADE, related_name="zahlen", verbose_name="Frage")
    wert = models.PositiveSmallIntegerField(
        "Antwort", validators=[MinValueValidator(0), MaxValueValidator(50)]
    )
    papier = models.BooleanField("auf Papier", default=False)
    anzahl = models.PositiveIntegerField("Anzahl", default=0)

    class Meta:
        verbose_name = "Antwortzahl"
        verbose_name_plural = "Antwortzahlen"
        ordering = ["wert", "pk"]
        constraints = [models.UniqueConstraint(fields=["frage", "wert", "papier"], name="antwortzahl_einmal")]

    def __str__(self) -> str:
        return f"{self.frage}: {self.wert}"


class Freitext(models.Model):
    """What somebody has written; staff may hide what names a person. A wish may become a Bedarf."""

    ZUM_ZENTRUM = "frage__befragung__zentrum"

    id = models.BigIntegerField("Schlüssel", primary_key=True, default=zufallsschluessel, editable=False)
    frage = models.ForeignKey(Frage, models.CASCADE, related_name="texte", verbose_name="Frage")
    text = models.TextField("Text")
    verborgen = models.BooleanField("verborgen", default=False)
    bedarf = models.ForeignKey(
        Bedarf, models.SET_NULL, null=True, blank=True, related_name="wuensche", verbose_name="Bedarf"
    )

    objects = ImHausQuerySet.as_manager()

    personendaten = freitext("text")

    class Meta:
        verbose_name = "freie Antwort"
        verbose_name_plural = "freie Antworten"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def zentrum(self) -> Zentrum:
        return self.frage.befragung.zentrum
