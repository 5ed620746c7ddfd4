#!/usr/bin/env bash
# Invents a demo in a temporary folder, serves it, looks at every page of it in
# every language, theme, width and size of letters, and keeps pictures of them in
# docs/screens. PAGES="hoy hilo" looks at those alone and leaves the other pictures.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-18437}
root=$PWD
folder=$(mktemp -d)
demo=
finish() {
	[ -z "$demo" ] || kill "$demo" 2>/dev/null || true
	rm -rf "$folder"
}
trap finish EXIT

go build -o "$folder/trenza" ./cmd/trenza
cd "$folder"
./trenza demo --serve --listen "127.0.0.1:$port" --data data --key key >said 2>&1 &
demo=$!
cd "$root"
until curl --silent --fail --output /dev/null "http://localhost:$port/livez"; do
	kill -0 "$demo" 2>/dev/null || { cat "$folder/said" >&2; exit 1; }
	sleep 1
done

[ -n "${PAGES:-}" ] || rm -f docs/screens/*.png
TRENZA_DEMO="http://localhost:$port" TRENZA_GALLERY="$root/docs/screens" TRENZA_PAGES="${PAGES:-}" \
	go test -tags screens -count=1 -timeout 60m -run '^TestTheDemo$' ./internal/web
du -sh docs/screens
