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

parallel=(-q -n 2 --dist loadscope)
# The browser's databases are made from the models: the two runs before have made theirs by the migrations.
browser=("${parallel[@]}" --no-migrations)
schritt "SQLite, ohne Browser" pytest "${parallel[@]}" -m "not browser"
schritt "PostgreSQL, ohne Browser" scripts/mit_postgres.sh pytest "${parallel[@]}" -m "not browser and not ohne_datenbank"
schritt "SQLite, Hauptweg im Browser" pytest "${browser[@]}" -m "browser and hauptweg"
schritt "PostgreSQL, Browser" scripts/mit_postgres.sh pytest "${browser[@]}" -m browser
