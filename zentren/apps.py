from django.apps import AppConfig


class ZentrenConfig(AppConfig):
    name = "zentren"
    verbose_name = "Zentren"
