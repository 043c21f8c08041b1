#!/usr/bin/env bash
# Everything that must hold before a change goes in: scripts/pruefen.sh (set up by `make test`)
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
unset DATABASE_URL DEMO DEBUG ALLOWED_HOSTS MEDIA_ROOT
export DJANGO_SETTINGS_MODULE=tests.settings

schritt() { echo; echo "== $1"; shift; "$@"; }

scripts/lint.sh
schritt "Einstellungen" python manage.py check --fail-level WARNING
schritt "Migrationen vollständig" python manage.py makemigrations --check --dry-run

# One run for each database: browser and other tests share its processes, its set-up and both cores.
alle=(pytest -q -n 2 --dist loadscope --no-loadscope-reorder)
schritt "SQLite, im Browser nur der Hauptweg" "${alle[@]}" -m "not browser or hauptweg"
schritt "PostgreSQL, mit Browser" scripts/mit_postgres.sh "${alle[@]}" -m "browser or not (ohne_datenbank or eine_datenbank)"
