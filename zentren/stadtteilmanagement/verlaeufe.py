"""The trails of this room: Massnahmen and the registers."""

from django.urls import reverse

from stzverbund.basis.verlaeufe import Gegenstand
from stzverbund.basis.verlauf import Quelle, eigene_quellen
from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.models import (
    Anliegen,
    Barrierebefund,
    Barrierepruefung,
    Bedarf,
    Befragung,
    Beschwerde,
    Foerderung,
    Frage,
    Kampagne,
    Kampagnenteilnahme,
    Kooperation,
    Mappendokument,
    Massnahme,
    Raumbuchung,
    Taetigkeit,
    Zielpruefung,
)

IM_HAUS = (Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER)


def quellen(massnahme: Massnahme, m: Mitgliedschaft | None) -> list[Quelle]:
    """Everything for the house; for others what happened since it was agreed: before, it was a draft.

    What was proposed from outside was a draft of somebody else for the house too.
    """
    alle = eigene_quellen(massnahme)
    if m is not None and m.hat(*IM_HAUS) and not massnahme.von_aussen:
        return alle
    seit = massnahme.vereinbart_am or massnahme.geaendert_am
    return [Quelle(quelle.zeilen.filter(**{f"{quelle.zeit}__gte": seit})) for quelle in alle]


VERLAEUFE = (
    Gegenstand(
        Raumbuchung,
        "zentren.verlauf_lesen",
        lambda buchung: reverse("raumbuchung", args=[buchung.pk]),
    ),
    Gegenstand(
        Massnahme,
        "stadtteilmanagement.massnahme_pflegen",
        lambda massnahme: reverse("massnahme", args=[massnahme.pk]),
        quellen=quellen,
    ),
    Gegenstand(
        Kooperation,
        "zentren.verlauf_lesen",
        lambda kooperation: reverse("kooperation", args=[kooperation.pk]),
        teile=[(Zielpruefung, "kooperation")],
    ),
    Gegenstand(
        Beschwerde, "zentren.verlauf_lesen", lambda beschwerde: reverse("beschwerde", args=[beschwerde.pk])
    ),
    Gegenstand(
        Taetigkeit,
        "zentren.verlauf_lesen",
        lambda taetigkeit: reverse("taetigkeit", args=[taetigkeit.pk]),
    ),
    Gegenstand(
        Befragung,
        "zentren.verlauf_lesen",
        lambda befragung: reverse("befragung", args=[befragung.pk]),
        teile=[(Frage, "befragung")],
    ),
    Gegenstand(Foerderung, "zentren.verlauf_lesen", lambda eine: reverse("foerderung", args=[eine.pk])),
    Gegenstand(
        Kampagne,
        "stadtteilmanagement.kampagne_fuehren",
        lambda kampagne: reverse("kampagne", args=[kampagne.pk]),
        teile=((Kampagnenteilnahme, "kampagne"),),
    ),
    Gegenstand(Bedarf, "zentren.verlauf_lesen", lambda bedarf: reverse("bedarf", args=[bedarf.pk])),
    Gegenstand(Anliegen, "zentren.verlauf_lesen", lambda eines: reverse("anliegen", args=[eines.pk])),
    Gegenstand(
        Mappendokument,
        "stadtteilmanagement.mappe_pflegen",
        lambda dokument: reverse("mappendokument", args=[dokument.pk]),
    ),
    Gegenstand(
        Barrierepruefung,
        "zentren.verlauf_lesen",
        lambda pruefung: reverse("barriere", args=[pruefung.pk]),
        teile=[(Barrierebefund, "pruefung")],
    ),
)
