# `make` alone does what every change needs. Everything runs in .venv, which is made on the way.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready

LOCK = requirements/lock.txt
# Both names: which one reaches the build backend depends on pip's age.
PIP = PIP_CONSTRAINT=$(LOCK) PIP_BUILD_CONSTRAINT=$(LOCK) PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip

DEMO = demo
RECORD = $(DEMO)/dragoman.db
CODE = src tests bench packs
TRAINED = packs/english/work/pack

.PHONY: check format lint types test docs docs-write demo bench bench-crawl pack pack-eval lock clean help

check: format lint types test docs ## format, lint, types, tests, docs: what every change needs

$(READY): pyproject.toml $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo 'Dragoman needs Python 3.11 or newer; name one: make PYTHON=python3.12' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo 'installing into $(VENV) …'
	@$(PIP) install --quiet --editable '.[dev]'
	@touch $@

format: $(READY) ## write all code in one form
	@$(BIN)/ruff format --quiet $(CODE)

lint: $(READY) ## look for faults in the code
	@$(BIN)/ruff check --quiet $(CODE)

types: $(READY) ## check the types
	@$(BIN)/mypy --no-error-summary

test: $(READY) ## all tests
	@$(BIN)/python -m pytest

docs: $(READY) ## are the docs as the code says?
	@$(BIN)/cog -P --check --diff --check-fail-msg='run: make docs-write' docs/cli.md docs/codes.md docs/exports.md docs/sources.md
	@$(BIN)/python -m pytest tests/test_documentation.py

docs-write: $(READY) ## paste --help and tables into the docs anew
	@$(BIN)/cog -P -r docs/cli.md docs/codes.md docs/exports.md docs/sources.md
	@$(BIN)/python -m dragoman.store.schema > docs/schema.md

demo: $(READY) ## read the examples into a record and write a brief of them
	@mkdir -p $(DEMO)
	@rm -f $(RECORD) $(RECORD)-wal $(RECORD)-shm
	@$(BIN)/dragoman read examples/documents --record $(RECORD)
	@$(BIN)/dragoman brief --record $(RECORD) --out $(DEMO)/brief.html
	@echo
	@echo 'Open $(DEMO)/brief.html in a browser. Then type:'
	@echo '  export DRAGOMAN_RECORD=$(RECORD) PATH="$(BIN):$$PATH"'
	@echo '  dragoman claims --kind commitment'
	@echo '  dragoman read YOUR-FOLDER --record mine.db'

bench: $(READY) ## measure; CORPUS=PATH reads that instead of the examples
	@mkdir -p bench/results
	@$(BIN)/python bench/run.py $(CORPUS)
	@$(BIN)/python bench/sources.py

bench-crawl: $(READY) ## read a web archive of a gigabyte and say how much memory it took; MIB=4096 for another size
	@$(BIN)/python bench/sources.py --warc-mib $(or $(MIB),1024)

pack: $(READY) ## train the English language pack; TREEBANKS=DIR, VECTORS=FILE if you have them
	@test -n '$(TREEBANKS)' || { echo 'where are the treebanks? make pack TREEBANKS=DIR' >&2; exit 2; }
	$(BIN)/python packs/english/train.py '$(TREEBANKS)' $(if $(VECTORS),--vectors '$(VECTORS)') --out $(TRAINED)
	@echo 'trained into $(TRAINED); the pack that ships is untouched.'
	@echo 'measure it: make pack-eval TREEBANKS=$(TREEBANKS) PACK=$(TRAINED)'
	@echo 'install it: cp -r $(TRAINED)/. src/dragoman/reading/en/pack/ and write its figures into CARD.md there'

pack-eval: $(READY) ## measure the English language pack; TREEBANKS=DIR, PACK=DIR for another than ships
	@test -n '$(TREEBANKS)' || { echo 'where are the treebanks? make pack-eval TREEBANKS=DIR' >&2; exit 2; }
	$(BIN)/python packs/english/evaluate.py '$(TREEBANKS)' $(if $(PACK),--pack '$(PACK)')

lock: ## pin the newest versions that pass: resolve in a fresh environment and write them down
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --editable '.[dev]' hatchling editables
	@build/lock/bin/python -m pip freeze --exclude-editable > $(LOCK)
	@rm -rf build/lock

clean: ## remove what make made, but for your records
	@rm -rf $(VENV) $(DEMO) build dist .mypy_cache .ruff_cache .hypothesis

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14
