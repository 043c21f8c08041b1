"""Limits: so many and no more, each address for itself."""

from django.test import RequestFactory

from stzverbund.basis.bremse import erlaubt, erlaubt_im_andrang


def _von(adresse: str, je: str = "") -> bool:
    anfrage = RequestFactory().get("/", REMOTE_ADDR=adresse)
    return erlaubt(anfrage, "probe", anzahl=2, sekunden=60, je=je)


def test_zwei_und_nicht_mehr() -> None:
    assert [_von("192.0.2.1") for _ in range(4)] == [True, True, False, False]
    assert _von("192.0.2.2")


def test_je_gegenstand_statt_je_adresse() -> None:
    assert [_von(f"192.0.2.{nr}", je="zentrum") for nr in range(3)] == [True, True, False]


def test_wer_alles_aufbraucht_sperrt_niemanden_aus() -> None:
    def kommt(adresse: str) -> bool:
        anfrage = RequestFactory().get("/", REMOTE_ADDR=adresse)
        return erlaubt_im_andrang(anfrage, "formular", anzahl=3, insgesamt=4, sekunden=60)

    flut = [kommt(f"192.0.2.{nr}") for nr in (1, 2) for _ in range(4)]
    assert flut == [True, True, True, False, True, True, False, False]
    assert [kommt("198.51.100.7") for _ in range(2)] == [True, False]
    assert kommt("198.51.100.8")
