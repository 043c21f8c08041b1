"""Rows of the table of rights and objects of it: rounds, Selbstbewertungen, Massnahmen."""

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from standards import aussen, fassungspflege
from standards.models import Antwort, Beitrag, Fassung, Nachweis, Runde, Selbstbewertung, Votum
from stzverbund.basis.dateien import Geprueft, ablegen
from stzverbund.basis.models import Link
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.rechte.zeile import NIEMAND, Zeile
from tests.welt import Welt
from zentren.models import Zentrum

Status = Selbstbewertung.Status
ZEITEN = ("eingereicht_am", "freigegeben_am", "angenommen_am")


def runde(z: Zentrum, jahr: int = 2026) -> Runde:
    """The open round of the Bezirk of a centre in a year."""
    alte = Runde.objects.filter(bezirk=z.bezirk, jahr=jahr).first()
    eine = alte or f.RundeFabrik(bezirk=z.bezirk, fassung=s.fassung(), jahr=jahr, geoeffnet_am=timezone.now())
    eine.zentren.add(z)
    return eine


def bewertung(z: Zentrum, status: str = Status.ENTWURF, **felder: Any) -> Selbstbewertung:
    """A Selbstbewertung of a centre in any state, with one answer to "1.1"."""
    angaben: dict[str, Any] = dict.fromkeys(ZEITEN, timezone.now()) | {
        "einreichungen": 1,
        "grund": "g",
        "aktenzeichen": "Soz 1",
    }
    eine = Selbstbewertung.objects.create(
        runde=felder.pop("runde", None) or runde(z), zentrum=z, **(angaben | felder)
    )
    kriterium = eine.runde.fassung.standards.first().kriterien.first()
    antwort = Antwort.objects.create(
        bewertung=eine, kriterium=kriterium, nachgefragt=status == Status.RUECKFRAGE
    )
    Beitrag.objects.create(bewertung=eine, antwort=antwort, seite="zentrum", text="Ja")
    Votum.objects.create(antwort=antwort, art="bestaetigt")
    # after the Votum: with a Rückfrage it is a draft
    Nachweis.objects.create(antwort=antwort, titel="Plan", adresse="https://stz.example/", datum="2026-01-01")
    Selbstbewertung.objects.filter(pk=eine.pk).update(status=status)
    eine.refresh_from_db()
    return eine


def alle_staende(z: Zentrum) -> None:
    """Selbstbewertungen in each state, own and from outside, with and without release; all Massnahmen."""
    for jahr, status in enumerate(Status, start=2001):
        eigene = runde(z, jahr)
        bewertung(z, status, runde=eigene, freigabe_noetig=jahr % 2 == 0)
        bewertung(z, status, runde=eigene, art="aussen")
    bewertung(z, Status.EINGEREICHT, freigabe_noetig=True)
    for eigner in ("zentrum", "traeger", "bezirksamt", "verbund"):
        f.MassnahmeFabrik(zentrum=z, eigner=eigner)
        f.MassnahmeFabrik(zentrum=z, eigner=eigner, vereinbart_am=timezone.now())
    f.MassnahmeFabrik(zentrum=None, bezirk=z.bezirk, eigner="verbund", vereinbart_am=timezone.now())


def _adresse(status: str, dazu: str = "", **felder: Any) -> Any:
    """A Selbstbewertung in a state; `dazu` is what else stands in the address. Its one answer is given."""

    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        eine = bewertung(z, status, **felder)
        antwort = eine.antworten.get()
        Antwort.objects.filter(pk=antwort.pk, bewertung__status__in=OFFEN).update(einschaetzung="erfuellt")
        werte = {"nummer": 1, "antwort": antwort.pk, "pk": antwort.nachweise.get().pk}
        return {"zentrum": z.slug, "jahr": eine.runde.jahr} | ({dazu: werte[dazu]} if dazu else {})

    return machen


def _mit_datei(status: str) -> Any:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        adresse = _adresse(status, "pk")(welt, z)
        _dazu_datei(adresse["pk"], welt)
        return adresse

    return machen


def _dazu_datei(nachweis: int, welt: Welt) -> None:
    datei = ablegen(Geprueft(b"x", "plan.txt", "text/plain"), wer=welt.rollen["leitung"].person)
    Nachweis.objects.filter(pk=nachweis).update(datei=datei, adresse="")


OFFEN = (Status.ENTWURF, Status.RUECKFRAGE, Status.ZURUECKGEGEBEN)
ALLE = "x x x x x x x x"
UEBERALL: dict[str, Any] = {"nachbar": ALLE, "fern": ALLE}
TEAM, TEAM_VORGELEGT, TEAM_ZU_SPAET = "x x l . . . . .", "x x l l l l . .", "n n l l l l . ."
IM_HAUS, VORGELEGT = "x x x . . . . .", "x x x x x x . ."
ENTWURF, PRUEFUNG = {"fall": "Entwurf"}, {"fall": "in Prüfung"}
BEIM_TRAEGER = _adresse(Status.EINGEREICHT, freigabe_noetig=True)


