"""The Dokumentenmappe: what a house has agreed on (RK-2017 4.3, Standards 3, 7, 11, 12)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from stzverbund.basis.felder import Webadresse
from stzverbund.basis.models import Datei, Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from stzverbund.basis.sortierung import Sortierfeld, Suchfeld
from zentren.models import Bezirk, Bezirksregion, Zentrum
from zentren.stadtteilmanagement.querysets_register import RECHTZEITIG, MappeQuerySet

AMTLICH = {
    "intern": "nur das Bezirksamt",
    "partner": "auch Zentren, Träger, Verband und Geschäftsstelle",
    "oeffentlich": "alle",
}
"""Who reads a document of the Bezirksamt, by its `sichtbarkeit`."""


class Mappendokument(Versioniert):
    """One edition of a document of a centre, or (`zentrum` empty) of the Bezirksamt for its Bezirk.

    A new edition is a new row that `ersetzt` the one before, which stays readable.
    """

    class Art(models.TextChoices):
        KONZEPTION = "konzeption", "Konzeption"
        HAUSORDNUNG = "hausordnung", "Hausordnung"
        BESCHWERDEREGELUNG = "beschwerderegelung", "Beschwerderegelung"
        VEREINBARUNG = "vereinbarung", "Vereinbarung"
        SCHUTZKONZEPT = "schutzkonzept", "Schutzkonzept"
        QPK = "qpk", "Bericht der QPK"
        KRITERIENKATALOG = "kriterienkatalog", "Kriterienkatalog 15/III"
        ANDERES = "anderes", "anderes"

    class Sichtbarkeit(models.TextChoices):
        INTERN = "intern", "nur das Haus"
        PARTNER = "partner", "auch Bezirksamt, Verband und Geschäftsstelle"
        OEFFENTLICH = "oeffentlich", "alle"

    class Publikum(models.TextChoices):
        """For whom it is written (RK-2017 4.3, Standard 11.3)."""

        TEAM = "team", "Team"
        EHRENAMT = "ehrenamt", "Ehrenamtliche"
        BESUCH = "besuch", "Besucherinnen und Besucher"
        PARTNER = "partner", "Partner und Ämter"
        ALLE = "alle", "alle"

    zentrum = models.ForeignKey(
        Zentrum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mappe",
        verbose_name="Zentrum",
        editable=False,
    )
    bezirk = models.ForeignKey(
        Bezirk, models.PROTECT, related_name="mappe", verbose_name="Bezirk", editable=False
    )
    regionen = models.ManyToManyField(
        Bezirksregion, blank=True, related_name="mappe", verbose_name="für die Stadtteile"
    )
    art = models.CharField("Art", max_length=20, choices=Art)
    titel = models.CharField("Titel", max_length=200)
    fassung = models.CharField("Fassung", max_length=40, blank=True, help_text="z. B. „2.1“ oder „März 2026“")
    stand_vom = models.DateField("Stand vom")
    gilt_bis = models.DateField("gültig bis", null=True, blank=True)
    verantwortlich = models.CharField(
        "verantwortliche Stelle", max_length=120, blank=True, help_text="Funktion, kein Name"
    )
    publikum = models.CharField("Für wen ist es?", max_length=10, choices=Publikum, blank=True)
    sichtbarkeit = models.CharField(
        "Wer darf es lesen?", max_length=12, choices=Sichtbarkeit, default=Sichtbarkeit.INTERN
    )
    datei = models.ForeignKey(
        Datei, models.PROTECT, null=True, blank=True, editable=False, verbose_name="Datei"
    )
    link = Webadresse("Link", blank=True)
    ersetzt = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="nachfolger",
        verbose_name="ersetzt",
    )
    sortierung = Sortierfeld(quelle="titel")
    suche = Suchfeld(quellen=("titel", "fassung"))
    history = Historie(excluded_fields=["sortierung", "suche"], m2m_fields=[regionen])

    objects = MappeQuerySet.as_manager()

    personendaten = freitext("titel", "verantwortlich")

    class Meta:
        verbose_name = "Dokument der Mappe"
        verbose_name_plural = "Dokumentenmappe"
        ordering = ["sortierung", "-stand_vom", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(Q(datei__isnull=False), link="") | Q(Q(datei__isnull=True), ~Q(link="")),
                name="mappendokument_datei_oder_link",
                violation_error_message="Bitte wählen Sie eine Datei oder geben Sie einen Link an.",
                violation_error_code="link",
            ),
            models.CheckConstraint(
                condition=Q(gilt_bis__isnull=True) | Q(gilt_bis__gte=F("stand_vom")),
                name="mappendokument_gilt_bis",
                violation_error_message="Das Ende der Gültigkeit liegt vor dem Stand.",
                violation_error_code="gilt_bis",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    class Stand(models.TextChoices):
        """What the days say about an edition today (as `MappeQuerySet`)."""

        ERSETZT = "ersetzt", "durch neue Fassung ersetzt"
        ABGELAUFEN = "abgelaufen", "abgelaufen"
        LAEUFT_AB = "laeuft_ab", "läuft bald ab"
        GUELTIG = "gueltig", "gültig"

    def stand(self, heute: date) -> Stand:
        """The first that is true: replaced, run out, running out, valid."""
        if hasattr(self, "nachfolger"):
            return self.Stand.ERSETZT
        if self.gilt_bis and self.gilt_bis < heute:
            return self.Stand.ABGELAUFEN
        bald = self.gilt_bis and self.gilt_bis <= heute + RECHTZEITIG
        return self.Stand.LAEUFT_AB if bald else self.Stand.GUELTIG

    @property
    def wer_liest(self) -> str:
        """In words, for the house or for the office whose document it is."""
        stufen = dict(self.Sichtbarkeit.choices) if self.zentrum_id else AMTLICH
        return str(stufen[self.sichtbarkeit])
