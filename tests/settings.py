"""The settings of an installation, made fit for tests: plain HTTP, cheap passwords, no hashed file names."""

import os

# Playwright's synchronous interface runs an event loop in the thread in which the tests use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["SECRET_KEY"] = "nur-fuer-die-tests-mit-genug-zeichen-damit-keine-warnung-kommt"
os.environ["DEBUG"] = os.environ["DEMO"] = "0"
os.environ["ALLOWED_HOSTS"] = "localhost,127.0.0.1"
os.environ["BASE_URL"] = "https://stz.example"
os.environ["EMAIL_URL"] = "consolemail://"

from stzverbund.settings import *

BASE_URL = "http://localhost:8000"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tests that need no database count in memory; the shared cache has a test of its own.
CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHES["dokumente"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "dokumente"}
ZWEITER_FAKTOR_PFLICHT = []
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Threads of the live server must leave no connection behind, or the test database cannot be dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file: in memory the live server and the test share one connection, which hides every lock.
    # One for each process, so that two runs at once do not meet.
    # Nobody pulls the plug on tests.
    optionen = DATABASES["default"]["OPTIONS"]
    optionen["init_command"] = optionen["init_command"].replace("synchronous=FULL", "synchronous=NORMAL")
    (BASE_DIR / "build").mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "build" / f"test-{os.getpid()}.sqlite3")}
