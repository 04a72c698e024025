# Two commands matter: `make demo` shows what kronika does, `make test` says whether it is whole.
# Everything runs in .venv, which is made once and again only when the lock changes.

MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
.SUFFIXES:
.DEFAULT_GOAL := help

BIN := .venv/bin
# benchmarks of how good, not of how fast: they have commands of their own
QUALITY := $(wildcard benchmarks/identity_*.py benchmarks/reading.py benchmarks/reading_*.py benchmarks/peers_*.py)
READY := .venv/ready
LOCK := requirements/dev.txt

# The Python to build environments with: PYTHON=python3.12 make test
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
export PYTHONUTF8 := 1
# Some machines forbid Python to keep what it compiled; hundreds of tests that start kronika would compile it anew each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo test lint types imports unit docs format wheels licences lock clean
.PHONY: bench bench-identity bench-reading bench-peers test-spark

help: ## say what there is to make
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 18

setup: $(READY) ## make .venv

$(READY): $(LOCK) pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh .venv $(LOCK) "$(PYTHON)"

demo: $(READY) ## the main job on real input; the last line is the report's path
	@$(BIN)/kronika demo

test: lint types imports unit ## everything that must pass

lint: $(READY) ## ruff: rules and format
	@echo "Linting (ruff)"
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .

types: $(READY) ## mypy, strict
	@echo "Types (mypy)"
	@$(BIN)/mypy --no-error-summary

imports: $(READY) ## who may import whom
	@echo "Import contracts (import-linter)"
	@$(BIN)/lint-imports --no-cache >.venv/imports.log 2>&1 || { cat .venv/imports.log; exit 1; }

unit: $(READY) ## the tests, doctests and documentation tests
	@echo "Tests (pytest)"
	@$(BIN)/python -m pytest --quiet --numprocesses auto --dist worksteal

format: $(READY) ## write the code as ruff formats it
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --quiet --fix .

docs: $(READY) ## write the generated references anew
	@$(BIN)/python scripts/generate_docs.py
	@$(BIN)/python scripts/licences.py

wheels: $(READY) ## check that every base dependency has a wheel for each system
	@$(BIN)/python scripts/check_wheels.py

licences: $(READY) ## write docs/dependencies.md anew
	@$(BIN)/python scripts/licences.py

lock: $(READY) ## resolve the locks anew (needs uv)
	@$(BIN)/python scripts/lock.py

bench: $(READY) ## speed, as ratios from one run
	@sh scripts/run_each.sh $(BIN)/python $(filter-out $(QUALITY), $(wildcard benchmarks/*.py))

bench-identity: $(READY) ## how good the linking is
	@sh scripts/run_each.sh $(BIN)/python $(wildcard benchmarks/identity_*.py)

bench-reading: $(READY) ## how good the reading is
	@$(BIN)/python benchmarks/reading.py
	@$(BIN)/python benchmarks/reading.py --speed

# The peers need a compiler for PyICU, and versions that the product does not use: an environment of their own.
.venv-peers/ready: requirements/peers.txt pyproject.toml scripts/setup.sh
	@command -v g++ >/dev/null && command -v pkg-config >/dev/null && pkg-config --exists icu-i18n || { \
		echo "The peers need g++, pkg-config and libicu-dev. Run: apt-get install g++ pkg-config libicu-dev." >&2; exit 1; }
	@sh scripts/setup.sh .venv-peers requirements/peers.txt "$(PYTHON)"

bench-peers: .venv-peers/ready ## side by side with nomenklatura and followthemoney
	@sh scripts/run_each.sh .venv-peers/bin/python $(wildcard benchmarks/peers_*.py)

.venv-spark/ready: requirements/spark.txt pyproject.toml scripts/setup.sh
	@command -v java >/dev/null || { echo "Spark needs Java 17. Run: apt-get install openjdk-17-jre-headless." >&2; exit 1; }
	@sh scripts/setup.sh .venv-spark requirements/spark.txt "$(PYTHON)"

test-spark: .venv-spark/ready ## the same linking on Spark in local mode
	@PYSPARK_PYTHON="$(CURDIR)/.venv-spark/bin/python" PYSPARK_DRIVER_PYTHON="$(CURDIR)/.venv-spark/bin/python" \
		SPARK_LOCAL_IP=127.0.0.1 .venv-spark/bin/python -m pytest --quiet -m spark tests/identity

clean: ## remove the environments and what tools leave
	@rm -rf .venv .venv-peers .venv-spark build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find src scripts benchmarks tests -name __pycache__ -type d -prune -exec rm -rf {} +
