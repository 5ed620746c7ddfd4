# The commands of the house. "make" alone lists them.

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

# What the race detector can afford: packages that work in memory, and those of
# the store whose short tests take seconds.
RACE := . ./internal/access ./internal/directory ./internal/exchange/sheet ./internal/journal \
	./internal/locale ./internal/programme ./internal/seal ./internal/store/...

# What of recognising and counting people several do at once; to learn under the race detector
# takes minutes.
TOGETHER := Written|Order|Stops|FollowEachOther|WhileOneWrites

BENCH := ./internal/exchange ./internal/exchange/sheet ./internal/reach

# What bench-match, bench-doors and bench-pages measure: so many people; and the
# folders of labelled sets, and of the installation whose pages are asked.
# bench-reach measures so many deliveries, and finds DuckDB in a folder.
N ?= 1000000
DATA ?= ../shared/data/linkage
PAGES ?= $(shell go env GOCACHE)/trenza-pages
DUCKDB ?= $(shell go env GOCACHE)/trenza-duckdb

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: ## invent both programmes' lists, import them and print the figures
	go run ./cmd/trenza demo

.PHONY: test
test: export TRENZA_TEST := all
test: tools lint ## check everything, on both engines, with the race detector where it is cheap
	go test -timeout 25m ./...
	go test -race -short $(RACE)
	go test -race -short -run '$(TOGETHER)' ./internal/match/... ./internal/reach/live

.PHONY: fuzz
fuzz: ## run every fuzz target for FUZZTIME each (10s)
	scripts/fuzz.sh

.PHONY: lint
lint: ## check the form of the code
	@unformatted="$$(gofmt -l .)"; test -z "$$unformatted" || { echo "Run make fmt:"; echo "$$unformatted"; exit 1; }
	go vet ./...
	go vet -tags screens ./internal/web
	go run $(STATICCHECK) ./...

.PHONY: fmt
fmt: ## format the code
	gofmt -w .

.PHONY: tools
tools: ## install what the whole suite needs besides Go
	scripts/install-test-tools.sh

.PHONY: bench
bench: ## measure importing, spreadsheets and counting
	go test -run '^$$' -bench . -benchmem $(BENCH)

.PHONY: bench-match
bench-match: ## measure recognising people among N (1000000), with the labelled sets in DATA
	go run ./internal/bench/matching -people $(N) -data $(DATA)

.PHONY: bench-doors
bench-doors: ## measure decisions and lists within what people may see, among N (1000000)
	go run ./internal/bench/doors -people $(N)

.PHONY: bench-pages
bench-pages: ## measure how long pages take among N (1000000), kept in PAGES for another time
	go run ./internal/bench/pages -people $(N) -data $(PAGES)

.PHONY: bench-reach
bench-reach: N = 10000000
bench-reach: tools ## measure counting different people among N (10000000) deliveries, beside three databases
	@test -d $(DUCKDB)/duckdb || python3 -m pip install --quiet --root-user-action=ignore --target $(DUCKDB) duckdb==2.0.0 || \
		echo "There is no DuckDB to be had: its column will say so." >&2
	go run ./internal/bench/reach -deliveries $(N) -duckdb $(DUCKDB)

.PHONY: screens
screens: tools ## look at every page of a demo in every way, and keep pictures of them in docs/screens
	scripts/screens.sh

.PHONY: cover
cover: ## the share of each package that its own tests run
	go test -short -cover ./...

.PHONY: sizes
sizes: ## lines of code and test, and how long the functions are
	go run ./scripts/sizes .
