"""Factories for tests: small, valid objects; the world of named people stands in `tests.welt`."""

from datetime import date, time, timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory as Fabrik

from angebote.models import Angebot, Fremdangebot, Herkunft, Kennzahl, Meldung, Termin, Wert, Zeitplan
from angebote.zeitraeume import zeitraum_fuer
from standards.models import Fassung, Kriterium, Runde, Standard
from stzverbund.basis.zahlen import Zellart
from verbund.models import (
    Anfrage,
    Anmeldung,
    Arbeitskreis,
    Aufgabe,
    Beratungsnotiz,
    Beschluss,
    Delegation,
    Empfehlung,
    Gast,
    Kompetenz,
    Kompetenzanfrage,
    Pressekontakt,
    Protokoll,
    Sitzung,
    Tagesordnungspunkt,
    Thema,
    Vorhaben,
)
from zentren.models import (
    Bezirk,
    Bezirksamt,
    Bezirksregion,
    Einladung,
    Einwohnerstand,
    Fachstelle,
    Fachstellenart,
    Leistungsbereich,
    Mitgliedschaft,
    Person,
    Personal,
    Raum,
    Schliesszeit,
    Sprechzeit,
    Standort,
    Traeger,
    Verband,
    Verbund,
    Zentrum,
    Ziel,
    Zielgruppe,
)
from zentren.stadtteilmanagement.models import Massnahme


class BezirkFabrik(Fabrik):
    class Meta:
        model = Bezirk
        django_get_or_create = ("schluessel",)

    schluessel = "10"
    name = "Marzahn-Hellersdorf"


class RegionFabrik(Fabrik):
    class Meta:
        model = Bezirksregion

    schluessel = factory.Sequence(lambda n: f"{101000 + n}")
    name = factory.Sequence(lambda n: f"Region {n}")
    bezirk = factory.SubFactory(BezirkFabrik)


class EinwohnerFabrik(Fabrik):
    """1,000 inhabitants at the end of 2024, a hundred in each age group and half of them women."""

    class Meta:
        model = Einwohnerstand

    bezirksregion = factory.SubFactory(RegionFabrik)
    stichtag = date(2024, 12, 31)
    einwohner = 1000
    weiblich = factory.LazyAttribute(lambda a: a.einwohner // 2)
    u6 = a6_15 = a15_18 = a18_27 = a27_45 = a45_55 = a55_65 = a65plus = 100


class VerbandFabrik(Fabrik):
    class Meta:
        model = Verband

    slug = factory.Sequence(lambda n: f"verband-{n}")
    name = factory.Sequence(lambda n: f"Verband {n} e. V.")
    kurz = factory.Sequence(lambda n: f"Verband {n}")


class TraegerFabrik(Fabrik):
    class Meta:
        model = Traeger

    slug = factory.Sequence(lambda n: f"traeger-{n}")
    name = factory.Sequence(lambda n: f"Träger {n} gGmbH")


class ZentrumFabrik(Fabrik):
    class Meta:
        model = Zentrum

    slug = factory.Sequence(lambda n: f"stz-{n}")
    name = factory.Sequence(lambda n: f"STZ {n}")
    traeger = factory.SubFactory(TraegerFabrik)
    bezirk = factory.SubFactory(BezirkFabrik)
    in_betrieb_von = date(2020, 1, 1)


class StandortFabrik(Fabrik):
    """The first of a centre is its Hauptstandort."""

    class Meta:
        model = Standort

    zentrum = factory.SubFactory(ZentrumFabrik)
    name = "Haupthaus"
    strasse = "Beispielallee 1"
    plz = "12679"
    haupt = factory.LazyAttribute(lambda a: not a.zentrum.standorte.exists())


class RaumFabrik(Fabrik):
    class Meta:
        model = Raum

    standort = factory.SubFactory(StandortFabrik)
    name = factory.Sequence(lambda n: f"Raum {n}")


class SprechzeitFabrik(Fabrik):
    class Meta:
        model = Sprechzeit

    zentrum = factory.SubFactory(ZentrumFabrik)
    thema = "Sozialberatung"
    wochentag = 1
    von = time(10)
    bis = time(12)


class SchliesszeitFabrik(Fabrik):
    class Meta:
        model = Schliesszeit

    zentrum = factory.SubFactory(ZentrumFabrik)
    von = date(2026, 12, 24)
    bis = date(2026, 12, 31)
    grund = "Betriebsferien"


class PersonalFabrik(Fabrik):
    class Meta:
        model = Personal

    zentrum = factory.SubFactory(ZentrumFabrik)
    jahr = 2026
    funktion = "Leitung"
    vzae = Decimal("0.75")


class BezirksamtFabrik(Fabrik):
    class Meta:
        model = Bezirksamt
        django_get_or_create = ("bezirk",)

    bezirk = factory.SubFactory(BezirkFabrik)
    name = factory.LazyAttribute(lambda a: f"Bezirksamt {a.bezirk.name}")


class VerbundFabrik(Fabrik):
    class Meta:
        model = Verbund
        django_get_or_create = ("bezirk",)

    bezirk = factory.SubFactory(BezirkFabrik)
    name = factory.LazyAttribute(lambda a: f"Verbund {a.bezirk.name}")


class FachstellenartFabrik(Fabrik):
    class Meta:
        model = Fachstellenart
        django_get_or_create = ("schluessel",)

    schluessel = "schuldnerberatung"
    name = "Schuldnerberatung"


class FachstelleFabrik(Fabrik):
    class Meta:
        model = Fachstelle

    bezirk = factory.SubFactory(BezirkFabrik)
    art = factory.SubFactory(FachstellenartFabrik)
    name = factory.Sequence(lambda n: f"Fachstelle {n}")


class PersonFabrik(Fabrik):
    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"person{n}@demo.example")
    name = factory.Sequence(lambda n: f"Person {n}")


