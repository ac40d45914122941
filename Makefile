# The portal's commands. On a fresh machine only Python >= 3.11, git and make are needed; everything else comes with them.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONDONTWRITEBYTECODE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
ASSETS := $(shell find static -type f)
MESSAGES := $(wildcard */locale/*/LC_MESSAGES/django.po)

.PHONY: run test bench torture check assets clean

run: .venv/.installed .build/.collected .build/.translated
	@DEMO=$${DEMO-1} $(BIN)/python -m portal.serve

test: .venv/.installed-dev .build/.collected .build/.translated
	@$(BIN)/python -m tests.run

torture: .venv/.installed-dev .build/.collected .build/.translated
	@$(BIN)/python -m tests.run --hypothesis-profile=torture

bench: .venv/.installed-dev .build/.collected .build/.translated
	@DEMO=1 $(BIN)/python -m tests.bench

check: .venv/.installed-dev .build/.collected .build/.translated
	ruff format --check .
	ruff check .
	DEMO=1 mypy portal catalog missions
	djlint templates --lint --quiet
	DEMO=1 python manage.py makemigrations --check --dry-run
	DEMO=0 SECRET_KEY="$$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" ALLOWED_HOSTS=portal.example.org python manage.py check --deploy --fail-level WARNING

assets: .build/.collected

.venv/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: name one with PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo "Python cannot make its environment: apt-get install python3-venv"; exit 1; }
	@echo "Installing Python packages ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@echo "Installing what tests and benchmarks need ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

.build/.npm: package-lock.json package.json .npmrc .venv/.installed
	@echo "Installing the interface kit ..."; mkdir -p .build
	@npm ci --silent --ignore-scripts
	@touch $@

.build/.assets: .build/.npm $(ASSETS)
	@echo "Building stylesheet, script and icons ..."
	@npm run --silent build
	@touch $@

.build/.collected: .build/.assets portal/settings.py
	@DEMO=1 $(BIN)/python manage.py collectstatic --noinput --clear -v0
	@touch $@

.build/.translated: $(MESSAGES) .venv/.installed
	@mkdir -p .build; DEMO=1 $(BIN)/python manage.py compile_translations
	@touch $@

clean:
	rm -rf .venv .build node_modules
