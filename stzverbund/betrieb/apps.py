from django.apps import AppConfig


class BetriebConfig(AppConfig):
    name = "stzverbund.betrieb"
    verbose_name = "Betrieb"