class MitgliedschaftFabrik(Fabrik):
    class Meta:
        model = Mitgliedschaft

    person = factory.SubFactory(PersonFabrik)
    von = date(2020, 1, 1)


class EinladungFabrik(Fabrik):
    """Open, for another week, without a link."""

    class Meta:
        model = Einladung

    email = factory.Sequence(lambda n: f"einladung{n}@haus.example")
    name = "Neue Person"
    von = date(2026, 1, 1)
    gueltig_bis = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


class LeistungsbereichFabrik(Fabrik):
    class Meta:
        model = Leistungsbereich
        django_get_or_create = ("schluessel",)

    schluessel = "L1"
    name = "Förderung von Ehrenamt, Selbsthilfe, Nachbarschaftshilfe, Inklusion und Diversität"
    kurz = "Ehrenamt, Selbsthilfe, Nachbarschaft"


class ZielgruppeFabrik(Fabrik):
    class Meta:
        model = Zielgruppe
        django_get_or_create = ("schluessel",)

    schluessel = "alle"
    name = "alle"


class AngebotFabrik(Fabrik):
    """A published Angebot of a centre with all eight fields but the schedule (ZeitplanFabrik)."""

    class Meta:
        model = Angebot
        skip_postgeneration_save = True

    zentrum = factory.SubFactory(ZentrumFabrik)
    titel = factory.Sequence(lambda n: f"Angebot {n}")
    art = Angebot.Art.GRUPPE
    status = Angebot.Status.VEROEFFENTLICHT
    leistungsbereich = factory.SubFactory(LeistungsbereichFabrik)
    ort = "im Haus"
    kosten = Angebot.Kosten.KOSTENFREI
    kontakt_telefon = "030 123456"

    @factory.post_generation
    def zielgruppen(self, create: bool, werte: list | None, **kwargs: object) -> None:
        if create:
            self.zielgruppen.set(werte if werte is not None else [ZielgruppeFabrik()])


