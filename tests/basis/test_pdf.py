"""PDF documents: accessible, complete, from the project's own files only."""

import io
import string
import subprocess
import sys

import pytest
from django.conf import settings
from django.template import engines
from pypdf import PdfReader

from stzverbund.basis import diagramme
from stzverbund.basis.diagramme import balken, gestapelt, linien
from stzverbund.basis.pdf import PdfFehler, pdf_antwort, pdf_aus_html, pdf_aus_vorlage, warm
from tests.hilfen.pdf import pdf_seiten, pdf_text, pdf_ua_fehler

TITEL = "Jahresbericht 2026 des STZ Marzahn-Mitte (Beispiel)"
HASH = "1a2b3c4d5e6f" + "0" * 52
MONATE = ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]
INHALT = """{% extends "pdf/basis.html" %}{% block inhalt %}
<h2>Das Jahr in Zahlen</h2>
<ul class="kacheln"><li><strong>14.284</strong> Teilnahmen <small>+6 % zum Vorjahr</small></li>
<li><strong>2.212,5</strong> Angebotsstunden</li><li><strong>38</strong> aktive Ehrenamtliche</li></ul>
<p>Die Selbsthilfekontaktstelle vermittelte Ratsuchende an die <a href="https://www.example.org/">Fachstellen</a>;
Näheres unter <a href="#monate">Angebote nach Monaten</a>. siehe dort.</p>
<p style="width: 32mm">Kooperationsvereinbarungen und Nachbarschaftshilfevermittlungen</p>
<ul><li>Begegnung</li><li>Beratung<ul><li>Mieten</li><li>Sozialrecht</li></ul></li></ul><ol><li>Erstens</li></ol>
<p class="hinweis">„Teilnahmen“ zählt Besuche, nicht Personen.</p>
<h3>Im Bild</h3>
{% for bild in bilder %}<figure>
<figcaption>{{ bild.titel }}</figcaption>{{ bild.als_bild }}</figure>{% endfor %}
<h2 id="monate">Angebote nach Monaten</h2>
<table class="tabelle dicht"><caption>Teilnahmen</caption><thead><tr><th scope="col">Angebot</th>
{% for monat in monate %}<th scope="col" class="zahl">{{ monat }}</th>{% endfor %}</tr></thead><tbody>
<tr class="gruppe"><th scope="rowgroup" colspan="13">Begegnung</th></tr>
{% for zeile in zeilen %}<tr><th scope="row">Nähcafé {{ zeile }}</th>
{% for monat in monate %}<td class="zahl">1.{{ forloop.counter }}00</td>{% endfor %}</tr>
{% endfor %}</tbody></table>
<section class="quer"><h2>Quer</h2><table class="tabelle"><thead><tr><th scope="col">Jahr</th>
<th scope="col" class="zahl">Wert</th></tr></thead>
<tbody><tr><td>2025</td><td class="zahl">1.190</td></tr></tbody></table></section>
{% endblock %}"""


def _bilder() -> list:
    daten = [{"m": m, "r": r, "w": 40 + 7 * nr} for r in ("2026", "2025") for nr, m in enumerate(MONATE)]
    worte = {
        "titel": "Beratung wächst",
        "beschreibung": "Die Zahlen stehen in der Tabelle.",
        "einheit": "Stunden",
    }
    return [
        balken(daten[:4], x="m", y="w", **worte),
        linien(daten, x="m", y="w", reihe="r", **worte),
        gestapelt(daten, x="r", y="w", reihe="r", **worte),
    ]


def _html(**kontext: object) -> str:
    grund = {
        "titel": TITEL,
        "bilder": _bilder(),
        "monate": MONATE,
        "zeilen": [f"{eins}{zwei}" for eins in "ABCDE" for zwei in string.ascii_lowercase],
    }
    eckdaten = [("Zentrum", "STZ Marzahn-Mitte (Beispiel)"), ("Zeitraum", "1. Januar bis 31. Dezember 2026")]
    worte = {"untertitel": "Leistungsstatistik", "dachzeile": "Jahresbericht", "eckdaten": eckdaten}
    return engines["django"].from_string(INHALT).render(grund | worte | kontext)


@pytest.fixture(scope="module")
def ausgabe() -> bytes:
    return pdf_aus_html(_html(ausgabe_nr=3, datenhash=HASH), titel=TITEL)


@pytest.fixture(scope="module")
def entwurf() -> bytes:
    return pdf_aus_html(_html(entwurf=True), titel=TITEL)


