# Verbale: `make` lists what can be done here.

PYTHON ?= python3
JOBS   ?= 2
BIN    := .venv/bin
READY  := .venv/.ready
SAMPLE := templates/public/holding/examples/harbour/ledger.yaml

.DEFAULT_GOAL := help
.PHONY: help venv chromium run test lint lock docs clean

help: ## List what can be done here
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(READY) ## Set up .venv once, from the hash-pinned lock file

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q app  # as pip does for packages; else a start compiles where nothing may be written
	touch $@

chromium:
	@if command -v chromium chromium-browser google-chrome >/dev/null; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo "The tests of the pages need Chromium, and there is no apt-get here to install it."; \
	  echo "Install Chromium so that \`chromium\` is on the PATH, then run make test again."; \
	  exit 1; \
	fi; \
	sudo=; test "$$(id -u)" = 0 || sudo=sudo; \
	$$sudo apt-get update -qq && $$sudo apt-get install -qq -y --no-install-recommends chromium

run: venv ## Draft the sample incident's holding statement, check it, and open it in the browser
	@mkdir -p build
	@$(BIN)/verbale draft public/holding --ledger $(SAMPLE) -o build/holding.md
	@cat build/holding.md; echo
	@$(BIN)/verbale lint build/holding.md --ledger $(SAMPLE) || test $$? -eq 1
	@$(BIN)/verbale serve --ledger $(SAMPLE) --template public/holding

test: venv chromium ## Check style, types, imports and behaviour: what CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

lint: venv ## Check style and types, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy

lock: venv ## Bring requirements.lock up to date with pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group dev --all-extras --universal --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock

docs: venv ## Rewrite the outputs shown in the documents, and the pages of the rules
	$(BIN)/python tests/console_blocks.py README.md docs/*.md
	$(BIN)/python tools/rule_pages.py docs/rules

clean: ## Throw away the virtual environment and every cache
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist build