class FremdangebotFabrik(Fabrik):
    """Kept by `zentrum`, in its first Stadtteil or a new one."""

    class Meta:
        model = Fremdangebot
        skip_postgeneration_save = True

    zentrum = factory.SubFactory(ZentrumFabrik)
    region = factory.LazyAttribute(lambda a: a.zentrum.regionen.first() or _neuer_stadtteil(a.zentrum))
    titel = factory.Sequence(lambda n: f"Fremdangebot {n}")
    anbieter = "Sportverein Ost e. V."
    art = Angebot.Art.KURS
    leistungsbereich = factory.SubFactory(LeistungsbereichFabrik)
    kontakt_telefon = "030 123456"
    geprueft_am = factory.LazyFunction(timezone.localdate)

    @factory.post_generation
    def zielgruppen(self, create: bool, werte: list | None, **kwargs: object) -> None:
        if create:
            self.zielgruppen.set(werte if werte is not None else [ZielgruppeFabrik()])


def _neuer_stadtteil(zentrum: Zentrum) -> Bezirksregion:
    region = RegionFabrik(bezirk=zentrum.bezirk)
    zentrum.regionen.add(region)
    return region


class ZeitplanFabrik(Fabrik):
    """Tuesdays, 10:00 to 11:30, from 6 January 2026."""

    class Meta:
        model = Zeitplan

    angebot = factory.SubFactory(AngebotFabrik)
    rhythmus = "woechentlich"
    regel = "FREQ=WEEKLY;BYDAY=TU"
    beginn = date(2026, 1, 6)
    von = time(10)
    bis = time(11, 30)
    wochentage = factory.LazyAttribute(lambda a: _wochentage(a.regel))


def _wochentage(regel: str) -> str:
    kuerzel = regel.split("BYDAY=")[-1]
    return "".join(
        str(i) for i, tag in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU")) if tag in kuerzel
    )


class TerminFabrik(Fabrik):
    class Meta:
        model = Termin

    angebot = factory.SubFactory(AngebotFabrik)
    datum = date(2026, 10, 6)
    von = time(10)
    bis = time(11, 30)
    minuten = 90


class KennzahlFabrik(Fabrik):
    class Meta:
        model = Kennzahl
        django_get_or_create = ("schluessel", "bezirk")

    schluessel = "teilnahmen"
    bezirk = None
    name = "Teilnahmen"
    ebene = Kennzahl.Ebene.ANGEBOT
    quelle = factory.LazyAttribute(lambda a: "" if a.bezirk else Kennzahl.Quelle.TEILNAHMEN)
    aufteilung = True
    erklaerung = "Teilnahmen sind Besuche, nicht Personen."
    gueltig_von = 2020


class MeldungFabrik(Fabrik):
    """A draft for the period of `monat` (default: October 2026)."""

    class Meta:
        model = Meldung
        exclude = ("monat",)

    monat = date(2026, 10, 1)
    zentrum = factory.SubFactory(ZentrumFabrik)
    zeitraum = factory.LazyAttribute(lambda a: zeitraum_fuer(a.zentrum.bezirk, a.monat))


class ZielFabrik(Fabrik):
    class Meta:
        model = Ziel
        django_get_or_create = ("schluessel",)

    schluessel = "Z1"
    text = "eine stärkere Beteiligung und Eigeninitiative von Bürgerinnen und Bürgern"


class WertFabrik(Fabrik):
    """A typed total of a Zentrum's month (default: the first month of its Meldung)."""

    class Meta:
        model = Wert

    meldung = factory.SubFactory(MeldungFabrik)
    monat = factory.LazyAttribute(lambda a: a.meldung.zeitraum.von)
    kennzahl = factory.SubFactory(KennzahlFabrik)
    art = Zellart.ZAHL
    zahl = factory.LazyAttribute(lambda a: 10 if a.art == Zellart.ZAHL else None)
    herkunft = Herkunft.MONATSSUMME


