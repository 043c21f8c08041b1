"""The one table of permissions of this room (roles and states: domain model, "Roles", "Decided" 3)."""

import rules
from rules.predicates import Predicate

from angebote.models import Fremdangebot, Kennzahl, Meldejahr, Meldung
from angebote.querysets import AUFSICHT, INNEN
from zentren.models import Mitgliedschaft, Rolle
from zentren.rules import (
    beim_eigenen_traeger,
    hat_rolle,
    im_eigenen_bezirk,
    im_eigenen_zentrum,
    ist_leitung,
    ist_team,
)

Status = Meldung.Status


def im_status(*status: str) -> Predicate:
    @rules.predicate(name=f"status:{'/'.join(status)}")
    def predicate(m: Mitgliedschaft | None, meldung: Meldung) -> bool:
        return meldung.status in status

    return predicate


@rules.predicate
def liegt_vor(m: Mitgliedschaft | None, meldung: Meldung) -> bool:
    """Put before the Bezirksamt and not decided yet."""
    return meldung.vorgelegt and meldung.status != Status.ANGENOMMEN


@rules.predicate
def ist_vorgelegt(m: Mitgliedschaft | None, meldung: Meldung) -> bool:
    return meldung.vorgelegt


@rules.predicate
def wartet_auf_freigabe(m: Mitgliedschaft | None, meldung: Meldung) -> bool:
    return meldung.status == Status.EINGEREICHT and meldung.freigabe_noetig


@rules.predicate
def ist_berichtigung(m: Mitgliedschaft | None, meldung: Meldung) -> bool:
    return meldung.nr > 0


@rules.predicate
def im_eigenen_stadtteil(m: Mitgliedschaft | None, objekt: Fremdangebot) -> bool:
    """The centre of this person has entered it or serves its Stadtteil."""
    if m is None or m.zentrum is None:
        return False
    return m.zentrum_id == objekt.zentrum_id or m.zentrum.regionen.filter(pk=objekt.region_id).exists()


@rules.predicate
def bezirk_des_amtes(m: Mitgliedschaft | None, objekt: Kennzahl | Meldejahr) -> bool:
    """The Bezirksamt for what belongs to its Bezirk; the shared core belongs to none."""
    if m is None or m.bezirksamt is None:
        return False
    return m.bezirksamt.bezirk_id == objekt.bezirk_id


team_des_zentrums = ist_team & im_eigenen_zentrum
leitung_des_zentrums = ist_leitung & im_eigenen_zentrum
bezirksamt = hat_rolle(Rolle.BEZIRKSAMT) & im_eigenen_bezirk
traeger = hat_rolle(Rolle.TRAEGER) & beim_eigenen_traeger
# A Verband reads the figures of its members, not who is late.
liest_meldestand = hat_rolle(
    Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER, Rolle.BEZIRKSAMT, Rolle.GESCHAEFTSSTELLE
)

RECHTE = {
    "angebote.kennzahlen_lesen": hat_rolle(*INNEN, *AUFSICHT),
    "angebote.kennzahl_anlegen": hat_rolle(Rolle.BEZIRKSAMT),
    "angebote.kennzahl_pflegen": bezirk_des_amtes,
    "angebote.meldejahr_festlegen": bezirk_des_amtes,
    "angebote.angebot_anlegen": ist_team,
    "angebote.angebot_pflegen": team_des_zentrums,
    "angebote.fremdangebot_anlegen": ist_team,
    "angebote.fremdangebot_pflegen": ist_team & im_eigenen_stadtteil,
    "angebote.termin_pflegen": team_des_zentrums,
    "angebote.zaehllink_ausstellen": team_des_zentrums,
    "angebote.liste_hochladen": ist_team,
    "angebote.liste_einlesen": team_des_zentrums,
    "angebote.statistik_erfassen": team_des_zentrums,
    "angebote.statistik_lesen": team_des_zentrums | traeger,
    "angebote.meldung_verlauf": team_des_zentrums | traeger | (bezirksamt & ist_vorgelegt),
    "angebote.meldung_einreichen": leitung_des_zentrums & im_status(Status.ENTWURF, Status.ZURUECKGEGEBEN),
    "angebote.meldung_zurueckziehen": leitung_des_zentrums & im_status(Status.EINGEREICHT),
    "angebote.meldung_freigeben": traeger & wartet_auf_freigabe,
    "angebote.meldung_zurueckgeben": (traeger & wartet_auf_freigabe) | (bezirksamt & liegt_vor),
    "angebote.meldung_annehmen": bezirksamt & liegt_vor,
    "angebote.meldung_berichtigen": leitung_des_zentrums & im_status(Status.ANGENOMMEN),
    "angebote.meldung_verwerfen": leitung_des_zentrums & im_status(Status.ENTWURF) & ist_berichtigung,
    "angebote.rueckfrage_beantworten": team_des_zentrums & im_status(Status.ZURUECKGEGEBEN),
    "angebote.meldungen_pruefen": hat_rolle(Rolle.BEZIRKSAMT),
    "angebote.meldestand_lesen": liest_meldestand,
    "angebote.zeitraum_schliessen": bezirksamt,
    "angebote.meldung_entsperren": bezirksamt & im_status(Status.ENTWURF, Status.NICHT_GEMELDET),
}

