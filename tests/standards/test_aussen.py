"""The Außenevaluation: by a link of the Bezirksamt, without a name, beside what the centre says."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from standards import ablauf, antworten, aussen, nachweise, runden, voten
from standards.models import Antwort, Aussenkontakt, Beitrag, Nachweis, Runde, Selbstbewertung
from stzverbund.basis.links import UeberLink
from stzverbund.basis.models import Ereignis, Link, Postausgang
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Massnahme

pytestmark = pytest.mark.django_db
LINK = UeberLink(aussen.AUSSEN)


@pytest.fixture
def runde(welt: Welt) -> Runde:
    return s.runde(welt)


@pytest.fixture
def von_aussen(welt: Welt, runde: Runde) -> Selbstbewertung:
    return runden.aussen_beginnen(runde=runde, zentrum=welt.eigenes, wer=welt.rollen["bezirksamt"])


def _ausstellen(von_aussen: Selbstbewertung, welt: Welt, **anders: Any) -> str:
    angaben = {"gueltig_bis": timezone.localdate(), "zuletzt": None} | anders
    return aussen.ausstellen(bewertung=von_aussen, wer=welt.rollen["bezirksamt"], **angaben)


def _eingabe(antwort: Antwort, **anders: str) -> dict[str, str]:
    werte = {"einschaetzung": "erfuellt", "begruendung": "Gesehen.", "version": str(antwort.version)}
    return {f"a{antwort.pk}-{name}": wert for name, wert in (werte | anders).items()}


def test_vom_auftrag_bis_zur_annahme(welt: Welt, runde: Runde) -> None:
    """The Bezirksamt begins, hands out the link; who has it answers and submits; both stand side by side."""
    amt, seite = welt.client("bezirksamt"), reverse("aussen", args=[runde.pk, "eigenes"])
    amt.post(reverse("aussen_beginnen", args=[runde.pk, "eigenes"]))
    tag = (timezone.localdate() + timedelta(days=30)).isoformat()
    adresse = amt.post(seite, {"gueltig_bis": tag, "zuletzt": ""}).context["neu"]["adresse"]
    zweite = amt.post(seite, {"gueltig_bis": tag, "zuletzt": ""})
    assert "Inzwischen wurde ein Link ausgestellt" in zweite.content.decode()
    assert str(runde.bewertungen.get(art="aussen")) in amt.get(reverse("ausgestellte_links")).content.decode()

    gast = Client()
    start = gast.get(adresse)
    assert "0 von 3 Kriterien beantwortet" in start.content.decode()
    assert f"{start.wsgi_request.path}csrf/" in gast.get(f"{adresse}1/").content.decode()
    assert gast.get(f"{adresse}csrf/").json()["token"]
    von_aussen = runde.bewertungen.get(art="aussen")
    for antwort in von_aussen.antworten.select_related("kriterium__standard"):
        weiter = gast.post(f"{adresse}antwort/{antwort.pk}/", _eingabe(antwort))
        assert weiter.url.startswith(adresse.removeprefix("http://testserver")), weiter
    erste = von_aussen.antworten.first()
    gast.post(f"{adresse}antwort/{erste.pk}/beitrag/", {"text": "Vor Ort gesehen"})
    gesendet = {
        "zelle": erste.pk,
        "version": erste.version,
        "wer": 0,
        "eingabe": json.dumps({"notiz": ["", "N"]}),
    }
    assert gast.post(f"{adresse}antworten/", gesendet, content_type="application/json").status_code == 200
    assert "Sie können einreichen." in gast.get(f"{adresse}einreichen/").content.decode()
    gelesen = reverse("aussenevaluation", args=["eigenes", runde.jahr])
    assert welt.client("leitung").get(gelesen).status_code == 404
    Postausgang.objects.all().delete()
    gast.post(f"{adresse}einreichen/")
    mail = Postausgang.objects.get(an="bezirksamt@demo.example")
    assert gelesen in mail.text
    assert "Vielen Dank!" in gast.get(adresse).content.decode()
    assert {b.person_id for b in Beitrag.objects.all()} == {None}
    assert {e.person_id for e in Ereignis.objects.zu(von_aussen).filter(was="eingereicht")} == {None}

    amt.post(reverse("bewertung_annehmen", args=[von_aussen.pk]), {"aktenzeichen": "Soz 9"})
    von_aussen.refresh_from_db()
    assert von_aussen.status == Selbstbewertung.Status.ANGENOMMEN
    assert gast.get(adresse).status_code == 404, "it is settled"


def test_beide_stehen_nebeneinander_verschiedenes_zuerst(welt: Welt, von_aussen: Selbstbewertung) -> None:
    eigene = von_aussen.runde.bewertungen.get(art="eigen")
    s.beantworten(eigene, welt)
    for antwort in von_aussen.antworten.select_related("kriterium"):
        schwach = antwort.kriterium.schluessel == "2.1"
        angaben = {"einschaetzung": "teilweise" if schwach else "erfuellt", "kategorie": "ressourcen"}
        antworten.beantworten(
            antwort=antwort, angaben=angaben | {"begruendung": "Aushang fehlt"}, version=1, wer=LINK
        )
    ablauf.einreichen(bewertung=von_aussen, wer=LINK)
    adresse = reverse("aussenevaluation", args=["eigenes", von_aussen.runde.jahr])
    seite = welt.client("leitung").get(adresse)
    paare = seite.context["paare"]
    assert [paar.kriterium.schluessel for paar in paare] == ["2.1", "1.1", "1.2"]
    assert "Bei einem Kriterium weicht sie vom Zentrum ab" in seite.content.decode()
    amtsseite = welt.client("bezirksamt").get(adresse)
    assert all(paar.eigene is None for paar in amtsseite.context["paare"]), "the centre has not submitted"
    assert "Aushang fehlt" in amtsseite.content.decode()


def test_link_zeigt_nichts_vom_haus(welt: Welt, von_aussen: Selbstbewertung) -> None:
    """No answer, Massnahme, proof or page of the centre; and no other evaluation."""
    eigene = von_aussen.runde.bewertungen.get(art="eigen")
    geheim = f.MassnahmeFabrik(zentrum=welt.eigenes, titel="Interner Umbau")
    s.beantworten(eigene, welt, begruendung="Nur für uns")
    gast, adresse = Client(), f"/l/{_ausstellen(von_aussen, welt)}/"
    blatt = gast.get(f"{adresse}1/").content.decode()
    assert "Interner Umbau" not in blatt
    assert "Nur für uns" not in blatt
    antwort = s.antwort(von_aussen, "1.1")
    gast.post(f"{adresse}antwort/{antwort.pk}/", _eingabe(antwort, massnahme=str(geheim.pk)))
    with pytest.raises(Verweigert, match="gehört nicht zu diesem Zentrum"):
        antworten.beantworten(
            antwort=antwort, angaben={"massnahme": geheim}, version=antwort.version, wer=LINK
        )
    fremd = s.antwort(eigene, "1.1")
    assert gast.post(f"{adresse}antwort/{fremd.pk}/", _eingabe(fremd)).status_code == 404
    with pytest.raises(Verweigert):
        antworten.beantworten(antwort=fremd, angaben={"notiz": "x"}, version=fremd.version, wer=LINK)
    assert not Antwort.objects.filter(massnahme=geheim).exists()


def test_ein_neuer_link_schliesst_den_alten(welt: Welt, von_aussen: Selbstbewertung) -> None:
    gast, heute = Client(), timezone.localdate()
    alt = _ausstellen(von_aussen, welt, email="aussen@stz.example")
    neu = _ausstellen(von_aussen, welt, zuletzt=Link.objects.get().pk, email="neu@stz.example")
    assert [gast.get(f"/l/{token}/").status_code for token in (alt, neu)] == [404, 200]
    welt.client("bezirksamt").post(
        reverse("aussen_widerrufen", args=[von_aussen.runde_id, "eigenes", Link.objects.latest("pk").pk])
    )
    assert gast.get(f"/l/{neu}/").status_code == 404
    zuletzt = Link.objects.latest("pk").pk
    for tag in (heute - timedelta(days=1), heute + timedelta(days=367)):
        with pytest.raises(Verweigert, match="Bitte einen Tag"):
            _ausstellen(von_aussen, welt, zuletzt=zuletzt, gueltig_bis=tag)
    ablauf.entfallen(bewertung=von_aussen, grund="g", wer=welt.rollen["bezirksamt"])
    assert not Aussenkontakt.objects.exists()
    with pytest.raises(Verweigert, match="keinen Link mehr"):
        _ausstellen(von_aussen, welt, zuletzt=zuletzt)
    assert not aussen.gueltige(welt.rollen["bezirksamt"]).exists()


def _einreichen(von_aussen: Selbstbewertung, **anders: str) -> Selbstbewertung:
    """All answers by link, then submitted."""
    angaben = {"einschaetzung": "erfuellt", "begruendung": "Gesehen."} | anders
    for antwort in von_aussen.antworten.filter(einschaetzung="offen"):
        antworten.beantworten(antwort=antwort, angaben=angaben, version=antwort.version, wer=LINK)
    return ablauf.einreichen(bewertung=von_aussen, wer=LINK)


def _fragen(von_aussen: Selbstbewertung, kriterium: str, welt: Welt, **anders: Any) -> Selbstbewertung:
    amt = welt.rollen["bezirksamt"]
    votum = getattr(s.antwort(von_aussen, kriterium), "votum", None)
    voten.votieren(
        antwort=s.antwort(von_aussen, kriterium),
        art="rueckfrage",
        bemerkung="Wann war das?",
        version=votum.version if votum else None,
        wer=amt,
    )
    von_aussen.refresh_from_db()
    return ablauf.nachfragen(bewertung=von_aussen, wer=amt, **anders)


def _neuester_link() -> str:
    """The address in the newest mail to the author."""
    mail = Postausgang.objects.filter(an="aussen@stz.example", text__contains="/l/").latest("pk")
    assert mail.vertraulich
    return "/l/" + mail.text.split("/l/")[1].split()[0]


def test_rueckfrage_an_die_person_von_aussen(welt: Welt, von_aussen: Selbstbewertung) -> None:
    """By mail with a new link; only what was asked is open, for all others a draft, until it is submitted."""
    amt, gast = welt.client("bezirksamt"), Client()
    _ausstellen(von_aussen, welt, email="aussen@stz.example")
    erster = _neuester_link()
    assert gast.get(erster).status_code == 200
    von_aussen = _einreichen(von_aussen)
    gefragt, andere = s.antwort(von_aussen, "1.1"), s.antwort(von_aussen, "1.2")
    seite = amt.get(reverse("antwort_pruefen", args=[gefragt.pk])).content.decode()
    assert "vereinbarte Maßnahme" not in seite, "nothing is decided"
    with pytest.raises(Verweigert, match="nur bestätigen oder nachfragen"):
        voten.votieren(antwort=gefragt, art="hinweis", bemerkung="h", wer=welt.rollen["bezirksamt"])
    amt.post(reverse("antwort_pruefen", args=[gefragt.pk]), {"art": "rueckfrage", "bemerkung": "Wann?"})
    schritt = reverse("bewertung_nachfragen", args=[von_aussen.pk])
    assert "mit einem neuen Link" in amt.get(schritt).content.decode()
    assert amt.post(schritt, {"email": ""}).status_code == 422
    amt.post(schritt, {"email": "aussen@stz.example"})
    zweiter = _neuester_link()
    assert [gast.get(adresse).status_code for adresse in (erster, zweiter)] == [404, 200]
    assert Link.objects.latest("pk").gueltig_bis >= timezone.now() + timedelta(weeks=3)
    assert "Das Bezirksamt fragt nach." in gast.get(zweiter).content.decode()

    eingabe = _eingabe(s.antwort(von_aussen, "1.1"), einschaetzung="teilweise", begruendung="Im Mai.")
    eingabe |= {f"a{gefragt.pk}-kategorie": "ressourcen"}
    gast.post(f"{zweiter}antwort/{gefragt.pk}/", eingabe)
    gast.post(f"{zweiter}antwort/{andere.pk}/", _eingabe(andere, begruendung="Anders"))
    assert s.antwort(von_aussen, "1.1").begruendung == "Im Mai."
    assert s.antwort(von_aussen, "1.2").begruendung == "Gesehen.", "nobody asked"
    daneben = reverse("aussenevaluation", args=["eigenes", von_aussen.runde.jahr])
    wege = (daneben, reverse("bewertung_pruefung", args=[von_aussen.pk]))
    for rolle in ("leitung", "traeger", "verband", "bezirksamt"):
        assert "Im Mai." not in welt.client(rolle).get(daneben).content.decode(), rolle
    assert all("Im Mai." not in amt.get(weg).content.decode() for weg in wege)
    gast.post(f"{zweiter}einreichen/")
    assert all("Im Mai." in amt.get(weg).content.decode() for weg in wege)

    von_aussen.refresh_from_db()
    with pytest.raises(Verweigert, match="noch ein Votum"):
        ablauf.annehmen(bewertung=von_aussen, aktenzeichen="Soz 9", wer=welt.rollen["bezirksamt"])
    votum = s.votum(von_aussen, "1.1")
    assert votum is not None
    voten.votieren(
        antwort=s.antwort(von_aussen, "1.1"),
        art="bestaetigt",
        version=votum.version,
        wer=welt.rollen["bezirksamt"],
    )
    ablauf.annehmen(bewertung=von_aussen, aktenzeichen="Soz 9", wer=welt.rollen["bezirksamt"])
    assert gast.get(zweiter).status_code == 404
    assert not Aussenkontakt.objects.exists(), "her address is forgotten"
    assert s.votum(von_aussen, "2.1") is None


def test_rueckfrage_braucht_eine_adresse(welt: Welt, von_aussen: Selbstbewertung) -> None:
    _einreichen(von_aussen)
    with pytest.raises(Verweigert, match="E-Mail-Adresse"):
        _fragen(von_aussen, "1.1", welt)
    von_aussen.refresh_from_db()
    assert von_aussen.status == Selbstbewertung.Status.IN_PRUEFUNG
    assert not s.antwort(von_aussen, "1.1").nachgefragt


def test_nachweise_hinter_dem_link(
    welt: Welt, von_aussen: Selbstbewertung, settings: Any, tmp_path: Any
) -> None:
    """Of this evaluation only; others read what was submitted, not what is new since a Rückfrage."""
    settings.MEDIA_ROOT = tmp_path
    eigene = von_aussen.runde.bewertungen.get(art="eigen")
    fremd = nachweise.hinzufuegen(
        antwort=s.antwort(eigene, "1.1"),
        nachweis=Nachweis(titel="Hausplan", adresse="https://stz.example/", datum="2026-01-01"),
        wer=welt.rollen["leitung"],
    )
    gast, adresse = Client(), f"/l/{_ausstellen(von_aussen, welt, email='aussen@stz.example')}/"
    antwort = s.antwort(von_aussen, "1.1")
    neu, angaben = f"{adresse}antwort/{antwort.pk}/nachweis/", {"titel": "Foto", "datum": "2026-03-01"}
    formular = gast.get(neu).content.decode()
    assert "Geben Sie eine Datei oder einen Link an." in formular
    assert "Eintrag des Hauses" not in formular
    schlecht = SimpleUploadedFile("a.exe", b"MZ\x90\x00", "application/pdf")
    assert gast.post(neu, angaben | {"datei_neu": schlecht}).status_code == 422
    gast.post(neu, angaben | {"datei_neu": SimpleUploadedFile("plan.txt", b"Ein Plan")})
    gast.post(neu, angaben | {"titel": "Seite", "adresse": "https://stz.example/haus"})
    foto, seite = Nachweis.objects.filter(antwort=antwort).order_by("pk")
    assert gast.get(f"{adresse}nachweise/{foto.pk}/datei/").getvalue() == b"Ein Plan"
    seiten = [f"{adresse}nachweise/{n.pk}/" for n in (foto, seite, fremd)]
    assert [gast.get(eine).status_code for eine in seiten] == [200, 200, 404]
    assert gast.post(f"{adresse}nachweise/{fremd.pk}/loeschen/").status_code == 404
    gast.post(f"{adresse}nachweise/{seite.pk}/loeschen/")
    wo = ["eigenes", von_aussen.runde.jahr]
    datei = reverse("aussen_nachweis_datei", args=[*wo, foto.pk])
    rollen = ("leitung", "traeger", "verband", "bezirksamt")
    assert {welt.client(rolle).get(datei).status_code for rolle in rollen} == {404}
    assert welt.client("bezirksamt").get(reverse("aussen", args=[von_aussen.runde_id, "eigenes"])).context[
        "entwurf"
    ] == {"nachweise": 1, "massnahmen": 0}

    _fragen(_einreichen(von_aussen), "1.1", welt)
    assert gast.get(adresse).status_code == 404, "replaced by the one in the mail"
    adresse = _neuester_link()
    neueres = angaben | {"titel": "Neues Foto", "adresse": "https://stz.example/neu"}
    gast.post(f"{adresse}nachweise/{foto.pk}/ersetzen/", neueres)
    entwurf = Nachweis.objects.get(ersetzt=foto)
    for rolle in rollen:
        client = welt.client(rolle)
        assert client.get(datei).status_code == 200, rolle
        assert client.get(reverse("aussen_nachweis", args=[*wo, entwurf.pk])).status_code == 404, rolle
        alte = client.get(reverse("aussen_nachweis", args=[*wo, foto.pk]))
        assert "Neues Foto" not in alte.content.decode(), rolle
    blatt = welt.client("bezirksamt").get(reverse("antwort_pruefen", args=[antwort.pk])).context["blatt"]
    assert blatt.nachweise == [foto], "as it was when it was asked"
    assert gast.post(f"{adresse}nachweise/{foto.pk}/loeschen/").status_code == 302
    assert Nachweis.objects.filter(pk=foto.pk).exists(), "it was submitted"


def test_massnahme_von_aussen_bleibt_entwurf(welt: Welt, von_aussen: Selbstbewertung) -> None:
    """In no register, list or form of anybody before the submission; then in all of them."""
    eigene = von_aussen.runde.bewertungen.get(art="eigen")
    massnahme = antworten.massnahme_schreiben(
        antwort=s.antwort(von_aussen, "1.1"),
        titel="Rampe bauen",
        eigner="traeger",
        faellig=timezone.localdate(),
        wer=LINK,
    )
    rollen = ("mitarbeit", "leitung", "traeger", "verband", "bezirksamt")
    seite = reverse("massnahme", args=[massnahme.pk])
    for rolle in rollen:
        client = welt.client(rolle)
        assert client.get(seite).status_code == 404, rolle
        assert "Rampe bauen" not in client.get(reverse("massnahmen")).content.decode(), rolle
        assert "Rampe bauen" not in client.get(reverse("start")).content.decode(), rolle
        assert not Massnahme.objects.bearbeitbar_fuer(welt.rollen[rolle]).exists(), rolle
        assert not darf("stadtteilmanagement.massnahme_pflegen", welt.rollen[rolle], massnahme), rolle
    leitung, haus = welt.client("leitung"), s.antwort(eigene, "1.1")
    blatt = leitung.get(reverse("selbstbewertung_standard", args=["eigenes", eigene.runde.jahr, 1]))
    assert "Rampe bauen" not in blatt.content.decode()
    with pytest.raises(Verweigert, match="gehört nicht"):
        antworten.beantworten(
            antwort=haus,
            angaben={"massnahme": massnahme},
            version=haus.version,
            wer=welt.rollen["leitung"],
        )
    _einreichen(von_aussen)
    assert {welt.client(rolle).get(seite).status_code for rolle in rollen} == {200}
    assert "Von außen vorgeschlagen am" in leitung.get(seite).content.decode()
