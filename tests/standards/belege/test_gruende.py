"""Every Kriterium has a rule or says why it has none; docs/evidence.md says the same."""

from django.conf import settings

from standards.belege import REGELN
from standards.belege.dokument import ZIEL, evidence_md, kriterien
from standards.belege.gruende import GRUENDE


def test_jedes_kriterium_hat_eine_regel_oder_einen_grund() -> None:
    alle = kriterien()
    mit_regel = {regel.kriterium for regel in REGELN.values()}
    assert len(alle) == 35
    assert GRUENDE.keys() == {"2.2", "11.1"} == alle.keys() - mit_regel


def test_gruende_sind_saetze_und_nennen_vorhandenes() -> None:
    for grund in GRUENDE.values():
        assert grund.satz.endswith(".")
        assert grund.siehe in {"", *REGELN}
    assert list(REGELN) == sorted(REGELN, key=lambda r: [int(t) for t in REGELN[r].kriterium.split(".")])


def test_die_datei_passt_zu_den_regeln() -> None:
    datei = settings.BASE_DIR / ZIEL
    assert datei.read_text(encoding="utf-8") == evidence_md(), "make docs"
