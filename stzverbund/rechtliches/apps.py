from django.apps import AppConfig


class RechtlichesConfig(AppConfig):
    name = "stzverbund.rechtliches"
    verbose_name = "Rechtliches"
