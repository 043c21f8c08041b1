#!/usr/bin/env bash
# The checks that run no test: scripts/lint.sh
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export DJANGO_SETTINGS_MODULE=tests.settings

schritt() { echo; echo "== $1"; shift; "$@"; }

# mypy has one core to itself; the other checks together take half as long.
typen=$(mktemp)
mypy >"$typen" 2>&1 &
mypy=$!
trap 'kill "$mypy" 2>/dev/null || true; rm -f "$typen"' EXIT

schritt "ruff" ruff check .
schritt "ruff format" ruff format --check .
schritt "bandit" bandit --quiet --configfile pyproject.toml --recursive ./*.py scripts stzverbund zentren angebote verbund standards
schritt "djlint" djlint --lint --quiet templates
schritt "Einfuhrordnung der Räume" lint-imports --no-cache
echo
echo "== mypy"
wait "$mypy" || { cat "$typen"; exit 1; }
cat "$typen"
