"""The Mindeststandards of the Rahmenkonzept come with the catalogue, once and for good."""

import pytest

from standards import katalog
from standards.models import Fassung, Kriterium, Standard


@pytest.mark.django_db
def test_dreizehn_standards_mit_fuenfunddreissig_kriterien() -> None:
    assert katalog.laden() == {"Fassungen": 1, "Standards": 13, "Kriterien": 35}
    assert katalog.laden() == {"Fassungen": 1, "Standards": 13, "Kriterien": 35}
    fassung = Fassung.objects.get()
    assert fassung.zustimmungen.filter(am=fassung.stand).count() == 4
    assert Kriterium.objects.get(schluessel="9.4").text == "zur Mitwirkung einladen"
    assert [k.schluessel for k in Kriterium.objects.all()][-2:] == ["13.1", "13.2"]
    assert Standard.objects.get(nummer=9).schluss == "veröffentlichen und zur Mitwirkung einladen"
