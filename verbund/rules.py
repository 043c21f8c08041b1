"""Predicates and the one table of permissions of this room (domain model, "verbund")."""

from typing import Any

import rules
from rules.predicates import Predicate

from verbund.models import (
    Anfrage,
    Aufgabe,
    Beschluss,
    Kompetenz,
    Kompetenzanfrage,
    Protokoll,
    Tagesordnungspunkt,
    Teilnahme,
    Vorhaben,
)
from verbund.querysets import IM_VERBUND, koordinierte
from zentren.models import Mitgliedschaft, Rolle, Verbund
from zentren.rules import beim_eigenen_verband, hat_rolle, im_eigenen_zentrum, ist_team


def verbund_von(objekt: Any) -> Verbund:
    return objekt if isinstance(objekt, Verbund) else objekt.verbund


@rules.predicate
def koordiniert(m: Mitgliedschaft | None, objekt: Any) -> bool:
    """Koordination of this Verbund, or the Geschäftsstelle while it has an agreement with the Bezirk."""
    if m is None:
        return False
    if m.hat(Rolle.KOORDINATION):
        return m.verbund_id == verbund_von(objekt).pk
    return m.hat(Rolle.GESCHAEFTSSTELLE) and koordinierte(m).filter(pk=verbund_von(objekt).pk).exists()


@rules.predicate
def zentrum_des_verbundes(m: Mitgliedschaft | None, objekt: Any) -> bool:
    """The role's centre lies in the Bezirk of the Verbund."""
    return m is not None and m.zentrum is not None and m.zentrum.bezirk_id == verbund_von(objekt).bezirk_id


@rules.predicate
def amt_des_verbundes(m: Mitgliedschaft | None, objekt: Any) -> bool:
    return (
        m is not None and m.bezirksamt is not None and m.bezirksamt.bezirk_id == verbund_von(objekt).bezirk_id
    )


@rules.predicate
def eigener_vorschlag(m: Mitgliedschaft | None, punkt: Tagesordnungspunkt) -> bool:
    """A proposal of the own centre that nobody has placed yet."""
    offen = punkt.stand == Tagesordnungspunkt.Stand.VORGESCHLAGEN
    return m is not None and offen and m.zentrum_id is not None and punkt.vorgeschlagen_von_id == m.zentrum_id


@rules.predicate
def fuehrt_protokoll(m: Mitgliedschaft | None, protokoll: Protokoll) -> bool:
    return m is not None and m.zentrum_id is not None and m.zentrum_id == protokoll.schreibt_id


@rules.predicate
def war_da(m: Mitgliedschaft | None, protokoll: Protokoll) -> bool:
    """The centre of this role was in the session."""
    if m is None or m.zentrum_id is None:
        return False
    dabei = Teilnahme.objects.filter(sitzung=protokoll.sitzung_id, zentrum=m.zentrum_id)
    return dabei.filter(anwesend=Teilnahme.Anwesend.JA).exists()


@rules.predicate
def hat_zu_tun(m: Mitgliedschaft | None, aufgabe: Aufgabe) -> bool:
    """The team of the centre that has taken it on, or the Bezirksamt."""
    if m is None or m.zentrum_id is None:
        return m is not None and aufgabe.stelle == m.rolle
    return m.zentrum_id == aufgabe.zentrum_id


def der_anfrage(*, gefragt: bool) -> Predicate:
    """Of the side that was asked (or that asked), while there is no answer."""

    @rules.predicate(name=f"anfrage:{'gefragt' if gefragt else 'fragt'}")
    def predicate(m: Mitgliedschaft | None, anfrage: Anfrage) -> bool:
        if m is None:
            return False
        ans_amt = anfrage.richtung == Anfrage.Richtung.AN_AMT
        seite = amt_des_verbundes if ans_amt == gefragt else koordiniert
        return anfrage.offen and seite.test(m, anfrage)

    return predicate


@rules.predicate
def fuehrt_vorhaben(m: Mitgliedschaft | None, vorhaben: Vorhaben) -> bool:
    """The Koordination of the leading Verbund, or the Geschäftsstelle that leads it itself."""
    if m is None:
        return False
    if vorhaben.verbund is not None:
        return koordiniert.test(m, vorhaben)
    return m.hat(Rolle.GESCHAEFTSSTELLE) and m.verband_id == vorhaben.verband_id


@rules.predicate
def anderes_zentrum(m: Mitgliedschaft | None, kompetenz: Kompetenz) -> bool:
    """Another centre of the same Verbund than the one that offers it."""
    if m is None or m.zentrum is None or m.zentrum_id == kompetenz.zentrum_id:
        return False
    return m.zentrum.bezirk_id == kompetenz.zentrum.bezirk_id


@rules.predicate
def wird_gefragt(m: Mitgliedschaft | None, anfrage: Kompetenzanfrage) -> bool:
    """The centre that offers what is asked for."""
    return m is not None and m.zentrum_id is not None and m.zentrum_id == anfrage.kompetenz.zentrum_id


@rules.predicate
def schreibt_beschluss(m: Mitgliedschaft | None, beschluss: Beschluss) -> bool:
    """The centre that writes the minutes of its session."""
    return (
        m is not None
        and m.zentrum_id is not None
        and Protokoll.objects.filter(sitzung=beschluss.sitzung_id, schreibt=m.zentrum_id).exists()
    )


