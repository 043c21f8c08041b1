"""The demo: believable, complete, the same each time, and without anybody's real address."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from django.test import Client
from django.utils import timezone

from angebote.einlesen import angebotsliste
from angebote.einlesen.ablauf import gewaehlte_tabelle
from angebote.erfassung.gezaehlt import aus_strichliste
from angebote.erfassung.summieren import gezaehlte_des_angebots
from angebote.models import (
    Angebot,
    Beratung,
    Fremdangebot,
    Herkunft,
    Import,
    Kennzahl,
    Meldejahr,
    Meldung,
    Meldungssumme,
    Rueckfrage,
    Termin,
    Wert,
    Zeitplan,
)
from angebote.pruefung import pruefen
from angebote.terminplan import alle_sichern
from angebote.zeitplan import Rhythmus
from standards.ablauf import ohne_votum
from standards.models import Runde, Selbstbewertung
from standards.pruefung import pruefen as vollstaendig
from stzverbund.basis.models import Ausgabe, Ereignis, Link, Postausgang
from stzverbund.berichte.models import Sachbericht
from stzverbund.start import beispiel
from zentren.models import (
    Bezirksamt,
    Einladung,
    Fachstelle,
    Mitgliedschaft,
    Person,
    Rolle,
    Traeger,
    Verband,
    Zentrum,
)
from zentren.stadtteilmanagement.foerderfristen import faellige
from zentren.stadtteilmanagement.models import Foerderung, Kampagne, Massnahme

pytestmark = [pytest.mark.django_db, pytest.mark.eine_datenbank]
HAUPT = "marzahn-mitte"
LOGINS = {
    "mitarbeit": Rolle.MITARBEIT,
    "leitung": Rolle.LEITUNG,
    "traeger": Rolle.TRAEGER,
    "verband": Rolle.VERBAND,
    "geschaeftsstelle": Rolle.GESCHAEFTSSTELLE,
    "bezirksamt": Rolle.BEZIRKSAMT,
    "koordination": Rolle.KOORDINATION,
    "verwaltung": Rolle.VERWALTUNG,
}


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[beispiel.Rahmen]:
    """All centres with the figures of last year and this one, for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield beispiel.anlegen(jahre=1)
        transaction.set_rollback(True)


def _beim_amt_oder_fertig() -> list[Meldung]:
    return list(Meldung.objects.exclude(status__in=["entwurf", "zurueckgegeben", "nicht_gemeldet"]))


def test_zentren_und_angebote(demo: beispiel.Rahmen) -> None:
    im_bezirk = Zentrum.objects.filter(bezirk__schluessel="10")
    assert (im_bezirk.count(), Zentrum.objects.count()) == (10, 12)
    regionen = {region.schluessel for zentrum in im_bezirk for region in zentrum.regionen.all()}
    assert regionen == {
        "101001",
        "101002",
        "101003",
        "102004",
        "102005",
        "102006",
        "103007",
        "104008",
        "104009",
    }
    anzahlen = Counter(Angebot.objects.values_list("zentrum__slug", flat=True))
    assert 25 <= anzahlen.pop(HAUPT) <= 41
    assert all(6 <= anzahl <= 14 for anzahl in anzahlen.values())
    assert Angebot.objects.values("titel").distinct().count() >= 60
    assert set(Angebot.objects.values_list("status", flat=True)) == set(Angebot.Status.values)
    assert set(Zeitplan.objects.values_list("rhythmus", flat=True)) == {r.value for r in Rhythmus}
    assert set(Traeger.objects.values_list("freigabe_noetig", flat=True)) == {True, False}


def test_fachstellen_sind_teils_lange_nicht_geprueft(demo: beispiel.Rahmen) -> None:
    assert Fachstelle.objects.filter(bezirk__schluessel="10").count() >= 20
    alt = Fachstelle.objects.lange_nicht_geprueft().count()
    assert 0 < alt < Fachstelle.objects.count() / 2


def test_fremdangebote_in_jedem_stadtteil(demo: beispiel.Rahmen) -> None:
    je_region = Counter(Fremdangebot.objects.values_list("region__name", flat=True))
    assert len(je_region) == 12
    assert set(je_region.values()) == {3}
    assert all(e.zentrum.regionen.contains(e.region) for e in Fremdangebot.objects.select_related("zentrum"))
    faellig = Fremdangebot.objects.zu_pruefen(demo.heute)
    assert faellig.filter(zentrum__slug=HAUPT).exists()
    assert faellig.count() < Fremdangebot.objects.count() / 3


