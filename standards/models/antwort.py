"""The answer of a centre to a Kriterium."""

from django.db import models
from django.db.models import Q

from standards.querysets import AntwortQuerySet
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from zentren.stadtteilmanagement.models import Massnahme

from .bewertung import Selbstbewertung
from .fassung import Kriterium

ANGENOMMEN = (
    'EXISTS (SELECT 1 FROM "standards_selbstbewertung" b WHERE b.id = OLD.bewertung_id'
    " AND b.status = 'angenommen')"
)


class Einschaetzung(models.TextChoices):
    OFFEN = "offen", "offen"
    ERFUELLT = "erfuellt", "erfüllt"
    TEILWEISE = "teilweise", "teilweise"
    NICHT_ERFUELLT = "nicht_erfuellt", "nicht erfüllt"
    NICHT_ANWENDBAR = "nicht_anwendbar", "nicht anwendbar"


class Antwort(Versioniert):
    """What a centre says of a Kriterium; made when the round opens, so each Kriterium has exactly one.

    `abgegeben` is set by the submission: from then on the database demands what the rules demand.
    `gegen_daten` says that a Beleg spoke against "erfüllt" on that day. `nachgefragt`: a Rückfrage has opened
    it again. `notiz` is for the colleague who answers next year. `gute_praxis` is the centre's consent to be
    named.
    """

    FEST_WENN = {"update": ANGENOMMEN, "delete": ANGENOMMEN}

    class Kategorie(models.TextChoices):
        KEINE = "", "keine"
        RESSOURCEN = "ressourcen", "im Rahmen der Ressourcen / örtliche Gegebenheit"

    bewertung = models.ForeignKey(
        Selbstbewertung,
        models.CASCADE,
        related_name="antworten",
        verbose_name="Selbstbewertung",
        editable=False,
    )
    kriterium = models.ForeignKey(
        Kriterium, models.PROTECT, related_name="antworten", verbose_name="Kriterium", editable=False
    )
    kann_entfallen = models.BooleanField("„nicht anwendbar“ ist möglich", default=False, editable=False)
    einschaetzung = models.CharField(
        "Unsere Einschätzung", max_length=20, choices=Einschaetzung, default=Einschaetzung.OFFEN
    )
    begruendung = models.TextField("Begründung", blank=True)
    kategorie = models.CharField("Art des Grundes", max_length=15, choices=Kategorie, blank=True, default="")
    massnahme = models.ForeignKey(
        Massnahme, models.PROTECT, null=True, blank=True, related_name="antworten", verbose_name="Maßnahme"
    )
    notiz = models.TextField("Notiz für das nächste Jahr", blank=True)
    gute_praxis = models.BooleanField("darf als gute Praxis genannt werden", default=False)
    unveraendert = models.BooleanField("unverändert bestätigt", default=False, editable=False)
    nachgefragt = models.BooleanField("nachgefragt", default=False, editable=False)
    gegen_daten = models.BooleanField("gegen die Daten", default=False, editable=False)
    abgegeben = models.BooleanField("abgegeben", default=False, editable=False)
    history = Historie()

    objects = AntwortQuerySet.as_manager()

    personendaten = freitext("begruendung", "notiz")

    class Meta:
        verbose_name = "Antwort"
        verbose_name_plural = "Antworten"
        ordering = ["kriterium__standard__nummer", "kriterium__nummer"]
        constraints = [
            models.UniqueConstraint(fields=["bewertung", "kriterium"], name="antwort_einmal"),
            models.CheckConstraint(
                condition=~Q(einschaetzung="nicht_anwendbar") | Q(kann_entfallen=True),
                name="antwort_nicht_anwendbar",
                violation_error_message="„nicht anwendbar“ ist bei diesem Kriterium nicht möglich.",
                violation_error_code="einschaetzung",
            ),
            models.CheckConstraint(
                condition=Q(abgegeben=False) | ~Q(einschaetzung="offen"),
                name="antwort_nicht_offen",
                violation_error_message="Das Kriterium ist noch nicht beantwortet.",
            ),
            models.CheckConstraint(
                condition=Q(abgegeben=False)
                | Q(einschaetzung="erfuellt", gegen_daten=False)
                | ~Q(begruendung=""),
                name="antwort_begruendung",
                violation_error_message="Bitte begründen Sie diese Einschätzung.",
            ),
            models.CheckConstraint(
                condition=Q(abgegeben=False)
                | ~Q(einschaetzung__in=["teilweise", "nicht_erfuellt"])
                | Q(massnahme__isnull=False)
                | Q(kategorie="ressourcen"),
                name="antwort_massnahme",
                violation_error_message="Bitte nennen Sie eine Maßnahme oder den Grund „Ressourcen“.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kriterium.schluessel}: {self.get_einschaetzung_display()}"

    @property
    def weicht_ab(self) -> bool:
        """Whether it says anything but "erfüllt" (RK-2017 4.3): then it needs a Begründung."""
        return self.einschaetzung not in (Einschaetzung.OFFEN, Einschaetzung.ERFUELLT)

    @property
    def bleibt_zurueck(self) -> bool:
        """Whether something is to be done: then it needs a Massnahme or the reason "Ressourcen"."""
        return self.einschaetzung in (Einschaetzung.TEILWEISE, Einschaetzung.NICHT_ERFUELLT)
