"""What a browser would send of a page's form, read from its HTML."""

from html.parser import HTMLParser
from typing import Any


class _Leser(HTMLParser):
    """The fields of the form that holds the field `mit`; only forms that are posted."""

    def __init__(self, mit: str) -> None:
        super().__init__()
        self.mit, self.gefunden = mit, False
        self.felder: dict[str, list[str]] = {}
        self._auswahl = self._text = ""
        self._erste: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        angaben = dict(attrs)
        name, wert = angaben.get("name") or "", angaben.get("value") or ""
        if tag == "form" and not self.gefunden:
            self.felder = {}
        elif tag == "input" and name and not self.gefunden:
            if angaben.get("type") not in ("checkbox", "radio") or "checked" in angaben:
                self.felder.setdefault(name, []).append(wert or ("on" if "checked" in angaben else ""))
        elif tag == "select":
            self._auswahl, self._erste = name, None
        elif tag == "option" and self._auswahl and not self.gefunden:
            self._erste = wert if self._erste is None else self._erste
            if "selected" in angaben:
                self.felder.setdefault(self._auswahl, []).append(wert)
        elif tag == "textarea" and not self.gefunden:
            self._text = name
            self.felder[name] = [""]

    def handle_data(self, data: str) -> None:
        if self._text:
            self.felder[self._text][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._auswahl:
            if self._erste is not None and not self.gefunden:
                self.felder.setdefault(self._auswahl, [self._erste])
            self._auswahl = ""
        elif tag == "textarea" and self._text:
            self.felder[self._text] = [self.felder[self._text][0].removeprefix("\n")]
            self._text = ""
        elif tag == "form" and self.mit in self.felder:
            self.gefunden = True


def gesendet(html: str, mit: str = "csrfmiddlewaretoken") -> dict[str, Any]:
    """name -> values as the browser sends them, unchanged."""
    leser = _Leser(mit)
    leser.feed(html)
    assert leser.gefunden, f"kein Formular mit {mit}"
    return leser.felder