def test_ein_zaehllink_ist_in_gebrauch(demo: beispiel.Rahmen) -> None:
    neuer, alter = Link.objects.filter(zweck="zaehlen")
    assert (neuer.gueltig, alter.gueltig) == (True, False)
    assert neuer.gegenstand.zentrum.slug == HAUPT
    assert neuer.ausgestellt_am < timezone.now() - timedelta(days=30)
    assert neuer.zuletzt_benutzt_am > timezone.localdate(neuer.ausgestellt_am)
    assert Ereignis.objects.filter(rolle="über Zähl-Link", person=None).count() >= 2


def test_eine_liste_wartet_auf_die_vorschau(demo: beispiel.Rahmen) -> None:
    liste = Import.objects.get()
    entwuerfe = angebotsliste.vorschau(liste, gewaehlte_tabelle(liste), demo.heute).entwuerfe
    assert [e.stand for e in entwuerfe] == [
        *("bereit", "doppelt", "unvollstaendig", "unvollstaendig", "fehler"),
    ]


def test_alle_zustaende_kommen_vor(demo: beispiel.Rahmen) -> None:
    assert set(Meldung.objects.values_list("status", flat=True)) == set(Meldung.Status.values)
    berichtigungen = Meldung.objects.filter(nr=1).values_list("zentrum__slug", "status")
    assert set(berichtigungen) == {
        ("hellersdorf-nord", "angenommen"),
        ("kaulsdorf", "eingereicht"),
        (HAUPT, "entwurf"),
    }
    assert set(Termin.objects.values_list("status", flat=True)) == set(Termin.Status.values)
    assert set(Wert.objects.values_list("art", flat=True)) == {"zahl", "keine_angabe", "ausgefallen"}
    assert set(Wert.objects.values_list("herkunft", flat=True)) == set(Herkunft.values)
    rhythmen = set(Meldejahr.objects.values_list("bezirk__schluessel", "rhythmus"))
    assert rhythmen == {("10", "quartal"), ("11", "quartal"), ("11", "monat")}


def test_die_letzte_meldung_ist_ueberall_anders_weit(demo: beispiel.Rahmen) -> None:
    staende = Counter(
        (m.status, m.freigabe_noetig, m.ganz_zurueck)
        for slug, zentrum in demo.zentren.items()
        for m in [Meldung.objects.filter(zentrum=zentrum, zeitraum__bis__lt=demo.heute, nr=0).first()]
        if m and slug
    )
    assert {stand[0] for stand in staende} >= {"angenommen", "eingereicht", "freigegeben", "entwurf"}
    assert ("zurueckgegeben", True, False) in staende, "returned at cells"
    assert ("zurueckgegeben", False, True) in staende, "returned as a whole"
    assert {("eingereicht", True, False), ("eingereicht", False, False)} <= staende.keys()


def test_haupthaus_hat_zwei_rueckfragen_des_bezirksamts(demo: beispiel.Rahmen) -> None:
    zurueck = Meldung.objects.get(zentrum__slug=HAUPT, status="zurueckgegeben")
    assert zurueck.zeitraum.von == demo.vorquartal or zurueck.zeitraum.bis < demo.quartal
    fragen = zurueck.rueckfragen.filter(erledigt_am__isnull=True)
    assert [frage.stelle for frage in fragen] == [Rueckfrage.Stelle.BEZIRKSAMT] * 2
    assert all(frage.unbeachtet for frage in fragen)


def test_was_eingereicht_ist_ist_vollstaendig(demo: beispiel.Rahmen) -> None:
    unvollstaendig = {str(m): pruefen(m).satz for m in _beim_amt_oder_fertig() if pruefen(m).offene_punkte}
    assert unvollstaendig == {}
    zurueck = Meldung.objects.get(zentrum__slug=HAUPT, status="zurueckgegeben")
    assert pruefen(zurueck).offene_punkte == len(pruefen(zurueck).rueckfragen) == 2


def test_laufendes_quartal_ist_ein_entwurf(demo: beispiel.Rahmen) -> None:
    laufend = Meldung.objects.filter(zeitraum__von__lte=demo.heute, zeitraum__bis__gte=demo.heute)
    assert set(laufend.values_list("status", flat=True)) == {"entwurf"}
    assert laufend.count() == len(demo.zentren)
    assert not Wert.objects.filter(monat__gt=demo.heute).exists()


