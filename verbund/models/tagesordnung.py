"""What a session talks about: proposed, placed, treated or moved on; the minutes are written at the item."""

from django.db import models
from django.db.models import Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from verbund.querysets import PunktQuerySet
from zentren.models import Verbund, Zentrum

from .sichtbarkeit import sichtbarkeitsfeld
from .sitzung import Sitzung
from .thema import Thema

FESTGESCHRIEBEN = (
    'EXISTS (SELECT 1 FROM "verbund_protokoll" p'
    " WHERE p.sitzung_id = {zeile}.sitzung_id AND p.status = 'festgeschrieben')"
)
"""The minutes of the session of a row are locked, for `FEST_WENN`."""


class Tagesordnungspunkt(Versioniert):
    """An item. Without a session it is a proposal (`wunsch`: for which); `vorgaenger` is where it came from.

    `genehmigt` is the session whose minutes this item approves. `text` is its part of the minutes (Markdown).
    """

    FEST_WENN = {
        "insert": FESTGESCHRIEBEN.format(zeile="NEW"),
        "update": FESTGESCHRIEBEN.format(zeile="OLD"),
        "delete": FESTGESCHRIEBEN.format(zeile="OLD"),
    }

    class Art(models.TextChoices):
        INFORMATION = "information", "Information"
        AUSTAUSCH = "austausch", "Austausch"
        BESCHLUSS = "beschluss", "Beschluss"
        VORTRAG = "vortrag", "Vortrag"

    class Stand(models.TextChoices):
        VORGESCHLAGEN = "vorgeschlagen", "vorgeschlagen"
        GEPLANT = "geplant", "auf der Tagesordnung"
        BEHANDELT = "behandelt", "behandelt"
        VERTAGT = "vertagt", "vertagt"
        ENTFALLEN = "entfallen", "entfallen"

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="punkte", verbose_name="Verbund", editable=False
    )
    sitzung = models.ForeignKey(
        Sitzung,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="punkte",
        verbose_name="Sitzung",
    )
    wunsch = models.ForeignKey(
        Sitzung,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="vorschlaege",
        verbose_name="Für welche Sitzung?",
    )
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0, editable=False)
    titel = models.CharField("Worum geht es?", max_length=200)
    beschreibung = models.TextField("Erläuterung", blank=True)
    art = models.CharField("Art", max_length=15, choices=Art, default=Art.AUSTAUSCH)
    minuten = models.PositiveSmallIntegerField("Minuten", default=10)
    zentrum = models.ForeignKey(
        Zentrum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="punkte",
        verbose_name="Wer bereitet vor?",
    )
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="punkte", verbose_name="Schwerpunktthema"
    )
    sichtbarkeit = sichtbarkeitsfeld()
    wiederkehrend = models.BooleanField(
        "steht auf jeder Tagesordnung", default=False, help_text="geht von selbst in die nächste Sitzung"
    )
    stand = models.CharField(
        "Stand", max_length=15, choices=Stand, default=Stand.VORGESCHLAGEN, editable=False
    )
    vorgeschlagen_von = models.ForeignKey(
        Zentrum,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="vorgeschlagen von",
    )
    vorgaenger = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="nachfolger",
        verbose_name="übernommen von",
    )
    genehmigt = models.ForeignKey(
        Sitzung,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="genehmigungen",
        verbose_name="genehmigt das Protokoll von",
    )
    text = models.TextField("Protokoll", blank=True, editable=False)
    history = Historie()

    objects = PunktQuerySet.as_manager()

    personendaten = freitext("titel", "beschreibung", "text")

    class Meta:
        verbose_name = "Tagesordnungspunkt"
        verbose_name_plural = "Tagesordnungspunkte"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand="vorgeschlagen", sitzung__isnull=True)
                | Q(~Q(stand="vorgeschlagen"), sitzung__isnull=False)
                | Q(stand="entfallen"),
                name="punkt_in_sitzung",
            ),
            models.UniqueConstraint(
                fields=["sitzung", "genehmigt"],
                condition=Q(genehmigt__isnull=False),
                name="punkt_genehmigt_einmal",
            ),
        ]
        indexes = [models.Index(fields=["sitzung", "position"])]

    def __str__(self) -> str:
        return self.titel

    @property
    def entschieden(self) -> bool:
        """Whether the session has said what becomes of it."""
        return self.stand in (self.Stand.BEHANDELT, self.Stand.VERTAGT, self.Stand.ENTFALLEN)
