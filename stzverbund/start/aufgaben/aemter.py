"""What Träger, Verbände, Bezirksamt, Verbund and Verwaltung have to do."""

from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from angebote.faelligkeit import faellig
from angebote.models import Angebot, Meldejahr, Meldung
from stzverbund.basis.models import Postausgang
from stzverbund.start.aufgaben import rechtliches, standards
from stzverbund.start.aufgaben.zeile import Aufgabe, Zahl, abstand, erste, mehrzahl
from zentren.models import Kooperationsvereinbarung, Mitgliedschaft, Person, Zentrum

EINZELN = 6
BALD = timedelta(days=180)
OKTOBER = 10


def traeger(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    wartende = Meldung.objects.sichtbar_fuer(m).filter(
        status=Meldung.Status.EINGEREICHT, freigabe_noetig=True
    )
    vorliegende = _vorliegende(wartende, "Freigeben", heute)
    return vorliegende + standards.traeger(m, heute) + _saeumige(m, heute)


def bezirksamt(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    zu_pruefen = Meldung.objects.sichtbar_fuer(m).filter(
        status__in=[Meldung.Status.EINGEREICHT, Meldung.Status.FREIGEGEBEN]
    )
    vorliegende = _vorliegende(zu_pruefen, "Prüfen", heute)
    return [
        *vorliegende,
        *standards.bezirksamt(m, heute),
        *_saeumige(m, heute),
        *_kommendes_jahr(m, heute),
    ]


def _kommendes_jahr(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """From October on, until somebody has set the Meldejahr."""
    jahr = heute.year + 1
    if heute.month < OKTOBER or m.bezirksamt is None:
        return []
    if Meldejahr.objects.filter(bezirk=m.bezirksamt.bezirk_id, jahr=jahr, gesetzt_am__isnull=False).exists():
        return []
    titel = f"Kennzahlen und Meldezeiträume für {jahr} festlegen"
    bis = abstand(date(heute.year, 12, 31), heute)
    return [Aufgabe("warning", "Festlegen", titel, reverse("meldejahr", args=[jahr]), "", bis)]


def _vorliegende(meldungen: QuerySet[Meldung], wort: str, heute: date) -> list[Aufgabe]:
    geordnet = meldungen.select_related("zentrum", "zeitraum__meldejahr").order_by("eingereicht_am", "pk")
    einzelne, weitere = erste(list(geordnet), EINZELN)
    zeilen = [_vorliegend(meldung, wort, heute) for meldung in einzelne]
    if weitere:
        titel = mehrzahl(weitere, "weitere Meldung", "weitere Meldungen")
        zeilen.append(Aufgabe("info", wort, titel, reverse("statistik_pruefen")))
    return zeilen


def _vorliegend(meldung: Meldung, wort: str, heute: date) -> Aufgabe:
    seit = timezone.localdate(meldung.eingereicht_am)
    return Aufgabe(
        "info",
        wort,
        f"{meldung.zentrum}: {meldung.bezeichnung}",
        reverse("meldung", args=[meldung.pk]),
        f"eingereicht am {seit:%d.%m.%Y}",
        abstand(seit, heute),
    )


def _saeumige(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """One row for each period in which centres are late."""
    je_zeitraum: dict[int, list] = {}
    for f in faellig(Zentrum.objects.sichtbar_fuer(m), heute):
        if heute > f.zeitraum.nachfrist:
            je_zeitraum.setdefault(f.zeitraum.pk, []).append(f)
    zeilen = []
    for spaete in je_zeitraum.values():
        zeitraum = spaete[0].zeitraum
        titel = f"{zeitraum}: {mehrzahl(len(spaete), 'Meldung fehlt', 'Meldungen fehlen')}"
        namen = ", ".join(str(f.zentrum) for f in spaete[:3]) + (" …" if len(spaete) > 3 else "")
        wann = abstand(zeitraum.nachfrist, heute)
        zeilen.append(Aufgabe("danger", "Überfällig", titel, reverse("statistik"), namen, wann))
    return zeilen


def verband(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """What may be commented, and agreements that end within half a year."""
    bald = Kooperationsvereinbarung.objects.filter(
        verband=m.verband_id, bis__gte=heute, bis__lte=heute + BALD
    )
    return standards.verbaende(m, heute) + [
        Aufgabe(
            "warning",
            "Läuft aus",
            f"Kooperationsvereinbarung mit {v.bezirk}",
            reverse("vereinbarung", args=[v.pk]),
            "",
            f"am {v.bis:%d.%m.%Y}",
        )
        for v in bald.select_related("bezirk")
    ]


def verwaltung(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    zeilen = []
    offen = Postausgang.objects.filter(
        status__in=[Postausgang.Status.FEHLER, Postausgang.Status.UNKLAR]
    ).count()
    if offen:
        titel = f"{mehrzahl(offen, 'Mail', 'Mails')} nicht zugestellt oder unklar"
        zeilen.append(Aufgabe("warning", "Post", titel, reverse("admin:basis_postausgang_changelist")))
    zeilen += rechtliches.aufgaben(heute)
    ohne = Person.objects.filter(is_active=True).exclude(
        pk__in=Person.objects.filter(mitgliedschaften__in=_gueltige()).values("pk")
    )
    if anzahl := ohne.count():
        titel = f"{mehrzahl(anzahl, 'Konto', 'Konten')} ohne gültige Rolle"
        zeilen.append(Aufgabe("info", "Konten", titel, f"{reverse('personen_liste')}?stand=ohne"))
    return zeilen


def _gueltige() -> QuerySet:
    return Mitgliedschaft.objects.gueltig().values("pk")


def zahlen(m: Mitgliedschaft, heute: date) -> list[Zahl]:
    """Centres, their Angebote, Meldungen of this year that lie before the office and that are accepted."""
    zentren = Zentrum.objects.sichtbar_fuer(m).in_betrieb(heute)
    meldungen = Meldung.objects.sichtbar_fuer(m).filter(zeitraum__von__year=heute.year)
    stand = meldungen.aggregate(
        angenommen=Count("pk", filter=Q(status=Meldung.Status.ANGENOMMEN, nr=0)),
        offen=Count("pk", filter=Q(status__in=[Meldung.Status.EINGEREICHT, Meldung.Status.FREIGEGEBEN])),
    )
    return [
        Zahl(str(zentren.count()), "Zentren"),
        Zahl(str(_angebote(zentren)), "veröffentlichte Angebote"),
        Zahl(str(stand["offen"]), f"Meldungen {heute.year} in Prüfung"),
        Zahl(str(stand["angenommen"]), f"Meldungen {heute.year} angenommen"),
        *standards.zahlen(m),
    ]


def zahlen_des_verbundes(m: Mitgliedschaft, heute: date) -> list[Zahl]:
    zentren = Zentrum.objects.sichtbar_fuer(m).in_betrieb(heute)
    return [
        Zahl(str(zentren.count()), "Zentren im Verbund"),
        Zahl(str(_angebote(zentren)), "veröffentlichte Angebote"),
    ]


def _angebote(zentren: QuerySet[Zentrum]) -> int:
    return Angebot.objects.oeffentlich().filter(zentrum__in=zentren.values("pk")).count()
