"""How the parts of the installation are doing, in words without names and numbers of anybody."""

from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from stzverbund.basis import lebenszeichen
from stzverbund.basis.models import Postausgang

OK = "ok"
WARTET_ZU_LANGE = timedelta(minutes=10)
SCHWEIGT_ZU_LANGE = 4 * lebenszeichen.ABSTAND
POST_ZU_LANGE = timedelta(minutes=30)


def datenbank() -> str:
    """ "ok"; raises DatabaseError where it does not answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def migrationen() -> str:
    """ "ok", or that the database is older than the program. Once complete it is not asked again."""
    try:
        return _vollstaendig()
    except LookupError:
        return "fehlen"


def arbeiter() -> str:
    """ "ok", since when work has been waiting for the worker, or since when it has been silent."""
    aeltester = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    if aeltester and aeltester.enqueued_at < timezone.now() - WARTET_ZU_LANGE:
        return f"wartet seit {_zeit(aeltester.enqueued_at)}"
    if settings.TASKS["default"]["BACKEND"].endswith("ImmediateBackend"):
        return OK  # work is done at once
    zuletzt = lebenszeichen.zuletzt("arbeiter")
    if zuletzt is None:
        return "hat sich noch nie gemeldet"
    return OK if zuletzt > timezone.now() - SCHWEIGT_ZU_LANGE else f"schweigt seit {_zeit(zuletzt)}"


def post() -> str:
    """ "ok", or since when mail has been waiting in the outbox."""
    wartend = Postausgang.objects.filter(status=Postausgang.Status.WARTET)
    aelteste = wartend.order_by("angelegt_am").values_list("angelegt_am", flat=True).first()
    if aelteste and aelteste < timezone.now() - POST_ZU_LANGE:
        return f"wartet seit {_zeit(aelteste)}"
    return OK


@cache
def _vollstaendig() -> str:
    stand = MigrationExecutor(connection)
    if stand.migration_plan(stand.loader.graph.leaf_nodes()):
        raise LookupError  # not kept: the next one asks again
    return OK


def _zeit(zeitpunkt: datetime) -> str:
    return f"{timezone.localtime(zeitpunkt):%d.%m.%Y %H:%M}"
