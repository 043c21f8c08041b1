"""The nets themselves: each catches what it is stretched for and lets the rest pass."""

import pytest
from django.conf import settings
from django.template import Context, Origin, Template, engines

from tests.hilfen.seite import seitenbefunde


def _vorlage(text: str, name: str) -> Template:
    return Template(text, origin=Origin(name=name), engine=engines["django"].engine)


@pytest.mark.parametrize("text", ["{{ nichts }}", "{{ nichts|default:'x' }}", "{{ da.nichts }}"])
def test_eigene_vorlage_mit_unbekannter_variable_faellt_durch(text: str) -> None:
    vorlage = _vorlage(text, str(settings.BASE_DIR / "templates" / "zentren" / "liste.html"))
    with pytest.raises(pytest.fail.Exception, match="nichts"):
        vorlage.render(Context({"da": object()}))


def test_eigene_vorlage_darf_nach_unbekanntem_fragen() -> None:
    vorlage = _vorlage(
        "{% if nichts %}a{% else %}b{% endif %}", str(settings.BASE_DIR / "templates" / "a.html")
    )
    assert vorlage.render(Context()) == "b"


def test_fremde_vorlage_bleibt_wie_bei_django() -> None:
    vorlage = _vorlage("{{ nichts }}|{{ nichts|default:'x' }}", "/usr/lib/fremd/templates/a.html")
    assert vorlage.render(Context()) == "|x"


@pytest.mark.parametrize(
    ("html", "befund"),
    [
        ('<a onclick="x()">', "onclick in <a>"),
        ('<a href=""ONCLICK = x()>', "onclick in <a>"),
        ('<p style="color:red">', "style in <p>"),
        ("<script>x()</script>", "<script> ohne src"),
        ("<style>p{}</style>", "<style>"),
        ('<script type="text/javascript">x()</script>', "<script> ohne src"),
        ('<p id="a"></p><p id="a"></p>', "id „a“ 2-mal"),
        ("<p id=a></p><p class='b'id='a'></p>", "id „a“ 2-mal"),
        ("<p>{{ name }}</p>", "„{{“ im Text"),
        ("<p>{% url %}</p>", "„{%“ im Text"),
    ],
)
def test_unsaubere_seite_hat_befund(html: str, befund: str) -> None:
    assert befund in seitenbefunde(html)


def test_saubere_seite_hat_keinen_befund() -> None:
    html = '<script src="/a.js"></script><script type="application/json">{"a": 1}</script><p id="a">Text</p>'
    assert seitenbefunde(html) == []
