"""The strict template components and their gallery."""

import pytest
from django.conf import settings
from django.template import Context, Template, TemplateDoesNotExist, TemplateSyntaxError
from django.test import Client
from django.urls import reverse

from stzverbund.basis.templatetags.bausteine import attribute, baustein_zeichnen
from stzverbund.start import galerie

NAMEN = sorted(pfad.stem for pfad in (settings.BASE_DIR / "templates" / "bausteine").glob("*.html"))


def _gezeichnet(vorlage: str, **werte: object) -> str:
    return Template(vorlage).render(Context(werte))


def test_unbekannte_angabe_nennt_die_erlaubten() -> None:
    with pytest.raises(TemplateSyntaxError) as fehler:
        _gezeichnet('{% baustein "marke" ton="info" text="Neu" farbe="rot" %}')
    assert "unknown ['farbe']" in str(fehler.value)
    assert "accepted are ['text', 'ton']" in str(fehler.value)


def test_fehlende_angabe_faellt_auf() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"missing \['text'\]"):
        _gezeichnet('{% baustein "marke" ton="info" %}')


def test_unbekannter_baustein_faellt_auf() -> None:
    with pytest.raises(TemplateDoesNotExist, match=r"bausteine/gibtesnicht\.html"):
        _gezeichnet('{% baustein "gibtesnicht" %}')


def test_baustein_ohne_kopfzeile_faellt_auf(tmp_path, settings) -> None:
    (tmp_path / "bausteine").mkdir()
    (tmp_path / "bausteine" / "kopflos.html").write_text("<p>ohne Kopf</p>")
    vorlagen = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    settings.TEMPLATES = vorlagen
    attribute.cache_clear()
    with pytest.raises(TemplateSyntaxError, match="declares no attributes"):
        attribute("kopflos")
    attribute.cache_clear()


def test_freiwilliges_darf_fehlen_und_text_wird_maskiert() -> None:
    assert "&lt;b&gt;" in _gezeichnet('{% baustein "kachel" zahl=z text="Besuche" %}', z="<b>")


def test_block_reicht_seinen_inhalt_weiter() -> None:
    block = '{% bausteinblock "hinweis" ton="info" titel="Gut" %}<p>{{ satz }}</p>{% endbausteinblock %}'
    html = _gezeichnet(block, satz="1 < 2")
    assert "<p>1 &lt; 2</p>" in html
    assert "kern-alert--info" in html


def test_jeder_baustein_steht_in_der_galerie() -> None:
    assert sorted(galerie.VARIANTEN) == NAMEN


@pytest.mark.parametrize("name", NAMEN)
def test_galerie_zeigt_jede_angabe_mindestens_einmal(name: str) -> None:
    pflicht, frei = attribute(name)
    gezeigt = {angabe for variante in galerie.VARIANTEN[name] for angabe in variante}
    assert gezeigt == pflicht | frei
    for variante in galerie.VARIANTEN[name]:
        assert baustein_zeichnen(name, variante).strip()


def test_seite_nur_fuer_die_entwicklung(settings, db: None) -> None:
    assert Client().get(reverse("bausteine")).status_code == 404
    settings.DEBUG = True
    seite = Client().get(reverse("bausteine")).content.decode()
    assert all(f">{name}</h2>" in seite for name in NAMEN)
