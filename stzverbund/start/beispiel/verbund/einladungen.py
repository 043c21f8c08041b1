"""Who speaks for which Zentrum, and the next session with its invitations and first answers."""

from stzverbund.basis.models import Postausgang
from stzverbund.start.beispiel.rahmen import Rahmen
from stzverbund.start.beispiel.verbund.planung import bezirke, haeuser
from verbund import delegationen
from verbund.einladung import antworten, versand
from verbund.models import Sitzung
from zentren.models import Mitgliedschaft, Verbund

GESAGT = ("zugesagt", "offen", "zugesagt", "vertretung", "abgesagt")
"""What the invited people have answered, one after the other."""


def anlegen(rahmen: Rahmen) -> None:
    for schluessel in bezirke(rahmen):
        wer = rahmen.mitgliedschaften[f"koordination:{schluessel}"]
        _delegieren(rahmen, rahmen.bezirke[schluessel].verbund, wer)
    _einladen(rahmen, rahmen.mitgliedschaften["koordination:10"])


def _delegieren(rahmen: Rahmen, verbund: Verbund, wer: Mitgliedschaft) -> None:
    """The Leitung speaks, somebody of the team stands in; in the last centre nobody has been named yet."""
    for zentrum in haeuser(rahmen, verbund)[:-1]:
        for art, rolle in (("delegiert", "leitung"), ("vertretung", "mitarbeit")):
            if sprecher := rahmen.mitgliedschaften.get(f"{rolle}:{zentrum.slug}"):
                delegationen.benennen(
                    verbund=verbund, sprecher=sprecher, art=art, von=rahmen.erster, bis=None, wer=wer
                )


def _einladen(rahmen: Rahmen, wer: Mitgliedschaft) -> None:
    kommende = Sitzung.objects.filter(verbund=wer.verbund).bevorstehend(rahmen.heute)
    sitzung = kommende.select_related("verbund", "gastgeber", "thema").first()
    if sitzung is None:
        return
    vorschau = versand.vorschau(sitzung)
    personen = {zeile.empfaenger.person.pk for zeile in vorschau.zeilen}
    versand.versenden(sitzung=sitzung, personen=personen, stand=vorschau.stand, bemerkung="", wer=wer)
    Postausgang.objects.filter(schluessel__startswith="sitzung:").delete()  # the demo sends no mails
    rollen = {m.person_id: m for m in rahmen.mitgliedschaften.values()}
    for nummer, einladung in enumerate(sitzung.einladungen.order_by("pk")):
        gesagt = GESAGT[nummer % len(GESAGT)]
        if gesagt != "offen" and einladung.person_id in rollen:
            antworten.antworten(einladung=einladung, antwort=gesagt, wer=rollen[einladung.person_id])
