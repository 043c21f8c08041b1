"""Partners, Gremien and what is agreed with them (RK-2017 4.2 A3, 4.3 Standards 5, 8, 10; 5.1)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from stzverbund.basis.models import Datei, Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from stzverbund.basis.sortierung import Sortierfeld, Suchfeld
from zentren.models import Fachstelle, Zentrum
from zentren.stadtteilmanagement.querysets_register import (
    RECHTZEITIG,
    KooperationQuerySet,
    MitPartnernQuerySet,
)


class Kooperation(Versioniert):
    """A lasting partnership of a centre, or its seat in a Gremium. No names of people."""

    class Art(models.TextChoices):
        MIGRATIONSSOZIALDIENST = "msd", "Migrationssozialdienst"
        JUGENDAMT = "jugendamt", "Jugendamt"
        SOZIALAMT = "sozialamt", "Amt für Soziales"
        SOZIALKOMMISSION = "sozialkommission", "Sozialkommission"
        BEHINDERTENORGANISATION = "behinderung", "Behindertenorganisation"
        PSYCHOSOZIAL = "psychosozial", "psycho-soziale Träger"
        QUARTIERSMANAGEMENT = "qm", "Quartiersmanagement"
        BEAUFTRAGTE = "beauftragte", "Beauftragte für Gleichstellung oder Integration"
        BILDUNG = "bildung", "Schule, Kita, Bibliothek"
        WIRTSCHAFT = "wirtschaft", "Unternehmen"
        GREMIUM = "gremium", "Gremium"
        ANDERE = "andere", "andere"

    class Ebene(models.TextChoices):
        STADTTEIL = "stadtteil", "Stadtteil"
        BEZIRK = "bezirk", "Bezirk"
        UEBERBEZIRKLICH = "ueberbezirklich", "überbezirklich"

    class Ausrichtung(models.TextChoices):
        FACHLICH = "fachlich", "fachlich"
        POLITISCH = "politisch", "politisch"

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="kooperationen", verbose_name="Zentrum", editable=False
    )
    partner = models.CharField("Partner oder Gremium", max_length=200)
    art = models.CharField("Art", max_length=16, choices=Art)
    fachstelle = models.ForeignKey(
        Fachstelle,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="kooperationen",
        verbose_name="im Verzeichnis der Fachstellen",
    )
    ebene = models.CharField("Ebene", max_length=16, choices=Ebene, blank=True)
    ausrichtung = models.CharField("Ausrichtung", max_length=10, choices=Ausrichtung, blank=True)
    vertretung = models.CharField(
        "Wer vertritt das Zentrum?", max_length=120, blank=True, help_text="Funktion, kein Name"
    )
    seit = models.DateField("seit", null=True, blank=True)
    beendet_am = models.DateField("beendet am", null=True, blank=True)
    unterzeichnet_am = models.DateField("Vereinbarung unterzeichnet am", null=True, blank=True)
    gilt_von = models.DateField("Vereinbarung gilt von", null=True, blank=True)
    gilt_bis = models.DateField("Vereinbarung gilt bis", null=True, blank=True)
    datei = models.ForeignKey(
        Datei, models.PROTECT, null=True, blank=True, editable=False, verbose_name="Vereinbarung"
    )
    ziele = models.TextField("Ziele", blank=True)
    naechste_pruefung = models.DateField("Ziele wieder prüfen am", null=True, blank=True)
    sortierung = Sortierfeld(quelle="partner")
    suche = Suchfeld(quellen=("partner", "ziele"))
    history = Historie(excluded_fields=["sortierung", "suche"])

    objects = KooperationQuerySet.as_manager()

    personendaten = freitext("partner", "vertretung", "ziele")

    class Meta:
        verbose_name = "Kooperation"
        verbose_name_plural = "Kooperationen"
        ordering = ["sortierung", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gilt_bis__isnull=True)
                | Q(gilt_von__isnull=True)
                | Q(gilt_bis__gte=F("gilt_von")),
                name="kooperation_gilt_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
                violation_error_code="gilt_bis",
            ),
            models.CheckConstraint(
                condition=~Q(art="gremium") | ~Q(ebene=""),
                name="kooperation_gremium_ebene",
                violation_error_message="Bitte geben Sie an, auf welcher Ebene das Gremium arbeitet.",
                violation_error_code="ebene",
            ),
        ]

    def __str__(self) -> str:
        return self.partner

    class Stand(models.TextChoices):
        """What the days say about it today (as `KooperationQuerySet`)."""

        BEENDET = "beendet", "beendet"
        ABGELAUFEN = "abgelaufen", "Vereinbarung abgelaufen"
        LAEUFT_AB = "laeuft_ab", "Vereinbarung läuft ab"
        VEREINBART = "vereinbart", "Vereinbarung gilt"
        OHNE = "ohne", "ohne Vereinbarung"

    @property
    def ist_gremium(self) -> bool:
        return self.art == self.Art.GREMIUM

    def stand(self, heute: date) -> Stand:
        """The first that is true: ended, run out, without one (or not yet valid), running out, valid."""
        if self.beendet_am and self.beendet_am <= heute:
            return self.Stand.BEENDET
        if self.gilt_bis and self.gilt_bis < heute:
            return self.Stand.ABGELAUFEN
        if not self.unterzeichnet_am or (self.gilt_von and self.gilt_von > heute):
            return self.Stand.OHNE
        bald = self.gilt_bis and self.gilt_bis <= heute + RECHTZEITIG
        return self.Stand.LAEUFT_AB if bald else self.Stand.VEREINBART


class Zielpruefung(models.Model):
    """One look at the aims of a Kooperation and what came of them (RK-2017 4.3, Standard 5.3)."""

    ZUM_ZENTRUM = "kooperation__zentrum"

    class Ergebnis(models.TextChoices):
        ERREICHT = "erreicht", "erreicht"
        TEILWEISE = "teilweise", "teilweise erreicht"
        VERFEHLT = "verfehlt", "nicht erreicht"

    kooperation = models.ForeignKey(
        Kooperation, models.CASCADE, related_name="zielpruefungen", verbose_name="Kooperation"
    )
    datum = models.DateField("geprüft am")
    ergebnis = models.CharField("Ziele", max_length=10, choices=Ergebnis)
    text = models.TextField("Was folgt daraus?", blank=True)
    history = Historie()

    objects = MitPartnernQuerySet.as_manager()

    personendaten = freitext("text")

    class Meta:
        verbose_name = "Zielprüfung"
        verbose_name_plural = "Zielprüfungen"
        ordering = ["-datum", "-pk"]

    def __str__(self) -> str:
        return f"{self.kooperation}, {self.datum:%d.%m.%Y}"

    @property
    def zentrum(self) -> Zentrum:
        return self.kooperation.zentrum
