"""Which registers can be read in. One declaration for each:

    Register("bedarfe", "Bedarfe", "bedarfe", formular(BedarfFormular), ("titel", "ermittelt_am"))

Its form is asked for each row as if somebody had typed it, so all rules of the form hold. It has to be a
ModelForm that works with a plain dict of texts, takes `wer` (or not: `mit_rolle=False`) and saves itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.forms.anliegen import AnliegenFormular
from zentren.stadtteilmanagement.forms.barrieren import BarriereFormular
from zentren.stadtteilmanagement.forms.bedarfe import BedarfFormular
from zentren.stadtteilmanagement.forms.befragungen import BefragungNeuFormular
from zentren.stadtteilmanagement.forms.beschwerden import BeschwerdeFormular
from zentren.stadtteilmanagement.forms.foerderungen import FoerderungFormular
from zentren.stadtteilmanagement.forms.kooperationen import KooperationFormular
from zentren.stadtteilmanagement.forms.mappe import DokumentNeuFormular
from zentren.stadtteilmanagement.forms.massnahmen import MassnahmeFormular
from zentren.stadtteilmanagement.forms.raeume import BuchungFormular
from zentren.stadtteilmanagement.forms.taetigkeiten import TaetigkeitFormular

Machen = Callable[[Mitgliedschaft, Mapping[str, Any] | None], forms.ModelForm]


@dataclass(frozen=True)
class Register:
    """`schluessel` stands in the address, `liste` is the name of the page of the register.

    Where all fields of `kennzeichen` (of the model; keys as `raum_id`) are the same, the row is known.
    `ohne` are fields of the form that no table fills.
    """

    schluessel: str
    titel: str
    liste: str
    formular: Machen
    kennzeichen: tuple[str, ...]
    ohne: tuple[str, ...] = ()


def formular(klasse: type[forms.ModelForm], *, mit_rolle: bool = True) -> Machen:
    """Makes the form of a new object of the own centre; `daten` None: as it is shown empty."""

    def machen(wer: Mitgliedschaft, daten: Mapping[str, Any] | None) -> forms.ModelForm:
        modell = klasse._meta.model
        vorbelegt = {"zentrum": wer.zentrum} if hasattr(modell, "zentrum_id") else {}
        rolle: dict[str, Any] = {"wer": wer} if mit_rolle else {}
        return klasse(daten, instance=modell(**vorbelegt), **rolle)

    return machen


def _massnahme(wer: Mitgliedschaft, daten: Mapping[str, Any] | None) -> forms.ModelForm:
    form = formular(MassnahmeFormular)(wer, daten)
    form.instance.bezirk_id = wer.zentrum.bezirk_id  # type: ignore[union-attr]
    return form


def _dokument(wer: Mitgliedschaft, daten: Mapping[str, Any] | None) -> forms.ModelForm:
    form = formular(DokumentNeuFormular)(wer, daten)
    form.instance.bezirk_id = wer.zentrum.bezirk_id  # type: ignore[union-attr]
    return form


REGISTER = (
    Register("massnahmen", "Maßnahmen", "massnahmen", _massnahme, ("titel", "faellig")),
    Register(
        "bedarfe",
        "Bedarfe",
        "bedarfe",
        formular(BedarfFormular),
        ("titel", "ermittelt_am"),
        ohne=("unterlage",),
    ),
    Register(
        "anliegen", "Anliegen", "anliegen_liste", formular(AnliegenFormular), ("titel", "eingegangen_am")
    ),
    Register(
        "taetigkeiten",
        "Tätigkeitsbuch",
        "taetigkeiten",
        formular(TaetigkeitFormular),
        ("datum", "was"),
    ),
    Register(
        "foerderung", "Förderung", "foerderungen", formular(FoerderungFormular), ("quelle", "zweck", "von")
    ),
    Register(
        "raumbuchungen",
        "Raumbuchungen",
        "raumbuchungen",
        formular(BuchungFormular),
        ("gruppe", "raum_id", "tag", "von"),
    ),
    Register("befragungen", "Befragungen", "befragungen", formular(BefragungNeuFormular), ("titel", "von")),
    Register(
        "kooperationen", "Kooperationen", "kooperationen", formular(KooperationFormular), ("partner", "art")
    ),
    Register("dokumente", "Dokumente", "dokumente", _dokument, ("titel", "art", "stand_vom")),
    Register(
        "beschwerden",
        "Beschwerden und Anregungen",
        "beschwerden",
        formular(BeschwerdeFormular),
        ("eingegangen_am", "text"),
    ),
    Register(
        "barrieren",
        "Barriereprüfungen",
        "barrieren",
        formular(BarriereFormular),
        ("datum", "standort_id", "raum_id"),
    ),
)
"""Every register that tables can be read into."""

NACH_SCHLUESSEL = {register.schluessel: register for register in REGISTER}
