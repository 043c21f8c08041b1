#!/usr/bin/env bash
# Serve the demo with its own database: scripts/demo.sh (PORT=8000)
# Set up by `make demo`; ends, with its worker, on Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/.."

export PORT="${PORT:-8000}" HOST=127.0.0.1
python="$PWD/.venv/bin/python"
export DEMO=1 DEBUG=0 MEDIA_ROOT="$PWD/build/demo/media" DATABASE_URL="sqlite:///$PWD/build/demo/demo.sqlite3"
unset SECRET_KEY ALLOWED_HOSTS

if ! "$python" -c "import socket; socket.create_server(('127.0.0.1', $PORT))" 2>/dev/null; then
  echo "Port $PORT ist belegt. Ein anderer: make demo PORT=8001" >&2
  exit 1
fi

scripts/demo_daten.sh

"$python" manage.py arbeiter >build/demo/worker.log 2>&1 &
worker=$!
.venv/bin/gunicorn stzverbund.wsgi >build/demo/server.log 2>&1 &
server=$!
trap 'kill "$server" "$worker" 2>/dev/null; wait' EXIT
trap 'exit 0' INT TERM

if ! "$python" scripts/warten.py "http://127.0.0.1:$PORT/gesundheit/"; then
  echo "Der Server antwortet nicht:" >&2
  tail -n 30 build/demo/server.log >&2
  exit 1
fi
cat <<TEXT

  http://localhost:$PORT/

  Anmelden mit dem Passwort: demo
TEXT
for rolle in mitarbeit leitung traeger verband geschaeftsstelle bezirksamt koordination verwaltung; do
  echo "    $rolle@demo.example"
done
echo
echo "  Beenden mit Strg+C. Protokolle: build/demo/"
wait "$server"
