"""What a report says on its page."""

from html.parser import HTMLParser


class _Leser(HTMLParser):
    """Collects the rows of all tables and the text of all tiles of the report itself."""

    def __init__(self) -> None:
        super().__init__()
        self.zeilen: list[list[str]] = []
        self.kacheln: list[str] = []
        self.im_bericht = self.tiefe = 0
        self.feld: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        klassen = (dict(attrs).get("class") or "").split()
        if tag == "div":
            self.tiefe += 1
            if "bericht" in klassen:
                self.im_bericht = self.tiefe
        if not self.im_bericht:
            return
        if tag == "tr":
            self.zeilen.append([])
        if tag in ("td", "b"):
            self.feld = []

    def handle_data(self, data: str) -> None:
        if self.feld is not None:
            self.feld.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "b") and self.feld is not None:
            text = " ".join("".join(self.feld).split())
            (self.zeilen[-1] if tag == "td" else self.kacheln).append(text)
            self.feld = None
        if tag == "div":
            if self.tiefe == self.im_bericht:
                self.im_bericht = 0
            self.tiefe -= 1


def zahlen_der_seite(html: str) -> tuple[list[str], list[str]]:
    """(the cells of each table row joined by blanks, the numbers of the tiles)."""
    leser = _Leser()
    leser.feed(html)
    return [" ".join(zeile) for zeile in leser.zeilen if zeile], leser.kacheln
