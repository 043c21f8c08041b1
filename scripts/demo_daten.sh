#!/usr/bin/env bash
# Make or update build/demo/demo.sqlite3, the database of the demo: scripts/demo_daten.sh
set -euo pipefail
cd "$(dirname "$0")/.."

datei="$PWD/build/demo/demo.sqlite3"
python="$PWD/.venv/bin/python"
mkdir -p build/demo
export DEMO=1 DEBUG=0 MEDIA_ROOT="$PWD/build/demo/media" DATABASE_URL="sqlite:///$datei"

if [ ! -e "$datei" ]; then
  # Under another name until it is complete: an interrupted start leaves nothing half.
  rm -rf "$datei".neu*
  echo "Beispieldaten werden angelegt (einmalig, unter zwei Minuten) ..."
  (
    export DATABASE_URL="sqlite:///$datei.neu"
    "$python" manage.py migrate --verbosity 0
    "$python" manage.py katalog_laden
    "$python" manage.py gebiete_laden
    "$python" manage.py beispieldaten
  )
  mv "$datei.neu" "$datei"
else
  "$python" manage.py migrate --verbosity 0
fi