def _nur_post(name: str, zeichen: str, gegenstand: Any, post: int = 302, **mehr: Any) -> Zeile:
    return Zeile(name, zeichen, gegenstand, get=None, post=post, **mehr)


def _text() -> dict[str, str]:
    return {"text": "Gut gelöst."}


BEWERTUNGEN = [
    #                          Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("selbstbewertung", ALLE, _adresse(Status.ENTWURF), nachbar=ALLE, fern=ALLE, **ENTWURF),
    Zeile("selbstbewertung", ALLE, _adresse(Status.IN_PRUEFUNG), nachbar=ALLE, fern=ALLE, **PRUEFUNG),
    Zeile("selbstbewertung_standard", IM_HAUS, _adresse(Status.ENTWURF, "nummer"), **ENTWURF),
    Zeile("selbstbewertung_standard", VORGELEGT, _adresse(Status.RUECKFRAGE, "nummer"), fall="Rückfrage"),
    Zeile("selbstbewertung_tabelle", IM_HAUS, _adresse(Status.ENTWURF), **ENTWURF),
    Zeile("selbstbewertung_tabelle", VORGELEGT, _adresse(Status.ANGENOMMEN), fall="angenommen"),
    _nur_post("antworten_speichern", TEAM, _adresse(Status.ENTWURF), 400, **ENTWURF),
    _nur_post("antworten_speichern", TEAM_VORGELEGT, _adresse(Status.IN_PRUEFUNG), 400, **PRUEFUNG),
    _nur_post("antworten_bestaetigen", TEAM, _adresse(Status.ENTWURF)),
    _nur_post("antwort_speichern", TEAM, _adresse(Status.ENTWURF, "antwort"), 422, **ENTWURF),
    _nur_post("antwort_speichern", TEAM_ZU_SPAET, _adresse(Status.IN_PRUEFUNG, "antwort"), **PRUEFUNG),
    _nur_post("antwort_massnahme", TEAM, _adresse(Status.ENTWURF, "antwort"), 422, **ENTWURF),
    _nur_post("antwort_massnahme", TEAM_ZU_SPAET, _adresse(Status.ANGENOMMEN, "antwort"), fall="angenommen"),
    _nur_post("antwort_beitrag", IM_HAUS, _adresse(Status.ENTWURF, "antwort"), daten=_text, **ENTWURF),
    _nur_post("antwort_beitrag", VORGELEGT, _adresse(Status.IN_PRUEFUNG, "antwort"), daten=_text, **PRUEFUNG),
    _nur_post("selbstbewertung_kommentar", VORGELEGT, _adresse(Status.IN_PRUEFUNG), daten=_text),
    Zeile("selbstbewertung_einreichen", TEAM, _adresse(Status.ENTWURF), fall="Punkte"),
    _nur_post("selbstbewertung_einreichen", "l x l . . . . .", _adresse(Status.ENTWURF), **ENTWURF),
    _nur_post("selbstbewertung_einreichen", "l n l l l l . .", _adresse(Status.IN_PRUEFUNG), **PRUEFUNG),
    _nur_post("selbstbewertung_zurueckziehen", "l x l . . . . .", BEIM_TRAEGER),
    _nur_post("selbstbewertung_zurueckziehen", "l n l l l l . .", _adresse(Status.IN_PRUEFUNG), **PRUEFUNG),
    _nur_post("selbstbewertung_freigeben", "l l x . . . . .", BEIM_TRAEGER),
    _nur_post("selbstbewertung_freigeben", "l l n l l l . .", _adresse(Status.IN_PRUEFUNG), **PRUEFUNG),
    Zeile("selbstbewertung_zurueckgeben", "l l x . . . . .", BEIM_TRAEGER, post=422),
    Zeile("nachweis_neu", TEAM, _adresse(Status.ENTWURF, "antwort"), post=422),
    Zeile("nachweis", IM_HAUS, _adresse(Status.ENTWURF, "pk"), **ENTWURF),
    Zeile("nachweis", VORGELEGT, _adresse(Status.IN_PRUEFUNG, "pk"), **PRUEFUNG),
    Zeile("nachweis", IM_HAUS, _adresse(Status.RUECKFRAGE, "pk"), fall="Rückfrage"),
    Zeile("nachweis_datei", IM_HAUS, _mit_datei(Status.ENTWURF), **ENTWURF),
    Zeile("nachweis_datei", VORGELEGT, _mit_datei(Status.IN_PRUEFUNG), **PRUEFUNG),
    Zeile("nachweis_ersetzen", TEAM, _adresse(Status.ENTWURF, "pk"), post=422),
    _nur_post("nachweis_loeschen", TEAM, _adresse(Status.ENTWURF, "pk"), **ENTWURF),
    _nur_post("nachweis_loeschen", TEAM_ZU_SPAET, _adresse(Status.IN_PRUEFUNG, "pk"), **PRUEFUNG),
]


