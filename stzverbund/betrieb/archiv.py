"""The archive of a backup: one zip (64 bit) with the database, the stored files and a manifest.

A zip and no tar: its parts are written as they come, without knowing their size before, and single ones are
read back without unpacking the rest. The manifest stands last and names every part with its SHA-256.
"""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
DATEIEN = "dateien/"
DATENBANK = {"postgresql": "datenbank/postgresql.dump", "sqlite": "datenbank/sqlite3.db"}
BLOCK = 1 << 20


class ArchivFehler(Exception):
    """The archive cannot be written, read or used here; the message is for the operators."""


@dataclass
class Manifest:
    """`teile`: name -> [bytes, SHA-256]; `zeilen`: table -> rows; `migrationen`: "app.name"."""

    datenbank: str
    server: str
    erstellt: str
    anwendung: str
    python: str
    django: str
    migrationen: list[str]
    zeilen: dict[str, int]
    teile: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def zeitpunkt(self) -> datetime:
        return datetime.fromisoformat(self.erstellt)

    @property
    def datenbankteil(self) -> str:
        return DATENBANK[self.datenbank]

    @property
    def dateien(self) -> dict[str, str]:
        """The stored files: path below MEDIA_ROOT -> SHA-256."""
        return {n.removeprefix(DATEIEN): s for n, (_, s) in self.teile.items() if n.startswith(DATEIEN)}


class Schreiber:
    """Adds parts to a new archive and keeps their checksums."""

    def __init__(self, datei: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(datei, "w", allowZip64=True)
        self.teile: dict[str, tuple[int, str]] = {}

    def __enter__(self) -> "Schreiber":
        return self

    def __exit__(self, *args: object) -> None:
        self._zip.close()

    @contextmanager
    def teil(self, name: str, *, packen: bool = False) -> Iterator[Callable[[bytes], None]]:
        """A function that takes the bytes of the part one piece after another."""
        eintrag = zipfile.ZipInfo(name)
        eintrag.compress_type = zipfile.ZIP_DEFLATED if packen else zipfile.ZIP_STORED
        eintrag.external_attr = 0o600 << 16
        summe, anzahl = hashlib.sha256(), 0
        with self._zip.open(eintrag, "w", force_zip64=True) as offen:

            def schreiben(stueck: bytes) -> None:
                nonlocal anzahl
                offen.write(stueck)
                summe.update(stueck)
                anzahl += len(stueck)

            yield schreiben
        self.teile[name] = (anzahl, summe.hexdigest())

    def kopieren(self, name: str, quelle: IO[bytes], *, packen: bool = False) -> None:
        with self.teil(name, packen=packen) as schreiben:
            while stueck := quelle.read(BLOCK):
                schreiben(stueck)

    def abschliessen(self, manifest: Manifest) -> None:
        manifest.teile = self.teile
        self._zip.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))


class Archiv:
    """An archive that is read. Every name in it is known from the manifest and stays below its folder."""

    def __init__(self, pfad: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(pfad)
        except (OSError, zipfile.BadZipFile) as fehler:
            raise ArchivFehler(f"{pfad} ist kein lesbares Archiv: {fehler}") from fehler
        try:
            self.manifest = self._manifest()
        except ArchivFehler:
            self._zip.close()
            raise

    def __enter__(self) -> "Archiv":
        return self

    def __exit__(self, *args: object) -> None:
        self._zip.close()

    def auspacken(self, name: str, ziel: IO[bytes] | None = None) -> None:
        """Copies a part and compares its size and checksum. Raises ArchivFehler where they differ."""
        summe, anzahl = hashlib.sha256(), 0
        try:
            with self._zip.open(name) as offen:
                while stueck := offen.read(BLOCK):
                    summe.update(stueck)
                    anzahl += len(stueck)
                    if ziel:
                        ziel.write(stueck)
        except (OSError, EOFError, zipfile.BadZipFile, ValueError) as fehler:
            raise ArchivFehler(f"{name} ist beschädigt: {fehler}") from fehler
        if (anzahl, summe.hexdigest()) != tuple(self.manifest.teile[name]):
            raise ArchivFehler(f"{name} ist beschädigt: Größe oder Prüfsumme stimmen nicht.")

    def _manifest(self) -> Manifest:
        namen = self._zip.namelist()
        if namen.count(MANIFEST) != 1:
            raise ArchivFehler(
                "Das Archiv hat kein Inhaltsverzeichnis: es ist unvollständig oder keins von uns."
            )
        try:
            manifest = Manifest(**json.loads(self._zip.read(MANIFEST)))
        except (TypeError, ValueError, zipfile.BadZipFile) as fehler:
            raise ArchivFehler(f"Das Inhaltsverzeichnis ist nicht lesbar: {fehler}") from fehler
        if manifest.format != FORMAT or manifest.datenbank not in DATENBANK:
            raise ArchivFehler("Diese Fassung der Anwendung kennt das Format des Archivs nicht.")
        namen.remove(MANIFEST)
        if sorted(namen) != sorted(manifest.teile) or manifest.datenbankteil not in namen:
            raise ArchivFehler("Inhalt und Inhaltsverzeichnis stimmen nicht überein.")
        _nur_darunter(manifest)
        return manifest


@contextmanager
def neue_datei(ziel: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when it is complete and on the disk; never over another one.

    Readable by its owner only. Raises ArchivFehler where the name is taken.
    """
    if ziel.exists():
        raise ArchivFehler(f"{ziel} gibt es schon. Es wird nichts überschrieben.")
    nummer, name = tempfile.mkstemp(prefix=f".{ziel.name}.", suffix=".teil", dir=ziel.parent)  # mode 600
    try:
        with os.fdopen(nummer, "wb") as datei:
            yield datei
            datei.flush()
            os.fsync(datei.fileno())
        try:
            os.link(name, ziel)  # unlike a rename it refuses a name that was taken meanwhile
        except FileExistsError as fehler:
            raise ArchivFehler(f"{ziel} gibt es schon. Es wird nichts überschrieben.") from fehler
        ordner_sichern(ziel.parent)
    finally:
        os.unlink(name)


def ordner_sichern(ordner: Path) -> None:
    """New names in the folder outlive a power failure."""
    nummer = os.open(ordner, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)


def _nur_darunter(manifest: Manifest) -> None:
    for name in manifest.teile:
        teile: Any = PurePosixPath(name).parts
        sauber = PurePosixPath(name).as_posix() == name and not {"..", "/", "\\"} & set(teile)
        erlaubt = name == manifest.datenbankteil or name.startswith(DATEIEN)
        if not (sauber and erlaubt) or name.startswith("/") or "\\" in name or "\0" in name:
            raise ArchivFehler(f"Das Archiv will außerhalb seines Ordners schreiben: {name[:200]!r}")
