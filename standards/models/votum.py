"""What the Bezirksamt says of an answer, and the thread in which both sides talk about a Kriterium."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from standards.querysets import BeitragQuerySet
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, freitext, ueber
from zentren.stadtteilmanagement.models import Massnahme

from .antwort import Antwort
from .bewertung import Selbstbewertung

ANGENOMMEN = (
    'EXISTS (SELECT 1 FROM "standards_antwort" a JOIN "standards_selbstbewertung" b ON b.id = a.bewertung_id'
    " WHERE a.id = {zeile}.antwort_id AND b.status = 'angenommen')"
)


class Votum(Versioniert):
    """The view of the Bezirksamt beside the answer of the centre: two fields, two authors.

    `verzicht`: no Massnahme is asked for, because resources or the place do not allow one (RK-2017 4.3, end).
    """

    FEST_WENN = {
        "insert": ANGENOMMEN.format(zeile="NEW"),
        "update": ANGENOMMEN.format(zeile="OLD"),
        "delete": ANGENOMMEN.format(zeile="OLD"),
    }

    class Art(models.TextChoices):
        BESTAETIGT = "bestaetigt", "bestätigt"
        RUECKFRAGE = "rueckfrage", "Rückfrage"
        MASSNAHME = "massnahme", "vereinbarte Maßnahme"
        GUTE_PRAXIS = "gute_praxis", "gute Praxis"
        HINWEIS = "hinweis", "Hinweis"

    antwort = models.OneToOneField(
        Antwort, models.CASCADE, related_name="votum", verbose_name="Antwort", editable=False
    )
    art = models.CharField("Votum", max_length=15, choices=Art)
    bemerkung = models.TextField("Bemerkung", blank=True)
    massnahme = models.ForeignKey(
        Massnahme, models.PROTECT, null=True, blank=True, related_name="voten", verbose_name="Maßnahme"
    )
    verzicht = models.BooleanField("auf eine Maßnahme wird verzichtet", default=False)
    history = Historie()

    personendaten = freitext("bemerkung")

    class Meta:
        verbose_name = "Votum"
        verbose_name_plural = "Voten"
        ordering = ["antwort"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(art__in=["rueckfrage", "hinweis"]) | ~Q(bemerkung=""),
                name="votum_bemerkung",
                violation_error_message="Bitte schreiben Sie, worum es geht.",
                violation_error_code="bemerkung",
            ),
            models.CheckConstraint(
                condition=~Q(art="massnahme") | Q(massnahme__isnull=False),
                name="votum_massnahme",
                violation_error_message="Bitte nennen Sie die vereinbarte Maßnahme.",
                violation_error_code="massnahme",
            ),
        ]

    def __str__(self) -> str:
        return self.get_art_display()


class Beitrag(models.Model):
    """One contribution to the thread of a Kriterium, or (without `antwort`) a comment on the whole.

    Never changed. Verbände and Geschäftsstelle comment here; they decide nothing.
    """

    NUR_ANHAENGEN = True

    class Seite(models.TextChoices):
        ZENTRUM = "zentrum", "Zentrum"
        TRAEGER = "traeger", "Träger"
        BEZIRKSAMT = "bezirksamt", "Bezirksamt"
        VERBAND = "verband", "Verband"
        GESCHAEFTSSTELLE = "geschaeftsstelle", "Geschäftsstelle"
        AUSSEN = "aussen", "Außenevaluation"

    bewertung = models.ForeignKey(
        Selbstbewertung, models.CASCADE, related_name="beitraege", verbose_name="Selbstbewertung"
    )
    antwort = models.ForeignKey(
        Antwort, models.CASCADE, null=True, blank=True, related_name="beitraege", verbose_name="Antwort"
    )
    seite = models.CharField("von", max_length=20, choices=Seite)
    text = models.TextField("Beitrag")
    am = models.DateTimeField("am", auto_now_add=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="Person"
    )

    objects = BeitragQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.NACHWEIS,
        felder=("person",),
        dazu=("am",),
        texte=("text",),
        frist="mit der Selbstbewertung",
        von=ueber("person"),
        tilgung=Tilgung.BLEIBT,
    )

    class Meta:
        verbose_name = "Beitrag"
        verbose_name_plural = "Beiträge"
        ordering = ["am", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="beitrag_text",
                violation_error_message="Bitte schreiben Sie etwas.",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
