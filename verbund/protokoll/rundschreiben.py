"""Mails about minutes: to the people of the Zentren that were there."""

from django.db.models import Q
from django.urls import reverse

from verbund.models import Protokoll, Teilnahme
from zentren import benachrichtigung
from zentren.models import Mitgliedschaft, Rolle


def zur_durchsicht(protokoll: Protokoll) -> int:
    """One mail for each person who was there, and for the Leitung of each Zentrum; returns how many are new.

    Within the caller's transaction. The same day is written about once.
    """
    sitzung, bis = protokoll.sitzung, protokoll.durchsicht_bis
    waren_da = sitzung.teilnahmen.filter(anwesend=Teilnahme.Anwesend.JA, zentrum__isnull=False)
    empfaenger = (
        Mitgliedschaft.objects.gueltig()
        .filter(zentrum__in=waren_da.values("zentrum"), person__is_active=True)
        .filter(
            Q(rolle=Rolle.LEITUNG)
            | Q(rolle=Rolle.MITARBEIT, person__in=waren_da.filter(person__isnull=False).values("person"))
        )
    )
    return benachrichtigung.schreiben(
        empfaenger.select_related("person"),
        schluessel=f"protokoll:{protokoll.pk}:{bis}",
        betreff=f"Protokoll zur Durchsicht: {sitzung}",
        text=f"Das Protokoll liegt bis {bis:%d.%m.%Y} zur Durchsicht aus: {sitzung}.\n"
        "Sie können zu jedem Tagesordnungspunkt etwas anmerken. In der nächsten Sitzung wird es genehmigt.",
        pfad=reverse("protokoll", args=[sitzung.pk]),
    )
