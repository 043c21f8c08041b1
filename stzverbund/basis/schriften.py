"""Build step: subset KERN's Fira Sans once, for the web (woff2) and for PDF and charts (TTF).

KERN ships 130 KB per weight; a first page view has room for 20 KB each. Needs no Django settings,
so that it can run before anything else is configured.
"""

import hashlib
import logging
from pathlib import Path

PROJEKT = Path(__file__).resolve().parent.parent.parent
QUELLE = PROJEKT / "node_modules" / "@kern-ux" / "native" / "dist" / "fonts" / "fira-sans"
ZIEL = PROJEKT / "build" / "static" / "schriften"

FAMILIE = "Fira Sans"  # the name that kern.css asks for
SCHNITTE = {400: "FiraSans-Regular", 500: "FiraSans-Medium", 600: "FiraSans-SemiBold"}
# Latin with everything German offices type; the browser falls back to its own font for the rest.
WEB_ZEICHEN = (
    "0020-007E,00A0-017F,1E9E,2010-2015,2018-201E,2022,2026,2030,20AC,2190-2193,2212,2248,2260,2264-2265"
)
# A PDF has no font of the reader to fall back to: names in Vietnamese, Greek or Cyrillic letters too.
PDF_ZEICHEN = f"{WEB_ZEICHEN},0180-024F,02B0-036F,0370-052F,1E00-1EFF,2000-206F,20A0-20BF,2100-22FF,25CA,2713"
MERKMALE = ["kern", "liga", "tnum", "locl", "mark", "mkmk", "ccmp"]
NAMEN = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # name records that stay: names, copyright and licence


def bauen(quelle: Path = QUELLE, ziel: Path = ZIEL) -> bool:
    """Write woff2, TTF and schriften.css of every weight into `ziel`; False if they were up to date.

    Raises FileNotFoundError, in words for the person who sets the project up, if KERN is not installed.
    """
    stand = _stand(quelle)
    marke = ziel / ".stand"  # staticfiles ignores hidden files
    if marke.exists() and marke.read_text() == stand and all(datei.exists() for datei in _ergebnisse(ziel)):
        return False
    ziel.mkdir(parents=True, exist_ok=True)
    for name in SCHNITTE.values():
        _teilmenge(quelle / f"{name}.woff2", ziel / f"{name}.woff2", WEB_ZEICHEN, "woff2")
        _teilmenge(quelle / f"{name}.woff2", ziel / f"{name}.ttf", PDF_ZEICHEN, None)
    (ziel / "schriften.css").write_text(css(), encoding="utf-8")
    marke.write_text(stand)
    return True


def css() -> str:
    """The @font-face rules, one for each weight, relative to schriften.css itself."""
    regel = (
        '@font-face {{\n  font-family: "{familie}";\n  src: url("{name}.woff2") format("woff2");\n'
        "  font-weight: {gewicht};\n  font-style: normal;\n  font-display: swap;\n}}\n"
    )
    return "".join(
        regel.format(familie=FAMILIE, name=name, gewicht=gewicht) for gewicht, name in SCHNITTE.items()
    )


def _ergebnisse(ziel: Path) -> list[Path]:
    return [ziel / "schriften.css"] + [
        ziel / f"{name}.{endung}" for name in SCHNITTE.values() for endung in ("woff2", "ttf")
    ]


def _stand(quelle: Path) -> str:
    """Fingerprint of the sources and of this recipe; npm resets file times, so contents are compared."""
    summe = hashlib.sha256(Path(__file__).read_bytes())
    for name in SCHNITTE.values():
        datei = quelle / f"{name}.woff2"
        if not datei.exists():
            raise FileNotFoundError(f"{datei.name} fehlt in {quelle}: bitte zuerst „npm ci“ ausführen.")
        summe.update(datei.read_bytes())
    return summe.hexdigest()


def _teilmenge(quelle: Path, ziel: Path, zeichen: str, format_: str | None) -> None:
    from fontTools import subset

    # KERN's files set a reserved bit of OS/2 fsSelection; fontTools mends it and says so for each file.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    auswahl = subset.Options()
    auswahl.flavor = format_
    auswahl.layout_features = MERKMALE
    auswahl.name_IDs = NAMEN
    auswahl.recalc_timestamp = False
    werkzeug = subset.Subsetter(auswahl)
    werkzeug.populate(unicodes=subset.parse_unicodes(zeichen))
    with subset.load_font(quelle, auswahl) as schrift:
        werkzeug.subset(schrift)
        subset.save_font(schrift, ziel, auswahl)
