"""The world of the table of rights, built once for a module: each test and each row undoes what it stores."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.rechte.zurueck import zurueck
from tests.welt import Welt, schwester_gruenden, welt_bauen


@pytest.fixture(scope="module")
def welt_mit_schwester(django_db_setup: None, django_db_blocker: Any) -> Iterator[Welt]:
    with django_db_blocker.unblock(), zurueck():
        welt = welt_bauen()
        schwester_gruenden(welt)
        yield welt
