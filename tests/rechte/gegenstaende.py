"""The objects of the table: each function makes what an address needs, in any of the three centres."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from angebote import ablauf, erfassung, kennzahlen
from angebote import zaehllink as zaehllink_domain
from angebote.models import Angebot, Beratung, Kennzahl, Meldung, Rueckfrage
from angebote.zeitraeume import meldejahr_sichern, offene_meldung
from stzverbund.basis.dateien import ablegen, pruefen
from stzverbund.basis.models import Link
from stzverbund.basis.zeit import monatsanfang
from stzverbund.berichte import ausgaben, druck
from stzverbund.berichte.arten import art
from stzverbund.berichte.models import Sachbericht
from stzverbund.berichte.stand import ALS_AUSGABE, sicht_von
from tests import fabriken as f
from tests.hilfen import einlesen
from tests.hilfen import meldung as m
from tests.welt import Welt
from zentren.models import Bezirksamt, Kooperationsvereinbarung, Mitgliedschaft, Zentrum

Adresse = dict[str, Any]
Gegenstand = Callable[[Welt, Zentrum], Adresse]
GEZAEHLT = {"version": "1", "status": "stattgefunden", "teilnahmen": "5"}


def zentrum(welt: Welt, z: Zentrum) -> Adresse:
    return {"slug": z.slug}


def im_zentrum(welt: Welt, z: Zentrum) -> Adresse:
    return {"zentrum": z.slug}


def _mit(z: Zentrum, objekt: Any) -> Adresse:
    return {"zentrum": z.slug, "pk": objekt.pk}


def standort(welt: Welt, z: Zentrum) -> Adresse:
    f.StandortFabrik(zentrum=z)
    return _mit(z, f.StandortFabrik(zentrum=z, name="Garten"))


def raum(welt: Welt, z: Zentrum) -> Adresse:
    return _mit(z, f.RaumFabrik(standort=f.StandortFabrik(zentrum=z)))


def sprechzeit(welt: Welt, z: Zentrum) -> Adresse:
    return _mit(z, f.SprechzeitFabrik(zentrum=z))


def schliesszeit(welt: Welt, z: Zentrum) -> Adresse:
    return _mit(z, f.SchliesszeitFabrik(zentrum=z))


def personal(welt: Welt, z: Zentrum) -> Adresse:
    return _mit(z, f.PersonalFabrik(zentrum=z))


def folgejahr(welt: Welt, z: Zentrum) -> Adresse:
    f.PersonalFabrik(zentrum=z, jahr=2025)
    return {"zentrum": z.slug, "jahr": 2026}


def vereinbarung(welt: Welt, z: Zentrum) -> Adresse:
    geschaeftsstelle = welt.rollen["geschaeftsstelle"]
    unterschrieben = ablegen(pruefen(b"unterschrieben", "vereinbarung.txt"), wer=geschaeftsstelle.person)
    vereinbarung = Kooperationsvereinbarung.objects.create(
        bezirk=z.bezirk,
        verband=geschaeftsstelle.verband,
        von=date(2020, 1, 1),
        bis=date(2020, 12, 31),
        datei=unterschrieben,
    )
    return {"pk": vereinbarung.pk}


def fachstelle(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": f.FachstelleFabrik(bezirk=z.bezirk).pk}


def angebot(**felder: Any) -> Gegenstand:
    def anlegen(welt: Welt, z: Zentrum) -> Adresse:
        neu = f.AngebotFabrik(zentrum=z, **felder)
        f.ZeitplanFabrik(angebot=neu)
        return {"pk": neu.pk}

    return anlegen


def fremdangebot(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": f.FremdangebotFabrik(zentrum=z).pk}


def programm(welt: Welt, z: Zentrum) -> Adresse:
    return {"slug": z.slug, "monat": monatsanfang(timezone.localdate())}


def stadtteil(welt: Welt, z: Zentrum) -> Adresse:
    region = f.RegionFabrik(bezirk=z.bezirk)
    z.regionen.add(region)
    return {"schluessel": region.schluessel}


def bezirk(welt: Welt, z: Zentrum) -> Adresse:
    return {"schluessel": z.bezirk.schluessel}


def termin(welt: Welt, z: Zentrum) -> Adresse:
    """A single date of last week, not counted yet."""
    tag = timezone.localdate() - timedelta(days=7)
    return {"pk": f.TerminFabrik(angebot=f.AngebotFabrik(zentrum=z), datum=tag).pk}


def angebot_im_monat(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": f.AngebotFabrik(zentrum=z).pk, "monat": monatsanfang(timezone.localdate())}


def link(welt: Welt, z: Zentrum) -> Adresse:
    """A Zähl-Link: its address is the key, whoever comes."""
    token = zaehllink_domain.ausstellen(
        angebot=f.AngebotFabrik(zentrum=z), gueltig_bis=timezone.localdate(), zuletzt=None, wer=_leitung(z)
    )
    return {"token": token}


def unter_link(pfad: str) -> Gegenstand:
    """The page of a Termin below a Zähl-Link."""

    def anlegen(welt: Welt, z: Zentrum) -> Adresse:
        adresse = link(welt, z)
        angebot = Angebot.objects.latest("pk")
        tag = timezone.localdate() - timedelta(days=7)
        neu = f.TerminFabrik(angebot=angebot, datum=tag)
        return {**adresse, "unter": f"{pfad}{neu.pk}"}

    return anlegen


def zaehllink(welt: Welt, z: Zentrum) -> Adresse:
    link(welt, z)
    neu = Link.objects.latest("pk")
    return {"pk": neu.gegenstand_id, "link": neu.pk}


def _amt(z: Zentrum) -> Mitgliedschaft:
    amt = Bezirksamt.objects.get(bezirk=z.bezirk)
    return f.MitgliedschaftFabrik(rolle="bezirksamt", bezirksamt=amt)


def _leitung(z: Zentrum) -> Mitgliedschaft:
    return f.MitgliedschaftFabrik(rolle="leitung", zentrum=z)


def _angenommen(welt: Welt, z: Zentrum) -> Meldung:
    return ablauf.annehmen(meldung=m.vorgelegt(welt, z), aktenzeichen="Soz 1", wer=_amt(z))


def entwurf(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": m.entwurf(z).pk}


def eingereicht(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": m.eingereicht(welt, z).pk}


def vorgelegt(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": m.vorgelegt(welt, z).pk}


def angenommen(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": _angenommen(welt, z).pk}


def berichtigung(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": ablauf.berichtigen(meldung=_angenommen(welt, z), wer=_leitung(z)).pk}


def rueckfrage(welt: Welt, z: Zentrum) -> Adresse:
    meldung = m.vorgelegt(welt, z)
    wert = meldung.werte.first()
    ablauf.zurueckgeben(meldung=meldung, grund="", rueckfragen={wert.pk: "So viele?"}, wer=_amt(z))
    return {"pk": Rueckfrage.objects.get(meldung=meldung).pk}


def versaeumt(welt: Welt, z: Zentrum) -> Adresse:
    """A period of which nothing has come, past its grace date and locked."""
    zeitraum = m.letztes_quartal(z.bezirk, frist=-30, nachfrist=-20, sperre=-10)
    return {"zentrum": z.slug, "pk": zeitraum.pk}


def _monat_im(meldung: Meldung) -> Adresse:
    return {"zentrum": meldung.zentrum.slug, "monat": meldung.zeitraum.von}


def monat_im_entwurf(welt: Welt, z: Zentrum) -> Adresse:
    return _monat_im(m.entwurf(z))


def monat_vorgelegt(welt: Welt, z: Zentrum) -> Adresse:
    return _monat_im(m.vorgelegt(welt, z))


def _zelle(meldung: Meldung) -> Adresse:
    kennzahl = Kennzahl.objects.get(schluessel="teilnahmen")
    angaben = {"angebot": m.angebot(meldung.zentrum).pk, "kennzahl": kennzahl.pk}
    return _monat_im(meldung) | angaben


def zelle_im_entwurf(welt: Welt, z: Zentrum) -> Adresse:
    return _zelle(m.entwurf(z))


def zelle_vorgelegt(welt: Welt, z: Zentrum) -> Adresse:
    return _zelle(m.vorgelegt(welt, z))


def strich(welt: Welt, z: Zentrum) -> Adresse:
    kennzahlen.laden()
    heute = timezone.localdate()
    meldung = offene_meldung(zentrum=z, monat=monatsanfang(heute))
    neu = Beratung.objects.create(meldung=meldung, datum=heute, thema="wohnen", kontakt="erst")
    return {"zentrum": z.slug, "monat": monatsanfang(heute), "pk": neu.pk}


def ueberschrieben(welt: Welt, z: Zentrum) -> Adresse:
    """A cell of this month in which somebody typed another total than was counted."""
    kennzahl, monat = f.KennzahlFabrik(), monatsanfang(timezone.localdate())
    neu = f.AngebotFabrik(zentrum=z, beginn=date(2020, 1, 1))
    f.TerminFabrik(angebot=neu, datum=monat, status="stattgefunden", teilnahmen=5)
    erfassung.neu_summieren(angebot=neu, monat=monat, wer=None)
    ort = {"zentrum": z, "monat": monat, "kennzahl": kennzahl, "angebot": neu}
    erfassung.zelle_speichern(**ort, eingabe="8", version=1, wer=_leitung(z))
    return {"zentrum": z.slug, "monat": monat, "angebot": neu.pk, "kennzahl": kennzahl.pk}


def kommendes_jahr(welt: Welt, z: Zentrum) -> Adresse:
    return {"jahr": timezone.localdate().year + 1}


def kennzahl(welt: Welt, z: Zentrum) -> Adresse:
    """A local one that begins next year."""
    jahr = timezone.localdate().year + 1
    return {"pk": f.KennzahlFabrik(bezirk=z.bezirk, schluessel="kommend", gueltig_von=jahr).pk}


def kennzahl_lokal(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": f.KennzahlFabrik(bezirk=z.bezirk, schluessel="lokal").pk}


def zwei_kennzahlen(welt: Welt, z: Zentrum) -> Adresse:
    """The second of two local ones, at which the table asks to move it up."""
    f.KennzahlFabrik(bezirk=z.bezirk, schluessel="eins", reihenfolge=1)
    return {"pk": f.KennzahlFabrik(bezirk=z.bezirk, schluessel="zwei", reihenfolge=2).pk}


def letztes_jahr() -> int:
    return timezone.localdate().year - 1


def bericht_zentrum(welt: Welt, z: Zentrum) -> Adresse:
    return {"schluessel": z.slug, "jahr": letztes_jahr()}


def bericht_traeger(welt: Welt, z: Zentrum) -> Adresse:
    return {"schluessel": z.traeger.slug, "jahr": letztes_jahr()}


def bericht_bezirk(welt: Welt, z: Zentrum) -> Adresse:
    return {"schluessel": z.bezirk.schluessel, "jahr": letztes_jahr()}


def bericht_verband(welt: Welt, z: Zentrum) -> Adresse:
    """The own Verband; in place of the neighbour's the Geschäftsstelle, far away another one."""
    verbaende = {
        welt.eigenes: welt.verband,
        welt.schwester: welt.verband,
        welt.nachbar: welt.rollen["geschaeftsstelle"].verband,
    }
    verband = verbaende.get(z) or f.VerbandFabrik()
    return {"schluessel": verband.slug, "jahr": letztes_jahr()}


