"""How somebody without an account wants to be reached: an e-mail address or a number, never a name."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

TELEFON = re.compile(r"[+(]?[0-9][0-9 ()/.-]{4,38}")
NUR_KONTAKT = "Bitte geben Sie eine E-Mail-Adresse oder eine Telefonnummer an, keinen Namen."


def ist_mail(kontakt: str) -> bool:
    """Whether an answer can be mailed there."""
    try:
        validate_email(kontakt)
    except ValidationError:
        return False
    return True


def kontakt_pruefen(kontakt: str) -> str:
    """The contact as it is stored; raises ValidationError for anything but an address or a number."""
    text = " ".join(kontakt.split())
    if text and not (ist_mail(text) or TELEFON.fullmatch(text)):
        raise ValidationError(NUR_KONTAKT)
    return text
