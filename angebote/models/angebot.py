"""The Angebot (RK-2017 4.1) and its schedule."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from angebote.querysets import AngebotQuerySet
from angebote.zeitplan import Rhythmus
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import kontakt
from stzverbund.basis.sortierung import Sortierfeld, Suchfeld
from zentren.models import Leistung, Leistungsbereich, Raum, Standort, Zentrum, Ziel, Zielgruppe
from zentren.stadtteilmanagement.models import Bedarf

from .pruefbar import Pruefbar


class Sprache(models.TextChoices):
    DEUTSCH = "de", "Deutsch"
    LEICHTE_SPRACHE = "de-leicht", "Leichte Sprache"
    GEBAERDEN = "dgs", "Deutsche Gebärdensprache"
    ARABISCH = "ar", "Arabisch"
    ENGLISCH = "en", "Englisch"
    FRANZOESISCH = "fr", "Französisch"
    PERSISCH = "fa", "Persisch (Farsi, Dari)"
    POLNISCH = "pl", "Polnisch"
    RUMAENISCH = "ro", "Rumänisch"
    RUSSISCH = "ru", "Russisch"
    SPANISCH = "es", "Spanisch"
    TUERKISCH = "tr", "Türkisch"
    UKRAINISCH = "uk", "Ukrainisch"
    VIETNAMESISCH = "vi", "Vietnamesisch"
    ANDERE = "andere", "andere Sprache"


class Angebot(Pruefbar, Versioniert):
    """What a centre offers. Eight fields publish it (`fehlende_angaben`), the rest is voluntary."""

    class Art(models.TextChoices):
        GRUPPE = "gruppe", "Gruppe"
        KURS = "kurs", "Kurs"
        BERATUNG = "beratung", "Beratung"
        TREFF = "treff", "Offener Treff"
        SELBSTHILFEGRUPPE = "selbsthilfegruppe", "Selbsthilfegruppe"
        VERANSTALTUNG = "veranstaltung", "Veranstaltung"
        PROJEKT = "projekt", "Projekt"

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        VEROEFFENTLICHT = "veroeffentlicht", "veröffentlicht"
        PAUSIERT = "pausiert", "pausiert"
        BEENDET = "beendet", "beendet"

    class Kosten(models.TextChoices):
        KOSTENFREI = "frei", "kostenfrei"
        SPENDE = "spende", "gegen Spende"
        BEITRAG = "beitrag", "Teilnahmebeitrag"

    class Schwerpunkt(models.TextChoices):
        """Gender focus (RK-2017 4.1 L5)."""

        ALLE = "alle", "für alle"
        FRAUEN = "frauen", "für Frauen und Mädchen"
        MAENNER = "maenner", "für Männer und Jungen"
        QUEER = "queer", "für queere Menschen"

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="angebote", verbose_name="Zentrum", editable=False
    )
    status = models.CharField("Status", max_length=20, choices=Status, default=Status.ENTWURF, editable=False)
    titel = models.CharField("Titel", max_length=120)
    art = models.CharField("Art", max_length=20, choices=Art, blank=True)
    leistungsbereich = models.ForeignKey(
        Leistungsbereich, models.PROTECT, null=True, blank=True, verbose_name="Leistungsbereich"
    )
    standort = models.ForeignKey(
        Standort, models.PROTECT, null=True, blank=True, related_name="angebote", verbose_name="Standort"
    )
    raum = models.ForeignKey(
        Raum, models.SET_NULL, null=True, blank=True, related_name="angebote", verbose_name="Raum"
    )
    ort = models.CharField(
        "anderer Ort", max_length=200, blank=True, help_text="nur wenn es nicht an einem Standort stattfindet"
    )
    zielgruppen = models.ManyToManyField(
        Zielgruppe, blank=True, related_name="angebote", verbose_name="Für wen?"
    )
    kosten = models.CharField("Kosten", max_length=10, choices=Kosten, blank=True)
    beitrag = models.CharField(
        "Höhe des Beitrags", max_length=80, blank=True, help_text="z. B. „2 € je Termin“"
    )
    kontakt_telefon = models.CharField("Telefon", max_length=40, blank=True)
    kontakt_email = models.EmailField("E-Mail", blank=True)

    kurztext = models.CharField("Kurz gesagt", max_length=250, blank=True)
    beschreibung = models.TextField("Beschreibung", blank=True)
    leistungen = models.ManyToManyField(
        Leistung, blank=True, related_name="angebote", verbose_name="Leistungen des Rahmenkonzepts"
    )
    ziele = models.ManyToManyField(
        Ziel, blank=True, related_name="angebote", verbose_name="Ziele des Rahmenkonzepts"
    )
    schwerpunkt = models.CharField(
        "Geschlechterspezifisch", max_length=10, choices=Schwerpunkt, default=Schwerpunkt.ALLE
    )
    alter_von = models.PositiveSmallIntegerField(
        "Alter von", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    alter_bis = models.PositiveSmallIntegerField(
        "Alter bis", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    sprachen = models.JSONField("Sprachen", default=list, blank=True)
    stufenlos = models.BooleanField("stufenlos erreichbar", null=True, blank=True)
    barrierefreiheit = models.CharField("Hinweise zur Barrierefreiheit", max_length=250, blank=True)
    anmeldung = models.CharField(
        "Anmeldung", max_length=200, blank=True, help_text="leer heißt: ohne Anmeldung"
    )
    partner = models.CharField("Kooperationspartner", max_length=250, blank=True)
    bedarfe = models.ManyToManyField(
        Bedarf, blank=True, related_name="angebote", verbose_name="Antwortet auf den Bedarf"
    )
    beginn = models.DateField("läuft ab", null=True, blank=True)
    ende = models.DateField("läuft bis", null=True, blank=True)
    zaehlung_je_termin = models.BooleanField(
        "Teilnahmen je Termin zählen",
        default=True,
        help_text="Sonst tragen Sie am Monatsende eine Summe in die Leistungsstatistik ein.",
    )
    sortierung = Sortierfeld(quelle="titel")
    suche = Suchfeld(quellen=("titel", "kurztext", "beschreibung", "partner"))
    history = Historie(
        excluded_fields=["sortierung", "suche", "erinnert_am", "kontakt_telefon", "kontakt_email"],
        m2m_fields=[zielgruppen, leistungen, ziele, bedarfe],
    )

    objects = AngebotQuerySet.as_manager()

    personendaten = kontakt("kontakt_email", "kontakt_telefon", "beschreibung")

    class Meta:
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"
        ordering = ["sortierung", "pk"]
        indexes = [models.Index(fields=["zentrum", "status"]), models.Index(fields=["sortierung", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ende__isnull=True) | Q(beginn__isnull=True) | Q(ende__gte=F("beginn")),
                name="angebot_beginn_ende",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(alter_von__isnull=True)
                | Q(alter_bis__isnull=True)
                | Q(alter_bis__gte=F("alter_von")),
                name="angebot_alter",
                violation_error_message="Das Höchstalter liegt unter dem Mindestalter.",
            ),
            models.CheckConstraint(
                condition=~Q(status="veroeffentlicht")
                | (~Q(titel="") & ~Q(art="") & Q(leistungsbereich__isnull=False) & ~Q(kosten="")),
                name="angebot_veroeffentlicht_vollstaendig",
                violation_error_message="Zum Veröffentlichen fehlen noch Angaben.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def oeffentlich(self) -> bool:
        """As `AngebotQuerySet.oeffentlich`."""
        return self.status in (self.Status.VEROEFFENTLICHT, self.Status.PAUSIERT)

    @property
    def pausiert(self) -> bool:
        return self.status == self.Status.PAUSIERT

    @property
    def wo(self) -> str:
        if self.standort:
            return f"{self.standort.name}, {self.standort.anschrift}"
        return self.ort

    @property
    def kontakt(self) -> str:
        return self.kontakt_telefon or self.kontakt_email

    @property
    def sprachen_namen(self) -> list[str]:
        return [Sprache(kuerzel).label for kuerzel in self.sprachen if kuerzel in Sprache.values]


class Zeitplan(models.Model):
    """When an Angebot takes place: an RFC 5545 rule; most have one, some a second at other hours.

    `regel` is the RRULE value, `daten` the single dates (ISO) where there is no rule, `ausnahmen` the
    dates that fall out. `angebote.zeitplan.Regel` is the same as a value. `wochentage` is what the search
    asks for: digits, 0 for Monday (`angebote.terminplan` keeps it).
    """

    angebot = models.ForeignKey(Angebot, models.CASCADE, related_name="zeitplaene", verbose_name="Angebot")
    rhythmus = models.CharField("Wie oft?", max_length=20, choices=[(r.value, r.label) for r in Rhythmus])
    regel = models.CharField("Regel (RFC 5545)", max_length=250, blank=True, editable=False)
    daten = models.JSONField("einzelne Tage", default=list, blank=True, editable=False)
    ausnahmen = models.JSONField("fällt aus am", default=list, blank=True, editable=False)
    beginn = models.DateField("ab")
    ende = models.DateField("bis", null=True, blank=True)
    von = models.TimeField("von")
    bis = models.TimeField("bis")
    pause_schulferien = models.BooleanField("nicht in den Berliner Schulferien", default=False)
    pause_feiertage = models.BooleanField("nicht an Feiertagen", default=True)
    wochentage = models.CharField("Wochentage", max_length=7, blank=True, editable=False)
    history = Historie(excluded_fields=["wochentage"])

    class Meta:
        verbose_name = "Zeitplan"
        verbose_name_plural = "Zeitpläne"
        ordering = ["von", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__gt=F("von")),
                name="zeitplan_von_bis",
                violation_error_message="Das Ende muss nach dem Beginn liegen.",
            ),
            models.CheckConstraint(
                condition=Q(ende__isnull=True) | Q(ende__gte=F("beginn")),
                name="zeitplan_beginn_ende",
                violation_error_message="Der letzte Tag liegt vor dem ersten.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rhythmus_display()}, {self.von:%H:%M}–{self.bis:%H:%M} Uhr"
