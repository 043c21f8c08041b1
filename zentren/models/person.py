"""Who: a Person logs in, a Mitgliedschaft gives rights, for one organisation and for its dates."""

from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from zentren.querysets import MitgliedschaftQuerySet

from .organisation import Bezirksamt, Traeger, Verband, Verbund
from .zentrum import Zentrum


class Rolle(models.TextChoices):
    MITARBEIT = "mitarbeit", "Mitarbeit"
    LEITUNG = "leitung", "Leitung"
    TRAEGER = "traeger", "Träger"
    VERBAND = "verband", "Verband"
    GESCHAEFTSSTELLE = "geschaeftsstelle", "Geschäftsstelle Bezirke"
    BEZIRKSAMT = "bezirksamt", "Bezirksamt"
    KOORDINATION = "koordination", "Koordination des Verbundes"
    VERWALTUNG = "verwaltung", "Verwaltung"


# To which organisation each role is bound; Verwaltung to none.
BINDUNG = {
    Rolle.MITARBEIT: "zentrum",
    Rolle.LEITUNG: "zentrum",
    Rolle.TRAEGER: "traeger",
    Rolle.VERBAND: "verband",
    Rolle.GESCHAEFTSSTELLE: "verband",
    Rolle.BEZIRKSAMT: "bezirksamt",
    Rolle.KOORDINATION: "verbund",
    Rolle.VERWALTUNG: None,
}
ORGANISATIONEN = ("zentrum", "traeger", "verband", "bezirksamt", "verbund")


def _genau_gebunden() -> Q:
    """Each role has exactly the organisation that belongs to it."""
    regel = Q()
    for rolle, feld in BINDUNG.items():
        belegung = {f"{name}__isnull": name != feld for name in ORGANISATIONEN}
        regel |= Q(rolle=rolle.value, **belegung)
    return regel


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **felder: Any) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **felder)
        person.set_password(password)
        person.save(using=self._db)
        return person

    @transaction.atomic
    def create_superuser(self, email: str, password: str | None = None, **felder: Any) -> "Person":
        """The first person of an installation: an account with the role Verwaltung to set up the others."""
        person = self.create_user(email, password, is_staff=True, is_superuser=True, **felder)
        Mitgliedschaft.objects.create(person=person, rolle=Rolle.VERWALTUNG, von=timezone.localdate())
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """An account. Contact data: e-mail and name of a user, kept while the account exists."""

    email = models.EmailField("E-Mail", unique=True)
    name = models.CharField("Name", max_length=150)
    is_active = models.BooleanField("aktiv", default=True)
    is_staff = models.BooleanField("darf in die Verwaltung", default=False)
    date_joined = models.DateTimeField("angelegt am", default=timezone.now)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        ordering = ["email"]

    def __str__(self) -> str:
        return self.name or self.email


class Mitgliedschaft(models.Model):
    """A Person in a Rolle for one organisation, from `von` to `bis` (both included)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mitgliedschaften", verbose_name="Person")
    rolle = models.CharField("Rolle", max_length=20, choices=Rolle)
    zentrum = models.ForeignKey(
        Zentrum,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mitgliedschaften",
        verbose_name="Zentrum",
    )
    traeger = models.ForeignKey(Traeger, models.CASCADE, null=True, blank=True, verbose_name="Träger")
    verband = models.ForeignKey(Verband, models.CASCADE, null=True, blank=True, verbose_name="Verband")
    bezirksamt = models.ForeignKey(
        Bezirksamt, models.CASCADE, null=True, blank=True, verbose_name="Bezirksamt"
    )
    verbund = models.ForeignKey(Verbund, models.CASCADE, null=True, blank=True, verbose_name="Verbund")
    von = models.DateField("von")
    bis = models.DateField("bis", null=True, blank=True)

    objects = MitgliedschaftQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        ordering = ["-von", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=_genau_gebunden(),
                name="mitgliedschaft_bindung",
                violation_error_message="Zu dieser Rolle gehört genau eine passende Organisation.",
            ),
            models.CheckConstraint(
                condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="mitgliedschaft_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.bezeichnung}"

    @property
    def organisation(self) -> Any:
        feld = BINDUNG[Rolle(self.rolle)]
        return getattr(self, feld) if feld else None

    @property
    def bezeichnung(self) -> str:
        """What the header shows: "STZ Biesdorf (Beispiel), Leitung"."""
        organisation = self.organisation
        rolle = self.get_rolle_display()
        return f"{organisation}, {rolle}" if organisation else rolle

    def hat(self, *rollen: str) -> bool:
        return self.rolle in rollen
