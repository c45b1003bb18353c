# Two commands are enough: `make lab` opens the course, `make test` checks everything.
# Each makes the virtual environment .venv first: `make lab` from requirements.lock, which is what the
# course needs to run, the others from requirements-test.lock, which is that and what tests need.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DIR    ?= course
READY  := $(VENV)/ready
TESTED := $(VENV)/ready-for-tests
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check
# the versions of the tests' lock, for the package's build tools as well
CONSTRAINED := PIP_CONSTRAINT=requirements-test.lock PIP_BUILD_CONSTRAINT=requirements-test.lock $(PIP)
# as many test files at a time as there are processors; the tests of one file stay together. Kernels of
# notebooks that start beside such a crowd miss their cue, so notebooks have a run of their own.
PARALLEL := -n auto --dist loadfile

.PHONY: help lab test quick test-all coverage mutants bench bench-peers format check lock front messages clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

lab: $(READY)  ## open the course in JupyterLab, in the folder DIR (default: course)
	@$(BIN)/regiolab lab $(DIR)

test: $(TESTED)  ## run every test: style, types, unit, doctest, data, notebooks, wheel, browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/regiolab check
	$(BIN)/python -m pytest $(PARALLEL) -m "not browser" tests regiolab
	REGIOLAB_ASK=answered $(BIN)/python -m pytest notebooks exercises
	$(BIN)/python -m pytest $(PARALLEL) -m browser tests

quick: $(TESTED)  ## style, types, unit and doctest in a minute; leaves out browser, wheel, notebooks, and tests marked slow
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(PARALLEL) -q -m "not browser and not wheel and not slow" tests regiolab

test-all: test  ## the same as test, and every notebook in every language
	REGIOLAB_TEST_ALL=1 $(BIN)/python -m pytest -m browser

coverage: $(TESTED)  ## print which lines no unit test runs (counting them makes the tests twice as slow)
	$(BIN)/python -m pytest $(PARALLEL) -q -m "not browser" --cov --cov-report= tests regiolab
	@$(BIN)/coverage report

mutants: $(TESTED)  ## plant small faults in analysis, data, exercises and lessons, and see whether tests notice (ten minutes on two cores)
	@$(BIN)/python -c 'import cosmic_ray' 2>/dev/null || $(CONSTRAINED) install -e '.[mutants]'
	@nice -n 5 $(BIN)/python .tools/mutants.py

bench: $(TESTED)  ## measure speed, as ratios in one run
	@$(BIN)/python tests/bench/run.py
	@$(BIN)/python tests/bench/grading.py
	@$(BIN)/python tests/bench/watching.py

bench-peers: $(TESTED)  ## grade one class with nbgrader, otter-grader and ours (installs the peers)
	@$(BIN)/python tests/bench/peers.py

format: $(TESTED)  ## format the code and sort its imports
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: $(READY)  ## validate the tables
	@$(BIN)/regiolab check

lock: $(READY)  ## renew the lock files from pyproject.toml, and Binder's copy (needs uv)
	@$(BIN)/python .tools/lock.py

front:  ## lint, test and bundle the front end (needs Node; nobody else does)
	cd regiolab/widgets/js && npm ci && npx biome check . && npm test && npm run build

messages: $(READY)  ## renew the catalogues of translated messages
	@$(BIN)/python .tools/messages.py

clean:  ## remove the virtual environment and what tests leave behind
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis .coverage dist screenshots

$(READY): requirements.lock requirements-test.lock pyproject.toml
	@$(call install,requirements.lock)
	@touch $@

# what tests need holds all that the course needs
$(TESTED): requirements.lock requirements-test.lock pyproject.toml
	@$(call install,requirements-test.lock)
	@touch $(READY) $@

# The package is built with the build tools of the tests' lock, whether or not they are installed.
define install
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
  { echo "regiolab needs Python 3.11 or newer; name one with: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 2; }; \
echo "Making the environment in $(VENV) from $(1); this takes a minute or two the first time."; \
$(PYTHON) -m venv $(VENV) && $(PIP) install -r $(1) && \
$(CONSTRAINED) install --no-deps -e .
endef
