"""The register of Massnahmen: who writes what into it."""

from datetime import date

import pytest

from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Verweigert
from tests.welt import Welt
from zentren.stadtteilmanagement import massnahmen
from zentren.stadtteilmanagement.models import Massnahme

WAS = {"titel": " Rampe bauen ", "eigner": "traeger", "faellig": date(2027, 3, 31)}


def test_anlegen_als_entwurf_des_zentrums_oder_vereinbart_vom_amt(welt: Welt) -> None:
    entwurf = massnahmen.anlegen(**WAS, zentrum=welt.eigenes, wer=welt.rollen["mitarbeit"])
    assert (entwurf.titel, entwurf.bezirk, entwurf.vereinbart_am) == ("Rampe bauen", welt.bezirk, None)
    assert Ereignis.objects.zu(entwurf).get().was == "angelegt"
    vom_amt = massnahmen.anlegen(**WAS, zentrum=welt.eigenes, wer=welt.rollen["bezirksamt"])
    assert vom_amt.vereinbart_am is not None
    verbund = massnahmen.anlegen(
        **WAS | {"eigner": "verbund"}, bezirk=welt.bezirk, wer=welt.rollen["koordination"]
    )
    assert verbund.zentrum is None
    assert verbund.vereinbart_am is not None


@pytest.mark.parametrize(("rolle", "zentrum"), [("verband", "eigenes"), ("leitung", "nachbar")])
def test_anlegen_nur_in_den_eigenen_zentren(welt: Welt, rolle: str, zentrum: str) -> None:
    with pytest.raises(Verweigert):
        massnahmen.anlegen(**WAS, zentrum=getattr(welt, zentrum), wer=welt.rollen[rolle])
    with pytest.raises(Verweigert, match="was geschieht"):
        massnahmen.anlegen(**WAS | {"titel": " "}, zentrum=welt.eigenes, wer=welt.rollen["leitung"])
    assert not Massnahme.objects.exists()
