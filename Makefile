# Every target says what it does in one line; `make help` prints them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help install build run cluster cluster-down test test-cluster lint template validate new definitions map check-change check-releases clean all bench check audit

TYPESCRIPT := env TSX_TSCONFIG_PATH=tsconfig.cli.json node --import tsx
PORTAL := $(TYPESCRIPT) lib/cli/main.ts

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# Checked before anything is installed; `|` keeps it from making the stamp look old.
.PHONY: requirements
requirements:
	@lib/cli/requirements.sh

node_modules/.installed: package.json package-lock.json | requirements
	npm ci --include=dev --no-audit --no-fund
	@touch $@

install: node_modules/.installed ## Install what the portal and its tests need from npm

build: node_modules/.installed ## Build the portal for production, when something changed
	@$(PORTAL) build

run: node_modules/.installed ## Start the portal at http://localhost:3000 on this machine (PORT=4000 for another port)
	@exec $(PORTAL) run

cluster: node_modules/.installed ## Start a real cluster on this machine: all that deploys, no containers (the first run builds it)
	@$(TYPESCRIPT) e2e/cluster/main.ts up

cluster-down: node_modules/.installed ## Stop what make cluster started
	@$(TYPESCRIPT) e2e/cluster/main.ts down

lint: node_modules/.installed ## Lint all Helm charts, and refuse a changed chart without a raised version (BASE=commit)
	@$(PORTAL) lint

template: node_modules/.installed ## Render charts (dry-run)
	@$(PORTAL) template

validate: node_modules/.installed ## Validate values against JSON schemas
	@$(PORTAL) validate

new: node_modules/.installed ## Scaffold a new service (SERVICE=redis)
	@$(PORTAL) new "$$SERVICE"

definitions: node_modules/.installed ## Write what is generated from platform.yaml and the schemas
	@$(PORTAL) definitions

map: node_modules/.installed ## Print who enforces what of a service's schema (SERVICE=redis)
	@$(PORTAL) map "$$SERVICE"

check-change: node_modules/.installed ## Judge what changed schemas do to live instances (BASE=commit, RELEASES=folder)
	@$(PORTAL) change "$$BASE" $${RELEASES:+"$$RELEASES"}

check-releases: node_modules/.installed ## Judge a releases repository as it stands (RELEASES=folder, REV=commit)
	@$(PORTAL) releases "$${RELEASES:-.data/releases.git}" "$${REV:-HEAD}"

clean: ## Remove build artifacts; requests under .data stay
	rm -rf .next .cache test-results playwright-report tsconfig.tsbuildinfo charts/*/charts charts/*/Chart.lock

all: node_modules/.installed ## Run all checks of the charts
	@$(PORTAL) all

test: node_modules/.installed ## Run every test: types and lint, unit tests, charts, and the browser
	@$(PORTAL) test

test-cluster: node_modules/.installed ## Run the tests on a real control plane; the first run builds it (needs Go, about 15 minutes)
	@$(PORTAL) test-cluster

check: node_modules/.installed ## Types, lint, import directions, unused code
	npx next typegen
	@$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync=target check-lint check-types check-imports check-unused check-format

# The slowest first: the others run beside it.
.PHONY: check-lint check-types check-imports check-unused check-format
check-lint:
	npx eslint .
check-types:
	npx tsc --noEmit
check-imports:
	npx depcruise app components lib e2e proxy.ts instrumentation.ts
check-unused:
	npx knip
check-format:
	npx biome check .

bench: node_modules/.installed ## Measure and print a table (load on this machine only, about ten minutes; PART=form for one part)
	@$(TYPESCRIPT) e2e/bench/main.ts $(PART)

# Not part of check or test: it asks the registry, which doesn't answer everywhere and says something else tomorrow.
audit: | requirements ## Ask the npm registry for known holes in what the portal runs with
	npm audit --package-lock-only --omit=dev --audit-level=high
