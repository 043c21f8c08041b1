"""Factories of the registers of the Stadtteilmanagement."""

from datetime import date, time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory as Fabrik

from tests.fabriken import RaumFabrik, VerbandFabrik, ZentrumFabrik
from zentren.models import Aufgabe, Aufgabenbereich
from zentren.stadtteilmanagement.models import (
    Anliegen,
    Barrierebefund,
    Barrierepruefung,
    Bedarf,
    Befragung,
    Beschwerde,
    Foerderung,
    Frage,
    Kampagne,
    Kampagnenteilnahme,
    Kooperation,
    Mappendokument,
    Raumbuchung,
    Taetigkeit,
    Taetigkeitsvorlage,
)


class AufgabenbereichFabrik(Fabrik):
    class Meta:
        model = Aufgabenbereich
        django_get_or_create = ("schluessel",)

    schluessel = "A3"
    name = "Vernetzung"


class AufgabeFabrik(Fabrik):
    """One of the 27 (RK-2017 4.2)."""

    class Meta:
        model = Aufgabe
        django_get_or_create = ("schluessel",)

    schluessel = "A3.1"
    aufgabenbereich = factory.SubFactory(AufgabenbereichFabrik)
    text = "Gremienarbeit"


class Hausfabrik(Fabrik):
    """Belongs to a centre."""

    class Meta:
        abstract = True

    zentrum = factory.SubFactory(ZentrumFabrik)


class KooperationFabrik(Hausfabrik):
    class Meta:
        model = Kooperation

    partner = factory.Sequence(lambda n: f"Partner {n}")
    art = "andere"


class GremiumFabrik(KooperationFabrik):
    partner = factory.Sequence(lambda n: f"Gremium {n}")
    art = "gremium"
    ebene = "bezirk"


class BedarfFabrik(Hausfabrik):
    class Meta:
        model = Bedarf

    titel = factory.Sequence(lambda n: f"Bedarf {n}")
    problemfeld = "einsamkeit"
    quelle = "gespraech"
    ermittelt_am = factory.LazyFunction(timezone.localdate)


class AnliegenFabrik(Hausfabrik):
    """Not forwarded yet."""

    class Meta:
        model = Anliegen

    titel = factory.Sequence(lambda n: f"Anliegen {n}")
    problemfeld = "infrastruktur"
    empfaenger = "bezirksamt"
    eingegangen_am = factory.LazyFunction(timezone.localdate)


class TaetigkeitFabrik(Hausfabrik):
    class Meta:
        model = Taetigkeit

    datum = factory.LazyFunction(timezone.localdate)
    was = factory.Sequence(lambda n: f"Stadtteilrunde {n}")
    aufgabe = factory.SubFactory(AufgabeFabrik)


class TaetigkeitsvorlageFabrik(Hausfabrik):
    class Meta:
        model = Taetigkeitsvorlage

    was = factory.Sequence(lambda n: f"Stadtteilrunde {n}")
    aufgabe = factory.SubFactory(AufgabeFabrik)


class FoerderungFabrik(Hausfabrik):
    """Of the running year, 10,000 Euro granted."""

    class Meta:
        model = Foerderung

    quelle = factory.Sequence(lambda n: f"Programm {n}")
    zweck = "Nachbarschaftsarbeit"
    status = "bewilligt"
    bewilligt = 1_000_000
    von = factory.LazyFunction(lambda: date(timezone.localdate().year, 1, 1))
    bis = factory.LazyFunction(lambda: date(timezone.localdate().year, 12, 31))


class KampagneFabrik(Fabrik):
    class Meta:
        model = Kampagne

    verband = factory.SubFactory(VerbandFabrik)
    titel = factory.Sequence(lambda n: f"Spendenmeisterschaft {n}")
    von = factory.LazyFunction(timezone.localdate)
    bis = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))


class KampagnenteilnahmeFabrik(Hausfabrik):
    class Meta:
        model = Kampagnenteilnahme

    kampagne = factory.SubFactory(KampagneFabrik)


class BeschwerdeFabrik(Hausfabrik):
    class Meta:
        model = Beschwerde

    thema = "angebot"
    text = "Der Kurs fängt zu früh an."
    eingegangen_am = factory.LazyFunction(timezone.localdate)
    frist = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))


class BefragungFabrik(Hausfabrik):
    """Open since today, for a month."""

    class Meta:
        model = Befragung

    kennung = factory.Sequence(lambda n: f"kennung{n:05}")
    titel = factory.Sequence(lambda n: f"Befragung {n}")
    status = "offen"
    von = factory.LazyFunction(timezone.localdate)
    bis = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))


class FrageFabrik(Fabrik):
    class Meta:
        model = Frage

    befragung = factory.SubFactory(BefragungFabrik)
    text = factory.Sequence(lambda n: f"Wie zufrieden sind Sie mit Punkt {n}?")
    art = "skala"
    reihenfolge = factory.Sequence(int)


class RaumbuchungFabrik(Fabrik):
    """Asked for, next week from 17 to 19."""

    class Meta:
        model = Raumbuchung

    raum = factory.SubFactory(RaumFabrik)
    gruppe = "Schachgruppe"
    zweck = "Training"
    tag = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))
    von = time(17)
    bis = time(19)


class MappendokumentFabrik(Hausfabrik):
    """A link, valid for a year."""

    class Meta:
        model = Mappendokument

    bezirk = factory.LazyAttribute(lambda dokument: dokument.zentrum.bezirk)
    art = "konzeption"
    titel = factory.Sequence(lambda n: f"Konzeption {n}")
    stand_vom = factory.LazyFunction(timezone.localdate)
    gilt_bis = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365))
    link = "https://haus.example/konzeption.pdf"


class BarrierepruefungFabrik(Hausfabrik):
    class Meta:
        model = Barrierepruefung

    datum = factory.LazyFunction(timezone.localdate)
    beteiligte = factory.LazyFunction(lambda: ["team"])


class BarrierebefundFabrik(Fabrik):
    class Meta:
        model = Barrierebefund

    pruefung = factory.SubFactory(BarrierepruefungFabrik)
    bereich = "eingang"
    ergebnis = "gut"
