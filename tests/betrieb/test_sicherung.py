"""Backup and restore, the whole round on the database that the tests run on."""

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection, connections

from stzverbund.basis import schutz
from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.betrieb import postgres, sicherung, tabellen, wiederherstellung
from stzverbund.betrieb.archiv import MANIFEST, ArchivFehler, Manifest, Schreiber, neue_datei
from stzverbund.betrieb.wiederherstellung import name_der_datenbank, wiederherstellen
from tests.betrieb.ort import ALIAS, abdruck, dateien, fuellen, zweite_datenbank
from tests.welt import Welt
from zentren.models import Sitzung

DATEIEN = {"dateien/ab12.pdf": b"%PDF eins", "ausgaben/2026/cd34.pdf": b"%PDF" + b"\0" * 3_000_000}


def _ablage(media: Path) -> Path:
    for name, inhalt in {**DATEIEN, "zwischenspeicher/x.djcache": b"kann weg", ".versteckt/y": b""}.items():
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        (media / name).write_bytes(inhalt)
    (media / "dateien" / "verweis").symlink_to("/etc/passwd")
    return media


def _verdorben(
    archiv: Path, ziel: Path, aendern: Callable[[str, bytes], bytes | None], **mehr: bytes
) -> Path:
    """A copy of an archive in which a part is another one, or missing, or new."""
    with zipfile.ZipFile(archiv) as alt, zipfile.ZipFile(ziel, "w") as neu:
        for name in alt.namelist():
            inhalt = aendern(name, alt.read(name))
            if inhalt is not None:
                neu.writestr(name, inhalt)
        for name, inhalt in mehr.items():
            neu.writestr(name, inhalt)
    return ziel


