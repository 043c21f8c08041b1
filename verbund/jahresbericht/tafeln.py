"""The sections: each table is one query. What a reader may not see is not counted either."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from verbund.models import (
    Anfrage,
    Arbeitskreis,
    Aufgabe,
    Beschluss,
    Gast,
    Kompetenz,
    Kompetenzanfrage,
    Sitzung,
    Tagesordnungspunkt,
    Teilnahme,
    Thema,
    Vorhaben,
)
from verbund.querysets import IM_VERBUND
from zentren.models import Rolle

from .lage import Lage, Tafel

Anwesend = Teilnahme.Anwesend
DABEI = Count("teilnahmen", filter=Q(teilnahmen__anwesend=Anwesend.JA, teilnahmen__zentrum__isnull=False))


def _sitzungen(lage: Lage) -> Tafel:
    alle = Sitzung.objects.sichtbar_fuer(lage.leser).filter(verbund=lage.verbund).im_jahr(lage.jahr)
    eigene = list(
        alle.des_verbundes().select_related("gastgeber", "thema").annotate(da=DABEI).order_by("datum", "pk")
    )
    gehalten = [sitzung for sitzung in eigene if sitzung.gehalten]
    abgesagt = sum(sitzung.status == Sitzung.Status.ABGESAGT for sitzung in eigene)
    in_kreisen = alle.gehalten().filter(arbeitskreis__isnull=False).count()
    return Tafel(
        "sitzungen",
        "Sitzungen",
        f"Durchgeführt: {len(gehalten)}, abgesagt: {abgesagt}. Sitzungen der Arbeitskreise: {in_kreisen}.",
        ("Nr.", "Tag", "Sitzung", "Gastgeber", "Zentren"),
        tuple(
            (
                f"{sitzung.nummer}/{sitzung.jahr}",
                f"{sitzung.datum:%d.%m.%Y}",
                str(sitzung.thema or sitzung.titel),
                str(sitzung.gastgeber or sitzung.ort or "–"),
                str(sitzung.da),
            )
            for sitzung in gehalten
        ),
    )


def _teilnahme(lage: Lage) -> Tafel | None:
    """How often each Zentrum was there, of the sessions whose minutes say so; not for the Verbände."""
    if not lage.leser.hat(*IM_VERBUND, Rolle.BEZIRKSAMT):
        return None
    festgehalten = Teilnahme.objects.filter(
        sitzung__verbund=lage.verbund,
        sitzung__arbeitskreis__isnull=True,
        sitzung__nummer__isnull=False,
        sitzung__datum__range=lage.tage,
        zentrum__isnull=False,
    ).exclude(anwesend=Anwesend.OFFEN)
    zeilen = (
        festgehalten.values("zentrum__name", "zentrum__sortierung")
        .annotate(da=Count("pk", filter=Q(anwesend=Anwesend.JA)), alle=Count("pk"))
        .order_by("zentrum__sortierung")
    )
    return Tafel(
        "teilnahme",
        "Teilnahme der Zentren",
        "Vertretungen zählen mit. Gezählt sind Sitzungen, deren Protokoll die Anwesenheit nennt.",
        ("Zentrum", "dabei", "von", "Anteil"),
        tuple(
            (z["zentrum__name"], str(z["da"]), str(z["alle"]), f"{100 * z['da'] // z['alle']} %")
            for z in zeilen
        ),
    )


def _themen(lage: Lage) -> Tafel:
    """The Schwerpunktthemen of the plan, and what the year brought for each."""
    themen = Thema.objects.filter(jahresplaene__verbund=lage.verbund, jahresplaene__jahr=lage.jahr)
    zaehler = {
        "anzahl_sitzungen": _zaehlen("sitzungen", Sitzung.objects.im_jahr(lage.jahr).gehalten()),
        "anzahl_gaeste": _zaehlen("gaeste", Gast.objects.filter(sitzung__datum__range=lage.tage)),
        "anzahl_beschluesse": _zaehlen("beschluesse", _beschlossen(lage)),
        "anzahl_vorhaben": _zaehlen("vorhaben", _gemeinsame(lage)),
    }
    return Tafel(
        "themen",
        "Schwerpunktthemen",
        "" if themen.exists() else "Für dieses Jahr ist kein Schwerpunktthema festgelegt.",
        ("Thema", "Sitzungen", "Gäste", "Beschlüsse", "Vorhaben"),
        tuple((t.titel, *(str(getattr(t, name)) for name in zaehler)) for t in themen.annotate(**zaehler)),
    )


def _zaehlen(feld: str, menge: QuerySet) -> Count:
    return Count(feld, filter=Q(**{f"{feld}__in": menge.order_by().values("pk")}), distinct=True)


def _beschlossen(lage: Lage) -> QuerySet[Beschluss]:
    sichtbare = Beschluss.objects.sichtbar_fuer(lage.leser).filter(verbund=lage.verbund, jahr=lage.jahr)
    return sichtbare.exclude(folge=Beschluss.Folge.GESTRICHEN)


def _beschluesse(lage: Lage) -> Tafel:
    alle = list(_beschlossen(lage).order_by("nummer"))
    umgesetzt = sum(b.folge == Beschluss.Folge.UMGESETZT for b in alle)
    return Tafel(
        "beschluesse",
        "Beschlüsse",
        f"Gefasst: {len(alle)}, davon umgesetzt: {umgesetzt}.",
        ("Nr.", "Beschluss", "Ergebnis", "Umsetzung"),
        tuple((b.kennung, b.text, b.get_ergebnis_display(), _folge(b)) for b in alle),
    )


def _folge(beschluss: Beschluss) -> str:
    worte = beschluss.get_folge_display()
    return f"{worte}: {beschluss.folge_text}" if beschluss.folge_text else worte


def _aufgaben(lage: Lage) -> Tafel | None:
    if not lage.innen:
        return None
    heute = timezone.localdate()
    stand = Aufgabe.objects.filter(verbund=lage.verbund).aggregate(
        neu=Count("pk", filter=Q(angelegt_am__range=lage.tage)),
        erledigt=Count("pk", filter=Q(erledigt_am__range=lage.tage)),
        offen=Count("pk", filter=Q(status=Aufgabe.Status.OFFEN)),
        spaet=Count("pk", filter=Q(status=Aufgabe.Status.OFFEN, faellig__lt=heute)),
    )
    satz = "Im Jahr angelegt: {neu}, erledigt: {erledigt}. Heute offen: {offen}, davon überfällig: {spaet}."
    return Tafel("aufgaben", "Aufgaben", satz.format(**stand))


def _arbeitskreise(lage: Lage) -> Tafel:
    von, bis = lage.tage
    laufende = Arbeitskreis.objects.sichtbar_fuer(lage.leser).filter(
        Q(bis__isnull=True) | Q(bis__gte=von), verbund=lage.verbund, von__lte=bis
    )
    gehalten = Sitzung.objects.im_jahr(lage.jahr).gehalten()
    zaehler = {"zentren": Count("mitglieder", distinct=True), "treffen": _zaehlen("sitzungen", gehalten)}
    zeilen: Any = laufende.annotate(**zaehler).order_by("name", "pk")
    return Tafel(
        "arbeitskreise",
        "Arbeitskreise",
        "" if zeilen else "In diesem Jahr gab es keinen Arbeitskreis.",
        ("Arbeitskreis", "Zentren", "Treffen", "Ergebnis"),
        tuple((k.name, str(k.zentren), str(k.treffen), k.ergebnis or "–") for k in zeilen),
    )


def _gemeinsame(lage: Lage) -> QuerySet[Vorhaben]:
    von, bis = lage.tage
    sichtbare = Vorhaben.objects.sichtbar_fuer(lage.leser).filter(bis__gte=von, von__lte=bis)
    dabei = Vorhaben.verbuende.through.objects.filter(verbund=lage.verbund).values("vorhaben")
    return sichtbare.filter(pk__in=dabei).exclude(stand__in=[Vorhaben.Stand.IDEE, Vorhaben.Stand.ABGESAGT])


def _vorhaben(lage: Lage) -> Tafel:
    zeilen = _gemeinsame(lage).annotate(anzahl=Count("zentren")).order_by("von", "pk")
    return Tafel(
        "vorhaben",
        "Gemeinsame Vorhaben",
        "" if zeilen else "In diesem Jahr gab es kein gemeinsames Vorhaben.",
        ("Vorhaben", "Art", "Tage", "Zentren", "Teilnehmende"),
        tuple(
            (
                v.titel,
                v.get_art_display(),
                f"{v.von:%d.%m.}" if v.von == v.bis else f"{v.von:%d.%m.} bis {v.bis:%d.%m.}",
                str(v.anzahl),
                "–" if v.teilnehmende is None else str(v.teilnehmende),
            )
            for v in zeilen
        ),
    )


def _austausch(lage: Lage) -> Tafel:
    """Guests, proposals of the Zentren, questions between Verbund and Bezirksamt."""
    gaeste = Gast.objects.filter(sitzung__verbund=lage.verbund, sitzung__datum__range=lage.tage)
    gekommen = gaeste.filter(sitzung__nummer__isnull=False).exclude(stand=Gast.Stand.ABGESAGT).count()
    punkte = Tagesordnungspunkt.objects.filter(
        verbund=lage.verbund, sitzung__datum__range=lage.tage, vorgeschlagen_von__isnull=False
    ).count()
    anfragen = Anfrage.objects.sichtbar_fuer(lage.leser).filter(
        verbund=lage.verbund, gestellt_am__range=lage.tage
    )
    stand = anfragen.aggregate(
        amt=Count("pk", filter=Q(richtung=Anfrage.Richtung.AN_AMT)),
        verbund=Count("pk", filter=Q(richtung=Anfrage.Richtung.AN_VERBUND)),
        beantwortet=Count("pk", filter=Q(status=Anfrage.Status.BEANTWORTET)),
    )
    return Tafel(
        "austausch",
        "Austausch",
        f"Gäste aus Fachdiensten: {gekommen}. Themen auf Vorschlag der Zentren: {punkte}. "
        f"Anfragen an das Bezirksamt: {stand['amt']}, an den Verbund: {stand['verbund']}, "
        f"beantwortet: {stand['beantwortet']}.",
    )


def _kompetenzen(lage: Lage) -> Tafel | None:
    """What the Zentren offered each other, and how often it was asked for and used, by kind."""
    if not lage.innen:
        return None
    von, _ = lage.tage
    angeboten = Kompetenz.objects.filter(zentrum__bezirk=lage.verbund.bezirk_id).filter(
        Q(beendet_am__isnull=True) | Q(beendet_am__gte=von)
    )
    genutzt = Q(anfragen__stand=Kompetenzanfrage.Stand.GENUTZT, anfragen__genutzt_am__range=lage.tage)
    zeilen = (
        angeboten.order_by("art")
        .values_list("art")
        .annotate(
            angebote=Count("pk", distinct=True),
            gefragt=Count("anfragen", filter=Q(anfragen__gestellt_am__range=lage.tage), distinct=True),
            genutzt=Count("anfragen", filter=genutzt, distinct=True),
            personen=Coalesce(Sum("anfragen__personen", filter=genutzt), 0),
        )
    )
    worte = dict(Kompetenz.Art.choices)
    tafel = tuple((str(worte[art]), *map(str, zahlen)) for art, *zahlen in zeilen)
    return Tafel(
        "kompetenzen",
        "Kompetenzbörse",
        "" if tafel else "Noch kein Zentrum bietet den anderen etwas an.",
        ("Art", "Angebote", "Anfragen", "genutzt", "Teilnehmende"),
        tafel,
    )


TAFELN: tuple[Callable[[Lage], Tafel | None], ...] = (
    _sitzungen,
    _teilnahme,
    _themen,
    _beschluesse,
    _aufgaben,
    _arbeitskreise,
    _vorhaben,
    _kompetenzen,
    _austausch,
)
"""The sections in their order; None where a section is not for this reader."""
