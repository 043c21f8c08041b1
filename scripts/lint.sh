#!/usr/bin/env bash
# The checks that run no test: scripts/lint.sh
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export DJANGO_SETTINGS_MODULE=tests.settings

schritt() { echo; echo "== $1"; shift; "$@"; }

schritt "ruff" ruff check .
schritt "ruff format" ruff format --check .
schritt "bandit" bandit --quiet --configfile pyproject.toml --recursive ./*.py scripts stzverbund zentren angebote verbund standards
schritt "djlint" djlint --lint --quiet templates
schritt "Einfuhrordnung der Räume" lint-imports --no-cache
schritt "mypy" mypy