def ueber_jahre(art: str, bericht: Gegenstand) -> Gegenstand:
    """Over time there is no year in the address."""
    return lambda welt, z: {"art": art, "schluessel": bericht(welt, z)["schluessel"]}


def karte(welt: Welt, z: Zentrum) -> Adresse:
    return {"schluessel": z.bezirk.schluessel}


def festschreiben(
    art: str, bericht: Callable[[Welt, Zentrum], Adresse]
) -> Callable[[Welt, Zentrum], Adresse]:
    return lambda welt, z: {"art": art, **bericht(welt, z)}


def vollstaendig(welt: Welt, z: Zentrum) -> Adresse:
    """A year that can become an edition: every period closed as "nicht gemeldet"."""
    jahr = letztes_jahr()
    for zeitraum in meldejahr_sichern(bezirk=z.bezirk, jahr=jahr).zeitraeume.all():
        f.MeldungFabrik(zentrum=z, zeitraum=zeitraum, status="nicht_gemeldet", grund="Umbau")
    return {"art": "zentrum", "schluessel": z.slug, "jahr": jahr}


def ausgabe(welt: Welt, z: Zentrum) -> Adresse:
    adresse = vollstaendig(welt, z)
    wer = _leitung(z)
    ausgaben.festschreiben(art=art("zentrum", wer), gegenstand=z, jahr=adresse["jahr"], wer=wer)
    return {**adresse, "nummer": 1}


