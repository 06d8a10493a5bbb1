# Every target says what it does in one line; `make help` prints them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help install build run test lint template validate clean all bench check

PORTAL := node --conditions=react-server --import tsx lib/cli/main.ts

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

node_modules/.installed: package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

install: node_modules/.installed ## Install what the portal and its tests need from npm

check: node_modules/.installed ## Types, lint, import directions, unused code
	npx tsc --noEmit
	npx eslint .
	npx biome check .
	npx depcruise app components lib proxy.ts
	npx knip
