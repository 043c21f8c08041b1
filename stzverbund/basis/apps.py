from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


def _schutz_abnehmen(using: str, **kwargs: Any) -> None:
    from . import schutz

    schutz.abnehmen(using)


def _schutz_anbringen(using: str, **kwargs: Any) -> None:
    from . import schutz

    schutz.anbringen(using)


class BasisConfig(AppConfig):
    name = "stzverbund.basis"
    verbose_name = "Werkzeuge"

    def ready(self) -> None:
        """A migration may remake tables; the trail is guarded again when it has ended."""
        pre_migrate.connect(_schutz_abnehmen, sender=self)
        post_migrate.connect(_schutz_anbringen, sender=self)