WORTE = {
    "angebote.kennzahlen_lesen": "Wer Statistik liest, liest auch, was gezählt wird.",
    "angebote.kennzahl_anlegen": "Das Bezirksamt legt örtliche Kennzahlen an.",
    "angebote.kennzahl_pflegen": "Das Bezirksamt pflegt die örtlichen Kennzahlen seines Bezirks.",
    "angebote.meldejahr_festlegen": "Das Bezirksamt legt Meldezeiträume und Fristen seines Bezirks fest.",
    "angebote.angebot_anlegen": "Die Teams der Zentren legen Angebote an.",
    "angebote.angebot_pflegen": "Das Team des Zentrums pflegt dessen Angebote.",
    "angebote.fremdangebot_anlegen": "Die Teams der Zentren tragen Angebote anderer Träger ein.",
    "angebote.fremdangebot_pflegen": "Die Teams der Zentren eines Stadtteils pflegen dessen Fremdangebote.",
    "angebote.termin_pflegen": "Das Team des Zentrums zählt Termine und legt einzelne an.",
    "angebote.zaehllink_ausstellen": "Das Team des Zentrums gibt Zähl-Links aus und zieht sie zurück.",
    "angebote.liste_hochladen": "Die Teams der Zentren lesen Listen ein.",
    "angebote.liste_einlesen": "Eine eingelesene Liste gehört dem Team des Zentrums.",
    "angebote.statistik_erfassen": "Das Team des Zentrums trägt dessen Zahlen ein.",
    "angebote.statistik_lesen": "Das Team des Zentrums und sein Träger lesen auch Entwürfe.",
    "angebote.meldung_verlauf": "Team und Träger lesen, wer was geändert hat, das Bezirksamt die Schritte.",
    "angebote.meldung_einreichen": "Die Leitung reicht einen Entwurf oder eine zurückgegebene Meldung ein.",
    "angebote.meldung_zurueckziehen": "Die Leitung zieht eine Meldung zurück, bis sie freigegeben ist.",
    "angebote.meldung_freigeben": "Der Träger gibt frei, wo er das verlangt.",
    "angebote.meldung_zurueckgeben": "Der Träger gibt vor der Freigabe zurück, danach das Bezirksamt.",
    "angebote.meldung_annehmen": "Das Bezirksamt nimmt an, was ihm vorliegt.",
    "angebote.meldung_berichtigen": "Die Leitung beginnt zu einer angenommenen Meldung eine Berichtigung.",
    "angebote.meldung_verwerfen": "Die Leitung verwirft den Entwurf einer Berichtigung.",
    "angebote.rueckfrage_beantworten": "Das Team des Zentrums beantwortet Rückfragen.",
    "angebote.meldungen_pruefen": "Das Bezirksamt nimmt unauffällige Meldungen gemeinsam an.",
    "angebote.meldestand_lesen": "Wer mit Meldungen arbeitet, liest, wer säumig ist; nicht der Verband.",
    "angebote.zeitraum_schliessen": "Das Bezirksamt schließt einen Zeitraum als „nicht gemeldet“.",
    "angebote.meldung_entsperren": "Das Bezirksamt öffnet einen gesperrten Zeitraum wieder.",
}
"""Each right in a sentence, for docs/rights.md."""

for name, predicate in RECHTE.items():
    rules.add_perm(name, predicate)
