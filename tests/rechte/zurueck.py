from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def zurueck() -> Iterator[None]:
    """Everything that is stored in here is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
