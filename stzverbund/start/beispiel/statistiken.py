"""Statistics of the database, not of the centres."""

from django.db import connection


def vermessen() -> None:
    """Lets the database learn how its tables look now, so that it plans well for what was just written."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
