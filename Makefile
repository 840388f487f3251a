# Two commands matter: `make run` opens the app, `make test` runs every check. Both set up what they need.
SHELL := /bin/bash
VENV := .venv
BENCH := .venv-bench
BIN := $(VENV)/bin
# The first Python that starts (a version manager's shim may not), is new enough and can make environments.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$name && break; done)
PORT ?= 8501
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: run test setup setup-dev lint types contracts unit js e2e bench lock clean

run: setup
	$(BIN)/streamlit run streamlit_app.py --server.port $(PORT)

test: setup-dev lint types contracts unit js e2e

# ---- set-up -------------------------------------------------------------------------------------------------
$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed (Debian: apt-get install python3-venv);" \
		"name another one with make PYTHON=/path/to/python3"; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp

node_modules/stamp: package.json package-lock.json $(VENV)/dev.stamp
	$(BIN)/npm ci --no-audit --no-fund --loglevel=error
	@touch $@

setup: $(VENV)/run.stamp
setup-dev: $(VENV)/dev.stamp node_modules/stamp
	@bash scripts/ensure_chromium.sh

# ---- checks -------------------------------------------------------------------------------------------------
lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: node_modules/stamp
	$(BIN)/npm run --silent types:python
	$(BIN)/npm run --silent types:js

contracts: $(VENV)/dev.stamp
	$(BIN)/lint-imports

# Two processes, with one thread each for linear algebra: more threads than cores wait for one another.
unit: $(VENV)/dev.stamp
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile --ignore=tests/e2e -q

js: node_modules/stamp
	$(BIN)/npm run --silent test:js

e2e: $(VENV)/dev.stamp
	$(BIN)/python -m pytest tests/e2e -q

# ---- figures ------------------------------------------------------------------------------------------------
# The peers need an environment of their own: about 7 GB, on Linux most of it what PyTorch brings for graphics cards.
# `make bench QUICK=1` takes fewer turns and sizes.
$(BENCH)/stamp: requirements/bench.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed"; exit 1; }
	"$(PYTHON)" -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

bench: $(BENCH)/stamp
	@bash scripts/ensure_chromium.sh
	$(BENCH)/bin/python -m benchmarks.peers $(if $(QUICK),--quick)
	$(BENCH)/bin/python -m pytest benchmarks/guards -q
	for name in $(filter-out measure,$(basename $(notdir $(wildcard benchmarks/*.py)))); do \
		$(BENCH)/bin/python -m benchmarks.$$name || exit 1; done

# ---- upkeep -------------------------------------------------------------------------------------------------
# Locks hold for every platform and Python from 3.11 on; they carry hashes and name no index.
LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet
lock:
	$(LOCK) --output-file requirements/run.txt
	$(LOCK) --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt
	$(LOCK) --extra bench --constraint requirements/dev.txt --output-file requirements/bench.txt
	$(BIN)/npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

clean:
	rm -rf $(VENV) $(BENCH) node_modules .ruff_cache .import_linter_cache
