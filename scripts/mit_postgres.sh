#!/usr/bin/env bash
# Run a command against a throw-away PostgreSQL: scripts/mit_postgres.sh COMMAND...
# The cluster listens on a socket in a temporary folder only and is gone afterwards.
set -euo pipefail

initdb=$( (compgen -G "/usr/lib/postgresql/*/bin/initdb" || command -v initdb) | sort -V | tail -n 1)
programme=$(dirname "$(readlink -f "$initdb")")
ort=$(mktemp -d "${TMPDIR:-/tmp}/stz-pg.XXXXXX")
als=()
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
  chown postgres "$ort"
  chmod 755 "$ort"
  als=(runuser -u postgres --)
fi

aufraeumen() {
  "${als[@]}" "$programme/pg_ctl" -D "$ort/daten" -m immediate -s stop || true
  rm -rf "$ort"
}
trap aufraeumen EXIT

im_ort() { (cd "$ort" && "${als[@]}" "$@"); }
im_ort "$programme/initdb" -D "$ort/daten" -U stz --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
  --no-sync >"$ort/initdb.log" || { cat "$ort/initdb.log" >&2; exit 1; }
optionen="-c listen_addresses='' -c unix_socket_directories='$ort' -c fsync=off -c synchronous_commit=off"
optionen+=" -c full_page_writes=off -c max_connections=200"
im_ort "$programme/pg_ctl" -D "$ort/daten" -l "$ort/daten/server.log" -o "$optionen" -s -w start
"$programme/createdb" -h "$ort" -U stz stzverbund

DATABASE_URL="postgres://stz@/stzverbund?host=$ort" "$@"
