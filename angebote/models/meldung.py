"""The Meldung of a centre for a Meldezeitraum, its states and stored sums (domain model, "Decided" 3-5)."""

from django.db import models
from django.db.models import Q

from angebote.querysets import MeldungQuerySet
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from stzverbund.basis.zahlen import Zellart, Zelle, zeige_zelle
from zentren.models import Leistungsbereich, Zentrum

from .kennzahl import Altersgruppe, Geschlecht, Kennzahl
from .meldejahr import Meldezeitraum


class Meldung(Versioniert):
    """What a centre reports for a period. `nr` 0 is the first, n the "Berichtigung n"; one is open at a time.

    `freigabe_noetig` is the Träger's switch as it was at submission. A lock is lifted only by the Bezirksamt
    (`entsperrt_bis`). `zuerst_eingereicht_am` stays when a Meldung is returned and comes again: it tells
    whether the centre was in time. The three counts are those of `plausibilitaet`, from the last step; None
    where nothing was compared yet.
    """

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        ZURUECKGEGEBEN = "zurueckgegeben", "zurückgegeben"
        EINGEREICHT = "eingereicht", "eingereicht"
        FREIGEGEBEN = "freigegeben", "freigegeben"
        ANGENOMMEN = "angenommen", "angenommen"
        NICHT_GEMELDET = "nicht_gemeldet", "nicht gemeldet"

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="meldungen", verbose_name="Zentrum", editable=False
    )
    zeitraum = models.ForeignKey(
        Meldezeitraum, models.PROTECT, related_name="meldungen", verbose_name="Meldezeitraum", editable=False
    )
    nr = models.PositiveSmallIntegerField("Nummer", default=0, editable=False)
    status = models.CharField("Status", max_length=20, choices=Status, default=Status.ENTWURF, editable=False)
    freigabe_noetig = models.BooleanField("Freigabe nötig", default=False, editable=False)
    eingereicht_am = models.DateTimeField("eingereicht am", null=True, blank=True, editable=False)
    zuerst_eingereicht_am = models.DateTimeField("zuerst eingereicht am", null=True, editable=False)
    freigegeben_am = models.DateTimeField("freigegeben am", null=True, blank=True, editable=False)
    angenommen_am = models.DateTimeField("angenommen am", null=True, blank=True, editable=False)
    aktenzeichen = models.CharField("Aktenzeichen", max_length=60, blank=True)
    grund = models.TextField("Grund", blank=True)
    ganz_zurueck = models.BooleanField("als Ganzes zurückgegeben", default=False, editable=False)
    entsperrt_bis = models.DateField("entsperrt bis", null=True, blank=True)
    bemerkung = models.TextField("Bemerkung des Zentrums", blank=True)
    werte_verglichen = models.PositiveIntegerField("verglichene Werte", null=True, editable=False)
    werte_auffaellig = models.PositiveIntegerField("auffällige Werte", null=True, editable=False)
    werte_unerklaert = models.PositiveIntegerField("davon ohne Erklärung", null=True, editable=False)
    history = Historie(excluded_fields=["werte_verglichen", "werte_auffaellig", "werte_unerklaert"])

    objects = MeldungQuerySet.as_manager()

    personendaten = freitext("grund", "bemerkung")

    class Meta:
        verbose_name = "Meldung"
        verbose_name_plural = "Meldungen"
        ordering = ["-zeitraum__von", "zentrum__sortierung", "-nr"]
        constraints = [
            models.UniqueConstraint(fields=["zentrum", "zeitraum", "nr"], name="meldung_einmal"),
            models.UniqueConstraint(
                fields=["zentrum", "zeitraum"],
                condition=Q(status__in=["entwurf", "zurueckgegeben", "eingereicht", "freigegeben"]),
                name="meldung_eine_offen",
                violation_error_message="Für diesen Zeitraum ist schon eine Meldung offen.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["zurueckgegeben", "nicht_gemeldet"]) | ~Q(grund=""),
                name="meldung_grund",
                violation_error_message="Bitte nennen Sie den Grund.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["eingereicht", "freigegeben", "angenommen"])
                | Q(eingereicht_am__isnull=False),
                name="meldung_eingereicht_am",
            ),
            models.CheckConstraint(
                condition=~Q(status="freigegeben") | Q(freigegeben_am__isnull=False),
                name="meldung_freigegeben_am",
            ),
            models.CheckConstraint(
                condition=~Q(status="angenommen") | Q(angenommen_am__isnull=False),
                name="meldung_angenommen_am",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bezeichnung}, {self.zentrum}"

    @property
    def bezeichnung(self) -> str:
        """ "Meldung 4. Quartal 2026", "Berichtigung 1 zum 4. Quartal 2026"."""
        return f"Berichtigung {self.nr} zu: {self.zeitraum}" if self.nr else f"Meldung {self.zeitraum}"

    @property
    def beim_zentrum(self) -> bool:
        return self.status in (self.Status.ENTWURF, self.Status.ZURUECKGEGEBEN)

    @property
    def vorgelegt(self) -> bool:
        """Whether the Bezirksamt sees its figures."""
        if self.status == self.Status.EINGEREICHT:
            return not self.freigabe_noetig
        return self.status in (self.Status.FREIGEGEBEN, self.Status.ANGENOMMEN)


class Rueckfrage(models.Model):
    """A cell that was returned with a reason; only these cells reopen unless the whole Meldung went back.

    `art` and `zahl` are the value as it was when the question was asked.
    """

    class Stelle(models.TextChoices):
        TRAEGER = "traeger", "Träger"
        BEZIRKSAMT = "bezirksamt", "Bezirksamt"

    meldung = models.ForeignKey(Meldung, models.CASCADE, related_name="rueckfragen", verbose_name="Meldung")
    wert = models.ForeignKey("angebote.Wert", models.CASCADE, related_name="rueckfragen", verbose_name="Wert")
    stelle = models.CharField("gestellt von", max_length=15, choices=Stelle, default=Stelle.BEZIRKSAMT)
    art = models.CharField("Art", max_length=15, choices=Zellart, default=Zellart.ZAHL)
    zahl = models.BigIntegerField("Wert bei der Rückfrage", null=True, blank=True)
    grund = models.TextField("Rückfrage")
    antwort = models.TextField("Antwort", blank=True)
    gestellt_am = models.DateTimeField("gestellt am", auto_now_add=True)
    erledigt_am = models.DateTimeField("erledigt am", null=True, blank=True)

    personendaten = freitext("grund", "antwort")

    class Meta:
        verbose_name = "Rückfrage"
        verbose_name_plural = "Rückfragen"
        ordering = ["gestellt_am", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(grund=""),
                name="rueckfrage_grund",
                violation_error_message="Bitte nennen Sie den Grund.",
            )
        ]

    def __str__(self) -> str:
        return self.grund

    @property
    def geaendert(self) -> bool:
        """Whether the value is another one than when the question was asked."""
        return (self.wert.art, self.wert.zahl) != (self.art, self.zahl)

    @property
    def gefragt(self) -> str:
        """The value as it was when the question was asked."""
        return zeige_zelle(Zelle(Zellart(self.art), self.zahl), self.wert.kennzahl.einheit) or "leer"

    @property
    def unbeachtet(self) -> bool:
        """Neither answered nor corrected."""
        return not self.antwort and not self.geaendert