mitglied = ist_team & zentrum_des_verbundes

RECHTE: dict[str, Any] = {
    "verbund.lesen": hat_rolle(*IM_VERBUND, Rolle.BEZIRKSAMT, Rolle.VERBAND),
    "verbund.intern_lesen": hat_rolle(*IM_VERBUND),
    "verbund.koordinieren": koordiniert,
    "verbund.vorschlagen": mitglied | koordiniert,
    "verbund.punkt_bearbeiten": koordiniert | (ist_team & eigener_vorschlag),
    "verbund.protokoll_schreiben": koordiniert | (ist_team & fuehrt_protokoll),
    "verbund.anfragen": koordiniert | amt_des_verbundes,
    "verbund.anfrage_beantworten": der_anfrage(gefragt=True),
    "verbund.anfrage_aendern": der_anfrage(gefragt=False),
    "verbund.beraten": hat_rolle(Rolle.GESCHAEFTSSTELLE),
    "verbund.geschaeftsstelle_pflegen": hat_rolle(Rolle.GESCHAEFTSSTELLE) & beim_eigenen_verband,
    "verbund.anmerken": koordiniert | (ist_team & war_da),
    "verbund.vorhaben_fuehren": fuehrt_vorhaben,
    "verbund.vorhaben_anlegen": hat_rolle(Rolle.KOORDINATION, Rolle.GESCHAEFTSSTELLE),
    "verbund.mitmachen": mitglied,
    "verbund.kompetenz_anlegen": ist_team,
    "verbund.kompetenz_pflegen": ist_team & im_eigenen_zentrum,
    "verbund.kompetenz_anfragen": ist_team & anderes_zentrum,
    "verbund.kompetenz_zusagen": ist_team & wird_gefragt,
    "verbund.kompetenz_nutzen": ist_team & im_eigenen_zentrum,
    "verbund.beschluss_schreiben": koordiniert | (ist_team & schreibt_beschluss),
    "verbund.aufgabe_anlegen": koordiniert | mitglied | amt_des_verbundes,
    "verbund.aufgabe_pflegen": koordiniert | (ist_team & hat_zu_tun) | (amt_des_verbundes & hat_zu_tun),
}

WORTE = {
    "verbund.lesen": "Wer mit den Zentren arbeitet, liest vom Verbund, was für ihn bestimmt ist.",
    "verbund.intern_lesen": "Zentren, ihre Träger, Koordination und Geschäftsstelle lesen auch Internes.",
    "verbund.koordinieren": "Koordination und Geschäftsstelle planen Jahr, Sitzungen und Protokolle.",
    "verbund.vorschlagen": "Die Teams der Zentren und die Koordination schlagen Themen vor.",
    "verbund.punkt_bearbeiten": "Die Koordination ändert Punkte, ein Zentrum seine offenen Vorschläge.",
    "verbund.protokoll_schreiben": "Die Koordination und das Zentrum mit der Protokollführung schreiben mit.",
    "verbund.anfragen": "Koordination, Geschäftsstelle und Bezirksamt stellen einander Fragen.",
    "verbund.anfrage_beantworten": "Wer gefragt ist, antwortet; eine Antwort bleibt, wie sie ist.",
    "verbund.anfrage_aendern": "Wer gefragt hat, ändert oder zieht zurück, solange niemand geantwortet hat.",
    "verbund.beraten": "Die Geschäftsstelle schreibt Beratungsnotizen und Empfehlungen.",
    "verbund.geschaeftsstelle_pflegen": "Die Geschäftsstelle pflegt die eigenen Notizen und Empfehlungen.",
    "verbund.anmerken": "Die Zentren, die in der Sitzung waren, und die Koordination merken an.",
    "verbund.vorhaben_fuehren": "Koordination und Geschäftsstelle führen ihre gemeinsamen Vorhaben.",
    "verbund.vorhaben_anlegen": "Koordination und Geschäftsstelle legen gemeinsame Vorhaben an.",
    "verbund.mitmachen": "Das Team eines Zentrums sagt, in welchen Arbeitskreisen es mitmacht.",
    "verbund.kompetenz_anlegen": "Das Team eines Zentrums bietet den anderen Zentren etwas an.",
    "verbund.kompetenz_pflegen": "Das Team eines Zentrums pflegt, was es den anderen anbietet.",
    "verbund.kompetenz_anfragen": "Die anderen Zentren des Verbundes fragen an, was eines anbietet.",
    "verbund.kompetenz_zusagen": "Das Zentrum, das etwas anbietet, beantwortet die Anfragen dazu.",
    "verbund.kompetenz_nutzen": "Das Zentrum, das gefragt hat, zieht zurück und gibt Rückmeldung.",
    "verbund.beschluss_schreiben": "Die Koordination und wer das Protokoll führt, halten Beschlüsse fest.",
    "verbund.aufgabe_anlegen": "Die Koordination vergibt Aufgaben, Zentren und Bezirksamt nehmen eigene.",
    "verbund.aufgabe_pflegen": "Die Koordination und wer eine Aufgabe hat, halten sie aktuell.",
}
"""Each right in a sentence, for docs/rights.md."""

for name, predicate in RECHTE.items():
    rules.add_perm(name, predicate)
