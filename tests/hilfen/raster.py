"""A centre with one Angebot in the current month, which is always open; short ways to count and to type."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.urls import reverse
from django.utils import timezone

from angebote import erfassung, kennzahlen
from angebote.models import Angebot, Kennzahl, Termin, Wert
from angebote.raster import raster
from angebote.rasterzelle import Rasterzelle
from angebote.zeitraeume import neueste_meldung
from stzverbund.basis.zeit import monatsanfang
from tests import fabriken as f
from zentren.models import Mitgliedschaft, Zentrum


def diesen_monat() -> date:
    return monatsanfang(timezone.localdate())


@dataclass
class Blattwelt:
    zentrum: Zentrum
    angebot: Angebot
    kennzahlen: dict[str, Kennzahl]
    monat: date
    wer: Mitgliedschaft | None = None

    def termin(self, status: str = "stattgefunden", stunde: int = 10, **felder: Any) -> Termin:
        """A Termin on the first of the month, an hour and a half, summed at once."""
        grund = {"grund": "Heizung"} if status == "ausgefallen" else {}
        termin = f.TerminFabrik(
            angebot=self.angebot,
            datum=self.monat,
            von=time(stunde),
            bis=time(stunde + 1, 30),
            status=status,
            **{**grund, **felder},
        )
        self.summieren()
        return termin

    def summieren(self) -> None:
        erfassung.neu_summieren(angebot=self.angebot, monat=self.monat, wer=self.wer)

    def ort(self, kennzahl: str, angebot: Angebot | None = None) -> dict[str, Any]:
        k = self.kennzahlen[kennzahl]
        je_angebot = k.ebene == Kennzahl.Ebene.ANGEBOT
        return {
            "zentrum": self.zentrum,
            "monat": self.monat,
            "kennzahl": k,
            "angebot": (angebot or self.angebot) if je_angebot else None,
        }

    def tippe(self, kennzahl: str, eingabe: str, version: int | None = None, **mehr: Any) -> Any:
        angaben = {"wer": self.wer, **mehr}
        ort = self.ort(kennzahl, angaben.pop("angebot", None))
        return erfassung.zelle_speichern(**ort, eingabe=eingabe, version=version, **angaben)

    def wert(self, kennzahl: str, altersgruppe: str = "alle", geschlecht: str = "alle") -> Wert | None:
        ort = self.ort(kennzahl)
        return Wert.objects.filter(
            meldung__zentrum=self.zentrum,
            monat=self.monat,
            kennzahl=ort["kennzahl"],
            angebot=ort["angebot"],
            altersgruppe=altersgruppe,
            geschlecht=geschlecht,
        ).first()

    def stand(self, kennzahl: str, **teil: str) -> tuple[str, int | None, int | None, str]:
        wert = self.wert(kennzahl, **teil)
        assert wert is not None
        return wert.art, wert.zahl, wert.gezaehlt, wert.herkunft

    def adresse(self, name: str = "statistik_monat", *mehr: Any) -> str:
        return reverse(name, args=[self.zentrum.slug, self.monat, *mehr])

    def schluessel(self, kennzahl: str) -> str:
        return self.zelle(kennzahl).schluessel

    def zellort(self, kennzahl: str) -> list[int]:
        """The two numbers of a cell in its addresses."""
        return [int(teil) for teil in self.schluessel(kennzahl).split("-")]

    def zelle(self, kennzahl: str) -> Rasterzelle:
        meldung = neueste_meldung(self.zentrum, self.monat)
        blatt = raster(zentrum=self.zentrum, monat=self.monat, meldung=meldung)
        ort = self.ort(kennzahl)
        angebot_id = ort["angebot"].pk if ort["angebot"] else 0
        zelle = blatt.zelle(f"{angebot_id}-{ort['kennzahl'].pk}")
        assert zelle is not None
        return zelle


def blattwelt(zentrum: Zentrum | None = None, wer: Mitgliedschaft | None = None, **angebot: Any) -> Blattwelt:
    """Makes an Angebot „Nähcafé“; loads the shared core of the Kennzahlen where it is not there yet."""
    if not Kennzahl.objects.filter(bezirk=None).exists():
        kennzahlen.laden()
    zentrum = zentrum or f.ZentrumFabrik()
    return Blattwelt(
        zentrum=zentrum,
        angebot=f.AngebotFabrik(zentrum=zentrum, **{"titel": "Nähcafé", **angebot}),
        kennzahlen={k.schluessel: k for k in Kennzahl.objects.filter(bezirk=None)},
        monat=diesen_monat(),
        wer=wer,
    )
