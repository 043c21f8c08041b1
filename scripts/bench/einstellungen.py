"""The settings of an installation, with an address for the empty answer and no hashed file names."""

from stzverbund.settings import *  # noqa: F403
from stzverbund.settings import STORAGES

ROOT_URLCONF = "adressen"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
