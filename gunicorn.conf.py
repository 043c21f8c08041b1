"""gunicorn: one process per core, a few threads each; addresses and numbers come from the environment."""

import gc
import os
import sys

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = int(os.environ.get("WEB_TIMEOUT", "120"))  # seconds; a district's yearly report takes a while
keepalive = 60  # seconds; the reverse proxy keeps its connections open
max_requests = 2000  # a worker is replaced now and then, so that memory taken by large reports comes back
max_requests_jitter = 200
control_socket_disable = True  # it would write into the home directory of whoever starts the server

# gunicorn names addresses of clients and of pages in its errors: the same lines as everywhere, without them.
logconfig_dict = {
    "formatters": {"json": {"()": "stzverbund.basis.protokoll.JsonZeile"}},
    "handlers": {
        "fehler": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}
    },
    "root": {"handlers": [], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": ["fehler"], "level": "INFO", "propagate": False}},
}


def on_starting(server) -> None:
    """Before any process: settings that must not run end here with one line that says why."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stzverbund.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads them
    except ImproperlyConfigured as grund:
        sys.exit(f"Nicht gestartet: {grund}")


def post_worker_init(worker) -> None:
    """After the fork: the chart engine and fontconfig keep threads and handles that must not be shared."""
    from stzverbund.basis import diagramme, pdf

    pdf.warm()
    diagramme.warm()
    gc.collect()
    gc.freeze()  # what was loaded at the start never becomes garbage: no need to look at it again and again
