"""All centres side by side, the network in counts, the course over years; never contents of drafts."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from standards import ablauf, auswertung, runden, voten
from standards.models import Antwort, Runde, Selbstbewertung
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt

MATRIX = reverse("standards_matrix")


def _seite(welt: Welt, rolle: str, adresse: str = MATRIX) -> str:
    antwort = welt.client(rolle).get(adresse)
    assert antwort.status_code == 200
    return antwort.content.decode()


def _dazu(runde: Runde, zentrum: Any, *werte: str, status: str = "eingereicht") -> Selbstbewertung:
    """A Selbstbewertung in the same round, its answers (1.1, 1.2, 2.1) as given."""
    bewertung = Selbstbewertung.objects.create(
        runde=runde, zentrum=zentrum, einreichungen=1, eingereicht_am=timezone.now()
    )
    kriterien = s.fassung().standards.order_by("nummer").values_list("kriterien", flat=True)
    for kriterium, wert in zip(kriterien.order_by("nummer", "kriterien__nummer"), werte, strict=True):
        Antwort.objects.create(
            bewertung=bewertung, kriterium_id=kriterium, einschaetzung=wert, begruendung="geheim"
        )
    Selbstbewertung.objects.filter(pk=bewertung.pk).update(status=status)
    return bewertung


def test_matrix_zeigt_das_schwaechste_kriterium_und_keine_entwuerfe(welt: Welt) -> None:
    runde = s.eingereicht(welt).runde
    _dazu(runde, welt.nachbar, "nicht_erfuellt", "erfuellt", "erfuellt", status="entwurf")
    amt = welt.rollen["bezirksamt"]
    tafel = auswertung.matrix(runde, amt)
    assert [str(spalte.zentrum) for spalte in tafel.spalten] == ["STZ Eigenes", "STZ Nachbar"]
    assert [[feld and feld.wort for feld in felder] for _, felder in tafel.zeilen] == [["erfüllt", None]] * 2
    assert [spalte.wort for spalte in tafel.spalten] == ["Zu prüfen", "Noch nicht eingereicht"]
    seite = _seite(welt, "bezirksamt")
    assert "nicht erfüllt" not in seite
    kriterien = _seite(welt, "bezirksamt", reverse("matrix_kriterien", args=[runde.pk]))
    assert "nicht erfüllt" not in kriterien
    assert "✓" in kriterien
    runden.aussen_beginnen(runde=runde, zentrum=welt.eigenes, wer=amt)
    aussen = "Außenevaluation</a>: "
    assert f"{aussen}Noch nicht eingereicht" in _seite(welt, "bezirksamt")
    assert aussen not in _seite(welt, "traeger"), "a draft of somebody else"
    Selbstbewertung.objects.filter(art="aussen").update(
        status="eingereicht", einreichungen=1, eingereicht_am=timezone.now()
    )
    assert f"{aussen}Beim Bezirksamt" in _seite(welt, "traeger")
    Selbstbewertung.objects.filter(zentrum=welt.nachbar).update(
        status="freigegeben", freigegeben_am=timezone.now()
    )
    assert "✕</span> nicht erfüllt" in _seite(welt, "bezirksamt")
    assert "STZ Nachbar" not in _seite(welt, "traeger")
    assert "STZ Nachbar" in _seite(welt, "geschaeftsstelle")
    ein_standard = reverse("matrix_kriterien", args=[runde.pk]) + "?standard=2"
    assert "1.1 …" not in _seite(welt, "bezirksamt", ein_standard)


def test_worueber_zu_sprechen_ist(welt: Welt) -> None:
    bewertung, amt = s.eingereicht(welt), welt.rollen["bezirksamt"]
    runde, heute = bewertung.runde, timezone.localdate()
    for kriterium in ("1.1", "2.1"):
        bewertung.antworten.filter(kriterium__schluessel=kriterium).update(begruendung="Weil")
    bewertung.antworten.filter(kriterium__schluessel="1.1").update(gegen_daten=True)
    massnahme = f.MassnahmeFabrik(
        zentrum=welt.eigenes, titel="Aushang", faellig="2020-01-01", vereinbart_am=timezone.now()
    )
    voten.votieren(antwort=s.antwort(bewertung, "2.1"), art="massnahme", massnahme=massnahme, wer=amt)
    for zentrum in (welt.nachbar, f.ZentrumFabrik(bezirk=welt.bezirk)):
        _dazu(runde, zentrum, "erfuellt", "teilweise", "erfuellt")
    tafel = auswertung.matrix(runde, amt)
    anlass = auswertung.gespraech(runde, tafel.spalten, amt, heute)
    assert [a.antwort.kriterium.schluessel for a in anlass.abweichungen] == ["1.1", "2.1"]
    assert [(z.kriterium.schluessel, z.zurueck, z.zentren) for z in anlass.netz] == [("1.2", 2, 3)]
    assert anlass.massnahmen == [massnahme]
    seite = _seite(welt, "bezirksamt")
    assert "in 2 von 3 Zentren teilweise oder nicht erfüllt" in seite
    assert "Aushang" in seite


def test_das_netz_nennt_kein_zentrum_und_zaehlt_erst_ab_dreien(welt: Welt) -> None:
    runde = s.eingereicht(welt).runde
    _dazu(runde, welt.nachbar, "teilweise", "teilweise", "erfuellt")
    assert auswertung.netz(runde) == []
    assert "mindestens drei" in _seite(welt, "koordination")
    _dazu(runde, f.ZentrumFabrik(bezirk=welt.bezirk), "teilweise", "erfuellt", "nicht_erfuellt")
    zeilen = {zeile.kriterium.schluessel: zeile for zeile in auswertung.netz(runde)}
    assert zeilen["1.1"].werte == [1, 2, 0, 0, 0]
    assert [zeilen[k].haeufig for k in ("1.1", "1.2", "2.1")] == [True, False, False]
    seite = _seite(welt, "koordination")
    assert "Thema" in seite
    assert "STZ" not in seite.split("<main")[1]


def test_verlauf_ueber_die_jahre_mit_neuem_wortlaut(welt: Welt) -> None:
    s.angenommen(welt, jahr=2024)
    alte = s.fassung()
    neue = f.FassungFabrik(schluessel="rk-2025", veroeffentlicht_am=None)
    standard = f.StandardFabrik(fassung=neue, nummer=1)
    alt = alte.standards.get(nummer=1).kriterien.get(nummer=1)
    f.KriteriumFabrik(standard=standard, nummer=2, text="anders gesagt", ersetzt=alt)
    runde = f.RundeFabrik(bezirk=welt.bezirk, fassung=alte, jahr=2025, geoeffnet_am=timezone.now())
    bewertung = Selbstbewertung.objects.create(runde=runde, zentrum=welt.eigenes)
    Antwort.objects.create(bewertung=bewertung, kriterium=standard.kriterien.get(), einschaetzung="teilweise")
    verlauf = auswertung.verlauf(welt.eigenes, welt.rollen["leitung"])
    assert [jahr.bewertung.runde.jahr for jahr in verlauf.jahre] == [2024, 2025]
    zeilen = {zeile.schluessel: zeile.stellen for _, reihe in verlauf.standards for zeile in reihe}
    erste, zweite = next(stellen for stellen in zeilen.values() if all(stellen))
    assert (erste.einschaetzung, zweite.einschaetzung, zweite.neuer_wortlaut) == (
        "erfuellt",
        "teilweise",
        True,
    )
    assert zeilen["2.1"][1] is None
    assert "neuer Wortlaut" in _seite(welt, "mitarbeit")
    aussen = _seite(welt, "bezirksamt", reverse("standards_verlauf", args=[welt.eigenes.slug]))
    assert "teilweise" not in aussen, "a draft stays inside"
    assert "2024" in aussen


def test_rueckfrage_ist_in_der_matrix_offen(welt: Welt) -> None:
    bewertung, amt = s.eingereicht(welt), welt.rollen["bezirksamt"]
    voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="rueckfrage", bemerkung="Wo?", wer=amt)
    ablauf.nachfragen(bewertung=bewertung, wer=amt)
    (felder,) = [
        f for k, f in auswertung.kriterienmatrix(bewertung.runde, amt).zeilen if k.schluessel == "1.1"
    ]
    assert felder[0] is not None
    assert (felder[0].wort, felder[0].votumwort) == ("Rückfrage", "Rückfrage")


def test_gleich_viele_abfragen_fuer_eines_und_drei(welt: Welt) -> None:
    runde = s.eingereicht(welt).runde
    amt = welt.client("bezirksamt")
    adressen = (MATRIX, reverse("matrix_kriterien", args=[runde.pk]))

    def abfragen() -> list[int]:
        gezaehlt = []
        for adresse in adressen:
            with CaptureQueriesContext(connection) as fragen:
                amt.get(adresse)
            gezaehlt.append(len(fragen))
        return gezaehlt

    amt.get(MATRIX)
    mit_einem = abfragen()
    for zentrum in (welt.nachbar, f.ZentrumFabrik(bezirk=welt.bezirk)):
        _dazu(runde, zentrum, "erfuellt", "erfuellt", "erfuellt")
    # From three centres on, the counts of the network are there too: two queries more.
    assert abfragen() == [mit_einem[0] + 2, mit_einem[1]]
    assert mit_einem == [10, 9]
