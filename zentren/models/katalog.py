"""The catalogue of the Rahmenkonzept (RK-2017), loaded verbatim by `katalog_laden`."""

from django.db import models


class Katalogeintrag(models.Model):
    """One entry of the catalogue. `schluessel` is stable and stands in data, addresses and reports."""

    schluessel = models.CharField("Schlüssel", max_length=40, unique=True)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        abstract = True
        ordering = ["reihenfolge", "schluessel"]


class Ziel(Katalogeintrag):
    """RK-2017 chapter 3: Z1 to Z4."""

    text = models.TextField("Wortlaut")

    class Meta(Katalogeintrag.Meta):
        verbose_name = "Ziel"
        verbose_name_plural = "Ziele"

    def __str__(self) -> str:
        return f"{self.schluessel} {self.text}"


class Leistungsbereich(Katalogeintrag):
    """RK-2017 4.1: L1 to L5."""

    name = models.CharField("Name", max_length=200)
    kurz = models.CharField("Kurzname", max_length=60)

    class Meta(Katalogeintrag.Meta):
        verbose_name = "Leistungsbereich"
        verbose_name_plural = "Leistungsbereiche"

    def __str__(self) -> str:
        return f"{self.schluessel} {self.kurz}"


class Leistung(Katalogeintrag):
    """RK-2017 4.1: a service within a Leistungsbereich, "L1.3". L5 has none."""

    leistungsbereich = models.ForeignKey(
        Leistungsbereich, models.PROTECT, related_name="leistungen", verbose_name="Leistungsbereich"
    )
    text = models.TextField("Wortlaut")

    class Meta(Katalogeintrag.Meta):
        verbose_name = "Leistung"
        verbose_name_plural = "Leistungen"

    def __str__(self) -> str:
        return f"{self.schluessel} {self.text}"


class Aufgabenbereich(Katalogeintrag):
    """RK-2017 4.2: A1 to A5 of the Stadtteilmanagement."""

    name = models.CharField("Name", max_length=200)
    einleitung = models.TextField("Einleitung", blank=True)

    class Meta(Katalogeintrag.Meta):
        verbose_name = "Aufgabenbereich"
        verbose_name_plural = "Aufgabenbereiche"

    def __str__(self) -> str:
        return f"{self.schluessel} {self.name}"


class Aufgabe(Katalogeintrag):
    """RK-2017 4.2: one of the 27 tasks, "A3.4"."""

    aufgabenbereich = models.ForeignKey(
        Aufgabenbereich, models.PROTECT, related_name="aufgaben", verbose_name="Aufgabenbereich"
    )
    text = models.TextField("Wortlaut")

    class Meta(Katalogeintrag.Meta):
        verbose_name = "Aufgabe"
        verbose_name_plural = "Aufgaben"

    def __str__(self) -> str:
        return f"{self.schluessel} {self.text}"


class Zielgruppe(Katalogeintrag):
    """RK-2017 4.1 L2 and 5.1 to 5.3; `ergaenzt` marks what makes the list usable."""

    name = models.CharField("Name", max_length=100)
    ergaenzt = models.BooleanField("ergänzt", default=False)

    class Meta(Katalogeintrag.Meta):
        verbose_name = "Zielgruppe"
        verbose_name_plural = "Zielgruppen"

    def __str__(self) -> str:
        return self.name


class Fachstellenart(Katalogeintrag):
    """RK-2017 4.1 L4: where the centres refer people to."""

    name = models.CharField("Name", max_length=100)
    ergaenzt = models.BooleanField("ergänzt", default=False)

    class Meta(Katalogeintrag.Meta):
        verbose_name = "Art der Fachstelle"
        verbose_name_plural = "Arten der Fachstellen"

    def __str__(self) -> str:
        return self.name
