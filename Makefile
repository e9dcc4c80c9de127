# make run    opens the dashboard, on the sample data unless the store has data
# make test   runs every check
# make coverage  says which branches the tests reach
# make bench  measures speed
# make clean  removes what these made; never the store
#
# Needs Python 3.11 or later and make. Another Python: make PYTHON=python3.12 run

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
HAS_BROWSER := $(BIN)/python -m tests.browser.chromium && $(BIN)/playwright --version
DEBIAN_NEEDS := chromium fonts-dejavu-core libatomic1
AS_ROOT := $(shell test "$$(id -u)" -eq 0 || echo sudo)

.NOTPARALLEL:
.PHONY: run test coverage bench clean install sample format style types layers browser chromium

run: install sample
	$(BIN)/streamlit run dashboard.py

test: $(VENV)/dev.stamp browser style types layers
	$(BIN)/python -m pytest -n 2 --dist worksteal

# Which branches the tests reach, the browser apart; it takes half as long again.
coverage: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n 2 --dist worksteal --ignore=tests/browser --cov --cov-report=term

bench: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bench

clean:
	rm -rf $(VENV) .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache .screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The parts of the above.

install: $(VENV)/run.stamp

# The sample data has faults in it on purpose: status 2 means published, with findings.
sample: install
	$(BIN)/python -m extracts load --if-empty sample_data || test $$? -eq 2
	$(BIN)/python -m plan load --if-empty sample_data/improvement_plan.csv

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

style: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

layers: $(VENV)/dev.stamp
	$(BIN)/lint-imports --no-logo

# The machine's own Chromium or Chrome for tests/browser; Debian's where there is none. libatomic1
# is what Playwright's driver needs, and a bare Debian lacks.
browser: $(VENV)/dev.stamp
	@{ $(HAS_BROWSER); } >/dev/null 2>&1 || test -n "$$CHROMIUM" || ! command -v apt-get >/dev/null || \
		$(MAKE) --no-print-directory chromium
	@$(HAS_BROWSER)

chromium:
	$(AS_ROOT) apt-get update -qq
	$(AS_ROOT) env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends $(DEBIAN_NEEDS) >/dev/null

$(VENV)/run.stamp: requirements.txt $(VENV)/pyvenv.cfg
	@echo "Installing what the dashboard needs into $(VENV)"
	@$(PIP) install --quiet -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	@echo "Installing what the checks need into $(VENV)"
	@$(PIP) install --quiet -r requirements-dev.txt
	@touch $@

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed. If it has another name: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "This Python cannot make a virtual environment. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
