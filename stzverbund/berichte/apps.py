from django.apps import AppConfig


class BerichteConfig(AppConfig):
    name = "stzverbund.berichte"
    verbose_name = "Berichte"
