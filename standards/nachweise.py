"""Proofs beside an answer: a file, a link, or a record of the house (domain model, "standards").

Each function is one transaction that asks for the right on the locked answer and raises Verweigert, with a
sentence for the person, where it is not possible now.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from standards.antworten import Wer, laden
from standards.belege.stand import Belegzeile
from standards.models import Antwort, Nachweis, Selbstbewertung
from stzverbund.basis.dateien import Geprueft, ablegen, wegwerfen
from stzverbund.basis.links import UeberLink
from stzverbund.basis.models import Ausgabe
from stzverbund.basis.pflege import Verweigert, speichern
from zentren.models import Mitgliedschaft, Zentrum
from zentren.stadtteilmanagement import mappe
from zentren.stadtteilmanagement.models import Mappendokument

RECHTZEITIG = timedelta(days=60)
"""So long before a proof ends its house is reminded."""
HOECHSTENS_UEBER_LINK = 100
"""So many proofs one link may store: it is no account, and files take room."""
ALS_NACHWEIS = (
    "Das Dokument ist ein Nachweis in einer Selbstbewertung. Es bleibt lesbar; Sie können es ersetzen."
)
BERICHTE = 10
"""So many of the newest editions of reports are offered."""


@transaction.atomic
def hinzufuegen(
    *,
    antwort: Antwort,
    nachweis: Nachweis,
    datei: Geprueft | None = None,
    ersetzt: Nachweis | None = None,
    wer: Wer,
) -> Nachweis:
    """Puts a proof to an answer; with `ersetzt` it is a new revision, and the old one stays readable.

    The history notes who.
    """
    aktuell = laden(antwort, wer)
    if isinstance(wer, UeberLink) and lesbare(aktuell.bewertung, wer).count() >= HOECHSTENS_UEBER_LINK:
        raise Verweigert(f"Mehr als {HOECHSTENS_UEBER_LINK} Nachweise sind über diesen Link nicht möglich.")
    if ersetzt is not None and Nachweis.objects.filter(ersetzt=ersetzt).exists():
        raise Verweigert("Diese Fassung ist schon ersetzt. Bitte ersetzen Sie die neueste.")
    nachweis.antwort, nachweis.ersetzt = aktuell, ersetzt
    if datei is not None:
        nachweis.datei = ablegen(datei, wer=wer.person)
    speichern(nachweis)
    return nachweis


@transaction.atomic
def loeschen(*, nachweis: Nachweis, wer: Wer) -> None:
    """Removes a proof, and its file, that has never been submitted; what has been stays readable."""
    antwort = laden(nachweis.antwort, wer)
    if not war_nie_eingereicht(nachweis, antwort):
        raise Verweigert(
            "Was schon eingereicht war, bleibt lesbar. Sie können es durch einen neuen Nachweis ersetzen."
        )
    if Nachweis.objects.filter(ersetzt=nachweis).exists():
        raise Verweigert("Diese Fassung ist ersetzt. Löschen Sie zuerst die neuere.")
    datei = nachweis.datei
    nachweis.delete()
    wegwerfen(datei)


def lesbare(bewertung: Selbstbewertung, wer: Wer | None) -> models.QuerySet[Nachweis]:
    """The proofs of a Selbstbewertung that this person may read; with a link those of its evaluation."""
    alle = Nachweis.objects.all() if isinstance(wer, UeberLink) else Nachweis.objects.sichtbar_fuer(wer)
    return alle.filter(antwort__bewertung=bewertung)


def war_nie_eingereicht(nachweis: Nachweis, antwort: Antwort) -> bool:
    """Whether nobody outside has been able to read it."""
    zuletzt = antwort.bewertung.eingereicht_am
    return zuletzt is None or nachweis.angelegt_am > zuletzt


def eintraege(belege: Iterable[Belegzeile], zentrum: Zentrum) -> dict[str, models.Model]:
    """Records of the house to choose from, by "app.model:key": what the Belege name, documents, reports.

    Of the folder only what the Bezirksamt may read: a proof that cannot be opened is none.
    """
    angebotene: list[models.Model] = []
    for zeile in belege:
        angebotene += [eintrag for v in zeile.verweise if (eintrag := _eintrag(v.adresse))]
    haus = ContentType.objects.get_for_model(Zentrum)
    geteilt = Mappendokument.objects.filter(zentrum=zentrum).exclude(sichtbarkeit="intern")
    angebotene += list(geteilt.neueste())
    berichte = Ausgabe.objects.filter(typ=haus, gegenstand_id=zentrum.pk).defer("daten")
    angebotene += list(berichte.order_by("-jahr", "-nummer")[:BERICHTE])
    return {f"{eintrag._meta.label_lower}:{eintrag.pk}": eintrag for eintrag in angebotene}


def verwendet(eintrag: models.Model) -> models.QuerySet[Nachweis]:
    """The proofs that a record of the house is, whoever reads them."""
    typ = ContentType.objects.get_for_model(eintrag)
    return Nachweis.objects.filter(typ=typ, eintrag_id=eintrag.pk)


@transaction.atomic
def aus_der_mappe_entfernen(*, dokument: Mappendokument, wer: Mitgliedschaft) -> None:
    """Deletes a document of the folder, unless it is a proof: what was handed in stays readable."""
    if verwendet(dokument).exists():
        raise Verweigert(ALS_NACHWEIS)
    mappe.entfernen(dokument=dokument, wer=wer)


def _eintrag(adresse: str) -> models.Model | None:
    """The record whose page has this address; None for a list or a page of something else."""
    try:
        treffer = resolve(adresse.partition("?")[0].partition("#")[0])
    except Resolver404:
        return None
    modell: Any = getattr(getattr(treffer.func, "view_class", None), "model", None)
    if modell is None or "pk" not in treffer.kwargs:
        return None
    return modell._default_manager.filter(pk=treffer.kwargs["pk"]).first()


def adresse(eintrag: models.Model | None) -> str:
    """The page of a record of the house; empty where it has none (any more)."""
    try:
        if isinstance(eintrag, Ausgabe):
            wessen = getattr(eintrag.gegenstand, "slug", "")
            return reverse("ausgabe", args=[eintrag.art, wessen, eintrag.jahr, eintrag.nummer])
        return reverse(eintrag._meta.model_name, args=[eintrag.pk]) if eintrag else ""
    except NoReverseMatch:
        return ""


def ablaufende(bewertung: Selbstbewertung, heute: date) -> models.QuerySet[Nachweis]:
    """The current proofs that end within RECHTZEITIG, or have ended."""
    geltende = Nachweis.objects.geltend().filter(antwort__bewertung=bewertung)
    bald = geltende.filter(gueltig_bis__lte=heute + RECHTZEITIG).order_by("gueltig_bis", "pk")
    return bald.select_related("antwort__kriterium")
