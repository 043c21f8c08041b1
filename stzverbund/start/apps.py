from django.apps import AppConfig


class StartConfig(AppConfig):
    name = "stzverbund.start"
    verbose_name = "Startseiten"
