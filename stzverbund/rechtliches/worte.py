"""Models and fields in German words, also those of packages."""

from django.apps import apps
from django.db import models

from angebote.zaehllink import ZAEHLEN
from stzverbund.rechtliches.erklaerungen import ist_verlauf
from zentren.personen.einladungen import EINLADUNG

ZWECKE = {zweck.schluessel: zweck.name for zweck in (EINLADUNG, ZAEHLEN)}
VERLAUF = "Verlauf aller Einträge"
MODELLE = {
    "account.EmailAddress": "E-Mail-Adressen",
    "account.EmailConfirmation": "Bestätigungen von Adressen",
    "mfa.Authenticator": "Zweite Faktoren",
    "socialaccount.SocialAccount": "Konten beim Anmeldedienst",
    "socialaccount.SocialToken": "Schlüssel beim Anmeldedienst",
    "admin.LogEntry": "Änderungen in der Verwaltung",
    "django_tasks_database.DBTaskResult": "Aufträge im Hintergrund",
    "zentren.Person_groups": "Gruppen (unbenutzt)",
    "zentren.Person_user_permissions": "Einzelrechte (unbenutzt)",
}
FELDER = {
    "password": "Passwort (nur Prüfsumme)",
    "user": "Person",
    "person": "Person",
    "data": "Schlüssel",
    "type": "Art",
    "created_at": "angelegt am",
    "last_used_at": "zuletzt benutzt am",
    "last_login": "letzte Anmeldung",
    "email": "E-Mail",
    "uid": "Kennung",
    "provider": "Anbieter",
    "extra_data": "Angaben des Anbieters",
    "history_user": "Person",
    "history_date": "Zeitpunkt",
    "history_type": "Art der Änderung",
    "session_key": "Schlüssel der Sitzung",
    "session_data": "Inhalt der Sitzung",
    "cache_key": "Prüfsumme",
    "created": "angelegt am",
    "key": "Schlüssel",
    "email_address": "E-Mail-Adresse",
    "account": "Konto",
    "token": "Schlüssel",
    "token_secret": "Geheimnis",
    "object_repr": "Gegenstand",
    "change_message": "Änderung",
    "action_time": "Zeitpunkt",
    "args_kwargs": "Auftrag",
    "traceback": "Fehler",
    "return_value": "Ergebnis",
    "sortierung": "Sortierung",
    "suche": "Suchtext",
    "date_joined": "angelegt am",
}


def name_des_modells(modell: type[models.Model]) -> str:
    """ "Mitgliedschaften"; all history tables are one thing."""
    if ist_verlauf(modell):
        return VERLAUF
    return MODELLE.get(modell._meta.label, str(modell._meta.verbose_name_plural))


def name_des_feldes(modell: type[models.Model], pfad: str) -> str:
    """A field in words; of a path ("zentrum__name") its first part."""
    name = pfad.split("__")[0]
    return FELDER.get(name) or str(modell._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def wort_fuer(pfad: str, wert: str) -> str:
    """What a stored key means: the kind of an object ("Angebot"), the purpose of a link ("Zähl-Link")."""
    if pfad == "typ__model":
        return next(
            (str(m._meta.verbose_name) for m in apps.get_models() if m._meta.model_name == wert), wert
        )
    return ZWECKE.get(wert, wert) if pfad == "zweck" else wert