class FassungFabrik(Fabrik):
    """An edition that is not published yet."""

    class Meta:
        model = Fassung
        django_get_or_create = ("schluessel",)

    schluessel = "RK-2017"
    titel = "Rahmenkonzept"
    stand = date(2017, 9, 20)
    beschluss = "Beschluss 1/2017"


class StandardFabrik(Fabrik):
    class Meta:
        model = Standard

    fassung = factory.SubFactory(FassungFabrik)
    nummer = factory.Sequence(lambda n: n + 1)
    name = factory.LazyAttribute(lambda standard: f"Standard {standard.nummer}")
    einleitung = "Die Stadtteilzentren sichern, dass sie"


class KriteriumFabrik(Fabrik):
    class Meta:
        model = Kriterium

    standard = factory.SubFactory(StandardFabrik)
    nummer = 1
    schluessel = factory.LazyAttribute(lambda k: f"{k.standard.nummer}.{k.nummer}")
    text = "ihre Angebote veröffentlichen"


class RundeFabrik(Fabrik):
    """This year's round, planned, without Standards and Zentren."""

    class Meta:
        model = Runde

    bezirk = factory.SubFactory(BezirkFabrik)
    fassung = factory.SubFactory(FassungFabrik, veroeffentlicht_am=date(2017, 9, 20))
    jahr = factory.LazyFunction(lambda: timezone.localdate().year)
    beginn = factory.LazyAttribute(lambda runde: date(runde.jahr, 1, 1))
    faellig = factory.LazyAttribute(lambda runde: date(runde.jahr, 11, 30))
    pruefung_bis = factory.LazyAttribute(lambda runde: date(runde.jahr + 1, 2, 28))


class MassnahmeFabrik(Fabrik):
    class Meta:
        model = Massnahme

    zentrum = factory.SubFactory(ZentrumFabrik)
    bezirk = factory.LazyAttribute(lambda massnahme: massnahme.zentrum.bezirk)
    titel = "Nachbarschaftsrat neu starten"
    faellig = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=90))


class ThemaFabrik(Fabrik):
    class Meta:
        model = Thema

    verbund = factory.SubFactory(VerbundFabrik)
    titel = factory.Sequence(lambda n: f"Thema {n}")


class SitzungFabrik(Fabrik):
    """Planned for in two weeks, from ten to twelve."""

    class Meta:
        model = Sitzung

    verbund = factory.SubFactory(VerbundFabrik)
    datum = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))
    beginn = time(10)
    ende = time(12)


class PunktFabrik(Fabrik):
    """On the agenda of a session; `sitzung=None, stand="vorgeschlagen"` for a proposal."""

    class Meta:
        model = Tagesordnungspunkt

    sitzung = factory.SubFactory(SitzungFabrik)
    verbund = factory.LazyAttribute(lambda a: a.sitzung.verbund)
    titel = factory.Sequence(lambda n: f"Punkt {n}")
    position = factory.Sequence(lambda n: n + 1)
    stand = "geplant"


class ProtokollFabrik(Fabrik):
    class Meta:
        model = Protokoll

    sitzung = factory.SubFactory(SitzungFabrik)


class BeschlussFabrik(Fabrik):
    class Meta:
        model = Beschluss

    punkt = factory.SubFactory(PunktFabrik)
    sitzung = factory.LazyAttribute(lambda a: a.punkt.sitzung)
    verbund = factory.LazyAttribute(lambda a: a.punkt.verbund)
    jahr = factory.LazyAttribute(lambda a: a.sitzung.datum.year)
    nummer = factory.Sequence(lambda n: n + 1)
    text = "Alle Zentren öffnen am Tag der Nachbarn."


class AufgabeFabrik(Fabrik):
    """Of the Verbund; of everybody where no centre is named."""

    class Meta:
        model = Aufgabe

    verbund = factory.SubFactory(VerbundFabrik)
    titel = factory.Sequence(lambda n: f"Aufgabe {n}")
    stelle = factory.LazyAttribute(lambda a: "" if getattr(a, "zentrum", None) else "alle")
    faellig = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))
    urspruenglich = factory.SelfAttribute("faellig")


