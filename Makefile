# `make run` opens the dashboard, `make test` runs the whole suite. CONTRIBUTING.md says when to use
# the others; `make data` builds the database alone, `make clean` starts over.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCK   := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url \
	--annotation-style line --custom-compile-command "make lock"

.PHONY: run test check soak format lock data catalogues clean

run: $(VENV)/.runs
	$(BIN)/python -m data.build --if-stale
	$(BIN)/streamlit run dashboard.py

test: $(VENV)/.tests
	$(BIN)/python -m tests.suite

check: $(VENV)/.tests
	$(BIN)/python -m tests.suite --check

soak: $(VENV)/.tests
	$(BIN)/python -m tests.suite --soak

format: $(VENV)/.tests
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

$(VENV)/.runs: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.lock
	$(PIP) --no-deps --editable .
	touch $@

$(VENV)/.tests: tests/requirements.lock requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r tests/requirements.lock
	$(PIP) --no-deps --editable .
	touch $@ $(VENV)/.runs

# After a change in a requirements.txt. Versions beneath stay as they are as long as they fit.
lock: $(VENV)/.tests
	$(PIP) uv==0.13.9
	$(LOCK) requirements.txt -o requirements.lock
	$(LOCK) -c requirements.lock tests/requirements.txt -o tests/requirements.lock

data: $(VENV)/.runs
	$(BIN)/python -m data.build

catalogues: $(VENV)/.runs
	$(BIN)/python -m atlas.locale.update

# What was published, and by whom, stands nowhere else.
clean:
	rm -rf $(VENV)
	if [ -d var ]; then find var -mindepth 1 -maxdepth 1 ! -name published ! -name audit.jsonl -exec rm -rf {} +; fi
