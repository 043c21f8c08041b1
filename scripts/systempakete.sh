#!/usr/bin/env bash
# Make sure that Debian's packages are there: scripts/systempakete.sh [--tests]
# Installs what is missing as root or with sudo that asks nothing, else names the exact line and fails.
set -euo pipefail

fehlend=()
brauche() { # PACKAGE... -- CHECK...
  local pakete=()
  while [ "$1" != -- ]; do pakete+=("$1"); shift; done
  shift
  "$@" >/dev/null 2>&1 || fehlend+=("${pakete[@]}")
}
bibliothek() { [[ "$(ldconfig -p)" == *"$1"* ]]; }
browser_da() { command -v chromium-headless-shell || command -v chromium; }
initdb_da() { command -v initdb || compgen -G "/usr/lib/postgresql/*/bin/initdb"; }
PATH="$PATH:/usr/sbin:/sbin" # ldconfig for people who are not root

brauche python3 python3-venv -- python3 -c 'import ensurepip, venv'
brauche libpango-1.0-0 -- bibliothek libpango-1.0.so.0
brauche libpangoft2-1.0-0 -- bibliothek libpangoft2-1.0.so.0
brauche libharfbuzz-subset0 -- bibliothek libharfbuzz-subset.so.0
brauche nodejs npm -- command -v npm
if [ "${1:-}" = --tests ]; then
  brauche chromium -- browser_da
  brauche postgresql -- initdb_da
  brauche libatomic1 -- bibliothek libatomic.so.1 # for the Node.js inside Playwright
  brauche poppler-utils -- command -v pdftoppm
fi

installiere() { "${als[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; }
als=() darf=1
if [ "$(id -u)" != 0 ]; then
  als=(sudo)
  sudo -n true 2>/dev/null || darf=
fi

if [ "${#fehlend[@]}" -gt 0 ]; then
  if [ -z "$darf" ]; then
    echo "Es fehlen Systempakete. Bitte ausführen:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${fehlend[*]}" >&2
    exit 1
  fi
  "${als[@]}" apt-get update -q
  installiere "${fehlend[@]}"
fi

# Chromium without windows takes a third less of the processor. Not every Debian has it: the tests do without.
leichter=chromium-headless-shell
if [ "${1:-}" = --tests ] && [ "$darf" ] && ! command -v $leichter >/dev/null && apt-cache show $leichter >/dev/null 2>&1; then
  installiere $leichter || echo "$leichter lässt sich nicht installieren, es geht auch ohne." >&2
fi

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 oder neuer ist nötig, gefunden: $(python3 --version)" >&2
  exit 1
fi
