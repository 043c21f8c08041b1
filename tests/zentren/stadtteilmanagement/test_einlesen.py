"""Tables read into a register: looked at, taken over whole or not at all, the same row never twice."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.text import capfirst
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.tabellen.text import Tabellenfehler
from tests.hilfen.tabelle import als_csv, als_ods, als_xlsx
from tests.welt import Welt
from zentren.models import Rolle
from zentren.stadtteilmanagement.einlesen import ablauf
from zentren.stadtteilmanagement.einlesen.register import NACH_SCHLUESSEL, REGISTER
from zentren.stadtteilmanagement.einlesen.zeilen import Unlesbar, eingabe, gelesen, spalten
from zentren.stadtteilmanagement.models import Massnahme

SEITE = "/stadtteilmanagement/einlesen/massnahmen/"
GUT = [["Rampe bauen", date(2027, 3, 1), "Bezirksamt", "Frau X"], ["Hausordnung", "31.12.2027", "", ""]]
MASSNAHMEN = NACH_SCHLUESSEL["massnahmen"]


def _kopf() -> list[str]:
    felder = ("titel", "faellig", "eigner")
    return [*(capfirst(Massnahme._meta.get_field(feld).verbose_name) for feld in felder), "Leitung"]


def _hochladen(client: Client, daten: bytes) -> Any:
    return client.post(SEITE, {"datei": SimpleUploadedFile("liste.xlsx", daten)})


def test_der_ganze_weg(welt: Welt) -> None:
    team = welt.client("mitarbeit")
    assert team.get(SEITE).status_code == 200
    mappe = openpyxl.load_workbook(io.BytesIO(team.get(f"{SEITE}vorlage/").content))
    assert [zelle.value for zelle in mappe.worksheets[0][1]][:2] == [_kopf()[0], "Beschreibung"]
    liste = als_xlsx([_kopf(), *GUT, GUT[1]])
    antwort = _hochladen(team, liste)
    seite = antwort.content.decode()
    assert "Nicht übernommen werden diese Spalten" in seite
    assert "Frau X" not in seite
    assert (antwort.context["vorschau"].neu, antwort.context["vorschau"].schon_da) == (2, 1)
    assert not Massnahme.objects.exists()
    gepackt = antwort.context["gepackt"]
    antwort = team.post(f"{SEITE}uebernehmen/", {"liste": gepackt}, follow=True)
    assert "2 Einträge sind übernommen." in antwort.content.decode()
    rampe, ordnung = Massnahme.objects.order_by("-titel")
    assert (rampe.eigner, rampe.faellig, rampe.zentrum) == ("bezirksamt", date(2027, 3, 1), welt.eigenes)
    assert (ordnung.eigner, ordnung.history.count()) == ("zentrum", 1)
    antwort = team.post(f"{SEITE}uebernehmen/", {"liste": gepackt}, follow=True)
    assert "0 Einträge sind übernommen." in antwort.content.decode()
    assert _hochladen(team, liste).context["vorschau"].schon_da == 3
    assert (
        "abgelaufen"
        in team.post(f"{SEITE}uebernehmen/", {"liste": f"{gepackt}x"}, follow=True).content.decode()
    )
    assert team.get("/stadtteilmanagement/einlesen/gibtesnicht/").status_code == 404


def test_fehler_stehen_bei_zeile_und_feld_und_halten_alles_auf(welt: Welt) -> None:
    wer = welt.rollen["leitung"]
    zeilen = [_kopf(), ["", "", "", ""], ["Gut", "1.3.2027", "", ""], ["", "31.2.2027", "Frau X", ""]]
    for daten in (als_csv(zeilen), als_ods(zeilen)):
        gelesene = ablauf.lesen(register=MASSNAHMEN, daten=daten, wer=wer)
        vorschau = ablauf.vorschau(register=MASSNAHMEN, gelesen=gelesene, wer=wer)
        gut, schlecht = vorschau.zeilen
        assert (gut.stand, schlecht.stand, schlecht.nummer) == ("neu", "fehler", 4)
        fehler = dict(schlecht.fehler)
        assert set(fehler) == set(_kopf()[:3])
        assert "„Frau X“ gibt es hier nicht. Möglich: " in fehler[_kopf()[2]]
        with pytest.raises(Verweigert):
            ablauf.uebernehmen(register=MASSNAHMEN, gelesen=gelesene, wer=wer)
    assert not Massnahme.objects.exists()
    for daten, satz in (
        (als_csv([["Wer", "Was"], ["a", "b"]]), "Diese Überschriften fehlen"),
        (als_csv([_kopf(), *[["Gut", "1.3.2027", "", ""]] * 501]), "mehr als 500 Zeilen"),
        (b"%PDF-1.7\x00", "keine Tabelle"),
    ):
        with pytest.raises(Tabellenfehler, match=satz):
            ablauf.lesen(register=MASSNAHMEN, daten=daten, wer=wer)
        assert satz in _hochladen(welt.client("leitung"), daten).content.decode()


def test_jedes_register_hat_spalten_und_kennzeichen(welt: Welt) -> None:
    wer = welt.rollen["leitung"]
    assert wer.rolle == Rolle.LEITUNG
    for register in REGISTER:
        form = register.formular(wer, None)
        assert spalten(form, register.ohne), register.schluessel
        assert all(hasattr(form.instance, name) for name in register.kennzeichen), register.schluessel
        namen = [spalte.label for spalte in spalten(form, register.ohne)]
        assert len(namen) == len(set(namen)), register.schluessel
        form.__class__._meta.model.objects.bearbeitbar_fuer(wer).values_list(*register.kennzeichen).first()


class Felder(forms.Form):
    ja = forms.BooleanField(label="Ja?", required=False)
    eines = forms.ChoiceField(
        label="Eines", choices=[("", "keine Angabe"), ("a", "Ämter, Büros"), ("b", "B")]
    )
    viele = forms.MultipleChoiceField(label="Viele", choices=[("a", "Ämter, Büros"), ("b", "B"), ("c", "C")])
    text = forms.CharField(label="Text")


SPALTEN = {spalte.name: spalte for spalte in spalten(Felder())}


@pytest.mark.parametrize(
    ("name", "text", "wert"),
    [
        ("ja", "X", "on"),
        ("ja", "Nein", ""),
        ("eines", "ämter,  büros", "a"),
        ("eines", "b", "b"),
        ("viele", "Ämter, Büros; C", ["a", "c"]),
        ("viele", "B, C", ["b", "c"]),
        ("viele", "Ämter, Büros", ["a"]),
        ("text", "Ämter, Büros", "Ämter, Büros"),
    ],
)
def test_zellen(name: str, text: str, wert: Any) -> None:
    assert gelesen(SPALTEN[name], text) == wert


def test_ein_name_fuer_zwei_meint_keinen() -> None:
    feld = forms.ChoiceField(choices=[("1", "Saal"), ("2", "saal"), ("3", "Küche")])
    spalte = spalten(type("F", (forms.Form,), {"raum": feld})())[0]
    assert gelesen(spalte, "KÜCHE") == "3"
    with pytest.raises(Unlesbar, match="nicht eindeutig"):
        gelesen(spalte, "Saal")


@given(st.text(min_size=1), st.sampled_from(sorted(SPALTEN)))
def test_jede_zelle_wird_gelesen_oder_mit_einem_satz_abgelehnt(text: str, name: str) -> None:
    daten, fehler = eingabe({name: text}, SPALTEN, {"text": "vorher"})
    assert (name in daten and not fehler) or fehler[name].startswith("„")
    if fehler:
        with pytest.raises(Unlesbar):
            gelesen(SPALTEN[name], text)
