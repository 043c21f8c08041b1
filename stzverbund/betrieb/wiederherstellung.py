"""Restore: everything is checked first, and at no moment a row is without its file.

New files are put in place beside the old ones, then the database is replaced in one transaction, then the
files that no longer belong are removed. What fails before that transaction leaves everything as it was.

The day of the backup must not come back with everything: the same transaction ends all logins and holds the
mails that waited then, because they have been sent since.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from stzverbund.basis.models import Postausgang
from stzverbund.betrieb import postgres, seither, sqlite, tabellen
from stzverbund.betrieb.archiv import BLOCK, DATEIEN, Archiv, ArchivFehler, Manifest, ordner_sichern
from stzverbund.betrieb.sicherung import ENTBEHRLICH, fassung, gespeicherte, zeilen_pruefen
from zentren.models import Sitzung

Status = Postausgang.Status
NICHT_ZURUECK = {
    Sitzung._meta.db_table: "DELETE FROM {}",
    Postausgang._meta.db_table: (
        f"UPDATE {{}} SET status = '{Status.UNKLAR}', fehler = 'Wartete, als gesichert wurde.' "  # noqa: S608
        f"WHERE status IN ('{Status.WARTET}', '{Status.IN_VERSAND}')"
    ),
}
"""In SQL, because an archive may be older than the models: logins end, no mail is sent twice."""


@dataclass(frozen=True)
class Ergebnis:
    """The restored archive; `seither` as in `seither.massnahmen`, from the database that was replaced."""

    manifest: Manifest
    seither: list[str] | None


def wiederherstellen(
    pfad: Path, *, db: BaseDatabaseWrapper, media: Path, ueberschreiben: str = ""
) -> Ergebnis:
    """Puts database and files back to what the archive holds; the services must be stopped.

    Nobody stays logged in, and what waited in the outbox is `unklar`: sent again only by hand.

    Over data only where `ueberschreiben` is the name of the database. Raises ArchivFehler; then nothing has
    changed. An archive of an older version needs `migrate` afterwards.
    """
    media.mkdir(parents=True, exist_ok=True)
    # In the same folder, so that putting a file in place is a rename.
    with (
        Archiv(pfad) as archiv,
        tempfile.TemporaryDirectory(dir=media, prefix=".wiederherstellung.") as neben,
    ):
        _passt(archiv.manifest, db)
        _leer_oder_erlaubt(db, media, ueberschreiben)
        neu = Path(neben)
        _auspacken(archiv, neu)
        zeilen_pruefen(archiv.manifest, neu / archiv.manifest.datenbankteil)
        verloren = seither.massnahmen(db, archiv.manifest.zeitpunkt)
        _austauschen(archiv.manifest, neu, db, media)
        return Ergebnis(archiv.manifest, verloren)


def name_der_datenbank(db: BaseDatabaseWrapper) -> str:
    """The word that allows to write over it: without folder and ending for SQLite."""
    name = str(db.settings_dict["NAME"])
    return name if db.vendor == "postgresql" else Path(name).stem


def _passt(manifest: Manifest, db: BaseDatabaseWrapper) -> None:
    if manifest.datenbank != db.vendor:
        raise ArchivFehler(
            f"Die Sicherung ist von {manifest.datenbank}, diese Installation nutzt {db.vendor}. Stellen Sie "
            "sie in einer Installation mit derselben Datenbank wieder her; von SQLite zu PostgreSQL führt "
            "dann `manage.py umziehen`."
        )
    if neuer := _neuer(manifest):
        raise ArchivFehler(
            f"Die Sicherung stammt von einer neueren Fassung der Anwendung ({manifest.anwendung}); unbekannt "
            f"sind: {', '.join(neuer[:5])}. Spielen Sie zuerst diese Fassung ein."
        )


def _neuer(manifest: Manifest) -> list[str]:
    """What only a later version can have made. Apps that were given up since and squashed steps are not."""
    letzte: dict[str, str] = {}
    for migration in (MigrationLoader(None).disk_migrations or {}).values():
        for app, name in [(migration.app_label, migration.name), *migration.replaces]:
            letzte[app] = max(name, letzte.get(app, ""))
    schritte = [zeile.partition(".") for zeile in manifest.migrationen]
    spaeter = [f"{app}.{name}" for app, _, name in schritte if app in letzte and name > letzte[app]]
    hoeher = _stufen(manifest.anwendung) > _stufen(fassung())
    return [f"Fassung {manifest.anwendung}", *spaeter] if hoeher else spaeter


def _stufen(nummer: str) -> list[int]:
    return [int(teil) for teil in nummer.split(".") if teil.isdigit()]


def _leer_oder_erlaubt(db: BaseDatabaseWrapper, media: Path, wort: str) -> None:
    name = name_der_datenbank(db)
    voll = tabellen.benutzte(db)
    dateien = sum(1 for _ in gespeicherte(media))
    if (voll or dateien) and wort != name:
        falsch = f"„{wort}“ ist nicht ihr Name. " if wort else ""
        raise ArchivFehler(
            f"Hier sind schon Daten: {len(voll)} Tabellen und {dateien} Dateien in „{name}“. {falsch}"
            f"Sie gehen verloren, wenn Sie den Befehl mit --ueberschreiben {name} wiederholen."
        )


def _auspacken(archiv: Archiv, neu: Path) -> None:
    for name in archiv.manifest.teile:
        ziel = neu / name
        ziel.parent.mkdir(parents=True, exist_ok=True)
        with ziel.open("xb") as datei:
            archiv.auspacken(name, datei)
            datei.flush()
            os.fsync(datei.fileno())


@dataclass
class _Dateien:
    """How the stored files get into place: `fehlend` before the database changes, `andere` after it."""

    neu: Path
    media: Path
    fehlend: list[str] = field(default_factory=list)
    andere: list[str] = field(default_factory=list)

    def vergleichen(self, manifest: Manifest) -> None:
        for pfad, summe in manifest.dateien.items():
            ziel = self.media / pfad
            if not ziel.exists():
                self.fehlend.append(pfad)
            elif _summe(ziel) != summe:
                self.andere.append(pfad)

    def einsetzen(self, pfade: list[str]) -> None:
        for pfad in pfade:
            ziel = self.media / pfad
            ziel.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self.neu / DATEIEN / pfad, ziel)
        for ordner in {(self.media / pfad).parent for pfad in pfade}:
            ordner_sichern(ordner)

    def zuruecknehmen(self) -> None:
        for pfad in self.fehlend:
            (self.media / pfad).unlink(missing_ok=True)


def _austauschen(manifest: Manifest, neu: Path, db: BaseDatabaseWrapper, media: Path) -> None:
    dateien = _Dateien(neu, media)
    dateien.vergleichen(manifest)
    einspielen = postgres.einspielen if db.vendor == "postgresql" else sqlite.einspielen
    danach = _danach(manifest.zeilen, "public" if db.vendor == "postgresql" else "main")
    try:
        dateien.einsetzen(dateien.fehlend)
        einspielen(db, neu / manifest.datenbankteil, manifest.zeilen, danach)
    except BaseException:
        dateien.zuruecknehmen()
        raise
    dateien.einsetzen(dateien.andere)
    for pfad in set(gespeicherte(media)) - set(manifest.dateien):
        (media / pfad).unlink()
    shutil.rmtree(media / ENTBEHRLICH, ignore_errors=True)


def _danach(zeilen: Mapping[str, int], schema: str) -> list[str]:
    """The statements for those tables that the archive has."""
    vorhandene = (tabelle for tabelle in NICHT_ZURUECK if tabelle in zeilen)
    return [NICHT_ZURUECK[tabelle].format(f'{schema}."{tabelle}"') for tabelle in vorhandene]


def _summe(pfad: Path) -> str:
    summe = hashlib.sha256()
    with pfad.open("rb") as datei:
        while stueck := datei.read(BLOCK):
            summe.update(stueck)
    return summe.hexdigest()
