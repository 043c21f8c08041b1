"""Rounds of the Bezirksamt: proposed, edited, opened, centres in and out, closed; who stands where."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from standards import ablauf, antworten, runden
from standards.belege import REGELN, Ergebnis, Lage, regel
from standards.models import Runde, Selbstbewertung, Urteil
from standards.rundenstand import staende
from standards.rundenvorschlag import vorschlagen
from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt
from zentren.models import Zentrum

pytestmark = pytest.mark.django_db
Status = Selbstbewertung.Status


@pytest.fixture
def eine_regel() -> Iterator[None]:
    """Only this rule, so that the form has one threshold."""
    alle = dict(REGELN)
    REGELN.clear()

    @regel("probe", kriterium="1.1", titel="Angebote geprüft", anteil=(80, "Anteil in %"))
    def probe(lage: Lage) -> dict[int, Ergebnis]:
        """Always speaks for it."""
        return {z: Ergebnis(Urteil.DAFUER, "Ja.", lage.seit(), lage.stichtag) for z in lage.zentren}

    yield
    REGELN.clear()
    REGELN.update(alle)


def _angaben(form: Any, **anders: Any) -> dict[str, Any]:
    """What a browser would send back of a form."""
    werte = {name: form[name].value() for name in form.fields}
    for name in ("standards", "zentren"):
        if name in werte:
            werte[name] = [getattr(w, "pk", w) for w in werte[name]]
    return {k: v for k, v in werte.items() if v is not None} | anders


def test_anlegen_oeffnen_aufnehmen_herausnehmen_abschliessen(welt: Welt, eine_regel: None) -> None:
    """The round of a year, by the pages of the Bezirksamt."""
    s.fassung()
    amt, heute = welt.client("bezirksamt"), timezone.localdate()
    seite = amt.get(reverse("runde_neu"))
    form = seite.context["form"]
    assert {z.slug for z in form.initial["zentren"]} == {"eigenes", "nachbar"}
    ort = f.SitzungFabrik(verbund=welt.rollen["koordination"].verbund)
    offen, _ = (
        f.BeschlussFabrik(punkt=f.PunktFabrik(sitzung=ort), traegt="schwelle", sichtbarkeit=wer)
        for wer in ("bezirksamt", "intern")
    )
    assert list(form.fields["beschluss"].queryset.all()) == [offen]
    assert "1.1 Angebote geprüft: Anteil in %" in seite.content.decode()
    zu_spaet = _angaben(form, faellig=form["beginn"].value())
    assert (
        "Die Frist muss nach dem Beginn liegen." in amt.post(reverse("runde_neu"), zu_spaet).content.decode()
    )
    nur_eines = _angaben(form, zentren=[welt.eigenes.pk], schwelle_probe_anteil="75,5")
    runde = Runde.objects.get(pk=amt.post(reverse("runde_neu"), nur_eines).url.split("/")[-2])
    assert runde.schwellen.get().wert == Decimal("75.5")
    adresse = reverse("runde", args=[runde.pk])
    assert (
        "1 Zentrum bekommt eine Selbstbewertung mit 3 Kriterien: STZ Eigenes"
        in amt.get(adresse).content.decode()
    )
    doppelt = amt.post(reverse("runde_neu"), nur_eines | {"jahr": runde.jahr})
    assert "Für dieses Jahr gibt es schon eine Runde." in doppelt.content.decode()

    amt.post(reverse("runde_oeffnen", args=[runde.pk]))
    amt.post(reverse("runde_aufnehmen", args=[runde.pk]), {"zentrum": welt.nachbar.pk})
    assert runde.bewertungen.count() == 2
    assert Postausgang.objects.filter(an="leitung@demo.example", betreff__contains="begonnen").count() == 1
    nachbar = runde.bewertungen.get(zentrum=welt.nachbar)
    heraus = reverse("runde_herausnehmen", args=[runde.pk, nachbar.pk])
    assert amt.post(heraus, {"grund": ""}).status_code == 422
    amt.post(heraus, {"grund": "schließt"})
    assert "herausgenommen" in amt.get(adresse).content.decode()
    amt.post(reverse("runde_abschliessen", args=[runde.pk]))
    runde.refresh_from_db()
    assert runde.laeuft, "one is still a draft"
    ablauf.entfallen(
        bewertung=runde.bewertungen.get(zentrum=welt.eigenes), grund="g", wer=welt.rollen["bezirksamt"]
    )
    amt.post(reverse("runde_abschliessen", args=[runde.pk]))
    runde.refresh_from_db()
    assert runde.stand == ("success", "abgeschlossen")
    assert vorschlagen(welt.bezirk, heute).jahr == runde.jahr + 1
    assert amt.get(reverse("runde_bearbeiten", args=[runde.pk])).status_code == 404


def test_wer_herausgenommen_ist_kann_wieder_dabei_sein(welt: Welt) -> None:
    runde, amt = s.runde(welt), welt.rollen["bezirksamt"]
    bewertung = runde.bewertungen.get()
    s.beantworten(bewertung, welt)
    with pytest.raises(Verweigert, match="nimmt schon teil"):
        runden.aufnehmen(runde=runde, zentrum=welt.eigenes, wer=amt)
    ablauf.entfallen(bewertung=bewertung, grund="Umbau", wer=amt)
    wieder = runden.aufnehmen(runde=runde, zentrum=welt.eigenes, wer=amt)
    assert wieder.pk == bewertung.pk
    assert wieder.status == Status.ENTWURF
    assert set(wieder.antworten.values_list("einschaetzung", flat=True)) == {"erfuellt"}
    assert Ereignis.objects.zu(runde).filter(was="herausgenommen", grund__contains="Umbau").exists()


def test_termine_einer_laufenden_runde_aendern_sich_sonst_nichts(welt: Welt, eine_regel: None) -> None:
    runde = s.runde(welt)
    amt = welt.client("bezirksamt")
    adresse = reverse("runde_bearbeiten", args=[runde.pk])
    form = amt.get(adresse).context["form"]
    assert set(form.fields) == {"beginn", "faellig", "pruefung_bis", "version"}
    spaeter = runde.faellig + timedelta(days=7)
    amt.post(adresse, _angaben(form, faellig=spaeter, jahr=2099, schwelle_probe_anteil="1"))
    runde.refresh_from_db()
    assert (runde.faellig, runde.jahr) == (spaeter, timezone.localdate().year)
    assert not runde.schwellen.filter(wert=1).exists()
    assert amt.post(reverse("runde_loeschen", args=[runde.pk])).status_code == 302
    assert Runde.objects.exists(), "an open round is not deleted"


def test_schwellen_zweier_personen_werden_gezeigt_nie_ueberschrieben(welt: Welt, eine_regel: None) -> None:
    runde = f.RundeFabrik(bezirk=welt.bezirk, fassung=s.fassung())
    amt, adresse = welt.client("bezirksamt"), reverse("runde_bearbeiten", args=[runde.pk])
    form = amt.get(adresse).context["form"]
    alle = {"standards": [x.pk for x in runde.fassung.standards.all()], "zentren": [welt.eigenes.pk]}
    assert amt.post(adresse, _angaben(form, **alle, schwelle_probe_anteil="70")).status_code == 302
    zweite = amt.post(adresse, _angaben(form, **alle, schwelle_probe_anteil="90"))
    assert zweite.status_code == 422
    assert [k.name for k in zweite.context["form"].konflikte] == ["schwellen"]
    assert runde.schwellen.get().wert == 70
    gewaehlt = _angaben(form, **alle, schwelle_probe_anteil="90", version="2", wahl_schwellen="andere")
    assert amt.post(adresse, gewaehlt).status_code == 302
    assert runde.schwellen.get().wert == 70


def test_wer_steht_wo_zeigt_stand_und_nie_inhalt(welt: Welt, django_assert_num_queries: Any) -> None:
    """The Bezirksamt sees that a draft exists, how far and how late; the centre opens its own."""
    faellig = timezone.localdate() - timedelta(days=3)
    runde = s.runde(welt, welt.eigenes, welt.nachbar, beginn=faellig - timedelta(days=60), faellig=faellig)
    eigene = runde.bewertungen.get(zentrum=welt.eigenes)
    antworten.beantworten(
        antwort=s.antwort(eigene, "1.1"),
        angaben={"einschaetzung": "erfuellt", "begruendung": "Geheimes Vorhaben"},
        version=1,
        wer=welt.rollen["leitung"],
    )
    adresse = reverse("runde", args=[runde.pk])
    with django_assert_num_queries(1):
        erste, zweite = staende(runde, welt.rollen["bezirksamt"], timezone.localdate())
    assert (erste.prozent, erste.verspaetung, erste.offen) == (33, "3 Tage überfällig", False)
    assert zweite.wort == "Noch nicht eingereicht"
    Selbstbewertung.objects.filter(pk=eigene.pk).update(
        status="zurueckgegeben",
        grund="g",
        eingereicht_am=timezone.now(),
        zuerst_eingereicht_am=timezone.now(),
    )
    erste = staende(runde, welt.rollen["bezirksamt"], timezone.localdate())[0]
    assert (erste.eingereicht, erste.verspaetung) == (None, "3 Tage überfällig"), "between centre and Träger"
    amtsseite = welt.client("bezirksamt").get(adresse).content.decode()
    weg = reverse("selbstbewertung", args=["eigenes", runde.jahr])
    assert "33 %" in amtsseite
    assert "Geheimes" not in amtsseite
    assert weg not in amtsseite
    assert weg in welt.client("leitung").get(adresse).content.decode()
    for rolle, zeilen in {"leitung": 1, "traeger": 1, "verband": 0, "koordination": 0}.items():
        assert len(staende(runde, welt.rollen[rolle], timezone.localdate())) == zeilen, rolle


def test_ein_zentrum_das_vorher_schliesst_bleibt_draussen(welt: Welt) -> None:
    runde = f.RundeFabrik(bezirk=welt.bezirk, fassung=s.fassung())
    runde.standards.set(runde.fassung.standards.all())
    runde.zentren.set([welt.eigenes, welt.nachbar])
    Zentrum.objects.filter(pk=welt.nachbar.pk).update(in_betrieb_bis=runde.beginn - timedelta(days=1))
    seite = welt.client("bezirksamt").get(reverse("runde", args=[runde.pk])).content.decode()
    assert "Ohne Selbstbewertung bleiben, weil sie in dieser Zeit nicht geöffnet sind: STZ Nachbar" in seite
    runden.oeffnen(runde=runde, wer=welt.rollen["bezirksamt"], heute=runde.beginn)
    assert runde.bewertungen.get().zentrum == welt.eigenes


@pytest.mark.parametrize(
    ("letzte", "heute", "erwartet"),
    [
        (None, date(2026, 5, 1), (2026, date(2026, 9, 1), date(2026, 11, 15))),
        (None, date(2026, 12, 1), (2026, date(2026, 12, 1), date(2027, 2, 9))),
        (2025, date(2026, 5, 1), (2026, date(2026, 1, 1), date(2026, 11, 30))),
        (2024, date(2028, 2, 29), (2028, date(2028, 1, 1), date(2028, 11, 30))),
    ],
)
def test_vorschlag_hat_nie_eine_frist_die_vorbei_ist(
    letzte: int | None, heute: date, erwartet: tuple[int, date, date]
) -> None:
    bezirk = f.BezirkFabrik()
    if letzte:
        f.RundeFabrik(bezirk=bezirk, jahr=letzte)
    vorschlag = vorschlagen(bezirk, heute)
    assert (vorschlag.jahr, vorschlag.beginn, vorschlag.faellig) == erwartet
    assert vorschlag.pruefung_bis > vorschlag.faellig > heute
