"""German order and folded search."""

import itertools
import unicodedata
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.sortierung import Sortierfeld, Suchfeld, faltung, sortierschluessel

NAMEN = [
    "",
    "Äpfel und Birnen",
    "Ärztehaus",
    "AWO",
    "Kiez-Café",
    "Kiezcafé",
    "Øresund-Gruppe",
    "Othello",
    "STZ 9",
    "STZ 10",
    "STZ 1000000",
    "STZ Biesdorf",
    "Straße",
    "Strasse 2",
    "Straßenfest",
    "Treff",
    "Treff Ost",
    "Treffpunkt",
    "Łódź-Abend",
    "Zebra",
    "Öffnung",
    "Über uns",
    "Uhr",
]
RICHTIG = [
    "",
    "Äpfel und Birnen",
    "Ärztehaus",
    "AWO",
    "Kiez-Café",
    "Kiezcafé",
    "Łódź-Abend",
    "Öffnung",
    "Øresund-Gruppe",
    "Othello",
    "Straße",
    "Strasse 2",
    "Straßenfest",
    "STZ 9",
    "STZ 10",
    "STZ 1000000",
    "STZ Biesdorf",
    "Treff",
    "Treff Ost",
    "Treffpunkt",
    "Über uns",
    "Uhr",
    "Zebra",
]


def test_deutsche_reihenfolge():
    assert sorted(NAMEN, key=sortierschluessel) == RICHTIG


def test_gleich_gefaltetes_steht_beieinander():
    gemischt = ["Zebra", "apfel", "Äpfel", "Apfelmus", "Apfel", "Äpfel 2"]
    assert sorted(gemischt, key=sortierschluessel) == [
        "Apfel",
        "apfel",
        "Äpfel",
        "Äpfel 2",
        "Apfelmus",
        "Zebra",
    ]


@pytest.mark.parametrize(
    ("davor", "danach"),
    [
        ("STZ 9", "STZ 10"),
        ("Raum 2b", "Raum 10a"),
        ("007", "8"),
        ("999999", "1000000"),
        ("9" * 40, "1" + "0" * 40),
        ("2. Treffen", "Abend"),
        ("„Kiez“-Treff", "Lesekreis"),
        ("Yoga", "Привет"),
        ("Weiß", "Weisung"),
    ],
)
def test_paare(davor, danach):
    assert sortierschluessel(davor) < sortierschluessel(danach)


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_zahlen_nach_wert(a, b):
    assert (sortierschluessel(f"STZ {a} Ost") < sortierschluessel(f"STZ {b} Ost")) == (a < b)


@given(st.text(), st.text())
def test_gleicher_text_gleicher_schluessel_und_umgekehrt(a, b):
    gleich = unicodedata.normalize("NFC", a) == unicodedata.normalize("NFC", b)
    assert (sortierschluessel(a) == sortierschluessel(b)) == gleich


@given(st.text())
def test_zerlegte_zeichen_zaehlen_gleich(text):
    zerlegt = unicodedata.normalize("NFD", text)
    assert sortierschluessel(zerlegt) == sortierschluessel(text)
    assert faltung(zerlegt) == faltung(text)


@given(st.lists(st.text(alphabet="aAäÄbßsØo 019-", max_size=6), unique=True))
def test_totale_ordnung(namen):
    geordnet = sorted(namen, key=sortierschluessel)
    for erster, zweiter in itertools.pairwise(geordnet):
        assert sortierschluessel(erster) < sortierschluessel(zweiter)


@pytest.mark.parametrize(
    ("text", "gefaltet"),
    [
        ("Ärzte-HAUS", "arzte-haus"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("GROẞ", "gross"),
        ("Café  Ørsted\n", "cafe orsted"),
        ("Łódź", "lodz"),
        ("Şişli İzmir ılık", "sisli izmir ilik"),
        ("Œuvre Æther Þing Đorđe", "oeuvre aether thing dorde"),
        ("Nach\u00adbar\u200bschaft", "nachbarschaft"),
        ("ﬁnden ＡＢＣ ℡", "finden abc tel"),
        ("Привет", "привет"),
        ("", ""),
    ],
)
def test_faltung(text, gefaltet):
    assert faltung(text) == gefaltet


@given(st.text())
def test_zweimal_falten_aendert_nichts(text):
    assert faltung(faltung(text)) == faltung(text)


@given(st.text(alphabet="abcäöüßÄÖÜéłø XYZ12"))
def test_gross_und_klein_gleich_gefaltet(text):
    assert faltung(text.upper()) == faltung(text.lower()) == faltung(text)


def _feld(feld, name):
    feld.set_attributes_from_name(name)
    return feld


def test_sortierfeld_fuellt_sich_beim_speichern():
    feld = _feld(Sortierfeld(quelle="name"), "sortierung")
    zeile = SimpleNamespace(name="Äpfel", sortierung=b"")
    assert feld.pre_save(zeile, add=True) == sortierschluessel("Äpfel") == zeile.sortierung
    zeile.name = None
    assert feld.pre_save(zeile, add=False) == sortierschluessel("")


def test_suchfeld_faltet_mehrere_quellen():
    feld = _feld(Suchfeld(quellen=["titel", "ort", "plz"]), "suche")
    zeile = SimpleNamespace(titel="Ärztehaus", ort=None, plz=12679, suche="")
    assert feld.pre_save(zeile, add=True) == "arztehaus\n12679" == zeile.suche


@pytest.mark.parametrize(
    ("feld", "eigenes"),
    [
        (Sortierfeld(quelle="name", db_index=True), {"quelle": "name", "db_index": True, "default": b""}),
        (Suchfeld(quellen=["titel", "ort"]), {"quellen": ("titel", "ort"), "default": ""}),
    ],
)
def test_felder_lassen_sich_in_migrationen_schreiben(feld, eigenes):
    _, pfad, args, kwargs = feld.deconstruct()
    assert (pfad, args, kwargs) == (f"stzverbund.basis.sortierung.{type(feld).__name__}", [], eigenes)
    kopie = type(feld)(*args, **kwargs)
    assert kopie.deconstruct() == feld.deconstruct()
    assert not kopie.editable
