# Two commands are enough: `make lab` opens the course, `make test` checks everything.
# Each makes the virtual environment .venv first, from the lock file.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DIR    ?= course
READY  := $(VENV)/ready

.PHONY: help lab test test-all bench bench-peers format check lock messages clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

lab: $(READY)  ## open the course in JupyterLab, in the folder DIR (default: course)
	@$(BIN)/regiolab lab $(DIR)

test: $(READY)  ## run every test: style, unit, doctest, data, notebooks, browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/regiolab check
	$(BIN)/python -m pytest

test-all: test  ## the same, and every notebook in every language
	REGIOLAB_TEST_ALL=1 $(BIN)/python -m pytest -m browser

bench: $(READY)  ## measure speed, as ratios in one run
	@$(BIN)/python tests/bench/run.py
	@$(BIN)/python tests/bench/grading.py

bench-peers: $(READY)  ## grade one class with nbgrader, otter-grader and ours (installs the peers)
	@$(BIN)/python tests/bench/peers.py

format: $(READY)  ## format the code and sort its imports
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: $(READY)  ## validate the tables
	@$(BIN)/regiolab check

lock: $(READY)  ## renew the lock file from pyproject.toml, and Binder's copy of it
	@$(BIN)/python .tools/lock.py

messages: $(READY)  ## renew the catalogues of translated messages
	@$(BIN)/python .tools/messages.py

clean:  ## remove the virtual environment and what tests leave behind
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis dist screenshots

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "regiolab needs Python 3.11 or newer; name one with: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 2; }
	@echo "Making the environment in $(VENV); this takes a minute or two the first time."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
