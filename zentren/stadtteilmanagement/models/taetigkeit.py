"""The Tätigkeitsbuch: one diary instead of a dozen registers (RK-2017 4.2, the 27 Aufgaben; 5)."""

from django.db import models

from stzverbund.basis.felder import Webadresse
from stzverbund.basis.models import Datei, Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from stzverbund.basis.sortierung import Suchfeld
from zentren.models import Aufgabe, Fachstelle, Zentrum, Zielgruppe
from zentren.stadtteilmanagement.aufgabenworte import kurzname
from zentren.stadtteilmanagement.querysets_register import ImHausQuerySet, TaetigkeitQuerySet

from .bedarf import Bedarf
from .kooperation import Kooperation


class Taetigkeitsform(models.TextChoices):
    """What kind of thing it was; each asks for a few details of its own (`taetigkeiten.DETAILS`)."""

    GREMIUM = "gremium", "Sitzung eines Gremiums"
    ARBEITSKREIS = "arbeitskreis", "Arbeitskreis"
    TREFFEN = "treffen", "Treffen mit Partnern"
    FORTBILDUNG = "fortbildung", "Fortbildung oder Fachtag"
    VERSAMMLUNG = "versammlung", "Einwohnerversammlung"
    OEFFENTLICHKEIT = "oeffentlichkeit", "Öffentlichkeitsarbeit"
    BETEILIGUNG = "beteiligung", "Beteiligung"
    ANERKENNUNG = "anerkennung", "Anerkennung für Ehrenamtliche"
    QUALIFIZIERUNG = "qualifizierung", "Fortbildung für Ehrenamtliche"
    BEGLEITUNG = "begleitung", "Beteiligung und Begleitung Ehrenamtlicher"
    WILLKOMMEN = "willkommen", "Willkommenskultur, interkulturelle Öffnung"
    GENDER = "gender", "Gender-Prüfung einer Entscheidung"
    ANDERES = "anderes", "anderes"


class Taetigkeit(Versioniert):
    """One entry: date, what, Aufgabe; everything else may come later, or never."""

    class Medium(models.TextChoices):
        MATERIAL = "material", "Material (Flyer, Plakat, Programm)"
        PRESSE = "presse", "Zeitung, Radio, Fernsehen"
        WEB = "web", "Internet und soziale Medien"

    class Beitrag(models.TextChoices):
        """What a centre did for an Einwohnerversammlung (A3.10)."""

        VORBEREITUNG = "vorbereitung", "Vorbereitung"
        RAUM = "raum", "Raum"
        TECHNIK = "technik", "Technik"
        INHALT = "inhalt", "Beitrag zum Thema"
        AUSWERTUNG = "auswertung", "Auswertung"

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="taetigkeiten", verbose_name="Zentrum", editable=False
    )
    datum = models.DateField("Tag")
    was = models.CharField("Was war?", max_length=250)
    aufgabe = models.ForeignKey(Aufgabe, models.PROTECT, related_name="taetigkeiten", verbose_name="Aufgabe")
    form = models.CharField("Art", max_length=15, choices=Taetigkeitsform, blank=True)
    kooperationen = models.ManyToManyField(
        Kooperation, blank=True, related_name="taetigkeiten", verbose_name="Mit Kooperation oder Gremium"
    )
    fachstellen = models.ManyToManyField(
        Fachstelle, blank=True, related_name="taetigkeiten", verbose_name="Mit Fachstelle"
    )
    zentren = models.ManyToManyField(
        Zentrum, blank=True, related_name="gemeinsame_taetigkeiten", verbose_name="Mit anderem Zentrum"
    )
    personen = models.PositiveIntegerField("Wie viele waren dabei?", null=True, blank=True)
    zielgruppen = models.ManyToManyField(
        Zielgruppe, blank=True, related_name="taetigkeiten", verbose_name="Für wen?"
    )
    minuten = models.PositiveIntegerField("Stunden", null=True, blank=True)
    bedarf = models.ForeignKey(
        Bedarf, models.SET_NULL, null=True, blank=True, related_name="taetigkeiten", verbose_name="Zum Bedarf"
    )
    notiz = models.TextField("Notiz", blank=True)
    rueckfluss = models.TextField("Was ging zurück ins Team?", blank=True)
    wirkung = models.TextField("Was hat sich dadurch geändert?", blank=True)
    medium = models.CharField("Weg", max_length=10, choices=Medium, blank=True)
    reichweite = models.PositiveIntegerField(
        "Reichweite", null=True, blank=True, help_text="Auflage, Aufrufe oder erreichte Personen"
    )
    beitraege = models.JSONField("Was hat das Zentrum beigetragen?", default=list, blank=True)
    zur_beratung = models.BooleanField("Fortbildung zur Beratung", default=False)
    einladung = models.BooleanField("öffentlich zum Mitmachen eingeladen", default=False)
    link = Webadresse("Link", blank=True)
    datei = models.ForeignKey(
        Datei, models.PROTECT, null=True, blank=True, editable=False, verbose_name="Datei"
    )
    suche = Suchfeld(quellen=("was", "notiz", "rueckfluss", "wirkung"))
    history = Historie(
        excluded_fields=["suche"], m2m_fields=[kooperationen, fachstellen, zentren, zielgruppen]
    )

    objects = TaetigkeitQuerySet.as_manager()

    personendaten = freitext("was", "notiz", "rueckfluss", "wirkung")

    class Meta:
        verbose_name = "Tätigkeit"
        verbose_name_plural = "Tätigkeiten"
        ordering = ["-datum", "-pk"]
        indexes = [models.Index(fields=["zentrum", "datum"])]

    def __str__(self) -> str:
        return self.was

    @property
    def beitraege_namen(self) -> list[str]:
        return [self.Beitrag(wert).label for wert in self.beitraege if wert in self.Beitrag.values]


class Taetigkeitsvorlage(Versioniert):
    """What recurs, ready to be entered again with one click."""

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="taetigkeitsvorlagen", verbose_name="Zentrum", editable=False
    )
    was = models.CharField("Was?", max_length=250)
    aufgabe = models.ForeignKey(Aufgabe, models.PROTECT, verbose_name="Aufgabe")
    form = models.CharField("Art", max_length=15, choices=Taetigkeitsform, blank=True)
    kooperation = models.ForeignKey(
        Kooperation, models.SET_NULL, null=True, blank=True, verbose_name="Mit Kooperation oder Gremium"
    )
    minuten = models.PositiveIntegerField("Stunden", null=True, blank=True)
    history = Historie()

    objects = ImHausQuerySet.as_manager()

    personendaten = freitext("was")

    class Meta:
        verbose_name = "Vorlage"
        verbose_name_plural = "Vorlagen"
        ordering = ["was", "pk"]

    def __str__(self) -> str:
        return self.was

    @property
    def aufgabe_kurz(self) -> str:
        return kurzname(self.aufgabe.schluessel)
