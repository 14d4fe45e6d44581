# The only commands a contributor needs. Each makes what it needs, and does nothing twice.
#
#   make audit   audit an example filing to an HTML page
#   make test    run the tests
#   make lint    style and types
#   make bench   measure speed, accuracy and reading, and write the figures into the documentation
#   make docs    write what the documentation takes from the code
#   make screenshots  make the pictures of the report (needs a Chromium)

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
EXAMPLE ?= examples/hecla-2014-01-29-as-released.txt
REPORT  := build/audit.html
FILINGS := ../shared/corpus

.PHONY: audit test lint bench bench-filings docs screenshots clean
.DEFAULT_GOAL := audit

audit: $(VENV)/.installed
	@mkdir -p $(dir $(REPORT))
	@status=0; $(BIN)/auditor audit $(EXAMPLE) --format html --output $(REPORT) || status=$$?; \
	case $$status in \
	0) echo "$(EXAMPLE): nothing to report." ;; \
	1) echo "$(EXAMPLE): something does not agree, as it should in this example." ;; \
	*) exit $$status ;; \
	esac; \
	echo "The report is $(REPORT); open it in a browser."

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -q

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict auditor

bench: $(VENV)/.installed-bench
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/pages.py
	@if [ -d $(FILINGS) ]; then $(MAKE) --no-print-directory bench-filings; \
	else echo "Not measured: accuracy and reading, which need the filings in $(FILINGS)."; fi
	$(BIN)/python docs/generate_figures.py
	$(BIN)/python docs/generate_accuracy.py
	$(BIN)/python docs/generate_reading.py
	$(BIN)/python docs/generate_claims.py
	$(BIN)/python docs/generate_pages.py
	$(BIN)/python docs/generate_batch.py
	$(BIN)/python docs/generate_releases.py

bench-filings:
	$(BIN)/python benchmarks/accuracy.py
	$(BIN)/python benchmarks/aggregations.py
	$(BIN)/python benchmarks/stages.py
	$(BIN)/python benchmarks/inline_key.py
	$(BIN)/python benchmarks/golden_pages.py
	$(BIN)/python benchmarks/claims.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/release.py
	@if [ -x $(BIN)/arelleCmdLine ]; then $(BIN)/python benchmarks/calculations.py; \
	else echo "Not measured: calculations beside Arelle, which is not installed."; fi

docs: $(VENV)/.installed-test
	$(BIN)/python docs/generate_checks.py
	$(BIN)/python docs/generate_weights.py
	$(BIN)/python docs/generate_figures.py
	$(BIN)/python docs/generate_accuracy.py
	$(BIN)/python docs/generate_reading.py
	$(BIN)/python docs/generate_claims.py
	$(BIN)/python docs/generate_pages.py
	$(BIN)/python docs/generate_batch.py
	$(BIN)/python docs/generate_releases.py

# Pictures of the report for the documentation; needs a Chromium.
screenshots: $(VENV)/.installed-test
	$(BIN)/python docs/make_screenshots.py

clean:
	rm -rf $(VENV) build dist

# Pip comes last into an environment: one that was left half made (Debian without python3-venv) is made anew.
$(VENV)/bin/pip:
	$(PYTHON) -m venv --clear $(VENV)

# A stamp is newer than pyproject.toml when the installation matches it.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/pip
	@echo "Installing into $(VENV); this takes a minute the first time."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/pip
	@echo "Installing into $(VENV), with what the tests need; this takes a minute the first time."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.installed

# The libraries of comparison are no condition: without them the rest is measured, and their absence said.
$(VENV)/.installed-bench: pyproject.toml $(VENV)/.installed-test
	@echo "Installing what is compared with into $(VENV)."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,bench]' || \
	echo "Not installed: the comparisons with edgartools and Arelle are left out."
	@touch $@
