"""The pages of the way of a list: errors stay at the field, each step leads to the next, undo is offered."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote import kennzahlen
from angebote.einlesen import ablauf
from angebote.models import Angebot, Import, Wert
from stzverbund.basis.tabellen.lesen import lies
from stzverbund.basis.zeit import monat_plus
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.hilfen.einlesen import hochgeladen, katalog, uebernommen
from tests.hilfen.tabelle import LISTE, als_csv, als_xlsx
from tests.welt import Welt

HOCHLADEN = "/angebote/einlesen/"


@pytest.fixture
def team(welt: Welt) -> Client:
    katalog(welt.eigenes)
    return welt.client("mitarbeit")


def _datei(daten: bytes, name: str = "Liste März.xlsx") -> dict[str, Any]:
    return {"datei": SimpleUploadedFile(name, daten)}


def _seite(liste: Import, name: str = "import") -> str:
    return reverse(name, args=[liste.art, liste.pk])


def test_der_ganze_weg(team: Client) -> None:
    antwort = team.post(HOCHLADEN, _datei(als_xlsx(LISTE)))
    liste = Import.objects.get()
    assert antwort.url == _seite(liste, "import_spalten")
    seite = team.get(antwort.url).content.decode()
    assert "Liste März.xlsx, Blatt „Liste“: 2 Zeilen unter den Überschriften" in seite
    assert "z. B. „Malkurs“, „Chor“" in seite
    assert "Namen von Personen werden nicht übernommen." in seite
    wahl = {f"spalte_{index}": ziel for index, ziel in liste.spalten.items()}
    antwort = team.post(antwort.url, wahl | {"spalte_9": "", "kontakt": ""})
    assert antwort.url == _seite(liste, "import_vorschau")
    seite = team.get(antwort.url).content.decode()
    assert "Jeden Dienstag, 14:00–16:00 Uhr" in seite
    assert "Es fehlt: Kontakt" in seite
    assert "<p>Leitung, Telefon</p>" in seite
    assert not Angebot.objects.exists()
    antwort = team.post(antwort.url, follow=True)
    seite = antwort.content.decode()
    assert "2 Angebote sind als Entwürfe angelegt." in seite
    malkurs = Angebot.objects.get(titel="Malkurs")
    assert f'<a href="{reverse("angebot", args=[malkurs.pk])}">Malkurs</a>' in seite
    assert "Zurücknehmen löscht 2 Entwürfe" in seite
    seite = team.post(_seite(liste, "import_zuruecknehmen"), follow=True).content.decode()
    assert "ist zurückgenommen" in seite
    assert not Angebot.objects.exists()


@pytest.mark.parametrize(
    ("daten", "satz"),
    [
        (b"", "Die Datei ist leer."),
        (b"%PDF-1.7 \x00\x01\x02", "ist keine Tabelle, die wir lesen können"),
        (b"PK\x03\x04kaputt", "vielleicht beschädigt"),
        (b"\xd0\xcf\x11\xe0", "alten Excel-Format"),
        (b"x" * (5 * 1024 * 1024 + 1), "größer als 5 MB"),
        (als_csv([["Titel"]]), "steht nichts"),
        (als_xlsx([["Titel"]] + [["A"]] * 2011), "mehr als 2.000 Zeilen"),
    ],
)
def test_jede_untaugliche_datei_bekommt_einen_satz(team: Client, daten: bytes, satz: str) -> None:
    antwort = team.post(HOCHLADEN, _datei(daten))
    assert antwort.status_code == 422
    assert satz in antwort.content.decode()
    assert not Import.objects.exists()


def test_ohne_datei(team: Client) -> None:
    assert "Bitte wählen Sie eine Datei." in team.post(HOCHLADEN).content.decode()


def test_falsche_zuordnung_bleibt_stehen(welt: Welt, team: Client) -> None:
    liste = hochgeladen(welt.rollen["mitarbeit"])
    seite = _seite(liste, "import_spalten")
    ohne = team.post(seite, {"spalte_1": "art"})
    assert ohne.status_code == 422
    assert "Bitte wählen Sie die Spalte, in der die Titel" in ohne.content.decode()
    doppelt = team.post(seite, {"spalte_0": "titel", "spalte_1": "titel"})
    assert "„Titel“ ist schon der Spalte „Angebot“ zugeordnet." in doppelt.content.decode()
    # A column with people is offered for telephone and e-mail only, whatever somebody sends.
    person = team.post(seite, {"spalte_0": "titel", "spalte_8": "beschreibung"})
    assert person.status_code == 422
    liste.refresh_from_db()
    assert liste.spalten[1] == "art"


def test_ohne_titelspalte_gibt_es_keine_vorschau(welt: Welt, team: Client) -> None:
    liste = hochgeladen(welt.rollen["mitarbeit"], [["A", "B"], ["1", "2"]])
    antwort = team.get(_seite(liste, "import_vorschau"))
    assert antwort.url == _seite(liste, "import_spalten")


def test_anderes_blatt_und_andere_ueberschriften(welt: Welt, team: Client) -> None:
    wer = welt.rollen["mitarbeit"]
    daten = als_xlsx(
        LISTE, Zweites=[["Titel", "Preis"], ["Yoga", "frei"], ["Tanz", "frei"]], Leer=[["nur Kopf"]]
    )
    team.post(HOCHLADEN, _datei(daten))
    liste = Import.objects.get(person=wer.person)
    antwort = team.post(_seite(liste, "import_blatt"), {"blatt-blatt": "1", "blatt-kopf": "0"})
    assert antwort.url == _seite(liste, "import_spalten")
    assert "Blatt „Zweites“: 2 Zeilen" in team.get(antwort.url).content.decode()
    team.post(_seite(liste, "import_blatt"), {"blatt-blatt": "1", "blatt-kopf": "1"})
    liste.refresh_from_db()
    assert (liste.blatt, liste.kopf) == (1, 1)
    leer = team.post(_seite(liste, "import_blatt"), {"blatt-blatt": "2", "blatt-kopf": "0"})
    assert leer.status_code == 422
    assert "steht nichts" in leer.content.decode()
    assert team.post(_seite(liste, "import_blatt"), {"blatt-blatt": "7"}).status_code == 422


def test_doppelte_nur_auf_wunsch(welt: Welt, team: Client) -> None:
    f.AngebotFabrik(zentrum=welt.eigenes, titel="Malkurs")
    liste = hochgeladen(welt.rollen["mitarbeit"])
    seite = _seite(liste, "import_vorschau")
    assert 'name="auch" value="2"' in team.get(seite).content.decode()
    team.post(seite, {"auch": ["2", "x", "9" * 30]})
    assert Angebot.objects.filter(titel="Malkurs").count() == 2


def test_nichts_zu_uebernehmen_wird_gesagt(welt: Welt, team: Client) -> None:
    liste = hochgeladen(welt.rollen["mitarbeit"], [["Titel", "Kosten"], ["", "frei"]])
    seite = _seite(liste, "import_vorschau")
    assert "Als Entwürfe übernehmen" not in team.get(seite).content.decode()
    assert "keine Zeile übernehmen" in team.post(seite, follow=True).content.decode()


def test_nach_dem_uebernehmen_fuehren_alle_schritte_zum_ergebnis(welt: Welt, team: Client) -> None:
    liste = uebernommen(welt.rollen["mitarbeit"])
    for name in ("import_spalten", "import_vorschau"):
        assert team.get(_seite(liste, name)).url == _seite(liste)
        assert team.post(_seite(liste, name)).url == _seite(liste)
    assert team.post(_seite(liste, "import_blatt")).url == _seite(liste)
    assert "schon übernommen" in team.post(_seite(liste, "import_verwerfen"), follow=True).content.decode()
    offen = hochgeladen(welt.rollen["mitarbeit"])
    assert team.get(_seite(offen)).url == _seite(offen, "import_spalten")


def test_vollstaendige_veroeffentlichen_und_verwerfen(welt: Welt, team: Client) -> None:
    liste = uebernommen(welt.rollen["mitarbeit"])
    assert "Das vollständige veröffentlichen" in team.get(_seite(liste)).content.decode()
    antwort = team.post(_seite(liste, "import_veroeffentlichen"), follow=True)
    assert "1 Angebot ist veröffentlicht." in antwort.content.decode()
    assert "ist inzwischen veröffentlicht" in antwort.content.decode()
    offen = hochgeladen(welt.rollen["mitarbeit"])
    antwort = team.post(_seite(offen, "import_verwerfen"), follow=True)
    assert antwort.redirect_chain[-1][0] == HOCHLADEN
    assert "Frühere Listen" in antwort.content.decode()
    assert Import.objects.get() == liste


def test_seiten_haben_gleich_viele_anfragen(welt: Welt, team: Client, django_assert_num_queries: Any) -> None:
    wer = welt.rollen["mitarbeit"]
    for anzahl in (1, 3):
        Angebot.objects.all().delete()
        zeilen = [LISTE[0], *([f"Kurs {i}", *LISTE[1][1:]] for i in range(anzahl))]
        offen, fertig = hochgeladen(wer, zeilen), uebernommen(wer, zeilen)
        for adresse, anfragen in (
            (HOCHLADEN, 4),
            (_seite(offen, "import_spalten"), 5),
            (_seite(offen, "import_vorschau"), 8),
            (_seite(fertig), 8),
        ):
            with django_assert_num_queries(anfragen):
                assert team.get(adresse).status_code == 200


def test_der_weg_dahin(welt: Welt, team: Client) -> None:
    assert f'href="{HOCHLADEN}"' in team.get(reverse("angebot_liste")).content.decode()
    assert HOCHLADEN not in welt.client("bezirksamt").get(reverse("angebot_liste")).content.decode()


def test_der_ganze_weg_der_zahlen(welt: Welt, team: Client) -> None:
    kennzahlen.laden()
    monat = m.letztes_quartal(welt.eigenes.bezirk).von
    m.angebot(welt.eigenes)
    hochladen = "/statistik/einlesen/"
    assert f'href="{hochladen}"' in team.get(reverse("statistik")).content.decode()
    assert "Vorlage herunterladen" in team.get(hochladen).content.decode()
    zeilen = [
        ["Monat", "Angebot", "Teilnahmen"],
        [f"{monat:%m/%Y}", "Nähcafé", 12],
        ["01/2021", "Nähcafé", 3],
    ]
    antwort = team.post(hochladen, _datei(als_xlsx(zeilen)))
    liste = Import.objects.get()
    assert antwort.url == _seite(liste, "import_spalten") == f"{hochladen}{liste.pk}/spalten/"
    seite = team.get(antwort.url).content.decode()
    assert "Gilt für Zeilen" not in seite
    ohne = team.post(antwort.url, {"spalte_0": "monat"})
    assert "Bitte wählen Sie die Spalten der Kennzahlen" in ohne.content.decode()
    wahl = {f"spalte_{index}": ziel for index, ziel in liste.spalten.items()}
    seite = team.post(antwort.url, wahl, follow=True).content.decode()
    assert "Teilnahmen: 12" in seite
    assert "Das Bezirksamt kann ihn öffnen." in seite
    seite = team.post(_seite(liste, "import_vorschau"), follow=True).content.decode()
    assert "Eine Zahl ist als Monatssumme eingetragen." in seite
    assert reverse("statistik_monat", args=[welt.eigenes.slug, monat]) in seite
    assert Wert.objects.get().zahl == 12
    seite = team.post(_seite(liste, "import_zuruecknehmen"), follow=True).content.decode()
    assert "ist zurückgenommen" in seite
    assert not Wert.objects.angegeben().exists()
    assert team.post(_seite(liste, "import_veroeffentlichen")).status_code == 404


def test_listen_stehen_nur_unter_ihrer_art(welt: Welt, team: Client) -> None:
    liste = hochgeladen(welt.rollen["mitarbeit"])
    assert team.get(reverse("import", args=["zahlen", liste.pk])).status_code == 404


def test_vorlage_herunterladen(team: Client) -> None:
    jahr = timezone.localdate().year
    antwort = team.get(reverse("import_vorlage"), {"jahr": jahr})
    assert antwort["Content-Disposition"] == f'attachment; filename="zahlen-eigenes-{jahr}.xlsx"'
    assert lies(antwort.content)[0].name == f"Zahlen {jahr}"
    for falsch in ("", "1999", "x"):
        assert team.get(reverse("import_vorlage"), {"jahr": falsch}).status_code == 404


def test_zahlenseiten_haben_gleich_viele_anfragen(
    welt: Welt, team: Client, django_assert_num_queries: Any
) -> None:
    kennzahlen.laden()
    monat = m.letztes_quartal(welt.eigenes.bezirk).von
    m.angebot(welt.eigenes)
    wer = welt.rollen["mitarbeit"]
    kopf = ["Monat", "Angebot", "Termine", "Stunden", "Teilnahmen"]
    for anzahl in (1, 3):
        zeilen = [[f"{monat_plus(monat, i):%m/%Y}", "Nähcafé", 1, 2, 3] for i in range(anzahl)]
        offen = hochgeladen(wer, [kopf, *zeilen], art="zahlen")
        fertig = ablauf.uebernehmen(
            liste=hochgeladen(wer, [kopf, *zeilen], art="zahlen"), auch=set(), wer=wer
        )
        for adresse, anfragen in ((_seite(offen, "import_vorschau"), 10), (_seite(fertig), 7)):
            with django_assert_num_queries(anfragen):
                assert team.get(adresse).status_code == 200
        ablauf.zuruecknehmen(liste=fertig, wer=wer)
