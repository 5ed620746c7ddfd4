#!/usr/bin/env bash
# Runs every fuzz target of the house for a while each: FUZZTIME, 10s unless
# told. What one finds is left in the testdata/fuzz of its package, to be
# committed with what mends it.
set -euo pipefail
cd "$(dirname "$0")/.."

said="$(mktemp)"
trap 'rm -f "$said"' EXIT

# attempt fuzzes one target of one folder.
attempt() {
	go test -run '^$' -fuzz "^$2\$" -fuzztime "${FUZZTIME:-10s}" "$1" >"$said" 2>&1
}

# cut_short tells whether the time ran out while a worker was busy, which the go
# command takes for a failure although no input failed (golang/go#75804).
cut_short() {
	grep -q 'context deadline exceeded' "$said" && ! grep -q 'Failing input written' "$said"
}

for folder in $(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n1 dirname | sort -u); do
	for target in $(go test -list '^Fuzz' "$folder" | grep '^Fuzz'); do
		echo "$folder $target"
		attempt "$folder" "$target" && continue
		cut_short && attempt "$folder" "$target" && continue
		cat "$said"
		exit 1
	done
done
