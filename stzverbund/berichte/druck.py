"""Long reports: ordered by whoever may see them, made by the task worker, told apart by what they show."""

from typing import Any

from django_tasks import task

from stzverbund.basis import druck
from stzverbund.basis.ausgabe import aus_kanonisch, datenhash, kanonisch
from stzverbund.basis.ausgabe import ausgaben as ausgaben_von
from stzverbund.basis.models import Druckauftrag
from stzverbund.basis.pflege import Verweigert
from stzverbund.berichte import ausgaben, pdf
from stzverbund.berichte.arten import ARTEN, GESCHAEFTSSTELLE, Berichtsart
from stzverbund.berichte.dokument import Bericht
from stzverbund.berichte.umfang import diagramme, seiten
from zentren.models import Mitgliedschaft
from zentren.rules import darf

AUSGABE = "ausgabe"
"""The view of an order that makes an edition; that of a draft is its reader's role."""
LANG = 10
"""From so many pages on, nobody waits for the answer to a request."""
OHNE_ROLLE = "Die Rolle, in der Sie den Bericht festschreiben wollten, gilt nicht mehr."
NACH_KENNUNG = {art.kennung: art for art in (*ARTEN.values(), GESCHAEFTSSTELLE)}


def ist_lang(bericht: Bericht) -> bool:
    """Whether the report will have ten pages or more."""
    return seiten(bericht) >= LANG


def entwurf_bestellen(
    *, art: Berichtsart, gegenstand: Any, bericht: Bericht, wer: Mitgliedschaft
) -> Druckauftrag:
    """The order for the draft that `wer` sees now: the same one as long as nothing changes.

    The caller has asked whether `wer` reads the report. The figures are kept with the order, so that the
    file shows what its key says.
    """
    summe = datenhash(bericht)
    return _bestellen(art, gegenstand, bericht, wer, sicht=wer.rolle, teile=(summe,))


def ausgabe_bestellen(
    *, art: Berichtsart, gegenstand: Any, bericht: Bericht, wer: Mitgliedschaft
) -> Druckauftrag:
    """The order for the next edition, one for all who press; pressing again retries one that failed.

    Raises Verweigert without the right. The worker calls `ausgaben.festschreiben` with the figures of its
    own moment: it alone decides whether and of which data there is an edition.
    """
    if not darf(art.recht, wer, gegenstand):
        raise Verweigert(ausgaben.OHNE_RECHT)
    bisher = ausgaben_von(gegenstand, art.kennung, bericht.jahr).first()
    teile = (str(bisher.nummer if bisher else 0), *bericht.grundlage)
    auftrag = _bestellen(art, gegenstand, bericht, wer, sicht=AUSGABE, teile=teile)
    return erneut(auftrag=auftrag, wer=wer)


def erneut(*, auftrag: Druckauftrag, wer: Mitgliedschaft) -> Druckauftrag:
    """Try an order again that failed, now for `wer`, who may see it (`gehoert`)."""
    return druck.noch_einmal(auftrag=auftrag, starten=lambda neu: _starten(neu, wer))


def gehoert(auftrag: Druckauftrag, mitgliedschaft: Mitgliedschaft | None) -> bool:
    """Whether this role may see the order and its file: asked anew each time.

    A draft is for readers of the same report in the same role, an edition's order for who may make it.
    """
    art = NACH_KENNUNG.get(auftrag.art)
    if mitgliedschaft is None or art is None:
        return False
    gegenstand = art.sichtbar_fuer(mitgliedschaft).filter(pk=auftrag.gegenstand_id).first()
    if gegenstand is None:
        return False
    if auftrag.sicht == AUSGABE:
        return darf(art.recht, mitgliedschaft, gegenstand)
    return auftrag.sicht == mitgliedschaft.rolle


@task()
def drucken(auftrag: str, versuch: int, mitgliedschaft: int) -> None:
    """The one task: a draft from its stored figures, or an edition in the name of who ordered it."""
    druck.ausfuehren(auftrag, versuch, lambda einer: _arbeit(einer, mitgliedschaft))


def _arbeit(auftrag: Druckauftrag, mitgliedschaft: int) -> bytes | None:
    if auftrag.sicht != AUSGABE:
        return pdf.entwurf(aus_kanonisch(Bericht, auftrag.daten))
    wer = Mitgliedschaft.objects.gueltig().mit_organisation().filter(pk=mitgliedschaft).first()
    if wer is None:
        raise Verweigert(OHNE_ROLLE)
    ausgaben.festschreiben(
        art=NACH_KENNUNG[auftrag.art], gegenstand=auftrag.gegenstand, jahr=auftrag.jahr, wer=wer
    )
    return None


def _bestellen(
    art: Berichtsart,
    gegenstand: Any,
    bericht: Bericht,
    wer: Mitgliedschaft,
    *,
    sicht: str,
    teile: tuple[str, ...],
) -> Druckauftrag:
    return druck.bestellen(
        schluessel=druck.schluessel(sicht, art.kennung, gegenstand.pk, bericht.jahr, *teile),
        gegenstand=gegenstand,
        starten=lambda neu: _starten(neu, wer),
        art=art.kennung,
        jahr=bericht.jahr,
        sicht=sicht,
        titel=bericht.titel,
        gesamt=diagramme(bericht) + seiten(bericht),
        daten="" if sicht == AUSGABE else kanonisch(bericht).decode(),
    )


def _starten(auftrag: Druckauftrag, wer: Mitgliedschaft) -> None:
    drucken.enqueue(auftrag=str(auftrag.pk), versuch=auftrag.versuch, mitgliedschaft=wer.pk)
