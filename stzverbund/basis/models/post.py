from django.db import models

from stzverbund.basis.models.datei import Datei
from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber_email


class Postausgang(models.Model):
    """A mail on its way: queued, claimed before it is sent, logged.

    `schluessel` makes a mail unique ("erinnerung:meldung:7:frist"), so that a job that runs twice writes
    once. If the server's answer is lost, the mail is `unklar` and is sent again only by hand. `html` and
    `kalender` (an iCalendar message with METHOD) say the same as `text` and are forgotten once it is sent.
    """

    class Status(models.TextChoices):
        WARTET = "wartet", "wartet"
        IN_VERSAND = "in_versand", "in Versand"
        GESENDET = "gesendet", "gesendet"
        FEHLER = "fehler", "nicht zugestellt"
        UNKLAR = "unklar", "unklar"

    schluessel = models.CharField("Schlüssel", max_length=200, unique=True)
    an = models.EmailField("an")
    antwort_an = models.EmailField("Antworten an", blank=True)
    betreff = models.CharField("Betreff", max_length=400)
    text = models.TextField("Text")
    html = models.TextField("Text mit Gestaltung", blank=True)
    kalender = models.TextField("Kalendereintrag", blank=True)
    anhaenge = models.ManyToManyField(Datei, verbose_name="Anhänge", blank=True, related_name="+")
    vertraulich = models.BooleanField("ohne Text nach dem Versand", default=False)
    status = models.CharField("Status", max_length=12, choices=Status, default=Status.WARTET)
    versuche = models.PositiveSmallIntegerField("Versuche", default=0)
    angelegt_am = models.DateTimeField("angelegt am", auto_now_add=True)
    uebernommen_am = models.DateTimeField("übernommen am", null=True, blank=True)
    gesendet_am = models.DateTimeField("gesendet am", null=True, blank=True)
    fehler = models.TextField("Fehler", blank=True)

    personendaten = Personendaten(
        Taetigkeit.POST,
        felder=("an", "antwort_an", "betreff", "text", "html", "kalender", "fehler"),
        dazu=("angelegt_am", "gesendet_am", "status"),
        texte=("betreff", "text", "html", "kalender", "fehler"),
        frist="90 Tage nach dem Versand; vertraulicher Text und Kalendereintrag nur bis zum Versand",
        betroffene="Empfängerinnen und Empfänger von Mails",
        von=ueber_email("an"),
        tilgung=Tilgung.LOESCHEN,
    )

    class Meta:
        verbose_name = "Mail"
        verbose_name_plural = "Postausgang"
        ordering = ["-angelegt_am", "-pk"]
        indexes = [models.Index(fields=["status", "angelegt_am"])]

    def __str__(self) -> str:
        return f"{self.betreff} ({self.get_status_display()})"
