"""The declarations of all models: our own, those of packages, and what a model may not leave out."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import models
from django_tasks_db.models import DBTaskResult
from simple_history.models import HistoricalChanges

from stzverbund.basis.personendaten import BENUTZENDE, Personendaten, Taetigkeit, Tilgung, ueber
from zentren.models import Person

VERLAUF = Personendaten(
    Taetigkeit.NACHWEIS,
    felder=("history_user",),
    dazu=("history_date", "history_type"),
    frist="mit dem Eintrag",
    von=ueber("history_user"),
    tilgung=Tilgung.BLEIBT,
)
"""Every history table: who changed what and when."""


def _konto(*felder: str, pfad: str = "user", geheim: tuple[str, ...] = ()) -> Personendaten:
    return Personendaten(
        Taetigkeit.KONTO,
        felder=felder,
        geheim=geheim,
        frist="solange die Person ein Konto hat",
        von=ueber(pfad),
        tilgung=Tilgung.LOESCHEN,
    )


FREMDE: dict[type[models.Model], Personendaten] = {
    EmailAddress: _konto("user", "email"),
    EmailConfirmation: _konto(
        "email_address", "created", "key", pfad="email_address__user", geheim=("key", "email_address")
    ),
    Authenticator: _konto("user", "type", "created_at", "last_used_at", "data", geheim=("data",)),
    SocialAccount: _konto("user", "provider", "uid", "last_login", "extra_data"),
    SocialToken: _konto(
        "account", "token", "token_secret", pfad="account__user", geheim=("account", "token", "token_secret")
    ),
    Person.groups.through: _konto("person", pfad="person"),
    Person.user_permissions.through: _konto("person", pfad="person"),
    LogEntry: Personendaten(
        Taetigkeit.NACHWEIS,
        felder=("user", "object_repr", "change_message"),
        dazu=("action_time",),
        texte=("object_repr", "change_message"),
        frist="solange die Anwendung besteht; nach einer Löschung ohne Namen",
        von=ueber("user"),
        tilgung=Tilgung.BLEIBT,
    ),
    DBTaskResult: Personendaten(
        Taetigkeit.BETRIEB,
        felder=("args_kwargs", "traceback", "return_value"),
        frist="zwei Wochen nach dem Ende des Auftrags",
        betroffene=f"{BENUTZENDE}: keine Angaben, nur Schlüssel von Aufträgen",
    ),
}
"""Models of packages: their declarations stand here."""

OHNE: dict[str, str] = {
    "zentren.Bezirk": "Gebiet",
    "zentren.Bezirksregion": "Gebiet",
    "zentren.Kooperationsvereinbarung": "Vertrag zwischen Verband und Bezirk als Datei",
    "zentren.Ziel": "Wortlaut des Rahmenkonzepts",
    "standards.Fassung": "Wortlaut des Rahmenkonzepts",
    "standards.Standard": "Wortlaut des Rahmenkonzepts",
    "standards.Kriterium": "Wortlaut des Rahmenkonzepts mit Erläuterungen",
    "standards.Beleg": "errechnete Sätze über ein Zentrum",
    "zentren.Leistung": "Wortlaut des Rahmenkonzepts",
    "zentren.Aufgabenbereich": "Wortlaut des Rahmenkonzepts",
    "zentren.Aufgabe": "Wortlaut des Rahmenkonzepts",
    "angebote.Zeitplan": "Wochentage, Uhrzeiten und Ausnahmen",
    "angebote.Kennzahl": "Erklärung einer Zahl",
    "rechtliches.Rechtstext": "öffentlicher Text; wer ihn geändert hat, steht im Verlauf",
    SocialApp._meta.label: "Einstellungen eines Anbieters",
}
"""Reviewed: they have texts or files, but nothing about persons."""

VERRAETERISCH = ("email", "telefon", "user_agent", "geraet", "ip_adresse", "ip_address")


def erklaerung(modell: type[models.Model]) -> Personendaten | None:
    """The declaration of a model; None where it holds no personal data."""
    eigene = getattr(modell, "personendaten", None)
    if eigene is None and ist_verlauf(modell):
        return VERLAUF
    return eigene or FREMDE.get(modell)


def erklaerte() -> Iterator[tuple[type[models.Model], Personendaten]]:
    """All models with personal data."""
    for modell in apps.get_models(include_auto_created=True):
        if angaben := erklaerung(modell):
            yield modell, angaben


def ist_verlauf(modell: type[models.Model]) -> bool:
    """Whether it is a history table; those of many-to-many fields hold pairs of keys only."""
    return issubclass(modell, HistoricalChanges) and hasattr(modell, "tracked_fields")


def maengel(modell: type[models.Model]) -> list[str]:
    """What a model says too little or too much about its personal data; empty where it is complete."""
    angaben = erklaerung(modell)
    namen = {feld.name for feld in modell._meta.concrete_fields}
    sicher = {feld.name for feld in modell._meta.concrete_fields if _persoenlich(feld)}
    frei = {feld.name for feld in modell._meta.concrete_fields if _frei(feld)}
    if angaben is None:
        fehlt = sicher if modell._meta.label in OHNE else sicher | frei
        return [f"{modell._meta.label}.{name} ohne Erklärung" for name in sorted(fehlt)]
    erlaubt = set(angaben.felder)
    if ist_verlauf(modell):  # the fields themselves are declared with their model
        erlaubt |= {feld.name for feld in modell.tracked_fields}  # type: ignore[attr-defined]
    befunde = [f"{modell._meta.label}.{name} nicht erklärt" for name in sorted(sicher - erlaubt)]
    unbekannt = {*angaben.felder, *angaben.texte} - namen
    befunde += [f"{modell._meta.label} hat kein Feld {name}" for name in sorted(unbekannt)]
    if modell._meta.label in OHNE:
        befunde.append(f"{modell._meta.label} ist erklärt und gilt als ohne Personenbezug")
    return befunde


def _persoenlich(feld: models.Field) -> bool:
    """A field that cannot but be about a person."""
    if isinstance(feld, models.EmailField | models.GenericIPAddressField) or feld.related_model is Person:
        return True
    return any(wort in feld.name for wort in VERRAETERISCH)


def _frei(feld: models.Field) -> bool:
    """Free text, structures and files: somebody has to look."""
    return isinstance(feld, models.TextField | models.JSONField | models.FileField)
