# The project's commands; `make` alone lists them. Each one sets up what it needs, and does so once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
# Reflex takes npm from the environment instead of downloading Bun, and doesn't restart at each of the game's own files.
DEVELOPMENT := PATH="$(CURDIR)/$(BIN):$$PATH" REFLEX_USE_NPM=1 REFLEX_TELEMETRY_ENABLED=false \
	REFLEX_HOT_RELOAD_EXCLUDE_PATHS=persistence
COVERED := $(BIN)/python -m coverage run --data-file
# Two at a time, as these tests wait more than they work; by files in their order, so that browsers come last.
SIDE_BY_SIDE := -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=

.DEFAULT_GOAL := help
.PHONY: help run dev build export test check format screenshots pictures crash chaos fairplay load abuse fuzz audit clean

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

run: $(RUN)  ## serve the game on http://127.0.0.1:8000
	@exec $(BIN)/python -m clickgame

dev: $(RUN)  ## serve it with hot reload, page on port 3000
	$(DEVELOPMENT) $(BIN)/reflex run

build: $(RUN)  ## build the page if its sources changed
	$(BIN)/python -m clickgame build

export: $(RUN)  ## write the page and the game apart, as frontend.zip and backend.zip
	@mkdir -p persistence/data
	$(DEVELOPMENT) $(BIN)/reflex export --exclude-from-backend persistence/data --exclude-from-backend tests

test: $(DEV)  ## all tests, browsers included, and the coverage they must reach
	@rm -f .coverage .coverage.*
	$(COVERED)=.coverage.core -m pytest -q tests/core
	$(BIN)/coverage report --data-file=.coverage.core --include='clickgame/core/*' --fail-under=100
	$(COVERED)=.coverage.persistence -m pytest -q tests/persistence
	$(BIN)/coverage report --data-file=.coverage.persistence --include='persistence/*' --fail-under=100
	COVERAGE_FILE=.coverage.rest $(BIN)/python -m pytest -q $(SIDE_BY_SIDE) --ignore=tests/core --ignore=tests/persistence
	$(BIN)/coverage combine -q
	$(BIN)/coverage report --fail-under=90

check: $(DEV)  ## lint, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright --warnings

format: $(DEV)  ## put the code into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

screenshots: $(DEV)  ## draw every state of the page into screenshots/
	$(BIN)/python -m tests.e2e.screenshots

pictures: $(DEV)  ## take the picture and the animation of the README anew
	$(BIN)/python -m tests.e2e.showcase

crash: $(DEV)  ## play while the server is killed again and again (long)
	$(BIN)/python -m tests.crash

chaos: $(DEV)  ## play while gateways, engine, standby and Redis are killed, stopped and cut off (long)
	$(BIN)/python -m tests.chaos
	$(BIN)/python -m tests.chaos.cut

fairplay: $(DEV)  ## tell how often people and programs are noticed, over made-up presses
	$(BIN)/python -m tests.fairplay

load: $(DEV)  ## measure presses answered and what a socket costs (long)
	$(BIN)/python -m tests.load

abuse: $(DEV)  ## measure what a thousand abusive sockets cost honest players
	$(BIN)/python -m tests.abuse

fuzz: $(DEV)  ## look for bytes that break a promise (an hour)
	$(BIN)/python -m tests.fuzz

# In an environment of its own: what it brings along is none of the project's.
audit: $(RUN)  ## ask the registry which pinned packages have known faults
	$(BIN)/python -m venv $(VENV)/audit
	$(VENV)/audit/bin/pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	$(VENV)/audit/bin/pip-audit --no-deps --disable-pip -r requirements.txt -r requirements-dev.txt

clean:  ## remove what was built, but no player's data
	rm -rf $(VENV) .pages .sandbox .web .states screenshots .coverage .coverage.* .hypothesis .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment, in the steps that the Dockerfile repeats (tests/test_container.py holds them together).
$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Click the Button needs Python 3.11 or newer, and $(PYTHON) is not; say which is: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): $(VENV)/pyvenv.cfg requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEV): $(RUN) requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
