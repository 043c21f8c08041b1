"""The minutes of a session: draft, out for remarks, approved in the next session, locked (domain model)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber
from verbund.querysets import DerSitzungQuerySet, DesProtokollsQuerySet
from zentren.models import Verbund, Zentrum

from .sitzung import Sitzung
from .tagesordnung import Tagesordnungspunkt


class Protokoll(Versioniert):
    """What frames the texts of the items; the stored PDF is an edition (`basis.Ausgabe`) of the session."""

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        DURCHSICHT = "durchsicht", "zur Durchsicht"
        GENEHMIGT = "genehmigt", "genehmigt"
        FESTGESCHRIEBEN = "festgeschrieben", "festgeschrieben"

    sitzung = models.OneToOneField(
        Sitzung, models.CASCADE, related_name="protokoll", verbose_name="Sitzung", editable=False
    )
    status = models.CharField("Stand", max_length=15, choices=Status, default=Status.ENTWURF, editable=False)
    schreibt = models.ForeignKey(
        Zentrum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Protokollführung",
        help_text="Das Team dieses Zentrums schreibt mit.",
    )
    durchsicht_bis = models.DateField("Anmerkungen bis", null=True, blank=True)
    genehmigt_in = models.ForeignKey(
        Sitzung,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="genehmigt in",
    )
    genehmigt_am = models.DateField("genehmigt am", null=True, blank=True, editable=False)
    festgeschrieben_am = models.DateTimeField("festgeschrieben am", null=True, blank=True, editable=False)
    history = Historie()

    objects = DerSitzungQuerySet.as_manager()

    class Meta:
        verbose_name = "Protokoll"
        verbose_name_plural = "Protokolle"
        ordering = ["-sitzung__datum", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="durchsicht") | Q(durchsicht_bis__isnull=False),
                name="protokoll_durchsicht_bis",
                violation_error_message="Bitte nennen Sie den Tag, bis zu dem Anmerkungen kommen können.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["genehmigt", "festgeschrieben"]) | Q(genehmigt_am__isnull=False),
                name="protokoll_genehmigt_am",
            ),
            models.CheckConstraint(
                condition=~Q(status="festgeschrieben") | Q(festgeschrieben_am__isnull=False),
                name="protokoll_festgeschrieben_am",
            ),
        ]

    def __str__(self) -> str:
        return f"Protokoll: {self.sitzung}"

    @property
    def verbund(self) -> Verbund:
        return self.sitzung.verbund

    @property
    def offen(self) -> bool:
        """Whether its texts can still be changed."""
        return self.status in (self.Status.ENTWURF, self.Status.DURCHSICHT)


class Anmerkung(Versioniert):
    """A remark on an item (None: on the whole), by somebody who was there; answered by the Koordination."""

    class Stand(models.TextChoices):
        OFFEN = "offen", "offen"
        UEBERNOMMEN = "uebernommen", "übernommen"
        ABGELEHNT = "abgelehnt", "nicht übernommen"

    protokoll = models.ForeignKey(
        Protokoll, models.CASCADE, related_name="anmerkungen", verbose_name="Protokoll", editable=False
    )
    punkt = models.ForeignKey(
        Tagesordnungspunkt,
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="anmerkungen",
        verbose_name="Tagesordnungspunkt",
    )
    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="von"
    )
    stelle = models.CharField("von der Stelle", max_length=100, blank=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="Person",
    )
    text = models.TextField("Anmerkung")
    am = models.DateTimeField("am", auto_now_add=True)
    stand = models.CharField("Stand", max_length=12, choices=Stand, default=Stand.OFFEN)
    antwort = models.TextField("Antwort", blank=True)
    history = Historie()

    objects = DesProtokollsQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.NACHWEIS,
        felder=("person",),
        dazu=("am",),
        texte=("text", "antwort"),
        frist="mit dem Protokoll",
        von=ueber("person"),
        tilgung=Tilgung.BLEIBT,
    )

    class Meta:
        verbose_name = "Anmerkung"
        verbose_name_plural = "Anmerkungen"
        ordering = ["am", "pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def verbund(self) -> Verbund:
        return self.protokoll.sitzung.verbund


class Nachtrag(models.Model):
    """A correction of locked minutes: numbered, added, never changed."""

    NUR_ANHAENGEN = True

    protokoll = models.ForeignKey(
        Protokoll, models.CASCADE, related_name="nachtraege", verbose_name="Protokoll"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    text = models.TextField("Nachtrag")
    am = models.DateTimeField("am", auto_now_add=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Person",
    )

    objects = DesProtokollsQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.NACHWEIS,
        felder=("person",),
        dazu=("am",),
        texte=("text",),
        frist="mit dem Protokoll",
        von=ueber("person"),
        tilgung=Tilgung.BLEIBT,
    )

    class Meta:
        verbose_name = "Nachtrag"
        verbose_name_plural = "Nachträge"
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["protokoll", "nummer"], name="nachtrag_einmal"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="nachtrag_text",
                violation_error_message="Bitte schreiben Sie den Nachtrag.",
            ),
        ]

    def __str__(self) -> str:
        return f"Nachtrag {self.nummer}"

    @property
    def verbund(self) -> Verbund:
        return self.protokoll.sitzung.verbund