def test_ist_barrierefrei(ausgabe: bytes, entwurf: bytes) -> None:
    assert pdf_ua_fehler(ausgabe) == []
    assert pdf_ua_fehler(entwurf) == []


def test_lauter_bilder_stehen_in_der_reihenfolge_der_seite() -> None:
    vorlage = """{% extends "pdf/basis.html" %}{% block deckblatt %}{% endblock %}
    {% block inhalt %}<h1>Bilder</h1>{% for bild in bilder %}
    <figure><figcaption>{{ bild.titel }}</figcaption>{{ bild.als_bild }}</figure>
    {% endfor %}{% endblock %}"""
    html = engines["django"].from_string(vorlage).render({"titel": TITEL, "bilder": _bilder()})
    assert pdf_ua_fehler(pdf_aus_html(html, titel=TITEL)) == []


def test_pruefung_findet_was_fehlt() -> None:
    befunde = pdf_ua_fehler(
        pdf_aus_html('<html lang="de"><img src="data:image/gif;base64,x"></html>', titel="")
    )
    assert any("Titel" in befund or "title" in befund for befund in befunde)
    assert pdf_ua_fehler(b"kein PDF")[0].startswith("nicht lesbar")


def test_titel_sprache_und_lesezeichen(ausgabe: bytes) -> None:
    leser = PdfReader(io.BytesIO(ausgabe))
    assert leser.metadata is not None
    assert leser.metadata.title == TITEL
    assert leser.trailer["/Root"]["/Lang"] == "de"
    eins, zwei = leser.outline
    assert eins.title == TITEL
    assert [eintrag.title for eintrag in zwei if not isinstance(eintrag, list)] == [
        "Das Jahr in Zahlen",
        "Angebote nach Monaten",
        "Quer",
        "Nachweis",
    ]


def test_alle_schriften_sind_eingebettet_und_von_kern(ausgabe: bytes) -> None:
    schriften = [
        schrift.get_object()["/DescendantFonts"][0]
        for seite in PdfReader(io.BytesIO(ausgabe)).pages
        for schrift in seite["/Resources"]["/Font"].values()
    ]
    assert {str(schrift["/BaseFont"]).split("+")[1] for schrift in schriften} == {
        "Fira-Sans",
        "Fira-Sans-Medium",
        "Fira-Sans-Semi-Bold",
    }
    assert all("/FontFile2" in schrift["/FontDescriptor"] for schrift in schriften)


def test_jede_seite_traegt_kopf_seitenzahl_ausgabe_und_pruefsumme(ausgabe: bytes) -> None:
    seiten = pdf_seiten(ausgabe)
    assert len(seiten) >= 4
    for nr, text in enumerate(seiten, start=1):
        for stueck in ("Verbund Stadtteilzentren", TITEL, f"Seite {nr} von {len(seiten)}", "Ausgabe 3"):
            assert stueck in text
        assert "Prüfsumme der Daten 1a2b 3c4d 5e6f" in text
        assert "Entwurf" not in text
    assert HASH in seiten[-1].replace(" ", "")


def test_jede_seite_eines_entwurfs_sagt_es(entwurf: bytes) -> None:
    seiten = pdf_seiten(entwurf)
    assert all("Entwurf" in text and "Vorläufige Zahlen, keine Ausgabe" in text for text in seiten)
    assert "Die Zahlen sind vorläufig" in seiten[0]
    assert "Nachweis" not in seiten[-1]


def test_tabellenkopf_steht_auf_jeder_seite_der_tabelle(ausgabe: bytes) -> None:
    mit_zeilen = [text for text in pdf_seiten(ausgabe) if "Nähcafé" in text]
    assert len(mit_zeilen) > 1
    assert all("Angebot Jan Feb Mär" in text for text in mit_zeilen)


def test_getrennte_woerter_liest_man_ganz(ausgabe: bytes) -> None:
    erste_seite = PdfReader(io.BytesIO(ausgabe)).pages[0].extract_text()
    assert "Nachbarschaftshilfevermittlungen" not in erste_seite
    assert "Nachbarschaftshilfevermittlungen" in pdf_text(ausgabe)


def test_gleiches_html_gibt_gleiche_bytes() -> None:
    eins, zwei = (pdf_aus_vorlage("pdf/basis.html", {"titel": TITEL}) for _ in range(2))
    assert eins == zwei
    assert TITEL in pdf_text(eins)


