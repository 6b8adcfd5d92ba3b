# The two commands of the README are `make demo` and `make test`; both set everything up by themselves.

PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo

.PHONY: demo test lint bench setup samples pictures clean

setup: .venv/.installed

# What bulkmeet loads is compiled, as it is for its users; of the tools' packages most modules are never loaded.
.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q bulkmeet
	touch $@

demo: setup
	rm -rf $(DEMO) && mkdir -p $(DEMO)
	cp samples/standup-long.csv samples/demos-listed.xlsx samples/mistakes.csv $(DEMO)
	@echo; echo '=== What is wrong with a sheet, before anything is sent ==='
	@$(BIN)/bulkmeet check $(DEMO)/mistakes.csv --ledger $(DEMO)/ledger.sqlite3; test $$? -eq 1
	@echo; echo '=== A formatted workbook: every meeting is created (in the simulator) ==='
	$(BIN)/bulkmeet run $(DEMO)/demos-listed.xlsx --api simulator --ledger $(DEMO)/ledger.sqlite3
	@echo; echo '=== The same file once more: nothing is created twice ==='
	$(BIN)/bulkmeet run $(DEMO)/demos-listed.xlsx --api simulator --ledger $(DEMO)/ledger.sqlite3 --output $(DEMO)/again.xlsx
	@echo; echo '=== A CSV with a row for every participant ==='
	$(BIN)/bulkmeet run $(DEMO)/standup-long.csv --api simulator --ledger $(DEMO)/ledger.sqlite3
	@echo; echo 'The results sheet, as it opens in Excel:'; cut -c1-150 $(DEMO)/standup-long.results.csv
	@echo; echo 'Open $(DEMO)/demos-listed.results.xlsx in Excel to see the same there.'

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy samples/make_samples.py samples/make_pictures.py

test: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal

# Measures everything beside its bounds, on a machine that does nothing else: BENCH="--only csv" for one part of it.
bench: setup
	$(BIN)/python -m compileall -q -j 0 bulkmeet .venv/lib
	$(BIN)/python -m tests.benchmarks $(BENCH)

# The pictures of the README: docs/pictures/plan.svg, annotated.png and report.png. On Debian they need the packages
# chromium, libreoffice-calc and poppler-utils.
pictures: setup
	$(BIN)/python samples/make_pictures.py

samples: setup
	$(BIN)/python samples/make_samples.py

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
