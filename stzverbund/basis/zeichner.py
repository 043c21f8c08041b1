"""Draws the usual form widgets without templates: the same HTML as Django's, in a fraction of the time."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

WIDGETS = "django/forms/widgets/"
EINGABEN = ("text", "number", "email", "url", "password", "hidden", "date", "time", "datetime", "checkbox")


class Zeichner(DjangoTemplates):
    """Everything that is not drawn here comes from Django's templates."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        zeichnen = ZEICHNUNGEN.get(template_name)
        return zeichnen(context["widget"]) if zeichnen else super().render(template_name, context, request)


def _eingabe(widget: Mapping[str, Any]) -> SafeString:
    wert = widget["value"]
    text = "" if wert is None else f' value="{_text(wert)}"'
    art, name = _text(widget["type"]), _text(widget["name"])
    return mark_safe(f'<input type="{art}" name="{name}"{text}{_attribute(widget)}>')  # noqa: S308


def _textfeld(widget: Mapping[str, Any]) -> SafeString:
    text = conditional_escape(widget["value"]) if widget["value"] else ""
    name = _text(widget["name"])
    return mark_safe(f'<textarea name="{name}"{_attribute(widget)}>\n{text}</textarea>')  # noqa: S308


def _auswahl(widget: Mapping[str, Any]) -> SafeString:
    teile = [f'<select name="{_text(widget["name"])}"{_attribute(widget)}>']
    for gruppe, eintraege, _ in widget["optgroups"]:
        if gruppe:
            teile.append(f'<optgroup label="{conditional_escape(gruppe)}">')
        teile += [_eintrag(eintrag) for eintrag in eintraege]
        if gruppe:
            teile.append("</optgroup>")
    return mark_safe("\n".join([*teile, "</select>"]))  # noqa: S308


def _eintrag(eintrag: Mapping[str, Any]) -> str:
    wert, name = _text(eintrag["value"]), conditional_escape(eintrag["label"])
    return f'<option value="{wert}"{_attribute(eintrag)}>{name}</option>'


def _attribute(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}" if wert is True else f' {conditional_escape(name)}="{_text(wert)}"'
        for name, wert in widget["attrs"].items()
        if wert is not False
    )


def _text(wert: Any) -> str:
    return conditional_escape(wert if isinstance(wert, str) else str(wert))


ZEICHNUNGEN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"{WIDGETS}{art}.html": _eingabe for art in EINGABEN},
    f"{WIDGETS}textarea.html": _textfeld,
    f"{WIDGETS}select.html": _auswahl,
}
