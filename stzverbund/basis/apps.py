from django.apps import AppConfig


class BasisConfig(AppConfig):
    name = "stzverbund.basis"
    verbose_name = "Werkzeuge"
