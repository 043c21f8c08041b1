"""What holds for any figures: a breakdown never loses or invents anything."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from angebote.auswertung import Aufteilung, jahreszahlen
from angebote.models import Altersgruppe, Geschlecht, Kennzahl, Wert
from stzverbund.basis.zahlen import Zellart
from tests import fabriken as f
from zentren.models import Zentrum

zahlen = st.integers(0, 10**6)
alter = st.dictionaries(st.sampled_from([a for a in Altersgruppe if a != Altersgruppe.ALLE]), zahlen)
geschlechter = st.dictionaries(st.sampled_from([g for g in Geschlecht if g != Geschlecht.ALLE]), zahlen)
zellen = st.tuples(st.none() | zahlen, alter, geschlechter)


@given(zahlen, st.lists(zahlen))
def test_rest_und_ueberhang_ergaenzen_sich(gesamt: int, teile: list[int]) -> None:
    aufteilung = Aufteilung(Kennzahl(), gesamt, tuple((str(nr), zahl) for nr, zahl in enumerate(teile)))
    assert aufteilung.bekannt + aufteilung.unbekannt - aufteilung.ueberhang == gesamt
    assert min(aufteilung.unbekannt, aufteilung.ueberhang) == 0


class BeliebigeZellen(TestCase):
    @settings(max_examples=25)
    @given(st.lists(zellen, min_size=1, max_size=6))
    def test_jahr_aus_beliebigen_zellen(self, monate: list[tuple]) -> None:
        zentrum, kennzahl = f.ZentrumFabrik(), f.KennzahlFabrik()
        erwartet: dict[str, int] = {}
        for nr, (gesamt, nach_alter, nach_geschlecht) in enumerate(monate, start=1):
            meldung = f.MeldungFabrik.build(zentrum=zentrum, monat=date(2025, nr, 1))
            meldung = type(meldung).objects.get_or_create(zentrum=zentrum, zeitraum=meldung.zeitraum, nr=0)[0]
            ort = {"meldung": meldung, "monat": date(2025, nr, 1), "kennzahl": kennzahl}
            art = Zellart.KEINE_ANGABE if gesamt is None else Zellart.ZAHL
            f.WertFabrik(**ort, art=art, zahl=gesamt)
            for feld, teile in (("altersgruppe", nach_alter), ("geschlecht", nach_geschlecht)):
                for gruppe, zahl in teile.items():
                    f.WertFabrik(**ort, zahl=zahl, **{feld: gruppe})
                    erwartet[gruppe.label] = erwartet.get(gruppe.label, 0) + zahl
        self.pruefe(zentrum, kennzahl, monate, erwartet)

    def pruefe(self, zentrum: Zentrum, kennzahl: Kennzahl, monate: list[tuple], erwartet: dict) -> None:
        jahr = jahreszahlen(zentrum, 2025, entwuerfe=True)
        bekannte = [gesamt for gesamt, _, _ in monate if gesamt is not None]
        summe = jahr.gesamt[kennzahl.pk]
        assert (summe.angaben, summe.ohne_angabe) == (len(bekannte), len(monate) - len(bekannte))
        assert summe.zahl == (sum(bekannte) if bekannte else None)
        assert Wert.objects.summen().count() == len(monate)
        for aufteilung in (*jahr.nach_alter, *jahr.nach_geschlecht):
            assert aufteilung.gesamt == summe.zahl
            assert {name: zahl for name, zahl in aufteilung.teile if zahl} == {
                name: zahl for name, zahl in erwartet.items() if zahl and name in dict(aufteilung.teile)
            }
