"""Who: a Person logs in, a Mitgliedschaft gives rights, for one organisation and for its dates."""

from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models, transaction
from django.utils import timezone

from stzverbund.basis.models import Historie
from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber
from stzverbund.basis.sortierung import Sortierfeld, Suchfeld
from zentren.querysets import MitgliedschaftQuerySet

from .rolle import Rolle, Rollenbindung


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **felder: Any) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **felder)
        person.set_password(password)
        person.save(using=self._db)
        return person

    @transaction.atomic
    def create_superuser(self, email: str, password: str | None = None, **felder: Any) -> "Person":
        """The first person of an installation: an account with the role Verwaltung to set up the others."""
        person = self.create_user(email, password, is_superuser=True, **felder)
        Mitgliedschaft.objects.create(person=person, rolle=Rolle.VERWALTUNG, von=timezone.localdate())
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """An account. An erased one stays as „gelöschte Person 12“: its entries remain explainable."""

    email = models.EmailField("E-Mail", unique=True)
    name = models.CharField("Name", max_length=150)
    is_active = models.BooleanField("aktiv", default=True)
    date_joined = models.DateTimeField("angelegt am", default=timezone.now)
    geloescht_am = models.DateTimeField("gelöscht am", null=True, blank=True, editable=False)
    sortierung = Sortierfeld(quelle="name")
    suche = Suchfeld(quellen=("name", "email"))

    personendaten = Personendaten(
        Taetigkeit.KONTO,
        felder=("email", "name", "last_login", "date_joined", "password", "sortierung", "suche"),
        dazu=("is_active",),
        geheim=("password", "sortierung", "suche"),
        frist="drei Jahre nach dem Ende der letzten Rolle, dann ohne Namen",
        von=ueber("pk"),
        tilgung=Tilgung.BLEIBT,
    )
    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        ordering = ["email"]

    def __str__(self) -> str:
        return self.name or self.email


class Mitgliedschaft(Rollenbindung):
    """A Person in a Rolle for one organisation, from `von` to `bis` (both included)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mitgliedschaften", verbose_name="Person")

    history = Historie()

    personendaten = Personendaten(
        Taetigkeit.ROLLEN,
        felder=("person", "rolle", "von", "bis"),
        dazu=("zentrum__name", "traeger__name", "verband__name", "bezirksamt__name", "verbund__name"),
        frist="drei Jahre nach dem Ende der letzten Rolle, dann ohne Namen",
        von=ueber("person"),
        tilgung=Tilgung.BLEIBT,
    )
    objects = MitgliedschaftQuerySet.as_manager()

    class Meta(Rollenbindung.Meta):
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        ordering = ["-von", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.bezeichnung}"
