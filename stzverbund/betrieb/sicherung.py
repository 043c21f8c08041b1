"""Backup: writing the archive, and checking it without restoring it.

The database goes first, then the files: files get their name once and are never changed, so each row of the
copied database finds its file; what is stored meanwhile is in the archive without a row and harms nothing.
"""

import os
import platform
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from stzverbund.betrieb import postgres, sqlite, tabellen
from stzverbund.betrieb.archiv import DATEIEN, Archiv, ArchivFehler, Manifest, Schreiber, neue_datei

ENTBEHRLICH = "zwischenspeicher"
"""Below MEDIA_ROOT: public files that are rendered again."""


def sichern(db: BaseDatabaseWrapper, media: Path, ziel: Path) -> Manifest:
    """Writes the archive `ziel`, or one named by the moment into the folder `ziel`; never over another file.

    The services may go on. Raises ArchivFehler.
    """
    if ziel.is_dir():
        ziel = ziel / f"stzverbund-{timezone.localtime():%Y-%m-%d-%H%M%S}.zip"
    if not ziel.parent.is_dir():
        raise ArchivFehler(f"Den Ordner {ziel.parent} gibt es nicht.")
    with neue_datei(ziel) as datei, Schreiber(datei) as archiv:
        manifest = _postgres(db, archiv) if db.vendor == "postgresql" else _sqlite(db, archiv, ziel.parent)
        for pfad in gespeicherte(media):
            _aufnehmen(archiv, media, pfad)
        archiv.abschliessen(manifest)
    return manifest


def pruefen(pfad: Path) -> Manifest:
    """Reads the whole archive: checksums, manifest, and every row of the database's copy.

    Raises ArchivFehler and says what is wrong.
    """
    with Archiv(pfad) as archiv, tempfile.TemporaryDirectory() as ordner:
        kopie = Path(ordner) / "datenbank"
        for name in archiv.manifest.teile:
            if name != archiv.manifest.datenbankteil:
                archiv.auspacken(name)
        with kopie.open("wb") as datei:
            archiv.auspacken(archiv.manifest.datenbankteil, datei)
        zeilen_pruefen(archiv.manifest, kopie)
        return archiv.manifest


def fassung() -> str:
    """The version of the program."""
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as datei:
        return str(tomllib.load(datei)["project"]["version"])


def zeilen_pruefen(manifest: Manifest, kopie: Path) -> None:
    """Every row of the manifest is in the copy of the database. Raises ArchivFehler."""
    if manifest.datenbank == "postgresql":
        with kopie.open("rb") as datei:
            gefunden = postgres.gezaehlt(datei)
    else:
        gefunden = sqlite.gezaehlt(kopie)
    if gefunden != manifest.zeilen:
        namen = sorted(n for n in gefunden | manifest.zeilen if gefunden.get(n) != manifest.zeilen.get(n))
        raise ArchivFehler(f"In der Kopie der Datenbank stimmen Zeilen nicht: {', '.join(namen)}")


def gespeicherte(media: Path) -> Iterator[str]:
    """Paths of the stored files below MEDIA_ROOT, sorted; without the cache and hidden folders."""
    for ordner, unter, dateien in os.walk(media):
        if Path(ordner) == media:
            unter[:] = [name for name in unter if name != ENTBEHRLICH and not name.startswith(".")]
        unter.sort()
        for name in sorted(dateien):
            pfad = Path(ordner) / name
            if not pfad.is_symlink():
                yield pfad.relative_to(media).as_posix()


def _aufnehmen(archiv: Schreiber, media: Path, pfad: str) -> None:
    try:
        datei = (media / pfad).open("rb")
    except FileNotFoundError:
        return  # a draft that was removed meanwhile
    with datei:
        archiv.kopieren(DATEIEN + pfad, datei)


def _postgres(db: BaseDatabaseWrapper, archiv: Schreiber) -> Manifest:
    with postgres.schnappschuss(db) as moment:
        manifest = _manifest(db, tabellen.zeilenzahlen(db))
        with archiv.teil(manifest.datenbankteil) as schreiben:
            postgres.abziehen(db, moment, schreiben)
    return manifest


def _sqlite(db: BaseDatabaseWrapper, archiv: Schreiber, ordner: Path) -> Manifest:
    with tempfile.TemporaryDirectory(dir=ordner, prefix=".sicherung.") as neben:
        kopie = Path(neben) / "kopie.sqlite3"
        sqlite.abziehen(db, kopie)
        manifest = _manifest(db, sqlite.gezaehlt(kopie))
        with kopie.open("rb") as datei:
            archiv.kopieren(manifest.datenbankteil, datei, packen=True)
    return manifest


def _manifest(db: BaseDatabaseWrapper, zeilen: dict[str, int]) -> Manifest:
    return Manifest(
        datenbank=db.vendor,
        server=".".join(str(teil) for teil in db.get_database_version()),
        erstellt=timezone.localtime().isoformat(timespec="seconds"),
        anwendung=fassung(),
        python=platform.python_version(),
        django=django.get_version(),
        migrationen=tabellen.migrationen(db),
        zeilen=zeilen,
    )