def druckauftrag(welt: Welt, z: Zentrum) -> Adresse:
    """A long draft that the Leitung has ordered: nobody else's."""
    leitung, jahr = _leitung(z), letztes_jahr()
    art_ = art("zentrum", leitung)
    bericht = art_.bauen(z, jahr, sicht_von(leitung))
    return {"pk": druck.entwurf_bestellen(art=art_, gegenstand=z, bericht=bericht, wer=leitung).pk}


def druckauftrag_ausgabe(welt: Welt, z: Zentrum) -> Adresse:
    """The order for an edition: of those who may make it."""
    vollstaendig(welt, z)
    leitung, jahr = _leitung(z), letztes_jahr()
    art_ = art("zentrum", leitung)
    bericht = art_.bauen(z, jahr, ALS_AUSGABE)
    return {"pk": druck.ausgabe_bestellen(art=art_, gegenstand=z, bericht=bericht, wer=leitung).pk}


def listenart(welt: Welt, z: Zentrum) -> Adresse:
    return {"art": "angebote"}


def _mitarbeit(z: Zentrum) -> Mitgliedschaft:
    return f.MitgliedschaftFabrik(rolle="mitarbeit", zentrum=z)


def liste(welt: Welt, z: Zentrum) -> Adresse:
    """A list that nobody has taken over yet."""
    return {"art": "angebote", "pk": einlesen.hochgeladen(_mitarbeit(z)).pk}


