"""How the Bezirksamt reaches whoever evaluates from outside."""

from django.db import models

from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber_email

from .bewertung import Selbstbewertung


class Aussenkontakt(models.Model):
    """The address that gets the link of an Außenevaluation and its Rückfragen; there until it is settled."""

    bewertung = models.OneToOneField(
        Selbstbewertung, models.CASCADE, related_name="kontakt", verbose_name="Außenevaluation"
    )
    email = models.EmailField("E-Mail")

    personendaten = Personendaten(
        Taetigkeit.POST,
        felder=("email",),
        frist="bis die Außenevaluation angenommen oder entfallen ist",
        betroffene="Personen, die von außen einschätzen",
        von=ueber_email("email"),
        tilgung=Tilgung.LOESCHEN,
    )

    class Meta:
        verbose_name = "Kontakt der Außenevaluation"
        verbose_name_plural = "Kontakte der Außenevaluationen"
        ordering = ["bewertung"]

    def __str__(self) -> str:
        return str(self.bewertung)