class Meldungssumme(models.Model):
    """Sums of an accepted Meldung, written once at acceptance; what network-wide figures read.

    One row per month, Kennzahl, Leistungsbereich (empty for Beratung and Zentrum), age group and gender,
    in the smallest unit. `angaben` counts the cells with a number, `keine_angabe` those without.
    """

    meldung = models.ForeignKey(Meldung, models.CASCADE, related_name="summen", verbose_name="Meldung")
    monat = models.DateField("Monat")
    kennzahl = models.ForeignKey(Kennzahl, models.PROTECT, verbose_name="Kennzahl")
    leistungsbereich = models.ForeignKey(
        Leistungsbereich, models.PROTECT, null=True, blank=True, verbose_name="Leistungsbereich"
    )
    altersgruppe = models.CharField("Altersgruppe", max_length=5, choices=Altersgruppe)
    geschlecht = models.CharField("Geschlecht", max_length=5, choices=Geschlecht)
    zahl = models.BigIntegerField("Summe")
    angaben = models.PositiveIntegerField("Zahl der Angaben")
    keine_angabe = models.PositiveIntegerField("ohne Angabe")

    class Meta:
        verbose_name = "Summe"
        verbose_name_plural = "Summen"
        ordering = ["monat", "kennzahl__reihenfolge", "pk"]
        indexes = [models.Index(fields=["meldung", "kennzahl"])]

    def __str__(self) -> str:
        return f"{self.kennzahl} {self.monat:%m/%Y}: {self.zahl}"
