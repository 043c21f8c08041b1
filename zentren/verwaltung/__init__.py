"""The administration at /verwaltung/: accounts, catalogue, organisations, support; nobody's daily work."""

from django.contrib.admin.apps import AdminConfig


class VerwaltungConfig(AdminConfig):
    """Django's admin, for people whose active role is Verwaltung."""

    default_site = "zentren.verwaltung.site.Verwaltung"
