"""Strict template components: `{% baustein "marke" ton="info" text="Entwurf" %}`.

Each file in templates/bausteine/ declares its attributes in its first line, `{# attribute: ton text? #}`;
a question mark makes one optional. An unknown or missing attribute raises and names the accepted ones.
"""

import functools
import re
from typing import Any

from django import template
from django.template import Context, Node, NodeList, TemplateSyntaxError, engines
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stzverbund.basis.einmal import FELD, marke

register = template.Library()
KOPF = re.compile(r"\{#\s*attribute:(.*?)#\}")


@functools.cache
def attribute(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The required and the optional attributes that a component declares."""
    quelle = engines["django"].engine.get_template(f"bausteine/{name}.html").source
    kopf = KOPF.match(quelle)
    if kopf is None:
        raise TemplateSyntaxError(f"Baustein {name!r} declares no attributes in its first line.")
    worte = kopf[1].split()
    pflicht = frozenset(w for w in worte if not w.endswith("?"))
    return pflicht, frozenset(w[:-1] for w in worte if w.endswith("?"))


def baustein_zeichnen(name: str, werte: dict[str, Any]) -> str:
    pflicht, frei = attribute(name)
    unbekannt, fehlend = werte.keys() - pflicht - frei, pflicht - werte.keys()
    if unbekannt or fehlend:
        raise TemplateSyntaxError(
            f"Baustein {name!r}: unknown {sorted(unbekannt)}, missing {sorted(fehlend)}; "
            f"accepted are {sorted(pflicht)} and, optional, {sorted(frei)}."
        )
    return get_template(f"bausteine/{name}.html").render(dict.fromkeys(frei, "") | werte)


@register.simple_tag
def baustein(name: str, /, **werte: Any) -> str:
    return baustein_zeichnen(name, werte)


@register.simple_tag
def einmal() -> SafeString:
    """The mark of a form that must not do anything twice (`basis.einmal`)."""
    return format_html('<input type="hidden" name="{}" value="{}">', FELD, marke())


class Baustein(Node):
    def __init__(self, name: str, werte: dict[str, FilterExpression], inhalt: NodeList) -> None:
        self.name, self.werte, self.nodelist = name, werte, inhalt

    def render(self, context: Context) -> str:
        werte = {key: wert.resolve(context) for key, wert in self.werte.items()}
        return baustein_zeichnen(self.name, werte | {"inhalt": self.nodelist.render(context)})


@register.tag
def bausteinblock(parser: Parser, token: Token) -> Baustein:
    """`{% bausteinblock "hinweis" ton="info" %}…{% endbausteinblock %}`: the body arrives as `inhalt`."""
    _, name, *rest = token.split_contents()
    werte = token_kwargs(rest, parser)
    inhalt = parser.parse(("endbausteinblock",))
    parser.delete_first_token()
    return Baustein(name.strip("\"'"), werte, inhalt)
