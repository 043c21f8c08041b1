"""What a group is told about its booking, where it has left an e-mail address."""

from collections.abc import Sequence
from uuid import uuid4

from stzverbund.basis.post import einreihen
from zentren.belegungen import tag_in_worten
from zentren.stadtteilmanagement.kontakt import ist_mail
from zentren.stadtteilmanagement.models import Raumbuchung

ANTWORTPOST = "raumantwort:"
"""Where the keys of the mails to groups begin."""
Status = Raumbuchung.Status
SAETZE = {
    Status.BESTAETIGT: "der Raum ist für Sie eingetragen.",
    Status.ABGELEHNT: "leider geht es nicht.",
    Status.ABGESAGT: "die Buchung ist abgesagt.",
}


def antwort_senden(buchung: Raumbuchung, termine: Sequence[str], *, faellt_aus: str = "") -> None:
    """One mail for what has happened now; its text is forgotten when it is sent."""
    if not ist_mail(buchung.kontakt):
        return
    satz = f"dieser Termin fällt aus: {faellt_aus}." if faellt_aus else SAETZE[Status(buchung.status)]
    zentrum = buchung.zentrum
    teile = [
        f"Guten Tag,\n\nzu Ihrer Anfrage für den Raum „{buchung.raum}“ im {zentrum} "
        f"({tag_in_worten(buchung.tag, buchung.von, buchung.bis)}): {satz}",
        *(["Ihre Termine:\n" + "\n".join(f"- {termin}" for termin in termine)] if termine else []),
        *([buchung.antwort] if buchung.antwort and not faellt_aus else []),
        "Wir löschen Ihre Adresse 30 Tage nach dem letzten Termin.",
    ]
    einreihen(
        schluessel=f"{ANTWORTPOST}{buchung.pk}:{buchung.version}:{uuid4().hex[:8]}",
        an=buchung.kontakt,
        betreff=f"Ihre Raumanfrage: {buchung.raum}",
        text="\n\n".join(teile) + "\n",
        antwort_an=zentrum.email,
        vertraulich=True,
    )