def uebernommene_liste(welt: Welt, z: Zentrum) -> Adresse:
    einlesen.katalog(z)
    return {"art": "angebote", "pk": einlesen.uebernommen(_mitarbeit(z)).pk}


def zahlenliste(welt: Welt, z: Zentrum) -> Adresse:
    """A list of figures that nobody has taken over yet; one of them has a place."""
    kennzahlen.laden()
    monat = m.letztes_quartal(z.bezirk).von
    zeilen = [["Monat", "Angebot", "Teilnahmen"], [f"{monat:%m/%Y}", m.angebot(z).titel, 5]]
    return {"art": "zahlen", "pk": einlesen.hochgeladen(_mitarbeit(z), zeilen, art="zahlen").pk}


def im_verlauf(art: str, gegenstand: Gegenstand | None = None) -> Gegenstand:
    """The trail of an object, by the name of its model; that of the centre itself without more."""
    return lambda welt, z: {"art": art, "pk": gegenstand(welt, z)["pk"] if gegenstand else z.pk}


def traeger(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": z.traeger_id}


def meldejahr(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": meldejahr_sichern(bezirk=z.bezirk, jahr=letztes_jahr()).pk}


def sachbericht(welt: Welt, z: Zentrum) -> Adresse:
    return {"pk": Sachbericht.objects.create(zentrum=z, jahr=letztes_jahr()).pk}