class ArbeitskreisFabrik(Fabrik):
    class Meta:
        model = Arbeitskreis

    verbund = factory.SubFactory(VerbundFabrik)
    name = factory.Sequence(lambda n: f"Arbeitskreis {n}")
    von = date(2026, 1, 1)


class DelegationFabrik(Fabrik):
    class Meta:
        model = Delegation

    verbund = factory.SubFactory(VerbundFabrik)
    person = factory.SubFactory(PersonFabrik)
    von = date(2026, 1, 1)


class GastFabrik(Fabrik):
    """Somebody of a Fachdienst, asked for a talk."""

    class Meta:
        model = Gast

    sitzung = factory.SubFactory(SitzungFabrik)
    verbund = factory.LazyAttribute(lambda a: a.sitzung.verbund)
    organisation = "Pflegestützpunkt"
    email = "gast@fachdienst.example"
    vortrag = "Pflege in der Nachbarschaft"


class VorhabenFabrik(Fabrik):
    """Led by a Verbund, which takes part."""

    class Meta:
        model = Vorhaben
        skip_postgeneration_save = True

    verbund = factory.SubFactory(VerbundFabrik)
    titel = factory.Sequence(lambda n: f"Vorhaben {n}")
    stand = "geplant"
    von = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    bis = factory.SelfAttribute("von")

    @factory.post_generation
    def dabei(self: Vorhaben, create: bool, extracted: object, **kwargs: object) -> None:
        if create and self.verbund:
            self.verbuende.add(self.verbund)


class AnfrageFabrik(Fabrik):
    """Asked of the Bezirksamt."""

    class Meta:
        model = Anfrage

    verbund = factory.SubFactory(VerbundFabrik)
    richtung = "an_amt"
    betreff = factory.Sequence(lambda n: f"Anfrage {n}")
    frage = "Wann kommen die Mittel?"
    frist = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))


class BeratungsnotizFabrik(Fabrik):
    class Meta:
        model = Beratungsnotiz

    verband = factory.SubFactory(VerbandFabrik)
    bezirk = factory.SubFactory(BezirkFabrik)
    datum = factory.LazyFunction(timezone.localdate)
    anlass = factory.Sequence(lambda n: f"Beratung {n}")


class EmpfehlungFabrik(Fabrik):
    """Brought before a committee; `bezirke` are given afterwards."""

    class Meta:
        model = Empfehlung

    verband = factory.SubFactory(VerbandFabrik)
    titel = factory.Sequence(lambda n: f"Empfehlung {n}")
    stand = "eingebracht"
    gremium = "Sozialausschuss"
    eingebracht_am = factory.LazyFunction(timezone.localdate)


class AnmeldungFabrik(Fabrik):
    class Meta:
        model = Anmeldung

    vorhaben = factory.SubFactory(VorhabenFabrik)
    organisation = factory.Sequence(lambda n: f"Verein {n}")
    anzahl = 2


class KompetenzFabrik(Fabrik):
    class Meta:
        model = Kompetenz

    zentrum = factory.SubFactory(ZentrumFabrik)
    titel = factory.Sequence(lambda n: f"Fachberatung {n}")
    art = "beratung"


class KompetenzanfrageFabrik(Fabrik):
    """An open request of another centre."""

    class Meta:
        model = Kompetenzanfrage

    kompetenz = factory.SubFactory(KompetenzFabrik)
    zentrum = factory.SubFactory(ZentrumFabrik)
    nachricht = "Wir möchten eine Sprechstunde aufbauen."


class PressekontaktFabrik(Fabrik):
    class Meta:
        model = Pressekontakt

    verbund = factory.SubFactory(VerbundFabrik)
    medium = factory.Sequence(lambda n: f"Zeitung {n}")
    email = "redaktion@zeitung.example"
