"""gunicorn: one process per core, a few threads each; addresses and numbers come from the environment."""

import gc
import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = int(os.environ.get("WEB_TIMEOUT", "120"))  # seconds; a district's yearly report takes a while
keepalive = 60  # seconds; the reverse proxy keeps its connections open
max_requests = 2000  # a worker is replaced now and then, so that memory taken by large reports comes back
max_requests_jitter = 200
control_socket_disable = True  # it would write into the home directory of whoever starts the server


def post_worker_init(worker) -> None:
    """After the fork: the chart engine and fontconfig keep threads and handles that must not be shared."""
    from stzverbund.basis import diagramme, pdf

    pdf.warm()
    diagramme.warm()
    gc.collect()
    gc.freeze()  # what was loaded at the start never becomes garbage: no need to look at it again and again
