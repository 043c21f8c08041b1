"""An Angebot of another Träger in the Stadtteil (RK-2017 4.1, 4.2 A3): known and shown, never counted."""

from django.db import models
from django.db.models import Q

from angebote.querysets import FremdangebotQuerySet
from stzverbund.basis.felder import Webadresse
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import kontakt
from stzverbund.basis.sortierung import Sortierfeld, Suchfeld
from zentren.models import Bezirksregion, Leistungsbereich, Zentrum, Zielgruppe

from .angebot import Angebot, Sprache
from .pruefbar import Pruefbar


class Fremdangebot(Pruefbar, Versioniert):
    """The short form. It has no Termine and no values, so that it cannot get into any statistics.

    `zentrum` has entered it and is reminded to check it; every centre of the Stadtteil may edit it.
    `wochentage` holds digits, 0 for Monday: the days in words stand in `zeiten`.
    """

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="fremdangebote", verbose_name="gepflegt von", editable=False
    )
    titel = models.CharField("Titel", max_length=120)
    anbieter = models.CharField(
        "Wer bietet es an?", max_length=200, help_text="Name der Organisation, z. B. „Sportverein Ost e. V.“"
    )
    art = models.CharField("Art", max_length=20, choices=Angebot.Art)
    leistungsbereich = models.ForeignKey(
        Leistungsbereich, models.PROTECT, related_name="fremdangebote", verbose_name="Leistungsbereich"
    )
    zielgruppen = models.ManyToManyField(Zielgruppe, related_name="fremdangebote", verbose_name="Für wen?")
    region = models.ForeignKey(
        Bezirksregion, models.PROTECT, related_name="fremdangebote", verbose_name="Stadtteil"
    )
    ort = models.CharField("Wo?", max_length=200, blank=True, help_text="Ort und Anschrift")
    zeiten = models.CharField(
        "Wann?", max_length=200, blank=True, help_text="z. B. „dienstags 16–18 Uhr, nicht in den Ferien“"
    )
    wochentage = models.CharField("An welchen Tagen?", max_length=7, blank=True)
    kosten = models.CharField("Was kostet es?", max_length=10, choices=Angebot.Kosten, blank=True)
    beitrag = models.CharField(
        "Höhe des Beitrags", max_length=80, blank=True, help_text="z. B. „2 € je Termin“"
    )
    kontakt_telefon = models.CharField("Telefon", max_length=40, blank=True)
    kontakt_email = models.EmailField("E-Mail", blank=True)
    website = Webadresse("Internetseite", blank=True)
    kurztext = models.CharField("Kurz gesagt", max_length=250, blank=True)
    sprachen = models.JSONField("Sprachen", default=list, blank=True)
    stufenlos = models.BooleanField("stufenlos erreichbar", default=False)
    wc_barrierefrei = models.BooleanField("barrierefreies WC", default=False)
    sortierung = Sortierfeld(quelle="titel")
    suche = Suchfeld(quellen=("titel", "anbieter", "kurztext"))
    history = Historie(
        excluded_fields=[
            *("sortierung", "suche", "erinnert_am", "wochentage"),
            *("kontakt_telefon", "kontakt_email", "website"),
        ],
        m2m_fields=[zielgruppen],
    )

    objects = FremdangebotQuerySet.as_manager()

    personendaten = kontakt("kontakt_email", "kontakt_telefon")

    class Meta:
        verbose_name = "Fremdangebot"
        verbose_name_plural = "Fremdangebote"
        ordering = ["sortierung", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kontakt_telefon="", kontakt_email="", website=""),
                name="fremdangebot_kontakt",
                violation_error_message="Bitte geben Sie an, wo man Auskunft bekommt.",
            )
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def fremd(self) -> bool:
        """For pages that show both kinds."""
        return True

    @property
    def oeffentlich(self) -> bool:
        """From the moment it is entered until it is deleted."""
        return True

    @property
    def sprachen_namen(self) -> list[str]:
        return [Sprache(kuerzel).label for kuerzel in self.sprachen if kuerzel in Sprache.values]
