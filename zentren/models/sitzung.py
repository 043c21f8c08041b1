"""A login of a Person: the session in the database and what its owner is told of it."""

from typing import ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import F

from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber

from .person import Person


class SitzungManager(BaseSessionManager):
    def von(self, person: Person) -> models.QuerySet:
        """The sessions in which a person is logged in, the latest activity first."""
        return self.filter(person=person).order_by(F("zuletzt").desc(nulls_last=True), "session_key")


class Sitzung(AbstractBaseSession):
    """A session. Of the device only the words "Firefox unter Windows" are kept, of the network nothing.

    Removed when it has ended (logout, idle time-out, `taeglich`) and with the account.
    """

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="sitzungen", verbose_name="Person"
    )
    geraet = models.CharField("Gerät", max_length=80, blank=True)
    begonnen = models.DateTimeField("angemeldet seit", null=True, blank=True)
    zuletzt = models.DateTimeField("zuletzt benutzt", null=True, blank=True)

    personendaten = Personendaten(
        Taetigkeit.KONTO,
        felder=("person", "geraet", "begonnen", "zuletzt", "session_key", "session_data"),
        geheim=("session_key", "session_data"),
        frist="bis zum Abmelden, höchstens ein Tag",
        von=ueber("person"),
        tilgung=Tilgung.LOESCHEN,
    )
    objects: ClassVar[SitzungManager] = SitzungManager()

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"

    def __str__(self) -> str:
        return self.geraet or "Unbekanntes Gerät"