def test_vorlage_ohne_titel_gibt_es_nicht() -> None:
    with pytest.raises(KeyError, match="titel"):
        pdf_aus_vorlage("pdf/basis.html", {})


@pytest.mark.parametrize(
    ("kopf", "grund"),
    [
        ('<img alt="x" src="file:///etc/passwd">', "nicht file:///etc/passwd"),
        ('<img alt="x" src="https://example.org/x.png">', "nicht https://example.org/x.png"),
        ('<img alt="x" src="HTTP://example.org/x.png">', "nicht HTTP://"),
        ('<img alt="x" src="/static/img/x.png">', "nicht https://relativ.invalid/static/img/x.png"),
        ('<link rel="stylesheet" href="ftp://example.org/x.css">', "nicht ftp://"),
        ("<style>@import url(file:///etc/passwd)</style>", "nicht file:"),
        ("<style>p{background:url(http://example.org/x)}</style><p>x</p>", "nicht http:"),
        ('<img alt="x" src="static:gibt-es-nicht.png">', "Statische Datei fehlt"),
        ('<img alt="x" src="static:../pyproject.toml">', "Statische Datei fehlt"),
        ('<img alt="x" src="static:%2e%2e/pyproject.toml">', "Statische Datei fehlt"),
        ('<img alt="x" src="static:css">', "Statische Datei fehlt"),
        ('<link rel="attachment" href="file:///etc/passwd"><p>x</p>', "nicht file:"),
        ('<p><a rel="attachment" href="file:///etc/passwd">x</a></p>', "nicht file:"),
        ('<object data="file:///etc/passwd" type="image/png">x</object>', "nicht file:"),
        ('<embed src="http://example.org/x.svg">', "nicht http:"),
        (
            '<svg width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
            "nicht file:",
        ),
        (
            "<style>@font-face{font-family:x;src:url(file:///etc/passwd)}p{font-family:x}</style><p>x</p>",
            "file:",
        ),
        ('<style>p::before{content:url("//example.org/x.png")}</style><p>x</p>', "nicht https:"),
        ('<p style="list-style:url(file:///etc/hostname);display:list-item">x</p>', "nicht file:"),
        ('<img alt="x" src="static:/etc/passwd">', "Statische Datei fehlt"),
        ("<a href='/start/'>Start</a>", "ohne vollständige Adresse: /start/"),
        (
            "<img alt='x' src='data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E"
            "%3Cimage href=%22file:///etc/passwd%22 width=%229%22 height=%229%22/%3E%3C/svg%3E'>",
            "nicht file:",
        ),
    ],
)
def test_fremde_adressen_werden_abgelehnt(kopf: str, grund: str) -> None:
    with pytest.raises(PdfFehler, match=grund):
        pdf_aus_html(f'<html lang="de"><body>{kopf}</body></html>', titel="x")


def test_vorbereitung_laeuft_ohne_anfrage() -> None:
    warm()
    diagramme.warm()


@pytest.mark.parametrize(
    ("name", "kopfzeile"),
    [
        ("Jahresbericht 2026.pdf", 'attachment; filename="Jahresbericht 2026.pdf"'),
        ("Übersicht Köpenick", "attachment; filename*=utf-8''%C3%9Cbersicht%20K%C3%B6penick.pdf"),
        ('../a"b\\c\r\nX: y', 'attachment; filename="a b c X y.pdf"'),
        (" . ", 'attachment; filename="Dokument.pdf"'),
    ],
)
def test_antwort_ist_ein_sicherer_download(name: str, kopfzeile: str) -> None:
    antwort = pdf_antwort(b"%PDF", name)
    assert antwort["Content-Disposition"] == kopfzeile
    assert antwort["Content-Type"] == "application/pdf"
    assert antwort["X-Content-Type-Options"] == "nosniff"
    assert antwort["Cache-Control"] == "private, no-store"


def test_schwere_pakete_kommen_erst_mit_dem_ersten_dokument() -> None:
    befehl = (
        "import sys, django; from django.conf import settings; settings.configure(); "
        "import stzverbund.basis.pdf, stzverbund.basis.diagramme; "
        "print([n for n in ('weasyprint', 'altair', 'vl_convert', 'fontTools') if n in sys.modules])"
    )
    lauf = subprocess.run(
        [sys.executable, "-c", befehl], capture_output=True, text=True, check=True, cwd=settings.BASE_DIR
    )
    assert lauf.stdout.strip() == "[]"
