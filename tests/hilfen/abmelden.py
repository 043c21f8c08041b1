"""End the sessions of a test database on PostgreSQL, so that it may be copied or removed."""

from django.db import connection


def alle_abmelden() -> None:
    """Every session of the database of the test, the own ones too: a browser that is still connected keeps a
    thread of the live server, and that a session. Asked from another database, because this process may have
    several sessions, and Django learns of a closed one only when it uses it."""
    if connection.vendor != "postgresql":
        return
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [connection.settings_dict["NAME"]],
        )
