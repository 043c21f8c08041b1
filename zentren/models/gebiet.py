"""Where: Bezirk, Bezirksregion, Planungsraum (lebensweltlich orientierte Räume) and what is known of them."""

from django.db import models

from stzverbund.basis.sortierung import Sortierfeld


class Bezirk(models.Model):
    """One of Berlin's twelve; `schluessel` has 2 digits."""

    schluessel = models.CharField("Schlüssel", max_length=2, unique=True)
    name = models.CharField("Name", max_length=80)
    geometrie = models.JSONField("Umriss (GeoJSON, WGS84)", null=True, blank=True)
    sortierung = Sortierfeld(quelle="name")

    class Meta:
        verbose_name = "Bezirk"
        verbose_name_plural = "Bezirke"
        ordering = ["sortierung", "pk"]

    def __str__(self) -> str:
        return self.name


class Bezirksregion(models.Model):
    """The Stadtteil of the Rahmenkonzept (RK-2017 1g); `schluessel` has 6 digits and an edition."""

    schluessel = models.CharField("Schlüssel", max_length=6)
    lor_stand = models.PositiveSmallIntegerField("LOR-Stand", default=2021)
    name = models.CharField("Name", max_length=120)
    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="regionen", verbose_name="Bezirk")
    prognoseraum = models.CharField("Prognoseraum", max_length=120, blank=True)
    geometrie = models.JSONField("Umriss (GeoJSON, WGS84)", null=True, blank=True)
    sortierung = Sortierfeld(quelle="name")

    class Meta:
        verbose_name = "Stadtteil (Bezirksregion)"
        verbose_name_plural = "Stadtteile (Bezirksregionen)"
        ordering = ["sortierung", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["schluessel", "lor_stand"], name="bezirksregion_einmal")
        ]

    def __str__(self) -> str:
        return self.name


class Planungsraum(models.Model):
    """The smallest area; `schluessel` has 8 digits, statistics before 2021 carry the old one."""

    schluessel = models.CharField("Schlüssel", max_length=8, unique=True)
    schluessel_bis_2020 = models.CharField("Schlüssel bis 2020", max_length=8, blank=True)
    name = models.CharField("Name", max_length=120)
    bezirksregion = models.ForeignKey(
        Bezirksregion, models.PROTECT, related_name="planungsraeume", verbose_name="Bezirksregion"
    )
    flaeche_qm = models.DecimalField("Fläche in m²", max_digits=12, decimal_places=2, null=True)

    class Meta:
        verbose_name = "Planungsraum"
        verbose_name_plural = "Planungsräume"
        ordering = ["schluessel"]

    def __str__(self) -> str:
        return self.name


class Einwohnerstand(models.Model):
    """Inhabitants of a Bezirksregion on one day (Amt für Statistik Berlin-Brandenburg, A I 16 hj).

    Origin and nationality are empty where the source does not state them (EWR matrix).
    """

    bezirksregion = models.ForeignKey(
        Bezirksregion, models.CASCADE, related_name="einwohnerstaende", verbose_name="Bezirksregion"
    )
    stichtag = models.DateField("Stichtag")
    einwohner = models.PositiveIntegerField("Einwohner")
    mit_migrationshintergrund = models.PositiveIntegerField("mit Migrationshintergrund", null=True)
    deutsche = models.PositiveIntegerField("Deutsche", null=True)
    auslaender = models.PositiveIntegerField("Ausländerinnen und Ausländer", null=True)
    weiblich = models.PositiveIntegerField("weiblich")
    u6 = models.PositiveIntegerField("unter 6")
    a6_15 = models.PositiveIntegerField("6 bis unter 15")
    a15_18 = models.PositiveIntegerField("15 bis unter 18")
    a18_27 = models.PositiveIntegerField("18 bis unter 27")
    a27_45 = models.PositiveIntegerField("27 bis unter 45")
    a45_55 = models.PositiveIntegerField("45 bis unter 55")
    a55_65 = models.PositiveIntegerField("55 bis unter 65")
    a65plus = models.PositiveIntegerField("65 und älter")

    class Meta:
        verbose_name = "Einwohnerstand"
        verbose_name_plural = "Einwohnerstände"
        ordering = ["-stichtag", "bezirksregion_id"]
        constraints = [
            models.UniqueConstraint(fields=["bezirksregion", "stichtag"], name="einwohnerstand_einmal")
        ]

    def __str__(self) -> str:
        return f"{self.bezirksregion} am {self.stichtag:%d.%m.%Y}: {self.einwohner}"


class SozialeLage(models.Model):
    """Monitoring Soziale Stadtentwicklung of one Planungsraum; shares in per cent, unrated where empty."""

    planungsraum = models.ForeignKey(
        Planungsraum, models.CASCADE, related_name="soziale_lagen", verbose_name="Planungsraum"
    )
    jahr = models.PositiveSmallIntegerField("Jahr")
    einwohner = models.PositiveIntegerField("Einwohner", null=True)
    status = models.PositiveSmallIntegerField("Statusindex (1 hoch bis 4 sehr niedrig)", null=True)
    status_klasse = models.CharField("Status", max_length=20, blank=True)
    dynamik = models.CharField("Dynamikindex", max_length=5, blank=True)
    dynamik_klasse = models.CharField("Dynamik", max_length=20, blank=True)
    arbeitslose = models.FloatField("Arbeitslose (S1)", null=True)
    transferbezug = models.FloatField("Transferbezug (S3)", null=True)
    kinderarmut = models.FloatField("Transferbezug unter 15 Jahren (S4)", null=True)
    alleinerziehende = models.FloatField("Kinder in Alleinerziehenden-Haushalten (K02)", null=True)
    altersarmut = models.FloatField("Altersarmut (K03)", null=True)
    migrationshintergrund = models.FloatField("Migrationshintergrund (K05)", null=True)

    class Meta:
        verbose_name = "Soziale Lage"
        verbose_name_plural = "Soziale Lagen"
        ordering = ["-jahr", "planungsraum__schluessel"]
        constraints = [models.UniqueConstraint(fields=["planungsraum", "jahr"], name="sozialelage_einmal")]

    def __str__(self) -> str:
        return f"{self.planungsraum} {self.jahr}: Status {self.status_klasse or 'nicht bewertet'}"
