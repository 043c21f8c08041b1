"""The Selbstbewertung from the opened round to acceptance, and back."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from standards import ablauf, antworten, runden, voten
from standards.models import Antwort, Selbstbewertung, Votum
from stzverbund.basis.models import Postausgang
from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt
from zentren.stadtteilmanagement.models import Massnahme

Status = Selbstbewertung.Status


def _sagen(antwort: Antwort, welt: Welt, **angaben: Any) -> Antwort:
    return antworten.beantworten(
        antwort=antwort, angaben=angaben, version=antwort.version, wer=welt.rollen["mitarbeit"]
    )


def test_von_der_runde_bis_zur_annahme(welt: Welt) -> None:
    bewertung = s.bewertung(welt)
    assert bewertung.antworten.count() == 3
    with pytest.raises(Verweigert, match=r"3 Punkte sind offen, zuerst 1\.1: noch nicht beantwortet"):
        ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])
    s.beantworten(bewertung, welt)
    bewertung = ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])
    assert (bewertung.status, bewertung.einreichungen) == (Status.EINGEREICHT, 1)
    assert Postausgang.objects.get(an="bezirksamt@demo.example").betreff == f"{bewertung}: zu prüfen"
    with pytest.raises(Verweigert, match="kann jetzt nicht geändert"):
        _sagen(s.antwort(bewertung, "1.1"), welt, einschaetzung="teilweise")
    amt = welt.rollen["bezirksamt"]
    bewertung = ablauf.annehmen(bewertung=bewertung, aktenzeichen=" Soz 1 ", wer=amt)
    assert (bewertung.status, bewertung.aktenzeichen) == (Status.ANGENOMMEN, "Soz 1")
    assert set(Votum.objects.values_list("art", flat=True)) == {"bestaetigt"}


def test_rueckfrage_oeffnet_nur_das_gefragte(welt: Welt) -> None:
    bewertung, amt = s.eingereicht(welt), welt.rollen["bezirksamt"]
    with pytest.raises(Verweigert, match="worum es geht"):
        voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="rueckfrage", wer=amt)
    voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="rueckfrage", bemerkung="Wo?", wer=amt)
    with pytest.raises(Verweigert, match=r"Votum zu 1\.1"):
        ablauf.annehmen(bewertung=bewertung, aktenzeichen="1", wer=amt)
    bewertung = ablauf.nachfragen(bewertung=bewertung, wer=amt)
    assert "1.1: Wo?" in Postausgang.objects.get(betreff__endswith="Rückfrage").text
    with pytest.raises(Verweigert, match="kann jetzt nicht geändert"):
        _sagen(s.antwort(bewertung, "2.1"), welt, einschaetzung="teilweise")
    with pytest.raises(Verweigert, match=r"Rückfrage zu 1\.1"):
        ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])
    gefragt, team = s.antwort(bewertung, "1.1"), welt.rollen["mitarbeit"]
    voten.beitragen(bewertung=bewertung, antwort=gefragt, text="Im Haus.", wer=team)
    bewertung = ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])
    assert (bewertung.einreichungen, bewertung.status) == (2, Status.EINGEREICHT)
    votum = s.votum(bewertung, "1.1")
    assert votum is not None
    with pytest.raises(Ueberholt):
        voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="bestaetigt", wer=amt)
    voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="bestaetigt", version=votum.version, wer=amt)
    assert ablauf.annehmen(bewertung=bewertung, aktenzeichen="1", wer=amt).status == Status.ANGENOMMEN


def test_angenommenes_aendert_auch_die_datenbank_nicht(welt: Welt) -> None:
    bewertung = s.angenommen(welt)
    antwort = s.antwort(bewertung, "1.1")
    for versuch in (
        lambda: Antwort.objects.filter(pk=antwort.pk).update(einschaetzung="teilweise"),
        lambda: antwort.delete(),
        lambda: Votum.objects.filter(antwort=antwort).update(art="hinweis", bemerkung="doch nicht"),
        lambda: f.KriteriumFabrik(standard=antwort.kriterium.standard, nummer=9),
        lambda: type(antwort.kriterium).objects.filter(pk=antwort.kriterium_id).update(text="anders"),
    ):
        with pytest.raises(IntegrityError, match="bleibt, wie es ist"), transaction.atomic():
            versuch()
    amt = welt.rollen["bezirksamt"]
    with pytest.raises(Verweigert, match="Grund"):
        ablauf.wieder_oeffnen(bewertung=bewertung, grund=" ", wer=amt)
    bewertung = ablauf.wieder_oeffnen(bewertung=bewertung, grund="Zahlendreher", wer=amt)
    assert bewertung.status == Status.IN_PRUEFUNG
    votum = s.votum(bewertung, "1.1")
    assert votum is not None
    voten.votieren(
        antwort=s.antwort(bewertung, "1.1"), art="hinweis", bemerkung="Gut", version=votum.version, wer=amt
    )


@pytest.mark.parametrize(
    ("angaben", "fehlt"),
    [
        ({"einschaetzung": "teilweise"}, ["Begründung", "Maßnahme"]),
        ({"einschaetzung": "nicht_erfuellt", "begruendung": "x", "kategorie": "ressourcen"}, []),
        ({"einschaetzung": "teilweise", "begruendung": "x"}, ["Maßnahme"]),
        ({"einschaetzung": "nicht_anwendbar"}, ["Begründung"]),
    ],
)
def test_abweichung_braucht_begruendung_und_massnahme(
    welt: Welt, angaben: dict[str, str], fehlt: list[str]
) -> None:
    bewertung = s.bewertung(welt)
    antwort = _sagen(s.antwort(bewertung, "1.2"), welt, **angaben)
    punkte = [p.text for p in ablauf.pruefen(bewertung, {}) if p.kriterium == "1.2"]
    assert len(punkte) == len(fehlt)
    assert all(wort in punkt for wort, punkt in zip(fehlt, punkte, strict=True))
    if fehlt:
        with pytest.raises(IntegrityError), transaction.atomic():
            Antwort.objects.filter(pk=antwort.pk).update(abgegeben=True)
    else:
        Antwort.objects.filter(pk=antwort.pk).update(abgegeben=True)


def test_nicht_anwendbar_nur_wo_erlaubt(welt: Welt) -> None:
    bewertung = s.bewertung(welt)
    with pytest.raises(Verweigert, match="nicht möglich"):
        _sagen(s.antwort(bewertung, "1.1"), welt, einschaetzung="nicht_anwendbar")


def test_der_traeger_gibt_frei_oder_zurueck(welt: Welt) -> None:
    leitung, traeger = welt.rollen["leitung"], welt.rollen["traeger"]
    bewertung = s.eingereicht(welt, freigabe=True)
    assert bewertung not in Selbstbewertung.objects.sichtbar_fuer(welt.rollen["bezirksamt"])
    bewertung = ablauf.zurueckgeben(bewertung=bewertung, grund="Bitte kürzer", wer=traeger)
    assert (bewertung.status, bewertung.grund) == (Status.ZURUECKGEGEBEN, "Bitte kürzer")
    bewertung = ablauf.einreichen(bewertung=bewertung, wer=leitung)
    bewertung = ablauf.zurueckziehen(bewertung=bewertung, wer=leitung)
    assert (bewertung.status, bewertung.grund) == (Status.ZURUECKGEGEBEN, "Bitte kürzer")
    bewertung = ablauf.einreichen(bewertung=bewertung, wer=leitung)
    bewertung = ablauf.freigeben(bewertung=bewertung, wer=traeger)
    assert bewertung in Selbstbewertung.objects.sichtbar_fuer(welt.rollen["bezirksamt"])


def test_vorjahr_daneben_und_unveraendert_bestaetigt(welt: Welt) -> None:
    alte = s.angenommen(welt, jahr=2025)
    neue = s.bewertung(welt, jahr=2026)
    assert neue.vorjahr == alte
    assert set(neue.antworten.values_list("einschaetzung", flat=True)) == {"offen"}
    assert antworten.bestaetigen(bewertung=neue, standard=2, wer=welt.rollen["mitarbeit"]) == 1
    assert s.antwort(neue, "2.1").unveraendert
    assert antworten.bestaetigen(bewertung=neue, wer=welt.rollen["mitarbeit"]) == 2


def test_runde_schliesst_wenn_alles_angenommen_oder_entfallen_ist(welt: Welt) -> None:
    amt = welt.rollen["bezirksamt"]
    runde = s.runde(welt, welt.eigenes)
    bewertung = runden.aufnehmen(runde=runde, zentrum=welt.nachbar, wer=amt)
    with pytest.raises(Verweigert, match="2 Selbstbewertungen sind"):
        runden.abschliessen(runde=runde, wer=amt)
    for eine in (bewertung, runde.bewertungen.get(zentrum=welt.eigenes)):
        ablauf.entfallen(bewertung=eine, grund="schließt im Mai", wer=amt)
    assert runden.abschliessen(runde=runde, wer=amt).abgeschlossen_am


def test_massnahmen_gelten_erst_wenn_sie_dem_amt_vorliegen(welt: Welt) -> None:
    bewertung = s.bewertung(welt, freigabe=True)
    massnahme, leitung = f.MassnahmeFabrik(zentrum=welt.eigenes), welt.rollen["leitung"]
    s.beantworten(bewertung, welt, "teilweise", begruendung="Umbau", massnahme=massnahme)
    vor_dem_amt = Massnahme.objects.sichtbar_fuer(welt.rollen["bezirksamt"])
    ablauf.einreichen(bewertung=bewertung, wer=leitung)
    assert not vor_dem_amt.exists()
    ablauf.freigeben(bewertung=bewertung, wer=welt.rollen["traeger"])
    assert vor_dem_amt.get() == massnahme


def test_wer_zurueckzieht_nimmt_auch_die_massnahmen_zurueck(welt: Welt) -> None:
    bewertung = s.bewertung(welt)
    s.beantworten(
        bewertung, welt, "teilweise", begruendung="x", massnahme=f.MassnahmeFabrik(zentrum=welt.eigenes)
    )
    vor_dem_amt = Massnahme.objects.sichtbar_fuer(welt.rollen["bezirksamt"])
    ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])
    assert vor_dem_amt.exists()
    ablauf.zurueckziehen(bewertung=bewertung, wer=welt.rollen["leitung"])
    assert not vor_dem_amt.exists()


def test_die_aussenevaluation_liest_das_zentrum_wenn_sie_vorliegt(welt: Welt) -> None:
    runde, amt = s.runde(welt, welt.eigenes), welt.rollen["bezirksamt"]
    aussen = runden.aussen_beginnen(runde=runde, zentrum=welt.eigenes, wer=amt)
    for rolle in ("mitarbeit", "traeger", "bezirksamt"):
        assert aussen not in Selbstbewertung.objects.sichtbar_fuer(welt.rollen[rolle])
    Selbstbewertung.objects.filter(pk=aussen.pk).update(
        status=Status.EINGEREICHT, eingereicht_am=timezone.now(), einreichungen=1
    )
    for rolle in ("mitarbeit", "traeger", "bezirksamt"):
        assert aussen in Selbstbewertung.objects.sichtbar_fuer(welt.rollen[rolle])
