"""QR codes as SVG: inside a page or, where the policy allows pictures only, as the address of an `<img>`."""

from typing import Any

DARSTELLUNG: dict[str, Any] = {"border": 4, "light": "#fff", "dark": "#000", "omitsize": True}
"""Black on white with the quiet zone of ISO/IEC 18004, also on a dark page; the size comes from the style."""


def qr_svg(text: str) -> str:
    """The code as an `<svg>` element without a name of its own; ValueError where the text is too long."""
    return _code(text).svg_inline(**DARSTELLUNG)


def qr_datenadresse(text: str) -> str:
    """The code as a `data:` address for `<img src>`; the page gives its `alt` text and its size."""
    return _code(text).svg_data_uri(**DARSTELLUNG)


def _code(text: str) -> Any:
    """15 % of the code may be dirty or creased; never a Micro QR code, which few phones read."""
    import segno

    return segno.make(text, error="m", micro=False)
