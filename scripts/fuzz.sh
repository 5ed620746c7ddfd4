#!/usr/bin/env bash
# Runs every fuzz target of the house for a while each: FUZZTIME, 10s unless
# told. What one finds is left in the testdata/fuzz of its package, to be
# committed with what mends it.
set -euo pipefail
cd "$(dirname "$0")/.."

said="$(mktemp)"
trap 'rm -f "$said"' EXIT

for folder in $(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n1 dirname | sort -u); do
	for target in $(go test -list '^Fuzz' "$folder" | grep '^Fuzz'); do
		echo "$folder $target"
		if ! go test -run '^$' -fuzz "^$target\$" -fuzztime "${FUZZTIME:-10s}" "$folder" >"$said" 2>&1; then
			cat "$said"
			exit 1
		fi
	done
done
