"""The register of Massnahmen: promised, changed, done with an effect, dropped with a reason."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import tablib
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt
from zentren.stadtteilmanagement import massnahmen
from zentren.stadtteilmanagement.models import Massnahme

HEUTE = timezone.localdate()


def _vereinbart(welt: Welt, **felder: Any) -> Massnahme:
    return f.MassnahmeFabrik(**{"zentrum": welt.eigenes, "vereinbart_am": timezone.now()} | felder)


def test_vom_eintragen_bis_zur_wirkung(welt: Welt) -> None:
    client = welt.client("leitung")
    angaben = {"titel": "Befragung", "eigner": "zentrum", "faellig": (HEUTE + timedelta(30)).isoformat()}
    client.post(reverse("massnahme_neu"), angaben)
    eine = Massnahme.objects.get()
    assert (eine.zentrum, eine.bezirk, eine.vereinbart_am) == (welt.eigenes, welt.bezirk, None)
    geaendert = {"titel": "Befragung im Café", "faellig": angaben["faellig"], "status": "in_arbeit"}
    adresse = reverse("massnahme_bearbeiten", args=[eine.pk])
    assert client.post(adresse, geaendert | {"version": 1}).status_code == 302
    veraltet = client.post(adresse, geaendert | {"version": 1, "titel": "Andere"})
    assert veraltet.status_code == 422, "the second of two editors sees both"
    zu_frueh = {"erledigt_am": (HEUTE + timedelta(1)).isoformat(), "wirkung": "", "version": 2}
    antwort = client.post(reverse("massnahme_erledigt", args=[eine.pk]), zu_frueh)
    assert "Dieser Tag liegt in der Zukunft." in antwort.content.decode()
    client.post(reverse("massnahme_erledigt", args=[eine.pk]), zu_frueh | {"erledigt_am": HEUTE.isoformat()})
    eine.refresh_from_db()
    client.post(
        reverse("massnahme_erledigt", args=[eine.pk]),
        {"erledigt_am": HEUTE.isoformat(), "wirkung": "184 Antworten", "version": eine.version},
    )
    seite = client.get(reverse("massnahme", args=[eine.pk])).content.decode()
    assert "184 Antworten" in seite
    assert [e.was for e in Ereignis.objects.zu(eine)] == [
        *("angelegt", "geändert", "erledigt", "Wirkung ergänzt"),
    ]


def test_entfaellt_nur_mit_grund_und_nur_einmal(welt: Welt) -> None:
    eine = _vereinbart(welt)
    wer = welt.rollen["leitung"]
    with pytest.raises(Verweigert, match="Grund"):
        massnahmen.entfallen(massnahme=eine, grund=" ", version=1, wer=wer)
    eine = massnahmen.entfallen(massnahme=eine, grund="Partnerin fehlt", version=1, wer=wer)
    for noch_einmal in (
        lambda: massnahmen.entfallen(massnahme=eine, grund="x", version=2, wer=wer),
        lambda: massnahmen.erledigen(massnahme=eine, am=HEUTE, wirkung="", version=2, wer=wer),
        lambda: massnahmen.aendern(massnahme=eine, angaben={}, version=2, wer=wer),
    ):
        with pytest.raises(Verweigert, match="entfallen"):
            noch_einmal()
    with pytest.raises(Verweigert, match="zuständig"):
        massnahmen.aendern(massnahme=eine, angaben={}, version=2, wer=welt.rollen["verband"])
    laufende = _vereinbart(welt)
    with pytest.raises(Verweigert, match="schließen"):
        massnahmen.aendern(massnahme=laufende, angaben={"status": "erledigt"}, version=1, wer=wer)


def test_jede_stelle_traegt_fuer_ihre_ein(welt: Welt) -> None:
    gleich = {"titel": "Zusage", "faellig": HEUTE.isoformat()}
    welt.client("koordination").post(reverse("massnahme_neu"), gleich)
    welt.client("bezirksamt").post(reverse("massnahme_neu"), gleich | {"eigner": "bezirksamt"})
    traeger = {"eigner": "traeger", "zentrum": welt.eigenes.pk}
    welt.client("traeger").post(reverse("massnahme_neu"), gleich | traeger)
    fremd = {"eigner": "traeger", "zentrum": welt.fern.pk}
    assert welt.client("traeger").post(reverse("massnahme_neu"), gleich | fremd).status_code == 422
    ohne = welt.client("bezirksamt").post(reverse("massnahme_neu"), gleich | {"eigner": "zentrum"})
    assert "Bitte nennen Sie das Zentrum." in ohne.content.decode()
    angelegt = Massnahme.objects.order_by("pk").values_list("eigner", "zentrum", "bezirk")
    assert list(angelegt) == [
        ("verbund", None, welt.bezirk.pk),
        ("bezirksamt", None, welt.bezirk.pk),
        ("traeger", welt.eigenes.pk, welt.bezirk.pk),
    ]


def test_filter_export_und_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    client, adresse = welt.client("bezirksamt"), reverse("massnahmen")
    _vereinbart(welt, titel="=Spät", faellig=HEUTE - timedelta(400), beschreibung="Lang")
    with django_assert_num_queries(8):
        assert "1 Maßnahme ist überfällig" in client.get(adresse).content.decode()
    _vereinbart(welt, titel="Bald", eigner="bezirksamt")
    fertig = {"status": "erledigt", "erledigt_am": HEUTE, "wirkung": "Hat geholfen"}
    _vereinbart(welt, titel="Fertig", zentrum=welt.nachbar, **fertig)
    with django_assert_num_queries(8):
        client.get(adresse)

    def titel(**wahl: object) -> list[str]:
        return [zeile.record.titel for zeile in client.get(adresse, wahl).context["table"].rows]

    assert titel(stand="ueberfaellig") == ["=Spät"]
    assert titel(stand="laufend") == ["=Spät", "Bald"]
    assert titel(stand="erledigt") == titel(zentrum=welt.nachbar.pk) == ["Fertig"]
    assert titel(eigner="bezirksamt") == ["Bald"]
    assert titel(jahr=(HEUTE - timedelta(400)).year) == ["=Spät"]
    for art in ("xlsx", "ods", "csv"):
        inhalt = client.get(adresse, {"export": art}).content
        roh = inhalt.decode("utf-8-sig") if art == "csv" else inhalt
        blatt = tablib.Dataset().load(roh, format=art, **({"delimiter": ";"} if art == "csv" else {}))
        zeilen = [list(blatt.headers or []), *blatt]
        assert zeilen[1][0] == "'=Spät"
        assert "Lang" in zeilen[1]
        assert str(zeilen[1][3]).startswith(str(HEUTE - timedelta(400))), "a day, not a German text"
        assert "Hat geholfen" in zeilen[3]


def test_seite_zeigt_kriterium_und_beleg_von_heute(welt: Welt) -> None:
    bewertung = s.bewertung(welt)
    eine = f.MassnahmeFabrik(zentrum=welt.eigenes)
    antwort = s.antwort(bewertung, "1.1")
    antwort.massnahme = eine
    antwort.save()
    seite = welt.client("leitung").get(reverse("massnahme", args=[eine.pk])).content.decode()
    assert "Kriterium 1.1" in seite
    Massnahme.objects.filter(pk=eine.pk).update(vereinbart_am=timezone.now())
    amt = welt.client("bezirksamt").get(reverse("massnahme", args=[eine.pk])).content.decode()
    assert eine.titel in amt
    assert "Kriterium 1.1" not in amt, "the draft of the Selbstbewertung stays inside"
