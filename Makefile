# Second Look: the few commands. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test venv node_modules vendor format bench clean

TEST_PACKAGES := chromium postgresql fonts-noto-core fonts-dejavu-core poppler-utils nodejs npm

help: ## list the commands
	@grep -hE '^[a-z_]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 16

run: .venv/.relay ## start the relay on http://localhost:8000 (PORT and SECOND_LOOK_DATA move it)
	@.venv/bin/python -m server.run

test: ## run every check: format, lint, types, unit, vectors, interop, browser stories
	@bash scripts/system-packages.sh $(TEST_PACKAGES)
	@$(MAKE) --no-print-directory venv node_modules .swift/.installed
	@bash scripts/test.sh

venv: .venv/.development ## make .venv with everything that development needs

node_modules: node_modules/.package-lock.json ## install the JavaScript tools and what is vendored

vendor: node_modules ## copy the third-party JavaScript into pwa/static/vendor again
	@node scripts/vendor.mjs

format: venv node_modules ## format Python and JavaScript, and repair what can be repaired
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .
	@node_modules/.bin/biome check --write

bench: venv node_modules ## measure every number that the project claims (see bench/)
	@bash bench/run.sh

clean: ## remove what make made; the relay's data in var/ stays
	rm -rf .venv .swift node_modules build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/.artefacts
	find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +

# A stamp says that an environment matches pyproject.toml; "compat" lets new packages be found without another run.
PIP_INSTALL = .venv/bin/python -m pip install --quiet --disable-pip-version-check --config-settings editable_mode=compat

.venv/bin/python:
	@"$$(bash scripts/find-python.sh)" -m venv .venv

.venv/.relay: pyproject.toml | .venv/bin/python
	@echo "Installing what the relay needs into .venv (about half a minute, once)"
	@$(PIP_INSTALL) --editable '.[relay]'
	@touch $@

.venv/.development: pyproject.toml | .venv/bin/python
	@echo "Installing what development needs into .venv (about a minute, once)"
	@$(PIP_INSTALL) --editable '.[relay,postgresql,reviewer,development]'
	@touch .venv/.relay $@

# OpenStack Swift, which speaks S3, for the relay's tests; it needs versions of its own.
.swift/.installed: tests/server/swift.txt
	@"$$(bash scripts/find-python.sh)" -m venv .swift
	@.swift/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@npm ci --no-fund --no-audit --loglevel=error
	@touch $@
