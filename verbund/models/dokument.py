from django.db import models
from django.db.models import Q

from stzverbund.basis.felder import Webadresse
from stzverbund.basis.models import Datei, Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from verbund.querysets import MitSichtbarkeitQuerySet
from zentren.models import Verbund

from .sichtbarkeit import sichtbarkeitsfeld
from .sitzung import Sitzung
from .tagesordnung import Tagesordnungspunkt
from .teilnahme import Gast
from .thema import Thema
from .vorhaben import Vorhaben


class Dokument(Versioniert):
    """Material of an item, a session, a theme or a project, or of the Verbund itself: a file or a link.

    `volltext` is what can be searched of it. Slides of a guest are shared only with the guest's consent
    (`Gast.weitergabe_am`).
    """

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="dokumente", verbose_name="Verbund", editable=False
    )
    titel = models.CharField("Titel", max_length=200)
    datei = models.ForeignKey(
        Datei, models.PROTECT, null=True, blank=True, editable=False, verbose_name="Datei"
    )
    link = Webadresse("Link", blank=True)
    sitzung = models.ForeignKey(
        Sitzung,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="dokumente",
        verbose_name="Sitzung",
    )
    punkt = models.ForeignKey(
        Tagesordnungspunkt,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="dokumente",
        verbose_name="Tagesordnungspunkt",
    )
    gast = models.ForeignKey(
        Gast,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="dokumente",
        verbose_name="Gast",
    )
    vorhaben = models.ForeignKey(
        Vorhaben,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="dokumente",
        verbose_name="Vorhaben",
    )
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="dokumente", verbose_name="Thema"
    )
    sichtbarkeit = sichtbarkeitsfeld()
    stand_vom = models.DateField("Stand vom", null=True, blank=True)
    volltext = models.TextField("Text", blank=True, editable=False)
    angelegt_am = models.DateTimeField("angelegt am", auto_now_add=True)
    history = Historie(excluded_fields=["volltext"])

    objects = MitSichtbarkeitQuerySet.as_manager()

    personendaten = freitext("titel", "volltext")

    class Meta:
        verbose_name = "Dokument"
        verbose_name_plural = "Dokumente"
        ordering = ["-angelegt_am", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(Q(datei__isnull=False), link="") | Q(Q(datei__isnull=True), ~Q(link="")),
                name="dokument_datei_oder_link",
                violation_error_message="Bitte wählen Sie eine Datei oder geben Sie einen Link an.",
                violation_error_code="link",
            )
        ]

    def __str__(self) -> str:
        return self.titel
