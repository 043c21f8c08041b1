"""Somebody from outside is looking at a centre of the demo just now: answered by link, and asked back."""

from django.utils import timezone

from standards import ablauf, antworten, aussen, nachweise, runden, voten
from standards.models import Antwort, Einschaetzung, Nachweis, Runde, Selbstbewertung
from stzverbund.basis.links import UeberLink
from stzverbund.basis.models import Postausgang
from stzverbund.start.beispiel.rahmen import zufall
from stzverbund.start.beispiel.standards.gang import Vorrat

LINK = UeberLink(aussen.AUSSEN)
ZENTRUM = "springpfuhl"
E_MAIL = "aussen@demo.example"
GEFRAGT = "9.1"


def einschaetzen(vorrat: Vorrat, runde: Runde) -> None:
    """In the running round, by the functions of its room; the mails with the links are not sent."""
    zentrum = vorrat.rahmen.zentren.get(ZENTRUM)
    if zentrum is None or zentrum.bezirk_id != runde.bezirk_id:
        return
    amt = vorrat.beteiligte(zentrum)["amt"]
    bewertung = runden.aussen_beginnen(runde=runde, zentrum=zentrum, wer=amt)
    bis = aussen.vorgeschlagen(bewertung, timezone.localdate())
    aussen.ausstellen(bewertung=bewertung, gueltig_bis=bis, zuletzt=None, email=E_MAIL, wer=amt)
    for antwort in bewertung.antworten.select_related("kriterium"):
        _antworten(vorrat, antwort)
    bewertung = ablauf.einreichen(bewertung=bewertung, wer=LINK)
    gefragt = _frage(bewertung)
    voten.votieren(antwort=gefragt, art="rueckfrage", bemerkung=vorrat.satz("rueckfrage_aussen"), wer=amt)
    ablauf.nachfragen(bewertung=Selbstbewertung.objects.get(pk=bewertung.pk), wer=amt)
    Postausgang.objects.filter(an=E_MAIL).delete()
    Postausgang.objects.filter(schluessel__startswith="selbstbewertung:").delete()


def _antworten(vorrat: Vorrat, antwort: Antwort) -> None:
    kriterium = antwort.kriterium.schluessel
    wuerfel = zufall(ZENTRUM, "aussen", kriterium)
    schwach = wuerfel.random() < 0.2
    angaben = {
        "einschaetzung": Einschaetzung.TEILWEISE if schwach else Einschaetzung.ERFUELLT,
        "begruendung": vorrat.satz("von_aussen"),
        "kategorie": Antwort.Kategorie.RESSOURCEN if schwach else "",
    }
    antworten.beantworten(antwort=antwort, angaben=angaben, version=antwort.version, wer=LINK)
    if kriterium == GEFRAGT:
        nachweis = Nachweis(
            titel="Aushang am Eingang", adresse=f"https://{ZENTRUM}.example/", datum=vorrat.rahmen.heute
        )
        nachweise.hinzufuegen(antwort=antwort, nachweis=nachweis, wer=LINK)


def _frage(bewertung: Selbstbewertung) -> Antwort:
    alle = bewertung.antworten.select_related("bewertung", "kriterium")
    return alle.get(kriterium__schluessel=GEFRAGT)
