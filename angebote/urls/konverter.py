from datetime import date

from django.urls import register_converter


class Monatsadresse:
    """A month in an address, "2026-10", as its first day; anything else is no address."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else f"{value:%Y-%m}"


register_converter(Monatsadresse, "monat")