def _slug(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"zentrum": z.slug}


def _runde(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": runde(z).pk}


def _fassung(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """Without a published edition there is no round."""
    s.fassung()
    return {}


def _vorbereitete(fertig: bool = False, **mehr: Any) -> Any:
    """A later edition that is not published; `fertig` it could be."""

    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        s.fassung()
        neue = fassungspflege.vorbereiten(schluessel="RK-neu", titel="Neu", wer=welt.rollen["verwaltung"])
        if fertig:
            Fassung.objects.filter(pk=neue.pk).update(beschluss="Beschluss 1")
        return {"pk": neue.pk} | mehr

    return machen


def _geltende(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": s.fassung().pk}


def _geplante(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """A planned round, which only the Bezirksamt sees."""
    eine = f.RundeFabrik(bezirk=z.bezirk, fassung=s.fassung(), jahr=2027)
    eine.standards.set(eine.fassung.standards.all())
    eine.zentren.add(z)
    return {"pk": eine.pk}


def _volle(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """An open round in which everything is accepted."""
    return {"pk": bewertung(z, Status.ANGENOMMEN).runde_id}


def _im_entwurf(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = bewertung(z)
    return {"pk": eine.runde_id, "bewertung": eine.pk}


def _aussen(*status: str, link: bool = False) -> Any:
    """A centre in an open round, with an Außenevaluation in this state or without one."""

    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        eigene = bewertung(z)
        adresse = {"pk": eigene.runde_id, "zentrum": z.slug}
        for stand in status:
            eine = bewertung(z, stand, runde=eigene.runde, art="aussen")
        if not link:
            return adresse
        ausgestellt = Link.objects.create(
            token_hash=f"hash-{z.slug}",
            zweck=aussen.AUSSEN.schluessel,
            gegenstand=eine,
            gueltig_bis=timezone.now() + timedelta(days=9),
        )
        return adresse | {"link": ausgestellt.pk}

    return machen


def _hinter_dem_link(unter: str = "", status: str = Status.ENTWURF) -> Any:
    """The pages of a link: whoever comes with it, from whatever role."""

    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        token = f"{z.slug}-{'k' * 20}"
        eine = bewertung(z, status, art="aussen")
        Link.objects.create(
            token_hash=hashlib.sha256(token.encode()).hexdigest(),
            zweck=aussen.AUSSEN.schluessel,
            gegenstand=eine,
            gueltig_bis=timezone.now() + timedelta(days=9),
        )
        return {"token": token} | ({"unter": unter} if unter else {})

    return machen


def _nebenan(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = bewertung(z, Status.ANGENOMMEN)
    bewertung(z, Status.EINGEREICHT, runde=eine.runde, art="aussen")
    return {"zentrum": z.slug, "jahr": eine.runde.jahr}


def _nebenan_nachweis(status: str, datei: bool = False) -> Any:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        eine = bewertung(z, status, art="aussen")
        nachweis = eine.antworten.get().nachweise.get()
        if datei:
            _dazu_datei(nachweis.pk, welt)
        return {"zentrum": z.slug, "jahr": eine.runde.jahr, "pk": nachweis.pk}

    return machen


def _nebenan_antwort(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = bewertung(z, Status.EINGEREICHT, art="aussen")
    return {"zentrum": z.slug, "jahr": eine.runde.jahr, "antwort": eine.antworten.get().pk}


def _weiteres_zentrum() -> dict[str, Any]:
    return {"zentrum": Zentrum.objects.get(slug="nachbar").pk}


AMT = "l l l l l x . ."
FUERS_AMT = "l l l l l x l ."
"""What only the Bezirksamt does with a round that the others read."""
NEU = "l l l l l x l l"
ALLE = "x x x x x x x x"
DER_VERWALTUNG = ". . . . . . . x"
GEPLANT = ". . . . . x . ."


def _der_verwaltung(name: str, fertig: bool = False, nummer: int = 0, **mehr: Any) -> Zeile:
    """What only the Verwaltung finds; an edition belongs to no Bezirk."""
    adresse = _vorbereitete(fertig, **({"nummer": nummer} if nummer else {}))
    return Zeile(name, DER_VERWALTUNG, adresse, nachbar=DER_VERWALTUNG, fern=DER_VERWALTUNG, **mehr)


RUNDEN = [
    #                Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("standards", "x x x x x x x x"),
    Zeile("fassungen", ALLE),
    Zeile("fassung", ALLE, _geltende, nachbar=ALLE, fern=ALLE),
    _der_verwaltung("fassung", fall="in Vorbereitung"),
    Zeile("fassung_neu", "l l l l l l l x", post=422),
    _der_verwaltung("fassung_bearbeiten", post=422),
    _der_verwaltung("fassung_wortlaut", nummer=1, post=422),
    _der_verwaltung("fassung_veroeffentlichen", fertig=True, get=None, post=302),
    _der_verwaltung("fassung_verwerfen", post=302),
    Zeile("runden", "x x x x x x x x"),
    Zeile("runde", "x x x x x x x .", _runde, nachbar="x x x x x x x ."),
    Zeile("runde", GEPLANT, _geplante, fall="geplant"),
    Zeile("runde_neu", NEU, _fassung, nachbar=NEU, fern=NEU, post=422),
    Zeile("runde_bearbeiten", FUERS_AMT, _runde, nachbar=FUERS_AMT, post=422),
    Zeile("runde_loeschen", GEPLANT, _geplante, post=302),
    Zeile("runde_oeffnen", GEPLANT, _geplante, get=None, post=302),
    Zeile("runde_abschliessen", FUERS_AMT, _volle, nachbar=FUERS_AMT, get=None, post=302),
    Zeile(
        "runde_aufnehmen",
        FUERS_AMT,
        _runde,
        nachbar=FUERS_AMT,
        get=None,
        post=302,
        daten=_weiteres_zentrum,
    ),
    Zeile("runde_herausnehmen", FUERS_AMT, _im_entwurf, nachbar=FUERS_AMT, post=422),
    Zeile("aussen", FUERS_AMT, _aussen(Status.ENTWURF), nachbar=FUERS_AMT, post=422),
    Zeile("aussen_beginnen", FUERS_AMT, _aussen(), nachbar=FUERS_AMT, get=None, post=302),
    Zeile(
        "aussen_widerrufen",
        FUERS_AMT,
        _aussen(Status.ENTWURF, link=True),
        nachbar=FUERS_AMT,
        get=None,
        post=302,
    ),
    Zeile("aussenevaluation", "x x x x x x . .", _nebenan),
    Zeile("aussen_nachweis", "x x x x x x . .", _nebenan_nachweis(Status.EINGEREICHT)),
    Zeile("aussen_nachweis", NIEMAND, _nebenan_nachweis(Status.RUECKFRAGE), fall="Rückfrage"),
    Zeile("aussen_nachweis_datei", "x x x x x x . .", _nebenan_nachweis(Status.EINGEREICHT, datei=True)),
    _nur_post("aussen_beitrag", AMT, _nebenan_antwort, daten=_text),
    Zeile("link", ALLE, _hinter_dem_link(), **UEBERALL, niemand=200, fall="Außenevaluation"),
    Zeile("link_unter", ALLE, _hinter_dem_link("1"), **UEBERALL, niemand=200, fall="Außenevaluation"),
    Zeile(
        "link",
        NIEMAND,
        _hinter_dem_link(status=Status.ANGENOMMEN),
        niemand=404,
        fall="Außenevaluation, angenommen",
    ),
]

BELEGE = [
    Zeile("standards_stand", "x x x l l l l .", _slug),
]


def _verlauf(art: str, eigenes: str, machen: Any, **mehr: Any) -> Zeile:
    def gegenstand(welt: Welt, z: Zentrum) -> dict[str, Any]:
        return {"art": art, "pk": machen(welt, z)["pk"]}

    return Zeile("verlauf_von", eigenes, gegenstand, fall=mehr.pop("fall", art), **mehr)


def _im_stand(status: str, art: str = "eigen") -> Any:
    return lambda welt, z: {"pk": bewertung(z, status, art=art).pk}


def _massnahme(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": f.MassnahmeFabrik(zentrum=z, vereinbart_am=timezone.now()).pk}


VERLAEUFE = [
    #                  Mi Le Tr Ve Ge Ba Ko Vw
    _verlauf("runde", FUERS_AMT, _runde, nachbar=FUERS_AMT),
    _verlauf("fassung", "l l l l l l l x", _geltende, nachbar="l l l l l l l x", fern="l l l l l l l x"),
    _verlauf("selbstbewertung", "x x x . . . . .", _im_stand(Status.ENTWURF), fall="bewertung, Entwurf"),
    _verlauf("selbstbewertung", "x x x l l x . .", _im_stand(Status.IN_PRUEFUNG), fall="bewertung"),
    _verlauf("selbstbewertung", "l l l l l x . .", _im_stand(Status.EINGEREICHT, "aussen"), fall="von außen"),
    _verlauf("massnahme", "x x l l l l . .", _massnahme),
]

STANDARDS = [*VERLAEUFE, *RUNDEN, *BEWERTUNGEN, *BELEGE]
