"""The finished chart, and what has to be done to the engine's SVG until it is one."""

import base64
import re
from dataclasses import dataclass
from hashlib import sha256
from xml.etree import ElementTree

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .farben import MUSTER

_NAMENSRAUM = "{http://www.w3.org/2000/svg}"
_AUFLAGE = ("d", "transform", "stroke", "stroke-width")
# Class names would catch the page's styles; the role descriptions are English.
_UEBERFLUESSIG = ("class", "aria-roledescription", "pointer-events")


@dataclass(frozen=True)
class Diagramm:
    """A chart as SVG with a white ground (readable in dark mode too), its finding and its description."""

    svg: str
    titel: str
    beschreibung: str

    @property
    def alt(self) -> str:
        """Alternative text of the picture."""
        return f"{self.titel.rstrip('.')}. {self.beschreibung}"

    def als_html(self, prefix: str = "") -> SafeString:
        """Inline SVG for a page; the ids carry `prefix`, or else one made from the content of the chart."""
        prefix = prefix or f"d{sha256(self.svg.encode()).hexdigest()[:8]}-"
        svg = re.sub(r'(?<= id=")|(?<=url\(#)', prefix, self.svg)
        return SafeString(svg.replace('="titel beschreibung"', f'="{prefix}titel {prefix}beschreibung"', 1))

    def als_bild(self) -> SafeString:
        """An `<img>` element with the same SVG, for PDF documents."""
        daten = base64.b64encode(self.svg.encode()).decode()
        return format_html('<img src="data:image/svg+xml;base64,{}" alt="{}">', daten, self.alt)


def aufbereitet(roh: str, titel: str, beschreibung: str) -> Diagramm:
    """Turn the engine's SVG into a Diagramm: title, description, patterns; nothing English, no classes."""
    wurzel = ElementTree.fromstring(roh)  # noqa: S314 - written by our own engine a moment ago
    farben: set[str] = set()
    for element in list(wurzel.iter()):
        _aufraeumen(element)
        farben |= _muster_auflegen(element)
    _benennen(wurzel, titel, beschreibung)
    if farben:
        wurzel.insert(2, _muster(sorted(farben)))
    return Diagramm(ElementTree.tostring(wurzel, encoding="unicode"), titel, beschreibung)


def _aufraeumen(element: ElementTree.Element) -> None:
    # Without prefixes in the names ElementTree writes plain tags; the root gets its xmlns back below.
    element.tag = element.tag.removeprefix(_NAMENSRAUM)
    for name in _UEBERFLUESSIG:
        element.attrib.pop(name, None)
    if element.tag == "tspan":  # the first line has no x, which WeasyPrint needs to align it
        element.set("x", "0")
    if element.tag == "g":  # containers, which the engine names in English; only marks speak
        element.attrib.pop("role", None)
        element.attrib.pop("aria-label", None)


def _muster_auflegen(eltern: ElementTree.Element) -> set[str]:
    """Lay a pattern's lines over every fill that has one; between whole tiles viewers show seams."""
    gefuellt = [kind for kind in eltern if kind.get("fill") in MUSTER]
    for kind in gefuellt:
        auflage = {name: wert for name, wert in kind.items() if name in _AUFLAGE}
        auflage |= {"fill": f"url(#{_muster_id(kind.attrib['fill'])})", "aria-hidden": "true"}
        eltern.insert(list(eltern).index(kind) + 1, ElementTree.Element("path", auflage))
    return {kind.attrib["fill"] for kind in gefuellt}


def _muster_id(farbe: str) -> str:
    return f"muster{farbe.removeprefix('#')}"


def _muster(farben: list[str]) -> ElementTree.Element:
    ablage = ElementTree.Element("defs")
    for farbe in farben:
        ton, pfad = MUSTER[farbe]
        kachel = ElementTree.SubElement(
            ablage, "pattern", id=_muster_id(farbe), width="8", height="8", patternUnits="userSpaceOnUse"
        )
        ElementTree.SubElement(kachel, "path", d=pfad, stroke=ton, fill="none")
    return ablage


def _benennen(wurzel: ElementTree.Element, titel: str, beschreibung: str) -> None:
    wurzel.attrib.update(
        {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-labelledby": "titel beschreibung"}
    )
    wurzel.set("class", "diagramm")
    for stelle, (name, kennung, text) in enumerate(
        (("title", "titel", titel), ("desc", "beschreibung", beschreibung))
    ):
        element = ElementTree.Element(name, id=kennung)
        element.text = text
        wurzel.insert(stelle, element)
