"""Which files may be uploaded: told by their contents, never by their name or by what the browser says."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

HOECHSTENS_BYTES = 10 * 1024 * 1024
HOECHSTENS_BILDPUNKTE = 50_000_000
HOECHSTENS_TEILE = 3000
HOECHSTENS_ENTPACKT = 200 * 1024 * 1024
NAMENSLAENGE = 120
VERBOTEN = '/\\:*?"<>|'

ZU_GROSS = "Die Datei ist größer als 10 MB. Bitte verkleinern Sie sie oder teilen Sie sie auf."
LEER = "Die Datei ist leer."
UNBEKANNT = (
    "Diese Art von Datei nehmen wir nicht an. Möglich sind PDF, Bilder (JPEG, PNG, WebP), "
    "Dokumente von Word, Excel, PowerPoint und LibreOffice ohne Makros sowie einfacher Text."
)
MAKROS = "Die Datei enthält Makros. Bitte speichern Sie sie ohne Makros oder als PDF."
KAPUTT = "Die Datei lässt sich nicht lesen. Vielleicht ist sie beschädigt oder mit einem Passwort geschützt."
BILD_ZU_GROSS = "Das Bild hat mehr als 50 Millionen Bildpunkte. Bitte verkleinern Sie es."

OFFENE_XML = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
OPENDOCUMENT = {
    f"application/vnd.oasis.opendocument.{art}": endung
    for art, endung in (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"))
}
BILDER = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "WEBP": ("webp", "image/webp")}
BILDANFAENGE = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
TEXTENDUNGEN = {"txt": "text/plain", "csv": "text/csv"}
ARTEN = {
    "pdf": "application/pdf",
    **dict(BILDER.values()),
    **dict(OFFENE_XML.values()),
    **{endung: typ for typ, endung in OPENDOCUMENT.items()},
    **TEXTENDUNGEN,
}
"""Ending -> media type of everything that is taken."""


class Dateifehler(ValueError):
    """Why a file is not taken, as a German sentence."""


@dataclass(frozen=True)
class Geprueft:
    """What will be stored: harmless bytes, a safe name with the ending of its kind, and its media type."""

    daten: bytes
    name: str
    typ: str


def pruefen(daten: bytes, name: str) -> Geprueft:
    """The file as it may be stored; raises Dateifehler.

    Pictures are written anew, without the place and camera that they may name.
    """
    if len(daten) > HOECHSTENS_BYTES:
        raise Dateifehler(ZU_GROSS)
    if not daten:
        raise Dateifehler(LEER)
    for lesen in (_pdf, _bild, _buendel):
        if (gelesen := lesen(daten)) is not None:
            endung, inhalt = gelesen
            break
    else:
        endung, inhalt = _text(daten, name)
    return Geprueft(inhalt, sicherer_name(name, endung), ARTEN[endung])


def sicherer_name(name: str, endung: str) -> str:
    """Without folders, control characters and marks that turn the direction of writing; with its ending."""
    stamm = PurePosixPath(name.replace("\\", "/")).name
    stamm = re.sub(rf"\.{endung}$", "", stamm, flags=re.IGNORECASE)
    erlaubt = (z if unicodedata.category(z)[0] != "C" and z not in VERBOTEN else " " for z in stamm)
    stamm = " ".join("".join(erlaubt).split()).strip(". ")[:NAMENSLAENGE].strip()
    return f"{stamm or 'Datei'}.{endung}"


Gelesen = tuple[str, bytes] | None
Leser = Callable[[bytes], Gelesen]


def _pdf(daten: bytes) -> Gelesen:
    if not daten.startswith(b"%PDF-"):
        return None
    if b"%%EOF" not in daten[-2048:]:
        raise Dateifehler(KAPUTT)
    return "pdf", daten


def _bild(daten: bytes) -> Gelesen:
    if not daten.startswith(BILDANFAENGE):
        return None
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(daten), formats=list(BILDER)) as bild:
            if bild.width * bild.height > HOECHSTENS_BILDPUNKTE:
                raise Dateifehler(BILD_ZU_GROSS)
            endung, format_ = BILDER[str(bild.format)][0], str(bild.format)
            gedreht = ImageOps.exif_transpose(bild)
            rein = gedreht.convert("RGBA") if gedreht.mode == "P" else gedreht.copy()
            rein.info.clear()
    except Dateifehler:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fehler:
        raise Dateifehler(KAPUTT) from fehler
    puffer = io.BytesIO()
    rein.save(puffer, format_, **({"quality": 90} if format_ != "PNG" else {}))
    return endung, puffer.getvalue()


def _buendel(daten: bytes) -> Gelesen:
    """Office documents are zip archives; they are looked into, never unpacked."""
    if not daten.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(daten)) as archiv:
            teile = archiv.infolist()
            if len(teile) > HOECHSTENS_TEILE or sum(teil.file_size for teil in teile) > HOECHSTENS_ENTPACKT:
                raise Dateifehler(UNBEKANNT)
            namen = [teil.filename for teil in teile]
            if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in namen):
                raise Dateifehler(UNBEKANNT)
            art = _opendocument(archiv, namen) or _offenes_xml(namen)
    except (zipfile.BadZipFile, RuntimeError, OSError, NotImplementedError, EOFError, ValueError) as fehler:
        if isinstance(fehler, Dateifehler):
            raise
        raise Dateifehler(KAPUTT) from fehler
    if art is None:
        raise Dateifehler(UNBEKANNT)
    if any("vbaproject" in name.lower() or name.startswith(("Basic/", "Scripts/")) for name in namen):
        raise Dateifehler(MAKROS)
    return art, daten


def _opendocument(archiv: zipfile.ZipFile, namen: list[str]) -> str | None:
    if "mimetype" not in namen:
        return None
    with archiv.open("mimetype") as datei:
        return OPENDOCUMENT.get(datei.read(100).decode("ascii", "replace").strip())


def _offenes_xml(namen: list[str]) -> str | None:
    if "[Content_Types].xml" not in namen:
        return None
    for ordner, (endung, _) in OFFENE_XML.items():
        if any(name.startswith(ordner) for name in namen):
            return endung
    return None


def _text(daten: bytes, name: str) -> tuple[str, bytes]:
    """Only what calls itself text: anything else may be text to us and a program to somebody."""
    endung = PurePosixPath(name).suffix.lower().lstrip(".")
    if endung not in TEXTENDUNGEN or b"\x00" in daten:
        raise Dateifehler(UNBEKANNT)
    return endung, daten
