# `make` alone lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
PORT ?= 8000
ZENTREN ?= 1000
MONATE ?= 60
VENV := .venv
STAND := build/stand
UV := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 14

setup: $(STAND)/prod $(STAND)/npm $(STAND)/schriften ## system packages, .venv, node_modules, fonts

static: setup $(STAND)/statisch ## hashed and compressed files in staticfiles/

demo: static ## demo with example data, PORT=8000
	@PORT=$(PORT) scripts/demo.sh

test: setup $(STAND)/dev ## all checks and tests, on SQLite and PostgreSQL and in the browser
	@scripts/pruefen.sh

coverage: setup $(STAND)/dev ## which lines the tests without browser reach
	DJANGO_SETTINGS_MODULE=tests.settings $(VENV)/bin/pytest -q -n 2 --dist loadscope -m "not browser" --cov --cov-report=term

lint: $(STAND)/dev $(STAND)/npm ## the checks that run no test
	@scripts/lint.sh

crash: setup $(STAND)/dev ## kill the server 200 times in the middle of saves, on both databases
	ABSTUERZE=200 $(VENV)/bin/pytest -q -n 0 tests/betrieb/test_absturz.py
	ABSTUERZE=200 scripts/mit_postgres.sh $(VENV)/bin/pytest -q -n 0 tests/betrieb/test_absturz.py

bench: static ## how long the heaviest answers take, ZENTREN=1000 MONATE=60
	@ZENTREN=$(ZENTREN) MONATE=$(MONATE) scripts/mit_postgres.sh $(VENV)/bin/python scripts/bench

docs: $(STAND)/dev ## write docs/rights.md, docs/privacy.md and docs/evidence.md anew
	$(VENV)/bin/python scripts/rechte.py
	$(VENV)/bin/python scripts/datenschutz.py
	$(VENV)/bin/python scripts/belege.py

migrations: setup ## write migrations for changed models
	DEBUG=1 $(VENV)/bin/python manage.py makemigrations

lock: $(STAND)/dev ## resolve the dependencies anew
	$(VENV)/bin/uv pip compile $(UV) -o requirements/prod.txt pyproject.toml
	$(VENV)/bin/uv pip compile $(UV) --extra dev -o requirements/dev.txt pyproject.toml

clean: ## remove everything that make has made
	rm -rf build $(VENV) node_modules staticfiles htmlcov .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

# What is done leaves a file in build/stand; it is done again when what it rests on changes.
$(STAND)/system: scripts/systempakete.sh
	@mkdir -p $(STAND)
	scripts/systempakete.sh
	@touch $@

$(STAND)/system-tests: scripts/systempakete.sh
	@mkdir -p $(STAND)
	scripts/systempakete.sh --tests
	@touch $@

$(STAND)/venv: $(STAND)/system
	python3 -m venv $(VENV)
	@touch $@

$(STAND)/prod: requirements/prod.txt $(STAND)/venv
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/prod.txt
	@touch $@

$(STAND)/dev: requirements/dev.txt $(STAND)/system-tests $(STAND)/venv
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(STAND)/npm: package-lock.json $(STAND)/system
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(STAND)/schriften: scripts/schriften.py stzverbund/basis/schriften.py $(STAND)/npm $(STAND)/prod
	$(VENV)/bin/python scripts/schriften.py
	@touch $@

$(STAND)/statisch: $(shell find static -type f) $(STAND)/schriften
	DEMO=1 $(VENV)/bin/python manage.py collectstatic --noinput --verbosity 0
	@touch $@

.PHONY: help setup static demo test crash lint bench docs migrations lock coverage clean
