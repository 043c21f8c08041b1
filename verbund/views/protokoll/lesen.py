"""The page of the minutes: to read, to remark, and its steps; its PDF and its editions."""

import logging
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis import ausgabe as basis
from stzverbund.basis.models import Ausgabe
from stzverbund.basis.pdf import pdf_antwort
from verbund.forms.protokoll import Anmerkungstext, Begruendung, Durchsicht, Genehmigung, Nachtragstext
from verbund.models import Anmerkung, Protokoll, Teilnahme
from verbund.protokoll import ablauf, anmerkungen, ausgabe, niederschrift, pdf, rahmen
from verbund.views.protokoll.blatt import punkte
from verbund.views.protokoll.rahmen import DerSitzung, Formulare, Seite
from zentren.rules import darf

log = logging.getLogger(__name__)
KOORDINIEREN = "verbund.koordinieren"
ZWEI_WOCHEN = timedelta(days=14)
"""How long a review is proposed to last."""
Status = Protokoll.Status
TON = {
    Status.ENTWURF: "info",
    Status.DURCHSICHT: "warning",
    Status.GENEHMIGT: "success",
    Status.FESTGESCHRIEBEN: "success",
}


class ProtokollSeite(Seite):
    """The minutes with remarks, steps and editions, for the Verbund."""

    vorlage = "verbund/protokoll_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.zeigen()

    def kontext(self, gesendet: Formulare) -> dict[str, Any]:
        m, protokoll = self.request.mitgliedschaft, self.protokoll
        koordiniert = darf(KOORDINIEREN, m, self.sitzung)
        kontext: dict[str, Any] = {
            "sitzung": self.sitzung,
            "protokoll": protokoll,
            "koordiniert": koordiniert,
            "adresse": reverse("protokoll", args=[self.sitzung.pk]),
        }
        if protokoll is None:
            return kontext
        offen = not rahmen.hindernis(protokoll)
        schreibt = offen and darf(rahmen.SCHREIBEN, m, protokoll)
        merkt_an = anmerkungen.laeuft(protokoll) and darf(anmerkungen.ANMERKEN, m, protokoll)
        return kontext | {
            "ton": TON[Status(protokoll.status)],
            "stand": niederschrift.stand(protokoll),
            "schreibt": schreibt,
            "merkt_an": merkt_an,
            "blaetter": self._blaetter(protokoll, gesendet, merkt_an=merkt_an),
            "sitze": _gruppen(list(self.sitzung.teilnahmen.select_related("zentrum", "person"))),
            "gaeste": list(self.sitzung.gaeste.exclude(stand="abgesagt")),
            "nachtraege": list(protokoll.nachtraege.all()),
            "ausgaben": list(ausgabe.ausgaben(self.sitzung)),
            "schritte": _schritte(protokoll, gesendet) if koordiniert else {},
        }

    def _blaetter(self, protokoll: Protokoll, gesendet: Formulare, *, merkt_an: bool) -> list[dict[str, Any]]:
        """The items and, last, the minutes as a whole (punkt None), with their remarks."""
        je_punkt: dict[int | None, list[Anmerkung]] = {}
        for anmerkung in protokoll.anmerkungen.select_related("zentrum"):
            je_punkt.setdefault(anmerkung.punkt_id, []).append(anmerkung)
        return [
            {
                "nummer": nummer,
                "punkt": punkt,
                "schluessel": f"p{punkt.pk}" if punkt else "ganzes",
                "anmerkungen": je_punkt.get(punkt.pk if punkt else None, []),
                "form": _anmerkung(punkt.pk if punkt else 0, gesendet) if merkt_an else None,
            }
            for nummer, punkt in enumerate([*punkte(self.sitzung), None], start=1)
        ]


def _anmerkung(punkt: int, gesendet: Formulare) -> Any:
    name = f"anmerkung{punkt}"
    return gesendet.get(name) or Anmerkungstext(prefix=name)


def _gruppen(sitze: list[Teilnahme]) -> list[tuple[str, list[str]]]:
    """Who was there, excused, missing; without what nobody has noted."""
    Anwesend = Teilnahme.Anwesend
    gruppen = [
        (wort, [niederschrift.anwesenheit(s, mit_person=True) for s in sitze if s.anwesend == wie])
        for wie, wort in (
            (Anwesend.JA, "Anwesend"),
            (Anwesend.ENTSCHULDIGT, "Entschuldigt"),
            (Anwesend.NEIN, "Nicht da"),
        )
    ]
    return [(wort, reihe) for wort, reihe in gruppen if reihe]


def _schritte(protokoll: Protokoll, gesendet: Formulare) -> dict[str, Any]:
    """The forms of the steps that are possible now, by their name."""
    heute, schritte = timezone.localdate(), {}
    if protokoll.offen and protokoll.sitzung.gehalten:
        bis = {"bis": protokoll.durchsicht_bis or _frist(protokoll, heute)}
        schritte["durchsicht"] = Durchsicht(prefix="durchsicht", initial=bis)
        schritte["genehmigen"] = Genehmigung(prefix="genehmigen", initial={"am": heute})
    if protokoll.status == Status.FESTGESCHRIEBEN:
        schritte["nachtrag"] = Nachtragstext(prefix="nachtrag")
    if not protokoll.offen and not ablauf.spaetere(protokoll):
        schritte["oeffnen"] = Begruendung(prefix="oeffnen")
    return schritte | {name: form for name, form in gesendet.items() if name in schritte}


def _frist(protokoll: Protokoll, heute: date) -> date:
    """The date that the session has for it, else two weeks from now."""
    frist = protokoll.sitzung.fristen.filter(art="rueckmeldung", faellig__gt=heute).first()
    return frist.faellig if frist else heute + ZWEI_WOCHEN


class ProtokollPdf(DerSitzung):
    """The stored file of what is approved; before, a draft."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.begonnenes.offen:
            return gespeichert(request, ausgabe.festschreiben(protokoll=self.begonnenes, wer=None))
        inhalt = niederschrift.niederschrift(self.sitzung)
        return pdf_antwort(pdf.entwurf(inhalt), f"{pdf.dateiname(inhalt)}, Entwurf")


class Ausgabedatei(DerSitzung):
    """An edition by its number, also where a newer one has followed."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        eine = get_object_or_404(ausgabe.ausgaben(self.sitzung), nummer=kwargs["nummer"])
        return gespeichert(request, eine)


def gespeichert(request: HttpRequest, eine: Ausgabe) -> HttpResponse:
    try:
        return pdf_antwort(basis.gespeichertes_pdf(eine), f"{eine.titel}, Ausgabe {eine.nummer}")
    except basis.Beschaedigt as fehler:
        log.error("%s", fehler)
        return render(request, "verbund/beschaedigt.html", status=500)
