# Every command of the house. `make` alone lists them; variables are named in the text behind a target.
PYTHON ?= python3
VENV := .venv/bin
export PORT SCALE DATABASE

.DEFAULT_GOAL := help
.PHONY: help run install test lint types bench lock clean postgres

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## */\1	/' | \
	  while IFS='	' read -r name text; do printf '  make %-9s %s\n' "$$name" "$$text"; done

run: ## install, load the demonstration province, start web and worker [PORT=8000 SCALE=20000 DATABASE=sqlite|postgresql]
	@$(PYTHON) tools/install.py $(if $(filter postgresql,$(DATABASE)),postgresql,run)
	@$(VENV)/python tools/run.py

install: ## only install what running needs
	@$(PYTHON) tools/install.py run

test: ## everything CI checks: lint, contract, types, migrations, house checks, the suite on both databases
	@$(PYTHON) tools/install.py test
	@$(VENV)/python tools/check.py

lint: ## lint, format and the import contract
	@$(PYTHON) tools/install.py test
	@$(VENV)/python tools/check.py lint format "import contract"

types: ## types on the typed layers
	@$(PYTHON) tools/install.py test
	@$(VENV)/python tools/check.py types

bench: ## measure imports, lists and questions at full size [SCALE=1500000]
	@$(PYTHON) tools/install.py test
	@$(VENV)/python -m bench

postgres: ## a PostgreSQL of your own in var/postgres, until Ctrl-C
	@$(PYTHON) tools/install.py postgresql
	@$(VENV)/python tools/postgres.py

lock: ## resolve requirements/*.in and package.json again into hash-locked lists
	@$(PYTHON) tools/install.py test
	@$(VENV)/python tools/lock.py

clean: ## remove what the suite and the tools left; data in var/ stays
	@rm -rf .mypy_cache .ruff_cache .import_linter_cache .hypothesis var/test-* build
	@find . -name __pycache__ -not -path './.venv/*' -not -path './node_modules/*' -prune -exec rm -rf {} +
