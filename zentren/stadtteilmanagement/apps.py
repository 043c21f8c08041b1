from django.apps import AppConfig


class StadtteilmanagementConfig(AppConfig):
    name = "zentren.stadtteilmanagement"
    verbose_name = "Stadtteilmanagement"
