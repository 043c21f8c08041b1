"""What a centre has to do: what came back, what is due, whom to count, what to check."""

from datetime import date, timedelta

from django.db.models import Aggregate, Max, Q, QuerySet, Sum
from django.urls import reverse

from angebote.faelligkeit import Faelligkeit, faellig
from angebote.models import Angebot, Fremdangebot, Kennzahl, Meldung, Rueckfrage, Termin, Wert
from stzverbund.basis.zahlen import zeige_anzahl, zeige_minuten
from stzverbund.basis.zeit import monat_plus, monatsanfang
from stzverbund.start.aufgaben import standards
from stzverbund.start.aufgaben.zeile import Aufgabe, Zahl, abstand, erste, mehrzahl
from zentren.models import Mitgliedschaft, Zentrum

TERMINE_EINZELN = 4
TERMINE_SEIT = timedelta(days=31)


def aufgaben(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    return [
        *_zurueckgegebene(m, heute),
        *standards.zentrum(m, heute),
        *_faellige(m, heute),
        *_termine(m, heute),
        *_angebote(m, heute),
    ]


def _zurueckgegebene(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    meldungen = Meldung.objects.bearbeitbar_fuer(m).filter(status=Meldung.Status.ZURUECKGEGEBEN)
    fragen: dict[int, list[Rueckfrage]] = {}
    for frage in Rueckfrage.objects.filter(meldung__in=meldungen, erledigt_am__isnull=True):
        fragen.setdefault(frage.meldung_id, []).append(frage)
    return [
        _zurueck(meldung, fragen.get(meldung.pk, []), heute)
        for meldung in meldungen.select_related("zeitraum__meldejahr")
    ]


def _zurueck(meldung: Meldung, fragen: list[Rueckfrage], heute: date) -> Aufgabe:
    was = f"{mehrzahl(len(fragen), 'Wert', 'Werte')} erklären" if fragen else "überarbeiten"
    return Aufgabe(
        "warning",
        "Zurück",
        f"{meldung.bezeichnung}: {was}",
        reverse("meldung_pruefen", args=[meldung.pk]),
        f"„{fragen[0].grund if fragen else meldung.grund}“",
        _nachfrist(meldung, heute),
    )


def _nachfrist(meldung: Meldung, heute: date) -> str:
    """Not how long it lies here: "seit 5 Tagen" would say that. A Berichtigung has no date."""
    if meldung.nr:
        return ""
    wann = abstand(meldung.zeitraum.nachfrist, heute)
    return f"überfällig {wann}" if heute > meldung.zeitraum.nachfrist else wann


def _faellige(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    return [
        _faelligkeit(f, heute)
        for f in faellig(Zentrum.objects.bearbeitbar_fuer(m), heute)
        if not f.meldung or f.meldung.status == Meldung.Status.ENTWURF
    ]


def _faelligkeit(f: Faelligkeit, heute: date) -> Aufgabe:
    zeitraum, vorbei = f.zeitraum, heute > f.zeitraum.frist
    adresse = (
        reverse("meldung_pruefen", args=[f.meldung.pk])
        if f.meldung
        else reverse("statistik_monat", args=[f.zentrum.slug, f"{zeitraum.von:%Y-%m}"])
    )
    fristen = f"Frist {zeitraum.frist:%d.%m.%Y}, Nachfrist bis {zeitraum.nachfrist:%d.%m.%Y}"
    if f.stufe == "gesperrt":
        fristen = "Der Zeitraum ist gesperrt. Bitte wenden Sie sich an das Bezirksamt."
    ton, wort = ("danger", "Überfällig") if vorbei else ("info", "Fällig")
    return Aufgabe(
        ton, wort, f"Meldung {zeitraum} fertigstellen", adresse, fristen, abstand(zeitraum.frist, heute)
    )


def _termine(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    offene = (
        Termin.objects.bearbeitbar_fuer(m)
        .ungezaehlt(heute)
        .filter(datum__gte=heute - TERMINE_SEIT, angebot__zaehlung_je_termin=True)
        .select_related("angebot")
        .order_by("-datum", "von", "pk")
    )
    einzelne, weitere = erste(list(offene), TERMINE_EINZELN)
    zeilen = [_termin(termin, heute) for termin in einzelne]
    if weitere:
        titel = f"{mehrzahl(weitere, 'weiterer Termin', 'weitere Termine')} noch nicht gezählt"
        zeilen.append(Aufgabe("info", "Zählen", titel, reverse("termin_liste")))
    return zeilen


def _termin(termin: Termin, heute: date) -> Aufgabe:
    wann = abstand(termin.datum, heute)
    ist_heute = termin.datum == heute
    uhrzeit = f"{termin.von:%H:%M} Uhr" if ist_heute else f"{termin.datum:%d.%m.}, {termin.von:%H:%M} Uhr"
    return Aufgabe(
        "info",
        "Heute" if ist_heute else "Zählen",
        f"{termin.angebot.titel}, {uhrzeit}: Wer war da?",
        reverse("termin", args=[termin.pk]),
        "ein Tipp auf „stattgefunden“, eine Zahl",
        "" if ist_heute else wann,
    )


def _angebote(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    eigene = Angebot.objects.bearbeitbar_fuer(m)
    zeilen = []
    zeilen += _zu_pruefen(eigene.zu_pruefen(heute), "angebot", "Angebote", "?zu_pruefen=true")
    gepflegte = Fremdangebot.objects.filter(zentrum=m.zentrum_id)
    nur_unsere = "?zu_pruefen=true&eigene=true"
    zeilen += _zu_pruefen(gepflegte.zu_pruefen(heute), "fremdangebot", "Fremdangebote", nur_unsere)
    if anzahl := eigene.filter(status=Angebot.Status.ENTWURF).count():
        titel = f"{mehrzahl(anzahl, 'Angebot', 'Angebote')} noch nicht veröffentlicht"
        adresse = f"{reverse('angebot_liste')}?status={Angebot.Status.ENTWURF}"
        zeilen.append(Aufgabe("info", "Entwurf", titel, adresse))
    return zeilen


def _zu_pruefen(faellige: QuerySet, seite: str, viele: str, filter_: str) -> list[Aufgabe]:
    """One entry: its page; several: the list of them."""
    anzahl = faellige.count()
    if not anzahl:
        return []
    warum = "öffentlich als „lange nicht geprüft“ gekennzeichnet"
    if anzahl == 1:
        eintrag = faellige.get()
        titel, adresse = f"{eintrag}: Angaben prüfen", reverse(seite, args=[eintrag.pk])
    else:
        titel = f"{anzahl} {viele} lange nicht geprüft"
        adresse = reverse(f"{seite}_liste") + filter_
    return [Aufgabe("info", "Prüfen", titel, adresse, warum)]


FIGUREN = (
    ("Teilnahmen", "teilnahmen", Kennzahl.Ebene.ANGEBOT, Sum, zeige_anzahl),
    ("Angebotsstunden", "stunden", Kennzahl.Ebene.ANGEBOT, Sum, zeige_minuten),
    ("aktive Ehrenamtliche", "aktive-ehrenamtliche", Kennzahl.Ebene.ZENTRUM, Max, zeige_anzahl),
)


def zahlen(m: Mitgliedschaft, heute: date) -> list[Zahl]:
    """The last full month of the centre, beside the same month a year ago. One query."""
    monat = monat_plus(monatsanfang(heute), -1)
    werte = Wert.objects.summen().filter(
        meldung__in=Meldung.objects.massgeblich().values("pk"), meldung__zentrum=m.zentrum_id
    )
    summen = werte.aggregate(**_spalten("jetzt", monat), **_spalten("damals", monat_plus(monat, -12)))
    return [
        Zahl(
            zeige(summen[f"jetzt_{i}"] or 0),
            f"{text} im Monat {monat:%m/%Y}",
            _zum_vorjahr(summen[f"jetzt_{i}"], summen[f"damals_{i}"]),
        )
        for i, (text, _, _, _, zeige) in enumerate(FIGUREN)
    ]


def _spalten(name: str, monat: date) -> dict[str, Aggregate]:
    return {
        f"{name}_{i}": funktion(
            "zahl", filter=Q(monat=monat, kennzahl__schluessel=schluessel, kennzahl__ebene=ebene)
        )
        for i, (_, schluessel, ebene, funktion, _) in enumerate(FIGUREN)
    }


def _zum_vorjahr(jetzt: int | None, damals: int | None) -> str:
    if not jetzt or not damals:
        return ""
    return f"{round((jetzt - damals) * 100 / damals):+d} % zum Vorjahr".replace("-", "−")
