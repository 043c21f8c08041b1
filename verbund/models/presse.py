from django.db import models

from stzverbund.basis.felder import Webadresse
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import kontakt
from stzverbund.basis.sortierung import Sortierfeld, Suchfeld
from verbund.querysets import NurImVerbundQuerySet
from zentren.models import Verbund
from zentren.querysets import pruefgrenze


class Pressekontakt(Versioniert):
    """An editorial office that the Verbund writes to; desks and functions, no names (RK-2017 6, V8)."""

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="pressekontakte", verbose_name="Verbund", editable=False
    )
    medium = models.CharField("Medium", max_length=200, help_text="z. B. Bezirkszeitung, Lokalradio")
    ressort = models.CharField("Ressort oder Funktion", max_length=120, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    website = Webadresse("Internet", blank=True)
    hinweis = models.CharField(
        "Hinweis", max_length=300, blank=True, help_text="z. B. „Redaktionsschluss am Mittwoch“"
    )
    geprueft_am = models.DateField("Geprüft am", null=True, blank=True, editable=False)
    sortierung = Sortierfeld(quelle="medium")
    suche = Suchfeld(quellen=("medium", "ressort", "hinweis"))
    history = Historie(excluded_fields=["email", "telefon", "sortierung", "suche"])

    objects = NurImVerbundQuerySet.as_manager()

    personendaten = kontakt("email", "telefon")

    class Meta:
        verbose_name = "Pressekontakt"
        verbose_name_plural = "Pressekontakte"
        ordering = ["sortierung", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(email="", telefon=""),
                name="presse_erreichbar",
                violation_error_message="Bitte geben Sie E-Mail oder Telefon an.",
                violation_error_code="email",
            )
        ]

    def __str__(self) -> str:
        return self.medium

    @property
    def lange_nicht_geprueft(self) -> bool:
        return self.geprueft_am is None or self.geprueft_am <= pruefgrenze()
