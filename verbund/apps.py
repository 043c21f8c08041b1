from django.apps import AppConfig


class VerbundConfig(AppConfig):
    name = "verbund"
    verbose_name = "Verbund Stadtteilzentren"