@pytest.mark.django_db(transaction=True)
def test_hin_und_zurueck(
    welt: Welt, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Saved, checked, restored into an empty instance, refused over data, restored with the word."""
    fuellen(welt)
    schutz.anbringen()
    settings.MEDIA_ROOT = _ablage(tmp_path / "media")
    archiv, media = tmp_path / "eins.zip", tmp_path / "neu"
    vorher = abdruck("default")
    assert sum(anzahl for anzahl, _ in vorher.values()) > 100

    call_command("sichern", archiv)
    assert stat.S_IMODE(os.stat(archiv).st_mode) == 0o600
    assert set(os.listdir(tmp_path)) == {"media", "eins.zip"}
    with pytest.raises(CommandError, match="gibt es schon"):
        call_command("sichern", archiv)
    call_command("sicherung_pruefen", archiv)
    assert f"In Ordnung: {connection.vendor}" in capsys.readouterr().out
    manifest = sicherung.pruefen(archiv)
    assert set(manifest.dateien) == set(DATEIEN)
    assert manifest.zeilen == tabellen.zeilenzahlen(connection)
    assert "zentren.0001_initial" in manifest.migrationen

    with zweite_datenbank(tmp_path) as zweite:
        assert wiederherstellen(archiv, db=zweite, media=media).seither is None
        _wie_vorher(vorher)
        assert schutz.vorhandene(ALIAS) == schutz.vorhandene()
        assert dateien(media) == DATEIEN
        _ueber_daten(archiv, zweite, media)
        _wie_vorher(vorher)
        assert dateien(media) == DATEIEN
    assert abdruck("default") == vorher


def _wie_vorher(vorher: dict[str, tuple[int, str]]) -> None:
    """Everything is there again but the logins; what waited to be sent does not wait any more."""
    jetzt, anders = abdruck(ALIAS), {"zentren_sitzung", "basis_postausgang"}
    assert {n: w for n, w in jetzt.items() if n not in anders} == {
        n: w for n, w in vorher.items() if n not in anders
    }
    assert vorher["zentren_sitzung"][0] == 1
    assert not Sitzung.objects.using(ALIAS).exists()
    mails = Postausgang.objects.filter(an="a@haus.example").order_by("pk")
    assert [mail.status for mail in mails] == ["wartet", "gesendet"]
    assert [mail.status for mail in mails.using(ALIAS)] == ["unklar", "gesendet"]


def _ueber_daten(archiv: Path, zweite: Any, media: Path) -> None:
    name = name_der_datenbank(zweite)
    with zweite.cursor() as cursor:
        cursor.execute("UPDATE zentren_zentrum SET name = 'anders'")
        cursor.execute("CREATE TABLE von_morgen (id integer)")
    (media / "dateien" / "ab12.pdf").write_bytes(b"anders")
    (media / "dateien" / "nachher.pdf").write_bytes(b"nachher")
    anders = abdruck(ALIAS), dateien(media)
    for wort in ("", "ja", name.upper()):
        with pytest.raises(ArchivFehler, match=f"--ueberschreiben {name}"):
            wiederherstellen(archiv, db=zweite, media=media, ueberschreiben=wort)
    assert (abdruck(ALIAS), dateien(media)) == anders
    Ereignis.objects.using(ALIAS).create(typ_id=1, gegenstand_id=12, was="Konto gelöscht")
    Ereignis.objects.using(ALIAS).create(typ_id=1, gegenstand_id=12, was="Name geändert")
    ergebnis = wiederherstellen(archiv, db=zweite, media=media, ueberschreiben=name)
    art = ContentType.objects.get(pk=1).name
    assert [zeile.partition(": ")[2] for zeile in ergebnis.seither or []] == [f"Konto gelöscht ({art} 12)"]
    assert "von_morgen" not in connections[ALIAS].introspection.table_names()


@pytest.mark.django_db(transaction=True)
def test_was_nicht_stimmt_aendert_nichts(welt: Welt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damaged, shortened, foreign and hostile archives, and one that breaks off in the database."""
    archiv, media = tmp_path / "gut.zip", tmp_path / "neu"
    manifest = sicherung.sichern(connection, _ablage(tmp_path / "media"), archiv)
    teil = manifest.datenbankteil

    def mit(**felder: Any) -> Callable[[str, bytes], bytes]:
        return lambda n, b: json.dumps(json.loads(b) | felder).encode() if n == MANIFEST else b

    boese = {**manifest.teile, "dateien/../../boese.pdf": [1, "0"]}
    zeilen = manifest.zeilen | {"zentren_zentrum": 4}
    faelle = {
        "Größe oder Prüfsumme": (lambda n, b: b + b"x" if n == "dateien/dateien/ab12.pdf" else b, {}),
        "ist beschädigt": (lambda n, b: b[:-9] if n == teil else b, {}),
        "kein Inhaltsverzeichnis": (lambda n, b: None if n == MANIFEST else b, {}),
        "nicht lesbar": (lambda n, b: b"[]" if n == MANIFEST else b, {}),
        "stimmen nicht überein": (lambda n, b: None if n == "dateien/dateien/ab12.pdf" else b, {}),
        "kennt das Format": (mit(format=99), {}),
        "außerhalb seines Ordners": (mit(teile=boese), {"dateien/../../boese.pdf": b"x"}),
        "neueren Fassung": (mit(migrationen=["zentren.9999_morgen"]), {}),
        "stimmen Zeilen nicht": (mit(zeilen=zeilen), {}),
    }
    with zweite_datenbank(tmp_path) as zweite:
        for nummer, (grund, (aendern, mehr)) in enumerate(faelle.items()):
            kaputt = _verdorben(archiv, tmp_path / f"{nummer}.zip", aendern, **mehr)
            with pytest.raises(ArchivFehler, match=grund):
                wiederherstellen(kaputt, db=zweite, media=media)
        (tmp_path / "kurz.zip").write_bytes(archiv.read_bytes()[:-500])
        with pytest.raises(ArchivFehler, match="kein lesbares Archiv"):
            wiederherstellen(tmp_path / "kurz.zip", db=zweite, media=media)
        # The rows are counted once more inside the transaction, after everything has been written.
        monkeypatch.setattr("stzverbund.betrieb.wiederherstellung.zeilen_pruefen", lambda *args: None)
        with pytest.raises(ArchivFehler, match=r"zentren_zentrum|andere Zeilen"):
            wiederherstellen(
                _verdorben(archiv, tmp_path / "z.zip", mit(zeilen=zeilen)), db=zweite, media=media
            )
        assert tabellen.zeilenzahlen(zweite) == {}
        assert dateien(media) == {}
    assert not (tmp_path / "boese.pdf").exists()


def test_sicherung_einer_anderen_datenbank(db: None, tmp_path: Path) -> None:
    andere = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    manifest = Manifest(andere, "1", "2026-11-22", "0", "3", "5", [], {})
    with neue_datei(tmp_path / "fremd.zip") as datei, Schreiber(datei) as schreiber:
        schreiber.kopieren(manifest.datenbankteil, io.BytesIO(b"x"))
        schreiber.abschliessen(manifest)
    with pytest.raises(ArchivFehler, match=rf"Die Sicherung ist von {andere}.*umziehen"):
        wiederherstellen(tmp_path / "fremd.zip", db=connection, media=tmp_path / "neu")


@pytest.mark.parametrize(
    ("anwendung", "migration", "neuer"),
    [
        ("0.1", "zentren.0001_initial", []),
        ("0.1", "aufgegeben.0099_x", []),
        ("0.1", "zentren.0000_zusammengefasst", []),
        ("0.1", "zentren.0008_geloeschte_person", []),
        ("0.1", "zentren.9999_morgen", ["zentren.9999_morgen"]),
        ("99.0.1", "zentren.0001_initial", ["Fassung 99.0.1"]),
    ],
)
def test_was_von_einer_neueren_fassung_ist(anwendung: str, migration: str, neuer: list[str]) -> None:
    manifest = Manifest("sqlite", "3", "2026-11-22", anwendung, "3", "5", [migration], {})
    assert wiederherstellung._neuer(manifest) == neuer


def test_ohne_programme_von_postgres(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres, "ORTE", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ArchivFehler, match=r"pg_dump fehlt.*postgresql-client"):
        postgres.programm("pg_dump")


def test_befehle_sagen_was_fehlt(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Den Ordner .* gibt es nicht"):
        call_command("sichern", tmp_path / "fehlt" / "x.zip")
    for befehl in ("sicherung_pruefen", "wiederherstellen"):
        with pytest.raises(CommandError, match="kein lesbares Archiv"):
            call_command(befehl, tmp_path / "fehlt.zip")


@pytest.mark.parametrize(
    ("seither", "worte"),
    [
        (None, "nach Ihren Unterlagen"),
        ([], "beendet; Mails"),
        (
            ["22.11.2026, 10:05: Konto gelöscht (Person 12)"],
            "jetzt verloren. Bitte wiederholen:\n  22.11.2026",
        ),
    ],
)
def test_der_befehl_sagt_was_zu_wiederholen_ist(
    seither: list[str] | None,
    worte: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    manifest = Manifest("sqlite", "3", "2026-11-22T02:30:00+01:00", "0.1", "3", "5", [], {})
    ergebnis = wiederherstellung.Ergebnis(manifest, seither)
    ort = "stzverbund.betrieb.management.commands.wiederherstellen.wiederherstellen"
    monkeypatch.setattr(ort, lambda *args, **kwargs: ergebnis)
    call_command("wiederherstellen", tmp_path / "x.zip")
    gesagt = capsys.readouterr().out
    assert worte in gesagt
    assert gesagt.endswith("Jetzt `manage.py migrate` aufrufen und die Dienste starten.\n")
