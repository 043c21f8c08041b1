"""Settings, one file, everything that differs between installations comes from the environment.

What must be set in production is checked in basis/umgebung.py; all variables: docs/operations.md.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from stzverbund.basis import umgebung

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
LIVE = not (DEBUG or DEMO)
SECRET_KEY = env.str("SECRET_KEY", default="" if LIVE else umgebung.VORGABE)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if LIVE else ["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where links in mails lead to.
BASE_URL = env.str("BASE_URL", default="" if LIVE else "http://localhost:8000").rstrip("/")
EMAIL_URL = env.str("EMAIL_URL", default="" if LIVE else "consolemail://")
if _maengel := umgebung.maengel(
    umgebung.Umgebung(SECRET_KEY, ALLOWED_HOSTS, BASE_URL, EMAIL_URL, debug=DEBUG, demo=DEMO)
):
    raise ImproperlyConfigured(f"{' '.join(_maengel)} Siehe docs/operations.md, Environment.")

INSTALLED_APPS = [
    "stzverbund.basis",
    "zentren",
    "zentren.stadtteilmanagement",
    "angebote",
    "verbund",
    "standards",
    "stzverbund.berichte",
    "stzverbund.betrieb",
    "stzverbund.rechtliches",
    "stzverbund.start",
    "zentren.verwaltung.VerwaltungConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "stzverbund.basis.statisch.StatischeDateien",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
    "simple_history",
    "template_partials",
    "csp",
]

MIDDLEWARE = [
    "stzverbund.basis.stapel.platz_fuer_die_antwort",
    "stzverbund.basis.middleware.kennung_und_zugriff",
    # Above all that answers by itself: static files, redirects and error pages carry the same headers.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "stzverbund.basis.middleware.strenge_kopfzeilen",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zentren.konten.sitzungen.beleben",
    "stzverbund.basis.middleware.login_statt_umleitung",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "stzverbund.basis.middleware.nicht_aufbewahren",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zentren.middleware.mitgliedschaft",
    "zentren.konten.middleware.ZweiterFaktor",
    "zentren.middleware.NurMitRolle",
    "stzverbund.basis.einmal.NurEinmal",
]

ROOT_URLCONF = "stzverbund.urls"
WSGI_APPLICATION = "stzverbund.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "stzverbund.start.kontext.rahmen",
            ],
            "builtins": ["stzverbund.basis.templatetags.bausteine"],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'stzverbund.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue up instead of failing with "database is locked"; readers never wait. FULL: what was
    # acknowledged outlives a power failure; NORMAL would save a fsync (under 5 ms) for each cell.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "zentren.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_PRUEFUNG = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_PRUEFUNG}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": f"{_PRUEFUNG}.MinimumLengthValidator"},
    {"NAME": f"{_PRUEFUNG}.CommonPasswordValidator"},
    {"NAME": f"{_PRUEFUNG}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "oeffentlich"
ACCOUNT_ADAPTER = "zentren.konten.adapter.Kontoadapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Unknown addresses get the same answer and no mail: whoever asks for others neither learns nor bothers.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# allauth's own generator keeps a second table of addresses.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 60 * 60 * 2
# The address of a client comes from the reverse proxy; without one, nobody may name it himself.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if LIVE else 0)
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key", "reset_password": "20/m/ip,3/h/key"}
ACCOUNT_FORMS = {
    "login": "zentren.konten.forms.Anmelden",
    "reset_password": "zentren.konten.forms.PasswortVergessen",
    "reset_password_from_key": "zentren.konten.forms.PasswortNeu",
    "set_password": "zentren.konten.forms.PasswortFestlegen",
    "change_password": "zentren.konten.forms.PasswortAendern",
    "reauthenticate": "zentren.konten.forms.Bestaetigen",
}

MFA_ADAPTER = "zentren.konten.adapter.Faktoradapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts come by invitation, no address is claimed by sign-up
MFA_TOTP_ISSUER = "Verbund Stadtteilzentren"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not LIVE
MFA_FORMS = {
    "authenticate": "zentren.konten.forms.FaktorPruefen",
    "reauthenticate": "zentren.konten.forms.FaktorBestaetigen",
    "activate_totp": "zentren.konten.forms.AppEinrichten",
    "deactivate_totp": "zentren.konten.forms.AppEntfernen",
    "generate_recovery_codes": "zentren.konten.forms.CodesErzeugen",
    "add_webauthn": "zentren.konten.forms.PasskeyHinzufuegen",
    "edit_webauthn": "zentren.konten.forms.PasskeyUmbenennen",
}
# Whose every role is told here must set up a second factor before anything else.
ZWEITER_FAKTOR_PFLICHT = env.list(
    "ZWEITER_FAKTOR_PFLICHT", default=["bezirksamt", "verwaltung", "koordination"] if LIVE else []
)

# Single sign-on: one provider that is trusted to have checked the e-mail address.
OIDC_SERVER = env.str("OIDC_SERVER", default="").rstrip("/")
OIDC_NAME = env.str("OIDC_NAME", default="Ihrer Organisation")
SOCIALACCOUNT_ADAPTER = "zentren.konten.adapter.Anbieteradapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if OIDC_SERVER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "sso",
            "name": OIDC_NAME,
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": env.str("OIDC_SECRET"),
            "settings": {"server_url": OIDC_SERVER},
        }
    ]

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    BASE_DIR / "build" / "static",
    ("kern", BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
if DEBUG:
    # Without collectstatic: files are served from where they lie.
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "media")()

# Public files that take time to make are kept by what they hold, for all processes.
CACHES = {
    # Counters of the rate limits only: pages never ask it.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "basis_begrenzung",
        "KEY_FUNCTION": "stzverbund.basis.zwischenspeicher.verdeckt",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
    "dokumente": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(Path(MEDIA_ROOT) / "zwischenspeicher"),
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
# Nothing serves MEDIA_ROOT by itself, and no upload chooses its name: nobody reaches the cache inside.
SILENCED_SYSTEM_CHECKS = ["caches.W002"]
# A week of a large centre is one form; Django's own limit is 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

FORM_RENDERER = "stzverbund.basis.zeichner.Zeichner"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["kern"]
CRISPY_TEMPLATE_PACK = "kern"
CRISPY_FAIL_SILENTLY = False
DJANGO_TABLES2_TEMPLATE = "tabellen/tabelle.html"

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if DEBUG
        else "django_tasks_db.DatabaseBackend"
    }
}

vars().update(env.email_url_config(EMAIL_URL))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="stzverbund@localhost")

# A form of ours that ends at the provider is a form to the provider.
FORM_ZIELE = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER))] if OIDC_SERVER else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *FORM_ZIELE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # scripts take the token from the form
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # ends with the session of the browser
if LIVE:
    # "__Host-": the browser takes it over https from this very host only, not from another one of its domain.
    SESSION_COOKIE_NAME, SESSION_COOKIE_SECURE = "__Host-sitzung", True
    CSRF_COOKIE_NAME, CSRF_COOKIE_SECURE = "__Host-csrf", True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^gesundheit/$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
SESSION_ENGINE = "zentren.konten.sitzungen"
SESSION_COOKIE_AGE = 60 * 60 * 10  # at the latest, whatever is done
SITZUNG_LEERLAUF = env.int("SITZUNG_LEERLAUF", default=60 if LIVE else 600)  # minutes without a request

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "zeile": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "stzverbund.basis.protokoll.JsonZeile"},
    },
    "handlers": {"konsole": {"class": "logging.StreamHandler", "formatter": "json" if LIVE else "zeile"}},
    "root": {"handlers": ["konsole"], "level": "INFO"},
    "loggers": {
        # Their own handlers would write lines of their own, and mails to nobody.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "propagate": True},
        "stzverbund.zugriff": {"level": "INFO" if LIVE else "WARNING"},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        # Not for the log: the progress of a long document listens to them (basis/fortschritt.py).
        "weasyprint.progress": {"level": "INFO", "propagate": False},
        "stzverbund.fortschritt": {"level": "INFO", "propagate": False},
    },
}
