#!/usr/bin/env bash
# Installs what the whole suite needs besides Go: the programs of a PostgreSQL
# server, a browser, and a C compiler for the race detector. Nothing is started:
# the tests run servers of their own, in temporary folders.
set -euo pipefail

has_postgresql() {
	command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

has_browser() {
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null
}

missing=()
has_postgresql || missing+=(postgresql)
has_browser || missing+=(chromium)
command -v cc >/dev/null || missing+=(gcc libc6-dev)

if [ ${#missing[@]} -eq 0 ]; then
	exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
	as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
	echo "Install these by hand, then run make again: ${missing[*]}" >&2
	exit 1
fi

echo "Installing: ${missing[*]}"
apt_get() {
	"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" </dev/null
}
apt_get update
apt_get install -y --no-install-recommends "${missing[@]}" >/dev/null
