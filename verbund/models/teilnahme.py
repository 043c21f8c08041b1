"""Who is invited, who answers and who comes (domain model, "verbund"): people speak for their Zentrum."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber
from stzverbund.basis.sortierung import Suchfeld
from verbund.querysets import DerSitzungQuerySet, NurImVerbundQuerySet
from zentren.models import Verbund, Zentrum

from .sitzung import Sitzung
from .tagesordnung import Tagesordnungspunkt
from .thema import Thema

ZENTREN_ZUERST = (F("zentrum__sortierung").asc(nulls_last=True),)
"""The Zentren in their order, then the other offices: on every database."""


class Antwort(models.TextChoices):
    OFFEN = "offen", "keine Antwort"
    ZUGESAGT = "zugesagt", "zugesagt"
    ABGESAGT = "abgesagt", "abgesagt"
    VERTRETUNG = "vertretung", "Vertretung kommt"


class Delegation(Versioniert):
    """Who speaks for a Zentrum in the Verbund, by dates, so that old minutes keep the right people."""

    class Art(models.TextChoices):
        DELEGIERT = "delegiert", "delegiert"
        VERTRETUNG = "vertretung", "Vertretung"

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="delegationen", verbose_name="Verbund", editable=False
    )
    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="delegationen", verbose_name="Zentrum", editable=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegationen", verbose_name="Person"
    )
    art = models.CharField("als", max_length=12, choices=Art, default=Art.DELEGIERT)
    von = models.DateField("von")
    bis = models.DateField("bis", null=True, blank=True)
    history = Historie()

    objects = NurImVerbundQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.ROLLEN,
        felder=("person",),
        dazu=("art", "von", "bis"),
        frist="solange die Protokolle des Verbundes aufbewahrt werden",
        von=ueber("person"),
        tilgung=Tilgung.BLEIBT,
    )

    class Meta:
        verbose_name = "Delegation"
        verbose_name_plural = "Delegationen"
        ordering = ["zentrum__sortierung", "art", "-von", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="delegation_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
                violation_error_code="bis",
            )
        ]

    def __str__(self) -> str:
        return f"{self.zentrum}: {self.get_art_display()}"


class Einladung(models.Model):
    """One person, one mail, one answer. `sequenz` is the state of the calendar that this person was sent."""

    sitzung = models.ForeignKey(Sitzung, models.CASCADE, related_name="einladungen", verbose_name="Sitzung")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sitzungseinladungen", verbose_name="Person"
    )
    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="für das Zentrum"
    )
    stelle = models.CharField("für die Stelle", max_length=100, blank=True)
    sequenz = models.IntegerField("gesendeter Stand", default=-1)
    versendet_am = models.DateTimeField("versendet am", null=True, blank=True)
    antwort = models.CharField("Antwort", max_length=12, choices=Antwort, default=Antwort.OFFEN)
    beantwortet_am = models.DateTimeField("beantwortet am", null=True, blank=True)

    objects = DerSitzungQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.POST,
        felder=("person",),
        dazu=("versendet_am", "antwort", "beantwortet_am"),
        frist="mit der Sitzung",
        von=ueber("person"),
        tilgung=Tilgung.LOESCHEN,
    )

    class Meta:
        verbose_name = "Einladung zur Sitzung"
        verbose_name_plural = "Einladungen zur Sitzung"
        ordering = [*ZENTREN_ZUERST, "stelle", "pk"]
        constraints = [models.UniqueConstraint(fields=["sitzung", "person"], name="einladung_einmal")]

    def __str__(self) -> str:
        return f"{self.zentrum or self.stelle}: {self.get_antwort_display()}"

    @property
    def verbund(self) -> Verbund:
        return self.sitzung.verbund


class Teilnahme(Versioniert):
    """The seat of a Zentrum, or of another office (`stelle`), at a session: announced, then there or not."""

    FEST_WENN = Tagesordnungspunkt.FEST_WENN

    class Anwesend(models.TextChoices):
        OFFEN = "offen", "nicht festgehalten"
        JA = "ja", "anwesend"
        NEIN = "nein", "nicht da"
        ENTSCHULDIGT = "entschuldigt", "entschuldigt"

    sitzung = models.ForeignKey(
        Sitzung, models.CASCADE, related_name="teilnahmen", verbose_name="Sitzung", editable=False
    )
    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, null=True, blank=True, related_name="teilnahmen", verbose_name="Zentrum"
    )
    stelle = models.CharField("Stelle", max_length=100, blank=True)
    antwort = models.CharField(
        "Ankündigung", max_length=12, choices=Antwort, default=Antwort.OFFEN, editable=False
    )
    anwesend = models.CharField("Anwesenheit", max_length=12, choices=Anwesend, default=Anwesend.OFFEN)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="teilnahmen",
        verbose_name="vertreten durch",
    )
    kam_um = models.TimeField("kam um", null=True, blank=True)
    ging_um = models.TimeField("ging um", null=True, blank=True)
    history = Historie()

    objects = DerSitzungQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.NACHWEIS,
        felder=("person",),
        dazu=("anwesend", "kam_um", "ging_um"),
        frist="solange das Protokoll aufbewahrt wird",
        von=ueber("person"),
        tilgung=Tilgung.BLEIBT,
    )

    class Meta:
        verbose_name = "Teilnahme"
        verbose_name_plural = "Teilnahmen"
        ordering = [*ZENTREN_ZUERST, "stelle", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung", "zentrum"],
                condition=Q(zentrum__isnull=False),
                name="teilnahme_zentrum_einmal",
            ),
            models.UniqueConstraint(
                fields=["sitzung", "stelle"], condition=~Q(stelle=""), name="teilnahme_stelle_einmal"
            ),
            models.CheckConstraint(
                condition=Q(zentrum__isnull=False, stelle="") | Q(Q(zentrum__isnull=True), ~Q(stelle="")),
                name="teilnahme_wer",
                violation_error_message="Bitte nennen Sie das Zentrum oder die Stelle.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zentrum or self.stelle}"

    @property
    def verbund(self) -> Verbund:
        return self.sitzung.verbund


class Gast(Versioniert):
    """Somebody of a Fachdienst who comes to one item, without an account (domain model, privacy)."""

    class Stand(models.TextChoices):
        ANGEFRAGT = "angefragt", "angefragt"
        ZUGESAGT = "zugesagt", "zugesagt"
        ABGESAGT = "abgesagt", "abgesagt"

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="gaeste", verbose_name="Verbund", editable=False
    )
    sitzung = models.ForeignKey(
        Sitzung, models.PROTECT, related_name="gaeste", verbose_name="Sitzung", editable=False
    )
    punkt = models.ForeignKey(
        Tagesordnungspunkt,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="gaeste",
        verbose_name="Tagesordnungspunkt",
    )
    organisation = models.CharField("Fachdienst oder Organisation", max_length=200)
    name = models.CharField("Name", max_length=120, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    vortrag = models.CharField("Vortrag", max_length=200, blank=True)
    technik = models.CharField("Benötigte Technik", max_length=200, blank=True)
    von = models.TimeField("von", null=True, blank=True)
    bis = models.TimeField("bis", null=True, blank=True)
    stand = models.CharField("Stand", max_length=10, choices=Stand, default=Stand.ANGEFRAGT)
    beantwortet_am = models.DateTimeField("beantwortet am", null=True, blank=True, editable=False)
    weitergabe_am = models.DateTimeField(
        "Weitergabe der Folien erlaubt am", null=True, blank=True, editable=False
    )
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="gaeste", verbose_name="Thema"
    )
    suche = Suchfeld(quellen=("organisation", "vortrag"))
    history = Historie(excluded_fields=["name", "email", "telefon", "suche"])

    objects = NurImVerbundQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.VERBUND,
        felder=("name", "email", "telefon"),
        dazu=("organisation", "vortrag", "beantwortet_am", "weitergabe_am"),
        frist="Kontakt bis ein Jahr nach der Sitzung, der Name mit dem Protokoll",
        betroffene="Gäste der Sitzungen",
        tilgung=Tilgung.VERBLEIB,
    )

    class Meta:
        verbose_name = "Gast"
        verbose_name_plural = "Gäste"
        ordering = ["-sitzung__datum", "von", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__isnull=True) | Q(von__isnull=True) | Q(bis__gt=F("von")),
                name="gast_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
                violation_error_code="bis",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.vortrag}" if self.vortrag else self.organisation
