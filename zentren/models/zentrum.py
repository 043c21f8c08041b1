"""The centre and what it keeps about itself (RK-2017 1, 4.3 Standards 4, 6, 7)."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from stzverbund.basis.felder import Webadresse
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext, kontakt
from stzverbund.basis.sortierung import Sortierfeld, Suchfeld
from zentren.querysets import (
    EigenesQuerySet,
    FachstelleQuerySet,
    PersonalQuerySet,
    ZentrumQuerySet,
    pruefgrenze,
)

from .gebiet import Bezirk, Bezirksregion
from .katalog import Fachstellenart
from .organisation import KONTAKT, Traeger

POSTLEITZAHL = RegexValidator(r"^\d{5}\Z", "Bitte geben Sie fünf Ziffern ein, z. B. 12679.")


class Wochentag(models.IntegerChoices):
    MONTAG = 0, "Montag"
    DIENSTAG = 1, "Dienstag"
    MITTWOCH = 2, "Mittwoch"
    DONNERSTAG = 3, "Donnerstag"
    FREITAG = 4, "Freitag"
    SAMSTAG = 5, "Samstag"
    SONNTAG = 6, "Sonntag"


def zeitfolge(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(bis__gt=F("von")),
        name=name,
        violation_error_message="Das Ende muss nach dem Beginn liegen.",
    )


class Zentrum(Versioniert):
    """A centre of any type. `slug` stands in addresses and never changes."""

    class Typ(models.TextChoices):
        STADTTEILZENTRUM = "stadtteilzentrum", "Stadtteilzentrum"
        NACHBARSCHAFTSZENTRUM = "nachbarschaftszentrum", "Nachbarschaftszentrum"
        SELBSTHILFEKONTAKTSTELLE = "selbsthilfekontaktstelle", "Selbsthilfekontaktstelle"
        STADTTEILTREFF = "stadtteiltreff", "Stadtteiltreff"
        SONSTIGES = "sonstiges", "Sonstiges Zentrum"

    slug = models.SlugField("Kürzel in Adressen", unique=True)
    name = models.CharField("Name", max_length=200)
    typ = models.CharField("Art des Zentrums", max_length=30, choices=Typ, default=Typ.STADTTEILZENTRUM)
    traeger = models.ForeignKey(Traeger, models.PROTECT, related_name="zentren", verbose_name="Träger")
    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="zentren", verbose_name="Bezirk")
    regionen = models.ManyToManyField(
        Bezirksregion, related_name="zentren", verbose_name="zuständig für die Stadtteile"
    )
    in_betrieb_von = models.DateField("in Betrieb seit")
    in_betrieb_bis = models.DateField("in Betrieb bis", null=True, blank=True)
    beschreibung = models.TextField(
        "Das Zentrum in wenigen Sätzen", blank=True, help_text="Steht auf der öffentlichen Seite."
    )
    profil = models.TextField(
        "Besonderes Profil",
        blank=True,
        help_text=(
            "Welche besondere Fachkompetenz hat das Zentrum? Sie steht den anderen im Verbund zur Verfügung."
        ),
    )
    email = models.EmailField("E-Mail", blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    website = Webadresse("Internetseite", blank=True)
    sortierung = Sortierfeld(quelle="name")
    suche = Suchfeld(quellen=("name", "beschreibung", "profil"))
    history = Historie(excluded_fields=["sortierung", "suche", *KONTAKT])

    objects = ZentrumQuerySet.as_manager()

    personendaten = kontakt("email", "telefon", "beschreibung", "profil")

    class Meta:
        verbose_name = "Zentrum"
        verbose_name_plural = "Zentren"
        ordering = ["sortierung", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_betrieb_bis__isnull=True) | Q(in_betrieb_bis__gte=F("in_betrieb_von")),
                name="zentrum_betrieb_von_bis",
                violation_error_message="Das Ende des Betriebs liegt vor dem Beginn.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Standort(Versioniert):
    """Where a centre works. Of its Standorte exactly one is `haupt` (`zentren.standorte` sees to it)."""

    zentrum = models.ForeignKey(
        Zentrum, models.CASCADE, related_name="standorte", verbose_name="Zentrum", editable=False
    )
    name = models.CharField("Name", max_length=120, help_text="z. B. „Haupthaus“ oder „Nachbarschaftsgarten“")
    strasse = models.CharField("Straße und Hausnummer", max_length=120)
    plz = models.CharField("Postleitzahl", max_length=5, validators=[POSTLEITZAHL])
    ort = models.CharField("Ort", max_length=80, default="Berlin")
    haltestelle = models.CharField("Haltestelle", max_length=120, blank=True)
    haupt = models.BooleanField("Hauptstandort", default=False, editable=False)
    stufenlos = models.BooleanField("stufenlos erreichbar", default=False)
    wc_barrierefrei = models.BooleanField("barrierefreies WC", default=False)
    barrierefreiheit = models.TextField(
        "Hinweise zur Barrierefreiheit",
        blank=True,
        help_text="z. B. Türbreiten, Aufzug, Höranlage, was noch fehlt",
    )
    sortierung = Sortierfeld(quelle="name")
    history = Historie(excluded_fields=["sortierung"])

    objects = EigenesQuerySet.as_manager()

    personendaten = freitext("barrierefreiheit")

    class Meta:
        verbose_name = "Standort"
        verbose_name_plural = "Standorte"
        ordering = ["-haupt", "sortierung", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["zentrum"],
                condition=Q(haupt=True),
                name="standort_ein_haupt",
                violation_error_message="Ein Zentrum hat nur einen Hauptstandort.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def anschrift(self) -> str:
        return f"{self.strasse}, {self.plz} {self.ort}"


class Raum(Versioniert):
    ZUM_ZENTRUM = "standort__zentrum"

    standort = models.ForeignKey(Standort, models.CASCADE, related_name="raeume", verbose_name="Standort")
    name = models.CharField("Name", max_length=120)
    plaetze = models.PositiveSmallIntegerField("Plätze", null=True, blank=True)
    flaeche = models.PositiveSmallIntegerField("Fläche in m²", null=True, blank=True)
    ausstattung = models.TextField(
        "Ausstattung", blank=True, help_text="z. B. Beamer, Küche, Klavier, bewegliche Tische"
    )
    barrierefrei = models.BooleanField("barrierefrei", default=False)
    fuer_gruppen = models.BooleanField("für Gruppen nutzbar", default=False)
    fuer_beratung = models.BooleanField("für vertrauliche Beratung geeignet", default=False)
    nutzungsregeln = models.TextField("Regeln der Nutzung", blank=True)
    verantwortlich = models.CharField(
        "verantwortliche Stelle", max_length=120, blank=True, help_text="Funktion, kein Name: z. B. „Leitung“"
    )
    sortierung = Sortierfeld(quelle="name")
    history = Historie(excluded_fields=["sortierung"])

    objects = EigenesQuerySet.as_manager()

    personendaten = freitext("ausstattung", "nutzungsregeln")

    class Meta:
        verbose_name = "Raum"
        verbose_name_plural = "Räume"
        ordering = ["sortierung", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def zentrum(self) -> Zentrum:
        return self.standort.zentrum


class Oeffnungszeit(models.Model):
    """Weekly opening hours of a Standort (RK-2017 4.3, Standard 7)."""

    ZUM_ZENTRUM = "standort__zentrum"

    standort = models.ForeignKey(
        Standort, models.CASCADE, related_name="oeffnungszeiten", verbose_name="Standort"
    )
    wochentag = models.PositiveSmallIntegerField("Wochentag", choices=Wochentag)
    von = models.TimeField("von")
    bis = models.TimeField("bis")
    history = Historie()

    objects = EigenesQuerySet.as_manager()

    class Meta:
        verbose_name = "Öffnungszeit"
        verbose_name_plural = "Öffnungszeiten"
        ordering = ["wochentag", "von", "pk"]
        constraints = [zeitfolge("oeffnungszeit_von_bis")]

    def __str__(self) -> str:
        return f"{self.get_wochentag_display()} {self.von:%H:%M}–{self.bis:%H:%M} Uhr"

    @property
    def zentrum(self) -> Zentrum:
        return self.standort.zentrum


class Sprechzeit(Versioniert):
    """A binding consultation hour (RK-2017 4.3, Standard 4)."""

    zentrum = models.ForeignKey(
        Zentrum, models.CASCADE, related_name="sprechzeiten", verbose_name="Zentrum", editable=False
    )
    thema = models.CharField("Thema", max_length=120, help_text="z. B. „Sozialberatung“")
    sprachen = models.CharField("Sprachen", max_length=120, default="Deutsch")
    wochentag = models.PositiveSmallIntegerField("Wochentag", choices=Wochentag)
    von = models.TimeField("von")
    bis = models.TimeField("bis")
    raum = models.ForeignKey(Raum, models.SET_NULL, null=True, blank=True, verbose_name="Raum")
    hinweis = models.CharField("Hinweis", max_length=200, blank=True, help_text="z. B. „nur mit Anmeldung“")
    history = Historie()

    objects = EigenesQuerySet.as_manager()

    class Meta:
        verbose_name = "Sprechzeit"
        verbose_name_plural = "Sprechzeiten"
        ordering = ["wochentag", "von", "pk"]
        constraints = [zeitfolge("sprechzeit_von_bis")]

    def __str__(self) -> str:
        return f"{self.thema}, {self.get_wochentag_display()} {self.von:%H:%M}–{self.bis:%H:%M} Uhr"


class Schliesszeit(Versioniert):
    """Days on which the centre is closed; both dates included."""

    zentrum = models.ForeignKey(
        Zentrum, models.CASCADE, related_name="schliesszeiten", verbose_name="Zentrum", editable=False
    )
    von = models.DateField("von")
    bis = models.DateField("bis")
    grund = models.CharField("Grund", max_length=120, help_text="z. B. „Betriebsferien“")
    history = Historie()

    objects = EigenesQuerySet.as_manager()

    class Meta:
        verbose_name = "Schließzeit"
        verbose_name_plural = "Schließzeiten"
        ordering = ["-von", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__gte=F("von")),
                name="schliesszeit_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.grund}, {self.von:%d.%m.%Y} bis {self.bis:%d.%m.%Y}"


class Personal(Versioniert):
    """Staff of a year in Vollzeitäquivalenten (VZÄ, 1.00 = full time); functions, never names."""

    zentrum = models.ForeignKey(
        Zentrum, models.CASCADE, related_name="personal", verbose_name="Zentrum", editable=False
    )
    jahr = models.PositiveSmallIntegerField(
        "Jahr", validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    funktion = models.CharField("Funktion", max_length=120, help_text="z. B. „Leitung“, „Sozialarbeit“")
    vzae = models.DecimalField(
        "Stellenanteil (VZÄ)",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text="1,0 ist eine volle Stelle.",
    )
    finanzierung = models.CharField("Finanzierung", max_length=120, blank=True)
    history = Historie()

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = "Personal"
        verbose_name_plural = "Personal"
        ordering = ["-jahr", "funktion", "pk"]

    def __str__(self) -> str:
        return f"{self.funktion} {self.jahr}"


class Fachstelle(Versioniert):
    """One shared directory for a Bezirk: no centre keeps its own list (RK-2017 4.1 L4, 4.3 Standard 4)."""

    bezirk = models.ForeignKey(
        Bezirk, models.PROTECT, related_name="fachstellen", verbose_name="Bezirk", editable=False
    )
    art = models.ForeignKey(Fachstellenart, models.PROTECT, verbose_name="Art")
    name = models.CharField("Name", max_length=200)
    strasse = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    plz = models.CharField("Postleitzahl", max_length=5, blank=True, validators=[POSTLEITZAHL])
    ort = models.CharField("Ort", max_length=80, default="Berlin", blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    website = Webadresse("Internetseite", blank=True)
    zeiten = models.CharField("Sprechzeiten", max_length=200, blank=True)
    sprachen = models.CharField("Sprachen", max_length=120, default="Deutsch")
    hinweis = models.TextField("Hinweis", blank=True)
    geprueft_am = models.DateField("geprüft am", null=True, blank=True, editable=False)
    sortierung = Sortierfeld(quelle="name")
    suche = Suchfeld(quellen=("name", "strasse", "sprachen", "hinweis"))
    sprachen_suche = Suchfeld(quellen=("sprachen",))
    history = Historie(excluded_fields=["sortierung", "suche", "sprachen_suche", *KONTAKT])

    objects = FachstelleQuerySet.as_manager()

    personendaten = kontakt("email", "telefon", "hinweis")

    class Meta:
        verbose_name = "Fachstelle"
        verbose_name_plural = "Fachstellen"
        ordering = ["sortierung", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def lange_nicht_geprueft(self) -> bool:
        """Nobody has checked the entry for twelve months (as `FachstelleQuerySet.lange_nicht_geprueft`)."""
        return self.geprueft_am is None or self.geprueft_am <= pruefgrenze()
