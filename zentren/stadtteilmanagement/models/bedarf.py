"""What the Stadtteil needs, and what its people ask of politics and administration (RK-2017 4.2, A1)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from stzverbund.basis.models import Datei, Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from stzverbund.basis.sortierung import Sortierfeld, Suchfeld
from zentren.models import Bezirksregion, Zentrum, Zielgruppe
from zentren.stadtteilmanagement.querysets_register import AnliegenQuerySet, BedarfQuerySet


class Problemfeld(models.TextChoices):
    """The topics by which needs of all centres can be put side by side."""

    ARMUT = "armut", "Armut und soziale Lage"
    WOHNEN = "wohnen", "Wohnen und Wohnumfeld"
    BILDUNG = "bildung", "Bildung und Sprache"
    ARBEIT = "arbeit", "Arbeit und Beschäftigung"
    GESUNDHEIT = "gesundheit", "Gesundheit und Pflege"
    EINSAMKEIT = "einsamkeit", "Einsamkeit und Nachbarschaft"
    FAMILIE = "familie", "Familie und Erziehung"
    JUGEND = "jugend", "Kinder und Jugendliche"
    ALTER = "alter", "Älter werden"
    INTEGRATION = "integration", "Migration und Integration"
    TEILHABE = "teilhabe", "Behinderung und Teilhabe"
    KONFLIKTE = "konflikte", "Konflikte, Sicherheit, Menschenfeindlichkeit"
    BETEILIGUNG = "beteiligung", "Beteiligung und Demokratie"
    INFRASTRUKTUR = "infrastruktur", "Infrastruktur und Verkehr"
    ANDERES = "anderes", "anderes"


class Bedarf(Versioniert):
    """A need of the Stadtteil, from the day it is found until it has been looked at again.

    ermittelt -> geplant -> umgesetzt -> ueberprueft, or verworfen with a reason (`bedarfe.py` moves it, each
    step has its day). `fortschreiben_alle` months later somebody should look at it again (A1.3); the day is
    `wieder_am`, kept by `bedarfe.wieder_am`.
    """

    class Quelle(models.TextChoices):
        BEFRAGUNG = "befragung", "Befragung"
        GESPRAECH = "gespraech", "Gespräch"
        GREMIUM = "gremium", "Gremium"
        QPK = "qpk", "Bericht der QPK"
        VERSAMMLUNG = "versammlung", "Einwohnerversammlung"
        BERATUNG = "beratung", "Beratung"
        BEZIRKSAMT = "bezirksamt", "Bezirksamt"
        BESCHWERDE = "beschwerde", "Beschwerde oder Anregung"

    class Status(models.TextChoices):
        ERMITTELT = "ermittelt", "ermittelt"
        GEPLANT = "geplant", "geplant"
        UMGESETZT = "umgesetzt", "umgesetzt"
        UEBERPRUEFT = "ueberprueft", "überprüft"
        VERWORFEN = "verworfen", "verworfen"

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="bedarfe", verbose_name="Zentrum", editable=False
    )
    titel = models.CharField("Was wird gebraucht?", max_length=200)
    problemfeld = models.CharField("Problemfeld", max_length=15, choices=Problemfeld)
    quelle = models.CharField("Woher wissen Sie es?", max_length=15, choices=Quelle)
    region = models.ForeignKey(
        Bezirksregion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bedarfe",
        verbose_name="Stadtteil",
    )
    sozialraum = models.CharField(
        "Wo genau?", max_length=120, blank=True, help_text="z. B. ein Planungsraum, eine Siedlung, ein Platz"
    )
    zielgruppen = models.ManyToManyField(
        Zielgruppe, blank=True, related_name="bedarfe", verbose_name="Wer braucht es?"
    )
    infrastruktur = models.BooleanField(
        "Es fehlt an Infrastruktur", default=False, help_text="Räume, Wege, Einrichtungen (RK 4.2 A1.2)"
    )
    beschreibung = models.TextField("Beschreibung", blank=True)
    grundlage = models.TextField(
        "Worauf stützt es sich?", blank=True, help_text="Zahlen, Berichte, Beobachtungen"
    )
    datei = models.ForeignKey(
        Datei, models.PROTECT, null=True, blank=True, editable=False, verbose_name="Datei"
    )
    status = models.CharField(
        "Stand", max_length=12, choices=Status, default=Status.ERMITTELT, editable=False
    )
    grund = models.TextField("Grund", blank=True)
    ergebnis = models.TextField("Was hat die Überprüfung ergeben?", blank=True)
    ermittelt_am = models.DateField("ermittelt am")
    geplant_am = models.DateField("geplant am", null=True, blank=True, editable=False)
    umgesetzt_am = models.DateField("umgesetzt am", null=True, blank=True, editable=False)
    ueberprueft_am = models.DateField("überprüft am", null=True, blank=True, editable=False)
    verworfen_am = models.DateField("verworfen am", null=True, blank=True, editable=False)
    fortschreiben_alle = models.PositiveSmallIntegerField(
        "wieder ansehen nach Monaten",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    fortgeschrieben_am = models.DateField("zuletzt angesehen am", null=True, blank=True, editable=False)
    wieder_am = models.DateField("wieder ansehen am", null=True, blank=True, editable=False)
    sortierung = Sortierfeld(quelle="titel")
    suche = Suchfeld(quellen=("titel", "beschreibung", "grundlage", "sozialraum"))
    history = Historie(excluded_fields=["sortierung", "suche", "wieder_am"], m2m_fields=[zielgruppen])

    objects = BedarfQuerySet.as_manager()

    personendaten = freitext("titel", "beschreibung", "grundlage", "grund", "ergebnis")

    class Meta:
        verbose_name = "Bedarf"
        verbose_name_plural = "Bedarfe"
        ordering = ["-ermittelt_am", "-pk"]
        indexes = [models.Index(fields=["zentrum", "status"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="verworfen") | (~Q(grund="") & Q(verworfen_am__isnull=False)),
                name="bedarf_grund",
                violation_error_message="Bitte nennen Sie den Grund, aus dem der Bedarf verworfen wird.",
                violation_error_code="grund",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["umgesetzt", "ueberprueft"]) | Q(umgesetzt_am__isnull=False),
                name="bedarf_umgesetzt_am",
                violation_error_message="Bitte nennen Sie den Tag der Umsetzung.",
                violation_error_code="umgesetzt_am",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def offen(self) -> bool:
        return self.status in (self.Status.ERMITTELT, self.Status.GEPLANT)

    @property
    def laeuft(self) -> bool:
        """Not at its end: open, or done and not looked at yet."""
        return self.offen or self.status == self.Status.UMGESETZT


class Anliegen(Versioniert):
    """What citizens ask of politics and administration, taken there and back (RK-2017 4.2, 1 d).

    `frist` is until when an answer is expected. Nobody's name is asked for.
    """

    class Empfaenger(models.TextChoices):
        BEZIRKSAMT = "bezirksamt", "Bezirksamt"
        BVV = "bvv", "BVV und Fraktionen"
        SENAT = "senat", "Senat und Land"
        POLIZEI = "polizei", "Polizei und Ordnungsamt"
        WOHNEN = "wohnen", "Wohnungsunternehmen"
        VERKEHR = "verkehr", "Verkehrsbetriebe"
        ANDERE = "andere", "andere"

    class Ergebnis(models.TextChoices):
        ERFUELLT = "erfuellt", "erfüllt"
        TEILWEISE = "teilweise", "teilweise erfüllt"
        ABGELEHNT = "abgelehnt", "abgelehnt"
        OFFEN = "offen", "zugesagt, noch offen"

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="anliegen", verbose_name="Zentrum", editable=False
    )
    titel = models.CharField("Worum geht es?", max_length=200)
    problemfeld = models.CharField("Thema", max_length=15, choices=Problemfeld)
    beschreibung = models.TextField("Beschreibung", blank=True)
    region = models.ForeignKey(
        Bezirksregion,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="Stadtteil",
        related_name="anliegen",
    )
    eingegangen_am = models.DateField("eingegangen am")
    empfaenger = models.CharField("Für wen?", max_length=12, choices=Empfaenger)
    stelle = models.CharField(
        "Welche Stelle?", max_length=160, blank=True, help_text="Amt oder Ausschuss, kein Name"
    )
    weitergeleitet_am = models.DateField("weitergeleitet am", null=True, blank=True)
    frist = models.DateField("Antwort erwartet bis", null=True, blank=True)
    beantwortet_am = models.DateField("beantwortet am", null=True, blank=True)
    antwort = models.TextField("Antwort", blank=True)
    ergebnis = models.CharField("Ergebnis", max_length=12, choices=Ergebnis, blank=True)
    bedarf = models.ForeignKey(
        Bedarf, models.PROTECT, null=True, blank=True, related_name="anliegen", verbose_name="Bedarf"
    )
    suche = Suchfeld(quellen=("titel", "beschreibung", "stelle"))
    history = Historie(excluded_fields=["suche"])

    objects = AnliegenQuerySet.as_manager()

    personendaten = freitext("titel", "beschreibung", "antwort", "stelle")

    class Meta:
        verbose_name = "Anliegen"
        verbose_name_plural = "Anliegen"
        ordering = ["-eingegangen_am", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(beantwortet_am__isnull=True) | Q(weitergeleitet_am__isnull=False),
                name="anliegen_reihenfolge",
                violation_error_message="Bitte geben Sie an, wann Sie es weitergeleitet haben.",
                violation_error_code="weitergeleitet_am",
            ),
            models.CheckConstraint(
                condition=Q(beantwortet_am__isnull=True) | ~Q(ergebnis=""),
                name="anliegen_ergebnis",
                violation_error_message="Bitte geben Sie das Ergebnis an.",
                violation_error_code="ergebnis",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def wartet(self) -> bool:
        """Forwarded, and no answer yet."""
        return self.weitergeleitet_am is not None and self.beantwortet_am is None
