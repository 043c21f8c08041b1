"""Needs from the day they are found until somebody has looked whether it helped; Anliegen there and back."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.start.aufgaben.stadtteil_bedarfe import anliegen as anliegen_zu_tun
from stzverbund.start.aufgaben.stadtteil_bedarfe import bedarfe as bedarfe_zu_tun
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.hilfen.angebot import formularwerte
from tests.welt import Welt
from zentren.stadtteilmanagement import bedarfe
from zentren.stadtteilmanagement.models import Anliegen, Bedarf, Freitext

pytestmark = pytest.mark.django_db


def _ereignisse(objekt: Any) -> list[tuple[str, str]]:
    return list(Ereignis.objects.zu(objekt).order_by("pk").values_list("was", "grund"))


def test_ein_bedarf_von_der_ermittlung_bis_zur_ueberpruefung(welt: Welt) -> None:
    """Every step has its day and its event; what is not possible now is refused with a sentence."""
    wer, heute = welt.rollen["mitarbeit"], timezone.localdate()
    gruppe = f.ZielgruppeFabrik()
    bedarf = bedarfe.anlegen(
        zentrum=welt.eigenes,
        angaben={
            "titel": "  Treff für\nältere Menschen ",
            "problemfeld": "einsamkeit",
            "quelle": "befragung",
            "zielgruppen": [gruppe],
            "ermittelt_am": heute - timedelta(days=40),
            "fortschreiben_alle": 12,
        },
        herkunft="aus der Befragung „Sommer“",
        wer=wer,
    )
    assert (bedarf.titel, bedarf.status) == ("Treff für ältere Menschen", "ermittelt")
    assert list(bedarf.zielgruppen.all()) == [gruppe]
    assert bedarf.wieder_am == bedarf.ermittelt_am + relativedelta(months=12)
    with pytest.raises(Verweigert, match="ermittelt"):
        bedarfe.ueberpruefen(bedarf=bedarf, am=heute, ergebnis="Ja.", version=1, wer=wer)
    with pytest.raises(Verweigert, match="Zukunft"):
        bedarfe.planen(bedarf=bedarf, am=heute + timedelta(days=1), wer=wer)
    with pytest.raises(Verweigert, match="vor dem Schritt davor"):
        bedarfe.planen(bedarf=bedarf, am=heute - timedelta(days=41), wer=wer)
    bedarf = bedarfe.planen(bedarf=bedarf, am=heute - timedelta(days=30), wer=wer)
    bedarf = bedarfe.umsetzen(bedarf=bedarf, am=heute - timedelta(days=5), wer=wer)
    assert bedarf.wieder_am == bedarf.umgesetzt_am + relativedelta(months=6)
    with pytest.raises(Verweigert, match="schreiben"):
        bedarfe.ueberpruefen(bedarf=bedarf, am=heute, ergebnis=" ", version=3, wer=wer)
    with pytest.raises(Ueberholt):
        bedarfe.ueberpruefen(bedarf=bedarf, am=heute, ergebnis="Ja.", version=2, wer=wer)
    bedarf = bedarfe.ueberpruefen(bedarf=bedarf, am=heute, ergebnis="Zwölf kommen.", version=3, wer=wer)
    assert (bedarf.status, bedarf.wieder_am, bedarf.ergebnis) == ("ueberprueft", None, "Zwölf kommen.")
    assert _ereignisse(bedarf) == [
        ("angelegt", "aus der Befragung „Sommer“"),
        ("geplant", ""),
        ("umgesetzt", ""),
        ("überprüft", ""),
    ]


def test_verwerfen_fortschreiben_und_wieder_aufnehmen(welt: Welt) -> None:
    wer, heute = welt.rollen["leitung"], timezone.localdate()
    alt = s.BedarfFabrik(zentrum=welt.eigenes, ermittelt_am=date(2024, 1, 31), fortschreiben_alle=1)
    bedarf = bedarfe.fortschreiben(bedarf=alt, wer=wer)
    assert bedarf.wieder_am == heute + relativedelta(months=1)
    with pytest.raises(Verweigert, match="Grund"):
        bedarfe.verwerfen(bedarf=bedarf, grund=" ", version=2, wer=wer)
    bedarf = bedarfe.verwerfen(bedarf=bedarf, grund="Die Schule macht es.", version=2, wer=wer)
    assert (bedarf.verworfen_am, bedarf.wieder_am) == (heute, None)
    for was in (bedarfe.fortschreiben, bedarfe.planen):
        mehr = {} if was is bedarfe.fortschreiben else {"am": heute}
        with pytest.raises(Verweigert, match="verworfen"):
            was(bedarf=bedarf, wer=wer, **mehr)
    bedarf = bedarfe.wieder_aufnehmen(bedarf=bedarf, wer=wer)
    assert (bedarf.status, bedarf.grund, bedarf.verworfen_am) == ("ermittelt", "", None)
    with pytest.raises(Verweigert, match="noch offen"):
        bedarfe.wieder_aufnehmen(bedarf=bedarf, wer=wer)
    fremder = s.BedarfFabrik(zentrum=welt.nachbar)
    for rolle in ("leitung", "bezirksamt"):
        with pytest.raises(Verweigert, match="das Team"):
            bedarfe.fortschreiben(bedarf=fremder, wer=welt.rollen[rolle])
    angaben = {"titel": "x", "problemfeld": "armut", "quelle": "gespraech"}
    with pytest.raises(Verweigert, match="das Team"):
        bedarfe.anlegen(zentrum=welt.nachbar, angaben=angaben, wer=wer)
    assert Bedarf.objects.count() == 2


def _bedarf(**anders: Any) -> dict[str, Any]:
    heute = timezone.localdate().isoformat()
    return {
        "titel": "Treffpunkt für Jugendliche",
        "problemfeld": "jugend",
        "quelle": "gremium",
        "ermittelt_am": heute,
        "fortschreiben_alle": "12",
    } | anders


def test_ein_bedarf_auf_den_seiten(welt: Welt) -> None:
    """Entered with its file, seen by partners, not twice; every step is a form that keeps what was typed."""
    team, heute = welt.client("mitarbeit"), timezone.localdate().isoformat()
    unterlage = SimpleUploadedFile("bericht.txt", b"Auswertung")
    falsch = team.post(reverse("bedarf_neu"), _bedarf(ermittelt_am="2999-01-01", problemfeld=""))
    assert falsch.status_code == 422
    assert "Dieser Tag liegt in der Zukunft." in falsch.content.decode()
    assert team.post(reverse("bedarf_neu"), _bedarf(unterlage=unterlage)).status_code == 302
    bedarf = Bedarf.objects.get()
    doppelt = team.post(reverse("bedarf_neu"), _bedarf(titel="treffpunkt FÜR  Jugendliche"))
    assert "steht schon im Register" in doppelt.content.decode()
    vorschlag = team.get(reverse("bedarf_aehnliche"), {"text": "Treffpunkte für Ältere"}).content.decode()
    assert bedarf.titel in vorschlag
    for text, ohne in (("Hausaufgabenhilfe", ""), ("Treffpunkt", bedarf.pk), ("", "x"), ("der die das", "")):
        frage = {"text": text, "ohne": ohne}
        assert not team.get(reverse("bedarf_aehnliche"), frage).content.strip(), text

    datei = welt.client("bezirksamt").get(reverse("bedarf_unterlage", args=[bedarf.pk]))
    assert b"".join(datei.streaming_content) == b"Auswertung"
    ohne_tag = team.post(reverse("bedarf_planen", args=[bedarf.pk]), {"am": "bald"}, follow=True)
    assert "Bitte geben Sie den Tag an" in ohne_tag.content.decode()
    for schritt in ("planen", "umsetzen"):
        team.post(reverse(f"bedarf_{schritt}", args=[bedarf.pk]), {"am": heute})
    geaendert = _bedarf(titel="Neu", version="3")
    assert team.post(reverse("bedarf_bearbeiten", args=[bedarf.pk]), geaendert).status_code == 302
    bedarf.refresh_from_db()
    assert (bedarf.status, bedarf.titel) == ("umgesetzt", "Neu")
    leer = team.post(reverse("bedarf_ueberpruefen", args=[bedarf.pk]), {"am": heute, "version": "4"})
    assert leer.status_code == 422
    seite = team.get(reverse("bedarf", args=[bedarf.pk])).content.decode()
    assert "Angebot dazu anlegen" in seite
    assert f"?bedarf={bedarf.pk}" in seite
    von_aussen = welt.client("bezirksamt").get(reverse("bedarf", args=[bedarf.pk])).content.decode()
    assert "Angebot dazu anlegen" not in von_aussen


def test_ein_anliegen_hin_und_zurueck(welt: Welt) -> None:
    """Noted, forwarded, late on both start pages, answered by the Bezirksamt; made a need by one form."""
    team, amt, heute = welt.client("mitarbeit"), welt.client("bezirksamt"), timezone.localdate()
    vor = (heute - timedelta(days=40)).isoformat()
    angaben = {
        "titel": "Bank an der Haltestelle",
        "problemfeld": "infrastruktur",
        "empfaenger": "bezirksamt",
        "eingegangen_am": vor,
    }
    unsinn = angaben | {"weitergeleitet_am": "2020-01-01", "beantwortet_am": vor}
    antwort = team.post(reverse("anliegen_neu"), unsinn).content.decode()
    assert "Das liegt vor dem Tag, an dem das Anliegen einging." in antwort
    assert team.post(reverse("anliegen_neu"), angaben).status_code == 302
    anliegen = Anliegen.objects.get()
    seite = reverse("anliegen", args=[anliegen.pk])
    assert amt.get(seite).status_code == 404
    (zeile,) = anliegen_zu_tun(welt.rollen["mitarbeit"], heute)
    assert (zeile.adresse, zeile.titel) == (seite, "Bank an der Haltestelle: weiterleiten")
    weiter = {"empfaenger": "bezirksamt", "weitergeleitet_am": vor, "frist": "", "version": "1"}
    assert team.post(reverse("anliegen_weiterleiten", args=[anliegen.pk]), weiter).status_code == 302
    anliegen.refresh_from_db()
    assert anliegen.frist == date.fromisoformat(vor) + timedelta(weeks=4)
    assert Postausgang.objects.get().an == "bezirksamt@demo.example"
    for rolle in ("mitarbeit", "bezirksamt"):
        (zeile,) = anliegen_zu_tun(welt.rollen[rolle], heute)
        assert (zeile.wort, zeile.adresse) == ("Überfällig", seite)
    liste = amt.get(reverse("anliegen_liste"), {"stand": "ueberfaellig"}).content.decode()
    assert "1 Antwort ist überfällig" in liste
    antworten = reverse("anliegen_beantworten", args=[anliegen.pk])
    zusage = {
        "beantwortet_am": heute.isoformat(),
        "ergebnis": "erfuellt",
        "antwort": "Kommt.",
        "version": "2",
    }
    assert amt.post(antworten, zusage | {"ergebnis": ""}).status_code == 422
    assert amt.post(antworten, zusage).status_code == 302
    assert "schon am" in amt.post(antworten, zusage | {"version": "3"}).content.decode()
    empfaenger = set(Postausgang.objects.values_list("an", flat=True))
    assert empfaenger == {f"{rolle}@demo.example" for rolle in ("bezirksamt", "mitarbeit", "leitung")}

    neu = f"{reverse('bedarf_neu')}?anliegen={anliegen.pk}"
    assert "Bank an der Haltestelle" in team.get(neu).content.decode()
    assert team.post(neu, _bedarf()).status_code == 302
    anliegen.refresh_from_db()
    assert anliegen.bedarf == Bedarf.objects.get()
    assert _ereignisse(anliegen.bedarf) == [("angelegt", "aus dem Anliegen „Bank an der Haltestelle“")]
    assert (
        "Bank an der Haltestelle" in team.get(reverse("bedarf", args=[anliegen.bedarf_id])).content.decode()
    )
    fremdes = s.AnliegenFabrik(zentrum=welt.nachbar)
    for nummer in (fremdes.pk, "x"):
        assert team.get(reverse("bedarf_neu"), {"anliegen": nummer}).status_code == 404


def test_faellige_bedarfe_auf_der_bedarfe_zu_tun(welt: Welt) -> None:
    heute = timezone.localdate()
    for nr, status in enumerate(("ermittelt", "umgesetzt", "geplant", "geplant")):
        tag = heute - timedelta(days=10 - nr)
        s.BedarfFabrik(zentrum=welt.eigenes, status=status, umgesetzt_am=heute, wieder_am=tag)
    s.BedarfFabrik(zentrum=welt.nachbar, wieder_am=heute)
    zeilen = bedarfe_zu_tun(welt.rollen["leitung"], heute)
    assert [zeile.titel.partition(": ")[2] for zeile in zeilen] == [
        "wieder ansehen",
        "überprüfen, ob es geholfen hat",
        "",
    ]
    assert zeilen[-1].titel == "2 weitere Bedarfe wieder ansehen"
    assert not bedarfe_zu_tun(welt.rollen["bezirksamt"], heute)


@pytest.mark.parametrize(("name", "abfragen"), [("bedarfe", 8), ("anliegen_liste", 7)])
def test_listen_mit_einer_und_drei_zeilen(
    welt: Welt, name: str, abfragen: int, django_assert_num_queries: Any
) -> None:
    amt, gestern = welt.client("bezirksamt"), timezone.localdate() - timedelta(days=1)
    amt.get(reverse(name))
    for anzahl in (1, 2):
        for _ in range(anzahl):
            if name == "bedarfe":
                s.BedarfFabrik(zentrum=welt.eigenes).zielgruppen.add(f.ZielgruppeFabrik())
            else:
                s.AnliegenFabrik(
                    zentrum=welt.eigenes, eingegangen_am=gestern, weitergeleitet_am=gestern, frist=gestern
                )
        with django_assert_num_queries(abfragen):
            seite = amt.get(reverse(name))
    assert seite.context["table"].page.paginator.count == 3
    export = amt.get(reverse(name), {"export": "csv", "jahr": gestern.year, "q": "e", "stand": "offen"})
    assert (
        export.content.decode("utf-8-sig").splitlines()[0].startswith(("Bedarf;Zentrum", "Anliegen;Zentrum"))
    )


def test_bedarf_und_angebot_von_beiden_seiten(welt: Welt) -> None:
    """An Angebot made for a need is prefilled, shown on both pages, and only chooses from its own centre."""
    team = welt.client("mitarbeit")
    bedarf, fremder = s.BedarfFabrik(zentrum=welt.eigenes), s.BedarfFabrik(zentrum=welt.nachbar)
    verworfen = s.BedarfFabrik(
        zentrum=welt.eigenes, status="verworfen", grund="g", verworfen_am=timezone.localdate()
    )
    gruppe = f.ZielgruppeFabrik()
    bedarf.zielgruppen.add(gruppe)
    neu = reverse("angebot_neu")
    form = team.get(neu, {"bedarf": bedarf.pk}).context["form"]
    assert [pk for pk, _ in form.fields["bedarfe"].choices] == [bedarf.pk]
    assert (form.initial["bedarfe"], form.initial["zielgruppen"]) == ([bedarf.pk], [gruppe.pk])
    for nummer in (fremder.pk, "x", "9" * 30):
        assert team.get(neu, {"bedarf": nummer}).status_code == 404
    daten = formularwerte(titel="Nachbarschaftstreff", bedarfe=[bedarf.pk])
    assert team.post(neu, daten | {"bedarfe": [fremder.pk]}).status_code == 422
    assert team.post(neu, daten).status_code == 302
    angebot = bedarf.angebote.get()
    seite = team.get(reverse("bedarf", args=[bedarf.pk])).content.decode()
    assert f'href="{reverse("angebot", args=[angebot.pk])}"' in seite
    seite = team.get(reverse("angebot", args=[angebot.pk])).content.decode()
    assert f'href="{reverse("bedarf", args=[bedarf.pk])}"' in seite
    amt = welt.client("bezirksamt").get(reverse("bedarf", args=[bedarf.pk])).content.decode()
    assert "Nachbarschaftstreff" not in amt, "a draft is for the house"
    angebot.bedarfe.set([verworfen])
    form = team.get(reverse("angebot_bearbeiten", args=[angebot.pk])).context["form"]
    assert form.initial["bedarfe"] == [verworfen.pk]
    assert {pk for pk, _ in form.fields["bedarfe"].choices} == {bedarf.pk, verworfen.pk}


def test_woher_ein_bedarf_kommt_ist_nur_im_haus_zu_lesen(welt: Welt) -> None:
    """Beschwerde, wish of a survey and diary lead to their pages; partners read none of their texts."""
    bedarf = s.BedarfFabrik(zentrum=welt.eigenes, titel="Leiserer Raum")
    beschwerde = s.BeschwerdeFabrik(zentrum=welt.eigenes, bedarf=bedarf)
    frage = s.FrageFabrik(befragung=s.BefragungFabrik(zentrum=welt.eigenes), art="text")
    Freitext.objects.create(frage=frage, text="Bitte einen stillen Raum.", bedarf=bedarf)
    taetigkeit = s.TaetigkeitFabrik(zentrum=welt.eigenes, bedarf=bedarf)
    wege = (("beschwerde", beschwerde), ("befragung", frage.befragung), ("taetigkeit", taetigkeit))
    adresse = reverse("bedarf", args=[bedarf.pk])
    haus, amt = (welt.client(rolle).get(adresse).content.decode() for rolle in ("traeger", "bezirksamt"))
    for name, objekt in wege:
        ziel = f'href="{reverse(name, args=[objekt.pk])}"'
        assert ziel in haus
        assert ziel not in amt
    assert "stillen Raum" in haus
    assert "stillen Raum" not in amt


def test_angebot_von_der_seite_des_bedarfs_verbinden(welt: Welt) -> None:
    """Chosen from the own Angebote, connected once, parted again; the trail of both knows it."""
    eigenes, beendetes = f.AngebotFabrik(zentrum=welt.eigenes), f.AngebotFabrik(zentrum=welt.eigenes)
    type(beendetes).objects.filter(pk=beendetes.pk).update(status="beendet")
    fremdes, bedarf = f.AngebotFabrik(zentrum=welt.nachbar), s.BedarfFabrik(zentrum=welt.eigenes)
    team, seite = welt.client("mitarbeit"), reverse("bedarf", args=[bedarf.pk])
    assert list(team.get(seite).context["waehlbare"]) == [eigenes]
    adresse = reverse("bedarf_angebot", args=[bedarf.pk])
    for nummer in (fremdes.pk, "x", "9" * 40):
        assert team.post(adresse, {"angebot": nummer}).status_code == 404
    for _ in range(2):
        assert team.post(adresse, {"angebot": eigenes.pk}).status_code == 302
    assert list(eigenes.bedarfe.all()) == [bedarf]
    assert list(team.get(seite).context["waehlbare"]) == []
    for _ in range(2):
        team.post(reverse("bedarf_angebot_loesen", args=[bedarf.pk, eigenes.pk]))
    assert not eigenes.bedarfe.exists()
    assert [was for was, _ in _ereignisse(bedarf)] == [
        f"Angebot verbunden: {eigenes}",
        f"Angebot gelöst: {eigenes}",
    ]
