"""The Mindeststandards on the start page of each role: what is due, asked, to release, to review, overdue."""

from datetime import date, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from standards.auswertung import netz
from standards.fristen import ABSCHLIESSEN, OEFFNEN, PRUEFEN, rundentermine
from standards.models import Runde, Selbstbewertung
from standards.nachweise import ablaufende
from standards.pruefblatt import adresse
from stzverbund.start.aufgaben.zeile import Aufgabe, Zahl, abstand, erste, mehrzahl
from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.models import Massnahme

Status = Selbstbewertung.Status
EINZELN = 4
MASSNAHME_BALD = timedelta(days=30)
WAS = {OEFFNEN: "öffnen", PRUEFEN: "zu Ende prüfen", ABSCHLIESSEN: "abschließen"}


def zentrum(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """What came back or is due, proofs that expire, Massnahmen."""
    return [*_eigene(m, heute), *_nachweise(m, heute), *massnahmen(m, heute, MASSNAHME_BALD)]


def _eigene(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    bewertungen = Selbstbewertung.objects.bearbeitbar_fuer(m).filter(runde__in=_laufende())
    gefragt = Count("antworten", filter=Q(antworten__nachgefragt=True))
    offene = bewertungen.mit_stand().annotate(gefragt=gefragt).select_related("runde", "zentrum")
    return [_eigene_zeile(bewertung, heute) for bewertung in offene.order_by("runde__faellig", "pk")]


def _eigene_zeile(bewertung: Selbstbewertung, heute: date) -> Aufgabe:
    runde = bewertung.runde
    adresse = reverse("selbstbewertung", args=[bewertung.zentrum.slug, runde.jahr])
    titel, wann = f"Selbstbewertung {runde.jahr}", abstand(runde.faellig, heute)
    if bewertung.status == Status.RUECKFRAGE:
        fragen = mehrzahl(bewertung.gefragt, "Rückfrage", "Rückfragen")  # type: ignore[attr-defined]
        return Aufgabe("warning", "Rückfrage", f"{titel}: {fragen} beantworten", adresse)
    if bewertung.status == Status.ZURUECKGEGEBEN:
        return Aufgabe("warning", "Zurück", f"{titel}: überarbeiten", adresse, f"„{bewertung.grund}“", wann)
    stand = f"{bewertung.beantwortet} von {bewertung.kriterien} Kriterien beantwortet"  # type: ignore[attr-defined]
    ton, wort = ("danger", "Überfällig") if heute > runde.faellig else ("info", "Fällig")
    return Aufgabe(ton, wort, f"{titel} fertigstellen", adresse, stand, wann)


def _nachweise(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """One row for the proofs of the running round that are no longer valid, or not for long."""
    eigene = Selbstbewertung.objects.filter(zentrum=m.zentrum_id, art="eigen", runde__in=_laufende())
    neueste = eigene.select_related("runde").order_by("-runde__jahr").first()
    if neueste is None or m.zentrum is None:
        return []
    stand = ablaufende(neueste, heute).order_by().aggregate(anzahl=Count("pk"), frist=Min("gueltig_bis"))
    if not stand["anzahl"]:
        return []
    wort = "ist abgelaufen oder läuft ab" if stand["anzahl"] == 1 else "sind abgelaufen oder laufen ab"
    titel = f"{mehrzahl(stand['anzahl'], 'Nachweis', 'Nachweise')} {wort}"
    adresse = reverse("selbstbewertung", args=[m.zentrum.slug, neueste.runde.jahr])
    ton = "warning" if stand["frist"] < heute else "info"
    return [Aufgabe(ton, "Nachweis", titel, adresse, "Bitte erneuern.", abstand(stand["frist"], heute))]


def _laufende() -> QuerySet:
    return Runde.objects.laufend().values("pk")


def massnahmen(m: Mitgliedschaft, heute: date, voraus: timedelta = timedelta(0)) -> list[Aufgabe]:
    """The Massnahmen that this office has to do, overdue ones first; those of others only when overdue."""
    eigene = Massnahme.objects.bearbeitbar_fuer(m).laufend().filter(faellig__lte=heute + voraus)
    einzelne, weitere = erste(list(eigene.order_by("faellig", "pk")), EINZELN)
    zeilen = [_massnahme(massnahme, heute) for massnahme in einzelne]
    if weitere:
        titel = f"{mehrzahl(weitere, 'weitere Maßnahme', 'weitere Maßnahmen')} fällig"
        zeilen.append(Aufgabe("info", "Maßnahme", titel, reverse("massnahmen")))
    return zeilen


def _massnahme(massnahme: Massnahme, heute: date) -> Aufgabe:
    spaet = massnahme.faellig < heute
    ton, wort = ("danger", "Überfällig") if spaet else ("info", "Maßnahme")
    adresse = reverse("massnahme", args=[massnahme.pk])
    return Aufgabe(ton, wort, f"Maßnahme: {massnahme}", adresse, "", abstand(massnahme.faellig, heute))


def traeger(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    return [*_wartende(m, "Freigeben", heute), *massnahmen(m, heute)]


def bezirksamt(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    return [
        *_wartende(m, "Prüfen", heute),
        *_runden(m, heute),
        *_saeumige(m, heute),
        *massnahmen(m, heute),
        *_fremde_massnahmen(m, heute),
    ]


def _wartende(m: Mitgliedschaft, wort: str, heute: date) -> list[Aufgabe]:
    wartende = Selbstbewertung.objects.wartend(m).mit_unterschieden().select_related("zentrum", "runde")
    einzelne, weitere = erste(list(wartende.order_by("eingereicht_am", "pk")), EINZELN)
    zeilen = [_wartend(bewertung, wort, heute) for bewertung in einzelne]
    if weitere:
        titel = mehrzahl(weitere, "weitere Selbstbewertung", "weitere Selbstbewertungen")
        zeilen.append(Aufgabe("info", wort, titel, reverse("standards_pruefen")))
    return zeilen


def _wartend(bewertung: Selbstbewertung, wort: str, heute: date) -> Aufgabe:
    seit = timezone.localdate(bewertung.eingereicht_am)
    if wort == "Prüfen":
        unterschiede = f"{bewertung.gegen} gegen die Daten, {bewertung.abweichend} abweichend"  # type: ignore[attr-defined]
    else:
        unterschiede = f"eingereicht am {seit:%d.%m.%Y}"
    return Aufgabe("info", wort, str(bewertung), adresse(bewertung), unterschiede, abstand(seit, heute))


def _runden(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """Rounds to open, to review to the end, to close."""
    zeilen = []
    for termin in rundentermine(m, heute):
        spaet = heute > termin.bis and termin.was != ABSCHLIESSEN
        ton, adresse = ("danger" if spaet else "info"), reverse("runde", args=[termin.runde.pk])
        wann = "" if termin.was == ABSCHLIESSEN else abstand(termin.bis, heute)
        zeilen.append(Aufgabe(ton, "Runde", f"{termin.runde} {WAS[termin.was]}", adresse, "", wann))
    return zeilen


def _saeumige(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """One row for each running round in which centres have not submitted in time."""
    fehlend = Q(bewertungen__art="eigen", bewertungen__zuerst_eingereicht_am__isnull=True) & ~Q(
        bewertungen__status="entfallen"
    )
    runden = Runde.objects.sichtbar_fuer(m).laufend().filter(faellig__lt=heute)
    return [
        Aufgabe(
            "danger",
            "Überfällig",
            f"{runde}: {mehrzahl(runde.fehlende, 'Selbstbewertung fehlt', 'Selbstbewertungen fehlen')}",
            reverse("runde", args=[runde.pk]),
            "",
            abstand(runde.faellig, heute),
        )
        for runde in runden.annotate(fehlende=Count("bewertungen", filter=fehlend)).filter(fehlende__gt=0)
    ]


def _fremde_massnahmen(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """One row for what others have promised and not done in time."""
    eigene = Massnahme.objects.bearbeitbar_fuer(m).values("pk")
    spaete = Massnahme.objects.sichtbar_fuer(m).ueberfaellig(heute).exclude(pk__in=eigene)
    stand = spaete.aggregate(anzahl=Count("pk"), frist=Min("faellig"))
    if not stand["anzahl"]:
        return []
    titel = f"{mehrzahl(stand['anzahl'], 'Maßnahme', 'Maßnahmen')} der Zentren überfällig"
    return [
        Aufgabe("warning", "Überfällig", titel, reverse("massnahmen"), "", abstand(stand["frist"], heute))
    ]


def verbaende(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """A row for each running round of which something lies before them: to read and to comment."""
    vorgelegt = Selbstbewertung.objects.sichtbar_fuer(m).filter(runde__in=_laufende())
    anzahl = vorgelegt.count()
    if not anzahl:
        return []
    titel = f"{mehrzahl(anzahl, 'Selbstbewertung liegt', 'Selbstbewertungen liegen')} vor"
    return [Aufgabe("info", "Lesen", titel, reverse("standards_matrix"), "Sie können sie kommentieren.")]


def koordination(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """The Kriterien of the newest running round that are weak in several centres, and own Massnahmen."""
    runde = Runde.objects.sichtbar_fuer(m).laufend().order_by("-jahr").first()
    themen = [zeile for zeile in netz(runde) if zeile.haeufig] if runde else []
    zeilen = []
    if themen:
        titel = f"{mehrzahl(len(themen), 'Kriterium', 'Kriterien')} in mehreren Zentren nicht voll erfüllt"
        worte = ", ".join(zeile.kriterium.schluessel for zeile in themen[:8])
        zeilen.append(Aufgabe("info", "Thema", titel, reverse("standards_matrix"), worte))
    return [*zeilen, *massnahmen(m, heute, MASSNAHME_BALD)]


def zahlen(m: Mitgliedschaft) -> list[Zahl]:
    """How far the newest running rounds are, for offices that look over several centres."""
    runden = Runde.objects.sichtbar_fuer(m).laufend()
    sichtbare: QuerySet = Selbstbewertung.objects.filter(runde__in=runden.values("pk"), art="eigen")
    if m.hat(Rolle.TRAEGER):
        sichtbare = sichtbare.filter(zentrum__traeger=m.traeger_id)
    elif m.hat(Rolle.VERBAND):
        sichtbare = sichtbare.filter(zentrum__traeger__verbaende=m.verband_id)
    stand = sichtbare.exclude(status="entfallen").aggregate(
        alle=Count("pk"), angenommen=Count("pk", filter=Q(status="angenommen"))
    )
    if not stand["alle"]:
        return []
    return [Zahl(f"{stand['angenommen']} von {stand['alle']}", "Selbstbewertungen angenommen")]