def test_angenommene_summen_gleichen_den_zellen(demo: beispiel.Rahmen) -> None:
    """Against a sum in plain SQL that knows nothing of the models."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.meldung_id, w.kennzahl_id, w.altersgruppe, w.geschlecht, COALESCE(SUM(w.zahl), 0)"
            " FROM angebote_wert w JOIN angebote_meldung m ON m.id = w.meldung_id"
            " WHERE m.status = 'angenommen'"
            " GROUP BY w.meldung_id, w.kennzahl_id, w.altersgruppe, w.geschlecht"
        )
        roh = {zeile[:4]: int(zeile[4]) for zeile in cursor.fetchall()}
    gespeichert = Meldungssumme.objects.order_by().values_list(
        "meldung", "kennzahl", "altersgruppe", "geschlecht"
    )
    assert {zeile[:4]: zeile[4] for zeile in gespeichert.annotate(summe=Sum("zahl"))} == roh
    angenommen = Meldung.objects.filter(status="angenommen")
    assert {schluessel[0] for schluessel in roh} == set(angenommen.values_list("pk", flat=True))


def test_gezaehlte_zellen_sind_die_summe_der_termine(demo: beispiel.Rahmen) -> None:
    """As the grid would sum them: saving a Termin changes nothing but what was changed."""
    zentrum = demo.zentren[HAUPT]
    gezaehlt = Wert.objects.summen().filter(
        meldung__zentrum=zentrum, meldung__nr=0, angebot__isnull=False, gezaehlt__isnull=False
    )
    werte = list(gezaehlt.select_related("angebot", "kennzahl"))
    assert len(werte) > 100
    for wert in werte:
        soll = gezaehlte_des_angebots(wert.angebot, wert.monat)[wert.kennzahl.quelle]
        assert wert.gezaehlt == soll.bisher, wert
        if wert.herkunft == Herkunft.GEZAEHLT:
            assert (wert.art, wert.zahl) == (soll.zelle.art, soll.zelle.zahl), wert


def test_gezaehlte_beratungen_sind_die_summe_der_striche(demo: beispiel.Rahmen) -> None:
    werte = Wert.objects.filter(
        kennzahl__ebene=Kennzahl.Ebene.BERATUNG, gezaehlt__isnull=False, meldung__nr=0
    )
    stichprobe = list(werte.select_related("meldung", "kennzahl").order_by("pk")[::25])
    assert len(stichprobe) > 20
    for wert in stichprobe:
        soll = aus_strichliste(wert.meldung, wert.monat)[wert.kennzahl.quelle]
        assert (wert.zahl, wert.gezaehlt) == (soll.zelle.zahl, soll.bisher), wert


def test_stunden_sind_termine_mal_dauer(demo: beispiel.Rahmen) -> None:
    """Also in months whose Termine are not stored, for Angebote whose Termine all have one length."""
    paare: dict[tuple, dict[str, int]] = {}
    for wert in Wert.objects.summen().filter(
        kennzahl__quelle__in=["termine", "dauer"], art="zahl", meldung__nr=0
    ):
        ort = (wert.angebot_id, wert.monat)
        paare.setdefault(ort, {})[wert.kennzahl.schluessel] = wert.zahl or 0
    plaene = {plan.angebot_id: plan for plan in Zeitplan.objects.all()}
    for (angebot_id, _), zahlen in paare.items():
        plan = plaene[angebot_id]
        laenge = (plan.bis.hour - plan.von.hour) * 60 + plan.bis.minute - plan.von.minute
        assert zahlen.get("stunden", 0) == zahlen["termine"] * laenge


def test_aufteilung_ueberschreitet_nie_ihre_summe(demo: beispiel.Rahmen) -> None:
    ort = ("meldung", "monat", "angebot", "kennzahl")
    summen = {tuple(z[:4]): z[4] for z in Wert.objects.summen().values_list(*ort, "zahl")}
    teile = Wert.objects.filter(geschlecht="alle").exclude(altersgruppe="alle").order_by()
    zeilen = list(teile.values_list(*ort).annotate(summe=Sum("zahl")))
    assert len(zeilen) > 100
    assert all(zeile[4] <= summen[tuple(zeile[:4])] for zeile in zeilen)


def test_zeitplaene_geben_genau_die_termine(demo: beispiel.Rahmen) -> None:
    vorher = Termin.objects.count()
    assert alle_sichern(demo.heute) == 0
    assert Termin.objects.count() == vorher


def test_die_letzten_tage_sind_teils_ungezaehlt(demo: beispiel.Rahmen) -> None:
    offen = Termin.objects.filter(datum__lt=demo.heute, status=Termin.Status.GEPLANT)
    assert offen.filter(datum__gte=demo.vor(6)).exists() or demo.heute == demo.quartal
    assert set(offen.filter(datum__lt=demo.vor(6)).values_list("angebot__zentrum__slug", flat=True)) <= {
        "kastanienallee"
    }
    assert Beratung.objects.filter(datum__gte=demo.heute).count() == 0


def test_zeiten_folgen_aufeinander_und_liegen_nicht_in_der_zukunft(demo: beispiel.Rahmen) -> None:
    for meldung in Meldung.objects.select_related("zeitraum"):
        zeiten = [meldung.eingereicht_am, meldung.freigegeben_am, meldung.angenommen_am]
        vorhanden = [zeit for zeit in zeiten if zeit]
        assert vorhanden == sorted(vorhanden), meldung
        assert all(timezone.localdate(zeit) > meldung.zeitraum.bis for zeit in vorhanden), meldung
    spaeteste = max(timezone.localdate(e.zeitpunkt) for e in Ereignis.objects.all())
    assert spaeteste <= demo.heute
    for meldung in _beim_amt_oder_fertig():
        schritte = [e.was for e in Ereignis.objects.zu(meldung)]
        assert schritte[-1] == meldung.status, (meldung, schritte)


def test_eine_ausgabe_des_jahresberichts(demo: beispiel.Rahmen) -> None:
    beispiel.ausgabe_festschreiben(demo)
    ausgabe = Ausgabe.objects.get()
    assert (ausgabe.gegenstand, ausgabe.jahr, ausgabe.nummer) == (
        demo.zentren["hellersdorf-nord"],
        demo.heute.year - 1,
        1,
    )
    assert ausgabe.pdf.read().startswith(b"%PDF-")
    berichte = Sachbericht.objects.filter(jahr=demo.heute.year - 1).exclude(ausblick="")
    assert berichte.count() >= 3


def test_keine_zeile_verletzt_eine_regel(demo: beispiel.Rahmen) -> None:
    connection.check_constraints()


def test_keine_echten_adressen(demo: beispiel.Rahmen) -> None:
    for modell in (Zentrum, Traeger, Verband, Bezirksamt, Fachstelle):
        nummern = set(modell.objects.values_list("telefon", flat=True))
        assert all(nummer.startswith("030 9999-") for nummer in nummern), modell
        assert all(post.endswith(".example") for post in modell.objects.values_list("email", flat=True))
    assert all("(Beispiel)" in e.anbieter for e in Fremdangebot.objects.all())
    telefone = set(Fremdangebot.objects.values_list("kontakt_telefon", flat=True))
    telefone |= set(Angebot.objects.values_list("kontakt_telefon", flat=True))
    assert all(nummer.startswith("030 9999-") for nummer in telefone - {""})
    assert all(post.endswith("@demo.example") for post in Person.objects.values_list("email", flat=True))


@pytest.mark.parametrize("name", LOGINS)
def test_anmelden(demo: beispiel.Rahmen, name: str) -> None:
    client = Client()
    antwort = client.post("/anmelden/", {"login": f"{name}@demo.example", "password": "demo"}, follow=True)
    assert antwort.redirect_chain[-1][0] == "/start/"
    assert antwort.wsgi_request.mitgliedschaft.rolle == LOGINS[name]


def test_niemand_ist_allein_und_jemand_ist_eingeladen(demo: beispiel.Rahmen) -> None:
    """Offices of several people, somebody who has left, an open invitation and one that is too old."""
    haus = demo.zentren["marzahn-mitte"].mitgliedschaften
    assert haus.gueltig(demo.heute).count() >= 3
    assert haus.filter(bis__lt=demo.heute).count() == 1
    assert Mitgliedschaft.objects.filter(rolle="bezirksamt", bezirksamt__bezirk__schluessel="10").count() == 2
    assert [e.abgelaufen for e in Einladung.objects.order_by("-gueltig_bis")] == [False, True]
    assert Link.objects.filter(zweck="einladung").count() == 2
    assert not Postausgang.objects.filter(an__startswith="einladung").exists()


def test_eine_person_mit_zwei_rollen(demo: beispiel.Rahmen) -> None:
    rollen = Mitgliedschaft.objects.filter(person__email="mehrere@demo.example")
    assert {m.rolle for m in rollen} == {Rolle.LEITUNG, Rolle.KOORDINATION}


def test_kommendes_jahr_und_ein_bruch_in_der_reihe(demo: beispiel.Rahmen) -> None:
    """Lichtenberg has set the coming year, Marzahn-Hellersdorf not; it counts one thing in a new way."""
    heuer = demo.heute.year
    kommend = Meldejahr.objects.filter(jahr=heuer + 1)
    assert [jahr.bezirk.name for jahr in kommend] == ["Lichtenberg"]
    assert not Meldejahr.objects.filter(gesetzt_am=None).exists()
    neue = Kennzahl.objects.get(schluessel="sprachmittlungen")
    assert neue.ersetzt is not None
    neue.clean()
    assert neue.ersetzt.gueltig_bis == heuer - 2
    assert Wert.objects.filter(kennzahl=neue, monat__year=heuer - 1).exists()
    assert not Wert.objects.filter(kennzahl__gueltig_von__gt=heuer).exists()
    assert Kennzahl.objects.filter(gueltig_von=heuer + 1, bezirk=neue.bezirk).exists()


def test_selbstbewertungen_in_allen_zustaenden(demo: beispiel.Rahmen) -> None:
    """Two finished rounds and one running; nothing is submitted that the check list would refuse."""
    laufende = Runde.objects.filter(abgeschlossen_am__isnull=True)
    assert Runde.objects.filter(bezirk__schluessel="10").count() == 3
    assert set(Selbstbewertung.objects.values_list("status", flat=True)) == set(Selbstbewertung.Status.values)
    beim_traeger = Selbstbewertung.objects.filter(status="eingereicht", freigabe_noetig=True)
    assert beim_traeger.filter(runde__in=laufende).exists()
    entwurf = Selbstbewertung.objects.get(zentrum__slug=HAUPT, runde__in=laufende)
    assert 0 < entwurf.antworten.filter(einschaetzung="offen").count() < 35
    assert entwurf.vorjahr is not None
    for bewertung in Selbstbewertung.objects.exclude(status__in=["entwurf", "entfallen"]):
        assert vollstaendig(bewertung, {}) == [], bewertung
        assert bewertung.status != "angenommen" or ohne_votum(bewertung) == []


def test_zeiten_der_selbstbewertungen_folgen_aufeinander(demo: beispiel.Rahmen) -> None:
    for bewertung in Selbstbewertung.objects.select_related("runde"):
        zeiten = [bewertung.runde.geoeffnet_am, bewertung.eingereicht_am, bewertung.freigegeben_am]
        vorhanden = [zeit for zeit in [*zeiten, bewertung.angenommen_am] if zeit]
        assert vorhanden == sorted(vorhanden), bewertung
    spaetester = Selbstbewertung.history.latest("history_date")
    assert timezone.localdate(spaetester.history_date) <= demo.heute


def test_massnahmen_sind_offen_ueberfaellig_und_erledigt(demo: beispiel.Rahmen) -> None:
    assert set(Massnahme.objects.values_list("status", flat=True)) == set(Massnahme.Status.values)
    assert set(Massnahme.objects.values_list("eigner", flat=True)) == set(Massnahme.Eigner.values)
    ueberfaellig = Massnahme.objects.ueberfaellig(demo.heute).count()
    assert 0 < ueberfaellig < Massnahme.objects.laufend().count()
    assert not Massnahme.objects.filter(status="erledigt", wirkung="").exists()
    assert not Postausgang.objects.filter(schluessel__startswith="selbstbewertung").exists()


def test_foerderung_ueber_die_jahre_und_eine_kampagne_mit_17_haeusern(demo: beispiel.Rahmen) -> None:
    """GS 7: 17 organisations, 15,000 Euro; every centre has money of each year, one a proof to hand in."""
    ausgewertet = Kampagne.objects.filter(verteilt_am__isnull=False).latest("von")
    assert ausgewertet.teilnahmen.count() == 17
    assert ausgewertet.teilnahmen.aggregate(summe=Sum("zuschuss"))["summe"] == 1_500_000
    for jahr in (demo.heute.year - 1, demo.heute.year):
        laufend = Foerderung.objects.filter(von__lte=f"{jahr}-06-30", bis__gte=f"{jahr}-06-30")
        assert set(laufend.values_list("zentrum__slug", flat=True)) == demo.zentren.keys()
    faellig = faellige(Foerderung.objects.all(), demo.heute)
    assert faellig.filter(zentrum__slug=HAUPT).count() >= 2
