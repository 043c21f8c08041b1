"""Runs the provider: `python -m tests.anbieter.server PORT ADDRESS_OF_THE_APPLICATION`."""

import os
import sys

import django
from django.core.management import call_command
from django.core.servers.basehttp import run

KENNWORT = "beim-anbieter"
KUNDE, GEHEIM = "stzverbund", "geheim-beim-anbieter"


def einrichten(anwendung: str) -> None:
    """Two people, both with a checked address, and the application as a client."""
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model
    from django.contrib.auth.hashers import make_password

    for name in ("leitung", "fremd"):
        person = get_user_model().objects.create_user(name, f"{name}@demo.example", KENNWORT)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Client.objects.create(
        id=KUNDE,
        name="Verbund",
        secret=make_password(GEHEIM),
        scopes="openid\nprofile\nemail",
        redirect_uris=f"{anwendung}/anmelden/oidc/sso/zurueck/",
        skip_consent=True,
    )


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.anbieter.einstellungen"
    django.setup()
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    einrichten(sys.argv[2])
    run("127.0.0.1", int(sys.argv[1]), get_wsgi_application(), threading=True)
