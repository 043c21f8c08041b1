"""What people write in the cells of their lists, as values. What cannot be read is refused, never guessed."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from angebote.models import Angebot, Sprache
from angebote.zeitplan.regel import ERSTES_JAHR, LETZTES_JAHR
from stzverbund.basis.sortierung import faltung
from zentren.models import Leistungsbereich, Standort, Zielgruppe

Art, Kosten = Angebot.Art, Angebot.Kosten


class Unlesbar(ValueError):
    """A cell that does not say what we need to know; `grund` is a German sentence where one helps."""

    def __init__(self, text: str = "", grund: str = "") -> None:
        super().__init__(text)
        self.grund = grund


ARTEN: dict[str, str] = {
    **{faltung(art.label): art.value for art in Art},
    **dict.fromkeys(("gruppenangebot", "gruppen"), Art.GRUPPE),
    **dict.fromkeys(("kurse", "kursangebot"), Art.KURS),
    **dict.fromkeys(("beratungsangebot", "beratungen", "sprechstunde"), Art.BERATUNG),
    **dict.fromkeys(("treff", "treffpunkt", "offenes angebot", "offener treffpunkt"), Art.TREFF),
    **dict.fromkeys(("selbsthilfe", "shg", "selbsthilfegruppen"), Art.SELBSTHILFEGRUPPE),
    **dict.fromkeys(("veranstaltungen", "event"), Art.VERANSTALTUNG),
    "projekte": Art.PROJEKT,
}
SPRACHEN: dict[str, str] = {
    **{faltung(sprache.label): sprache.value for sprache in Sprache},
    **{sprache.value: sprache.value for sprache in Sprache if sprache != Sprache.ANDERE},
    **dict.fromkeys(("gebardensprache", "dgs"), Sprache.GEBAERDEN),
    **dict.fromkeys(("persisch", "farsi", "dari"), Sprache.PERSISCH),
}
FREI = {"frei", "kostenfrei", "kostenlos", "gratis", "umsonst", "keine", "nein", "ohne", "0", "entgeltfrei"}
SPENDE = {"spende", "spenden", "gegen spende", "auf spendenbasis", "spendenbasis", "um spende wird gebeten"}
BEITRAG = {"beitrag", "teilnahmebeitrag", "kostenbeitrag", "teilnehmerbeitrag", "gegen beitrag"}
BETRAG = re.compile(r"(?:€|euro?|eur)\s*\d|\d(?:[.,]\d{1,2}|,-+)?\s*(?:€|euro?\b|eur\b)", re.IGNORECASE)
NUR_ZAHL = re.compile(r"\d+(?:[.,]\d{1,2})?(?:\s*(?:€|euro?))?", re.ASCII | re.IGNORECASE)

ALLE = {"jeder", "jede und jeder", "alle interessierten", "interessierte", "fur alle", "offen fur alle"}
GLEICHES = {
    "fluchtlinge": "gefluchtete",
    "gefluchtete menschen": "gefluchtete",
    "menschen mit behinderungen": "menschen mit behinderung",
}
INNEN = re.compile(r"[*:_]innen|(?<=[a-zäöüß])/innen|(?<=[a-zäöüß])Innen")

EMAIL = re.compile(r"[^\s@<>,;:()\[\]]+@[^\s@<>,;:()\[\]]+\.[A-Za-z]{2,}")
TELEFON = re.compile(r"(?<![\w.])(?:\+|\(?0)\d[\d\s/().\-–]{3,}\d")
NUR_ZIFFERN = re.compile(r"\d{5,15}", re.ASCII)
MONATE = (
    *("januar", "februar", "marz", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "dezember"),
)
MONATSNAME = "|".join((*MONATE, *(name[:3] for name in MONATE)))
DATUM = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})", re.ASCII)
DATUM_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t]00:00(?::00)?)?", re.ASCII)
DATUM_WORT = re.compile(rf"(\d{{1,2}})\.\s*({MONATSNAME})\.?\s*(\d{{4}})", re.ASCII)
UHRZEIT = re.compile(r"([01]?\d|2[0-4])(?:[:.]([0-5]\d)(?::00)?)?\s*(?:uhr|h)?", re.ASCII)


def art(text: str) -> str:
    """The kind of an Angebot; raises Unlesbar."""
    return _aus(ARTEN, text)


def leistungsbereich(text: str, bereiche: Sequence[Leistungsbereich]) -> Leistungsbereich:
    """By key ("L1", also with its name behind it), name or short name; raises Unlesbar."""
    gefaltet = faltung(text)
    for bereich in bereiche:
        if gefaltet in (faltung(bereich.name), faltung(bereich.kurz)):
            return bereich
    schluessel = re.match(r"l\s?(\d)(?!\d)", gefaltet)
    treffer = [b for b in bereiche if schluessel and b.schluessel == f"L{schluessel[1]}"]
    rest = gefaltet[schluessel.end() :].strip(" :.–-()") if schluessel else ""
    if treffer and (
        not rest or faltung(treffer[0].name).startswith(rest) or faltung(treffer[0].kurz).startswith(rest)
    ):
        return treffer[0]
    raise Unlesbar(text)


def zielgruppen(text: str, alle: Sequence[Zielgruppe]) -> tuple[list[Zielgruppe], str]:
    """Those that the text names, separated by commas, slashes or semicolons, and what is left of it."""
    namen: dict[str, Zielgruppe] = {}
    for gruppe in alle:
        voll = faltung(gruppe.name)
        namen |= {voll: gruppe} | dict.fromkeys(voll.split(" und "), gruppe)
        if voll == "alle":
            namen |= dict.fromkeys(ALLE, gruppe)
    gefunden: list[Zielgruppe] = []
    rest = []
    for teil in _teile(INNEN.sub("innen", text)):
        gruppen = _gruppen(teil, namen)
        gefunden += gruppen
        rest += [] if gruppen else [teil]
    return list(dict.fromkeys(gefunden)), ", ".join(rest)


def _gruppen(teil: str, namen: Mapping[str, Zielgruppe]) -> list[Zielgruppe]:
    """One name, or several joined by "und"; none where one of them is unknown."""
    gefaltet = faltung(teil)
    for worte in ([gefaltet], re.split(r" (?:und|sowie|&) ", gefaltet)):
        gruppen = [namen.get(GLEICHES.get(wort, wort)) for wort in worte]
        if all(gruppen):
            return [gruppe for gruppe in gruppen if gruppe]
    return []


def sprachen(text: str) -> tuple[list[str], str]:
    """The codes of the languages, and what is left of the text."""
    gefunden, rest = [], []
    for teil in re.split(r"[,;/\n]| und ", text):
        if wort := teil.strip():
            kuerzel = SPRACHEN.get(faltung(wort))
            gefunden += [kuerzel] if kuerzel else []
            rest += [] if kuerzel else [wort]
    return list(dict.fromkeys(gefunden)), ", ".join(rest)


def kosten(text: str) -> tuple[str, str]:
    """What it costs, and how much where that is said: ("beitrag", "2 € je Termin"); raises Unlesbar."""
    gefaltet = faltung(text).strip(" .!")
    if gefaltet in FREI or (NUR_ZAHL.fullmatch(gefaltet) and not re.search(r"[1-9]", gefaltet)):
        return Kosten.KOSTENFREI, ""
    if gefaltet in SPENDE:
        return Kosten.SPENDE, ""
    if gefaltet in BEITRAG:
        return Kosten.BEITRAG, ""
    eindeutig = not re.search(r"\b(?:frei|kostenlos|spende\w*|oder|nein)\b", gefaltet)
    if eindeutig and (BETRAG.search(text) or NUR_ZAHL.fullmatch(gefaltet)):
        return Kosten.BEITRAG, " ".join(text.split())
    raise Unlesbar(text)


def alter(text: str) -> tuple[int | None, int | None]:
    """From and to: "6-12 Jahre", "ab 60", "bis 27", "60+"; raises Unlesbar."""
    # "Ü60" is not "U60".
    gefaltet = faltung(text.casefold().replace("ü", "ue")).replace("–", "-")
    gefaltet = " ".join(re.sub(r"\b(?:jahr(?:en?)?|jaehrige?|alter|im|von)\b|\.", " ", gefaltet).split())
    for muster, von, bis in (
        (r"(\d{1,3}) ?(?:-|bis) ?(\d{1,3})", 1, 2),
        (r"(?:ab|ueber|ue|mindestens) ?(\d{1,3})", 1, None),
        (r"(\d{1,3}) ?(?:\+|plus)", 1, None),
        (r"(?:bis|hoechstens) ?(\d{1,3})", None, 1),
    ):
        if treffer := re.fullmatch(muster, gefaltet, re.ASCII):
            return (int(treffer[von]) if von else None, int(treffer[bis]) if bis else None)
    raise Unlesbar(text)


def datum(text: str) -> date:
    """31.12.2026, 31.12.26, 2026-12-31, 1. März 2026; raises Unlesbar."""
    gefaltet = faltung(text)
    if iso := DATUM_ISO.fullmatch(gefaltet):
        return _tag(iso[1], iso[2], iso[3], text)
    if wort := DATUM_WORT.fullmatch(gefaltet):
        return _tag(wort[3], str(monat_nach_namen(wort[2])), wort[1], text)
    if deutsch := DATUM.fullmatch(gefaltet):
        jahr = deutsch[3] if len(deutsch[3]) == 4 else f"20{deutsch[3]}"
        return _tag(jahr, deutsch[2], deutsch[1], text)
    raise Unlesbar(text)


def monat_nach_namen(name: str) -> int:
    """1 to 12 for "Januar" or "Jan", folded; 0 for anything else."""
    return next((i for i, monat in enumerate(MONATE, 1) if name in (monat, monat[:3])), 0)


def uhrzeit(text: str) -> str:
    """14, 14:30, 14.30 Uhr as "14:30"; raises Unlesbar."""
    treffer = UHRZEIT.fullmatch(faltung(text))
    if treffer is None or treffer[1] == "24":
        raise Unlesbar(text)
    return f"{int(treffer[1]):02}:{treffer[2] or '00'}"


@dataclass(frozen=True)
class Kontakt:
    """Telephone and e-mail out of a cell; `mehr` says that there was more, often the name of a person."""

    telefon: str
    email: str
    mehr: bool


def kontakt(text: str) -> Kontakt:
    """Picks telephone number and e-mail address; nothing else of the cell is kept."""
    email = EMAIL.search(text)
    rest = EMAIL.sub(" ", text)
    telefon = TELEFON.search(rest) or NUR_ZIFFERN.fullmatch(rest.strip())
    rest = rest.replace(telefon[0], " ", 1) if telefon else rest
    rest = re.sub(r"(?i)\b(?:tel(?:efon)?|fon|mobil|e-?mail|mail|kontakt|info)\b", " ", rest)
    nummer = " ".join(telefon[0].split()) if telefon else ""
    return Kontakt(nummer, email[0].rstrip(".") if email else "", bool(re.search(r"\w", rest)))


def standort(text: str, standorte: Iterable[Standort]) -> Standort | None:
    """The Standort of this name or address; None where it is another place."""
    gefaltet = faltung(text)
    for ort in standorte:
        if gefaltet in (
            faltung(ort.name),
            faltung(ort.strasse),
            faltung(ort.anschrift),
            faltung(f"{ort.name}, {ort.anschrift}"),
        ):
            return ort
    return None


def lesbar(lesen: Callable[[str], object]) -> Callable[[str], bool]:
    """Whether a reader understands a cell, for guessing what a column holds."""

    def versteht(text: str) -> bool:
        try:
            lesen(text)
        except Unlesbar:
            return False
        return True

    return versteht


def _aus(woerter: Mapping[str, str], text: str) -> str:
    try:
        return woerter[faltung(text).strip(" .")]
    except KeyError:
        raise Unlesbar(text) from None


def _teile(text: str) -> list[str]:
    return [teil.strip() for teil in re.split(r"[,;/|\n]", text) if teil.strip()]


def _tag(jahr: str, monat: str, tag: str, text: str) -> date:
    try:
        gelesen = date(int(jahr), int(monat), int(tag))
    except ValueError:
        raise Unlesbar(text) from None
    if not ERSTES_JAHR <= gelesen.year <= LETZTES_JAHR:
        raise Unlesbar(text)
    return gelesen
