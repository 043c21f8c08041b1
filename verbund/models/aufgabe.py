from django.db import models
from django.db.models import Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung
from verbund.querysets import AufgabeQuerySet
from zentren.models import Verbund, Zentrum

from .arbeitskreis import Arbeitskreis
from .beschluss import Beschluss
from .tagesordnung import Tagesordnungspunkt
from .vorhaben import Vorhaben


class Aufgabe(Versioniert):
    """Who does what until when; carried on over sessions. `verschoben` counts how often it was put off.

    Somebody without an account gets mails at `email` with a link that says "erledigt".
    """

    class Stelle(models.TextChoices):
        KOORDINATION = "koordination", "Koordination"
        GESCHAEFTSSTELLE = "geschaeftsstelle", "Geschäftsstelle"
        BEZIRKSAMT = "bezirksamt", "Bezirksamt"
        ALLE = "alle", "alle Zentren"
        EXTERN = "extern", "jemand außerhalb"

    class Status(models.TextChoices):
        OFFEN = "offen", "offen"
        ERLEDIGT = "erledigt", "erledigt"
        ENTFALLEN = "entfallen", "entfallen"

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="aufgaben", verbose_name="Verbund", editable=False
    )
    punkt = models.ForeignKey(
        Tagesordnungspunkt,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="aufgaben",
        verbose_name="Tagesordnungspunkt",
    )
    beschluss = models.ForeignKey(
        Beschluss,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="aufgaben",
        verbose_name="zum Beschluss",
    )
    vorhaben = models.ForeignKey(
        Vorhaben,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="aufgaben",
        verbose_name="Vorhaben",
    )
    arbeitskreis = models.ForeignKey(
        Arbeitskreis,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="aufgaben",
        verbose_name="Arbeitskreis",
    )
    titel = models.CharField("Was ist zu tun?", max_length=200)
    beschreibung = models.TextField("Erläuterung", blank=True)
    zentrum = models.ForeignKey(
        Zentrum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="verbundaufgaben",
        verbose_name="Welches Zentrum?",
    )
    stelle = models.CharField("oder wer sonst?", max_length=20, choices=Stelle, blank=True)
    email = models.EmailField("E-Mail", blank=True, help_text="für jemanden ohne Konto")
    faellig = models.DateField("bis wann?")
    urspruenglich = models.DateField("ursprünglich fällig", editable=False)
    verschoben = models.PositiveSmallIntegerField("verschoben", default=0, editable=False)
    status = models.CharField("Stand", max_length=10, choices=Status, default=Status.OFFEN, editable=False)
    erledigt_am = models.DateField("erledigt am", null=True, blank=True, editable=False)
    ergebnis = models.TextField("Ergebnis", blank=True)
    angelegt_am = models.DateField("angelegt am", auto_now_add=True)
    history = Historie(excluded_fields=["email"])

    objects = AufgabeQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.VERBUND,
        felder=("email",),
        texte=("titel", "beschreibung", "ergebnis"),
        frist="die Adresse bis ein Jahr nach der Erledigung",
        betroffene="Gäste und Partner ohne Konto",
        tilgung=Tilgung.VERBLEIB,
    )

    class Meta:
        verbose_name = "Aufgabe"
        verbose_name_plural = "Aufgaben"
        ordering = ["faellig", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(zentrum__isnull=False, stelle="") | Q(Q(zentrum__isnull=True), ~Q(stelle="")),
                name="aufgabe_wer",
                violation_error_message="Bitte nennen Sie ein Zentrum oder eine andere Stelle.",
                violation_error_code="zentrum",
            ),
            models.CheckConstraint(
                condition=~Q(stelle="extern") | ~Q(email="") | ~Q(status="offen"),
                name="aufgabe_email",
                violation_error_message="Bitte nennen Sie die E-Mail-Adresse.",
                violation_error_code="email",
            ),
            models.CheckConstraint(
                condition=~Q(status="erledigt") | Q(erledigt_am__isnull=False),
                name="aufgabe_erledigt_am",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def laeuft(self) -> bool:
        return self.status == self.Status.OFFEN

    @property
    def wer(self) -> str:
        """Who has to do it, in words."""
        return str(self.zentrum) if self.zentrum_id else self.get_stelle_display()
