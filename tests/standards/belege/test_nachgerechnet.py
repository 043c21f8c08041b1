"""What rules sum and compare, against a plain computation in Python over the same records."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote.models import Angebot, Beratung, Fremdangebot, Wert
from angebote.pflege import fehlende_angaben
from angebote.zeitraeume import meldejahr_sichern
from standards.belege import REGELN, Lage
from standards.belege.bauen import anteil_in_prozent, zahl
from stzverbund.basis.zeit import monat_plus, monatsanfang
from tests import fabriken as f
from tests.standards.belege import faelle
from zentren.models import Oeffnungszeit, Zentrum

HEUTE = timezone.localdate()
mit_datenbank = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
Anteil = tuple[int, int]


def fragen(schluessel: str, zentrum: Zentrum) -> Any:
    return REGELN[schluessel].funktion(Lage([zentrum.pk], HEUTE))[zentrum.pk]


def pruefen(ergebnis: Any, teil: int, ganz: int, mindestens: int) -> None:
    """The share as a fraction says the same as the rule."""
    assert ergebnis.satz.startswith(f"{teil} von {ganz} ") if ganz else ergebnis.wert is None
    if ganz:
        genau = Fraction(100 * teil, ganz)
        assert ergebnis.urteil == ("dafuer" if genau >= mindestens else "dagegen")
        assert 0 <= genau - Fraction(ergebnis.wert) < Fraction(1, 100)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 100))
def test_gerundet_wird_so_dass_keine_schwelle_erreicht_scheint(teil: int, ganz: int, schwelle: int) -> None:
    gezeigt = int(anteil_in_prozent(teil, ganz))
    assert gezeigt < schwelle or 100 * teil >= schwelle * ganz


@pytest.mark.parametrize(
    ("wert", "text"),
    [("20", "20"), ("20.00", "20"), ("2.50", "2,5"), ("0.05", "0,05"), ("1500", "1.500"), ("0", "0")],
)
def test_zahlen_auf_deutsch(wert: str, text: str) -> None:
    assert zahl(Decimal(wert)) == text


gruppen = st.sets(st.sampled_from(["alle", "kinder", "frauen", "selbsthilfegruppen"]), max_size=3)
angebote = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["entwurf", "veroeffentlicht", "veroeffentlicht", "pausiert", "beendet"]),
        "art": st.sampled_from(["gruppe", "kurs", "selbsthilfegruppe", "treff"]),
        "pruefrhythmus": st.sampled_from([1, 3, 6, 12]),
        "geprueft_am": st.none() | st.integers(0, 400).map(lambda tage: HEUTE - timedelta(days=tage)),
        "partner": st.sampled_from(["", "Sportverein"]),
        "sprachen": st.sampled_from([[], ["de"]]),
        "stufenlos": st.sampled_from([None, True, False]),
        "barrierefreiheit": st.sampled_from(["", "Aufzug"]),
        "ort": st.sampled_from(["", "im Haus", "im Haus"]),
        "kontakt_telefon": st.sampled_from(["", "030 1", "030 1"]),
    }
)


@pytest.mark.django_db
@mit_datenbank
@given(st.lists(st.tuples(angebote, gruppen, st.booleans()), max_size=8))
def test_anteile_der_angebote(liste: list[tuple[dict[str, Any], set[str], bool]]) -> None:
    zentrum = f.ZentrumFabrik()
    for felder, fuer, zeitplan in liste:
        angebot = f.AngebotFabrik(zentrum=zentrum, zielgruppen=[faelle.zielgruppe(g) for g in fuer], **felder)
        if zeitplan:
            f.ZeitplanFabrik(angebot=angebot)
    oeffentliche = [a for a in Angebot.objects.filter(zentrum=zentrum) if a.oeffentlich]
    ganz = len(oeffentliche)

    def anteil(bedingung: Any) -> Anteil:
        return sum(bool(bedingung(a)) for a in oeffentliche), ganz

    pruefen(fragen("geprueft", zentrum), *anteil(lambda a: not a.zu_pruefen), 80)
    pruefen(fragen("vollstaendig", zentrum), *anteil(lambda a: not fehlende_angaben(a)), 95)
    pruefen(fragen("uebergreifend", zentrum), *anteil(lambda a: "alle" in _gruppen(a)), 20)
    beschrieben = anteil(
        lambda a: a.sprachen and _gruppen(a) and (a.stufenlos is not None or a.barrierefreiheit)
    )
    pruefen(fragen("beschrieben", zentrum), *beschrieben, 80)
    mit_partner = anteil(lambda a: a.partner)[0]
    pruefen(fragen("partner", zentrum), mit_partner, ganz if mit_partner else 0, 20)
    selbsthilfe = [a for a in oeffentliche if a.art == "selbsthilfegruppe"]
    geprueft = sum(not a.zu_pruefen for a in selbsthilfe)
    pruefen(fragen("selbsthilfegruppen", zentrum), geprueft, len(selbsthilfe), 100)
    genannte = {g for a in oeffentliche for g in _gruppen(a)} - {"alle"}
    assert fragen("zielgruppen", zentrum).wert == (len(genannte) if ganz else None)
    assert not Fremdangebot.objects.exists()


def _gruppen(angebot: Angebot) -> set[str]:
    return {zielgruppe.schluessel for zielgruppe in angebot.zielgruppen.all()}


@pytest.mark.django_db
@mit_datenbank
@given(st.dictionaries(st.integers(0, 23), st.integers(0, 30), max_size=8), st.integers(0, 2))
def test_ehrenamtliche_gleiche_monate(je_monat: dict[int, int], vermittelt: int) -> None:
    """`je_monat`: how many months ago -> active volunteers."""
    zentrum = f.ZentrumFabrik()
    for her, anzahl in je_monat.items():
        faelle.zahl(faelle.EHRENAMTLICHE, anzahl, her)(zentrum)
    faelle.zahl("vermittlungen-ehrenamt", vermittelt, 3)(zentrum)
    faelle.zahl("vermittlungen-ehrenamt", 9, 12)(zentrum)
    paare = [(je_monat[her], je_monat[her + 12]) for her in range(12) if {her, her + 12} <= je_monat.keys()]
    jetzt, davor = (max(werte) for werte in zip(*paare, strict=True)) if paare else (0, 0)
    ergebnis = fragen("ehrenamt", zentrum)
    if vermittelt:
        assert ergebnis.urteil == "dafuer"
    elif not davor:
        assert ergebnis.urteil == "keine_daten"
    else:
        assert ergebnis.urteil == ("dafuer" if Fraction(jetzt, davor) >= Fraction(9, 10) else "dagegen")
        assert ergebnis.satz.startswith(
            f"{jetzt} aktive Ehrenamtliche im stärksten Monat, im Jahr davor {davor}."
        )
    assert Wert.objects.filter(meldung__zentrum=zentrum).count() == len(je_monat) + 2


spannen = st.tuples(st.integers(0, 6), st.integers(0, 40), st.integers(1, 30), st.integers(0, 1))


@pytest.mark.django_db
@mit_datenbank
@given(st.lists(spannen, max_size=10), st.none() | st.integers(0, 200))
def test_oeffnungsstunden(woche: list[tuple[int, int, int, int]], hundertstel: int | None) -> None:
    """(weekday, beginning and length in half hours of 15 minutes, which of two Standorte)."""
    zentrum = f.ZentrumFabrik()
    orte = f.StandortFabrik.create_batch(2, zentrum=zentrum)
    minuten = [0, 0]
    for tag, beginn, laenge, ort in woche:
        von, bis = (time(x // 60, x % 60) for x in (beginn * 15, (beginn + laenge) * 15))
        Oeffnungszeit.objects.create(standort=orte[ort], wochentag=tag, von=von, bis=bis)
        minuten[ort] += laenge * 15
    if hundertstel is not None:
        f.PersonalFabrik(zentrum=zentrum, jahr=HEUTE.year, vzae=Decimal(hundertstel) / 100)
        f.PersonalFabrik(zentrum=zentrum, jahr=HEUTE.year - 1, vzae=9)
    ergebnis = fragen("oeffnungszeiten", zentrum)
    if not woche:
        assert ergebnis.urteil == "keine_daten"
        return
    noetig = Fraction(20) * min(Fraction(hundertstel, 100) if hundertstel is not None else 1, 1)
    assert ergebnis.schwelle == Decimal(float(noetig)).quantize(Decimal("0.01"))
    assert ergebnis.urteil == ("dafuer" if Fraction(max(minuten), 60) >= noetig else "dagegen")
    assert ergebnis.wert == Decimal(max(minuten)) / 60


raeume = st.fixed_dictionaries(
    {
        "fuer_beratung": st.booleans(),
        "fuer_gruppen": st.booleans(),
        "ausstattung": st.sampled_from(["", "Beamer"]),
        "nutzungsregeln": st.sampled_from(["", "Bitte lüften"]),
        "verantwortlich": st.sampled_from(["", "Leitung"]),
    }
)
stellen = st.lists(st.integers(0, 400), max_size=6)


@pytest.mark.django_db
@mit_datenbank
@given(st.lists(raeume, max_size=5), stellen)
def test_raeume_und_fachstellen(liste: list[dict[str, Any]], geprueft_vor: list[int]) -> None:
    """Rooms of two Standorte; each Fachstelle is named twice and was checked so many days ago."""
    zentrum = f.ZentrumFabrik()
    orte = f.StandortFabrik.create_batch(2, zentrum=zentrum)
    for nummer, felder in enumerate(liste):
        f.RaumFabrik(standort=orte[nummer % 2], **felder)
    for regel, feld in (("beratungsraum", "fuer_beratung"), ("gruppenraum", "fuer_gruppen")):
        anzahl = sum(raum[feld] for raum in liste)
        assert fragen(regel, zentrum).wert == (anzahl if liste else None)
    ausgestattet = sum(bool(raum["ausstattung"]) for raum in liste)
    pruefen(fragen("ausstattung", zentrum), ausgestattet, len(liste) if ausgestattet else 0, 80)
    geregelt = sum(bool(raum["nutzungsregeln"] and raum["verantwortlich"]) for raum in liste)
    pruefen(fragen("nutzungsregeln", zentrum), geregelt, len(liste) if geregelt else 0, 100)
    tage = [HEUTE - timedelta(days=vor) for vor in geprueft_vor]
    faelle.vermittelt(*tage)(zentrum)
    for strich in Beratung.objects.filter(meldung__zentrum=zentrum):
        Beratung.objects.create(
            meldung=strich.meldung, datum=strich.datum, art="ehrenamt", fachstelle=strich.fachstelle
        )
    frisch = sum(tag > HEUTE - relativedelta(months=12) for tag in tage)
    pruefen(fragen("fachstellen", zentrum), frisch, len(tage), 80)


meldungen = st.lists(
    st.none()
    | st.tuples(
        st.sampled_from(
            ["entwurf", "eingereicht", "freigegeben", "angenommen", "zurueckgegeben", "nicht_gemeldet"]
        ),
        st.integers(-5, 5),
    ),
    min_size=4,
    max_size=4,
)


@pytest.mark.django_db
@mit_datenbank
@given(meldungen)
def test_vollstaendig_und_puenktlich(liste: list[tuple[str, int] | None]) -> None:
    """For each quarter of 2026: none, or its state and how many days after the due date it came."""
    zentrum = f.ZentrumFabrik()
    zeitraeume = list(meldejahr_sichern(bezirk=zentrum.bezirk, jahr=2026).zeitraeume.order_by("von"))
    for zeitraum, angaben in zip(zeitraeume, liste, strict=True):
        if angaben:
            status, tage = angaben
            eingang = datetime.combine(zeitraum.frist, time(23, 30), timezone.get_current_timezone())
            wann = None if status == "entwurf" else eingang + timedelta(days=tage)
            f.MeldungFabrik(
                zentrum=zentrum,
                zeitraum=zeitraum,
                status=status,
                grund="x",
                zuerst_eingereicht_am=wann,
                eingereicht_am=wann,
                freigegeben_am=wann,
                angenommen_am=wann,
            )
    lage = Lage([zentrum.pk], date(2027, 2, 1))
    vollstaendig, puenktlich = (
        REGELN[name].funktion(lage)[zentrum.pk] for name in ("gemeldet", "puenktlich")
    )
    da = [angaben for angaben in liste if angaben]
    ganz = 4 if da else 0
    pruefen(vollstaendig, sum(s in ("eingereicht", "freigegeben", "angenommen") for s, _ in da), ganz, 100)
    zaehlen = ganz - sum(s == "nicht_gemeldet" for s, _ in da)
    rechtzeitig = sum(s not in ("entwurf", "nicht_gemeldet") and tage <= 0 for s, tage in da)
    pruefen(puenktlich, rechtzeitig, zaehlen, 75)


@pytest.mark.django_db
def test_nur_was_das_bezirksamt_kennt() -> None:
    """Figures of a draft, and of a Meldung that the Träger has not released, prove nothing yet."""
    for felder in ({"status": "entwurf"}, {"status": "eingereicht", "freigabe_noetig": True}):
        zentrum = f.ZentrumFabrik()
        faelle.zahl(faelle.GRUENDUNG, 3, **felder)(zentrum)
        assert fragen("gruendung", zentrum).urteil == "keine_daten"


@pytest.mark.django_db
def test_eine_berichtigung_zaehlt_statt_der_ersten() -> None:
    zentrum = f.ZentrumFabrik()
    wert = faelle.zahl(faelle.GRUENDUNG, 3)(zentrum)
    neue = f.MeldungFabrik(
        zentrum=zentrum,
        zeitraum=wert.meldung.zeitraum,
        nr=1,
        status="angenommen",
        eingereicht_am=timezone.now(),
        angenommen_am=timezone.now(),
    )
    f.WertFabrik(meldung=neue, monat=wert.monat, kennzahl=wert.kennzahl, zahl=0)
    assert fragen("gruendung", zentrum).urteil == "dagegen"


@pytest.mark.django_db
@pytest.mark.parametrize(("tage", "gefragt"), [(0, 2024), (1, 2025)])
def test_der_jahresbericht_hat_ein_halbes_jahr_zeit(tage: int, gefragt: int) -> None:
    zentrum = f.ZentrumFabrik()
    ausgabe = faelle.bericht(0)(zentrum)
    type(ausgabe).objects.update(jahr=2024)
    stichtag = date(2026, 6, 30) + timedelta(days=tage)
    ergebnis = REGELN["jahresbericht"].funktion(Lage([zentrum.pk], stichtag))[zentrum.pk]
    wie = "ist" if gefragt == 2024 else "ist nicht"
    assert ergebnis.satz == f"Der Jahresbericht {gefragt} {wie} festgeschrieben."


def test_der_zeitraum_hat_zwoelf_monate() -> None:
    lage = Lage([], date(2026, 11, 22))
    assert lage.seit() == date(2025, 11, 23)
    assert lage.seit(24) + relativedelta(months=24) == date(2026, 11, 23)
    assert monat_plus(monatsanfang(lage.stichtag), -11) == date(2025, 12, 1)
