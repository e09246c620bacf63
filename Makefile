# Two commands: `make run` opens the dashboard, `make test` runs the whole suite.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: run test check data catalogues clean

run: $(VENV)/.runs
	$(BIN)/python -m data.build --if-stale
	$(BIN)/streamlit run dashboard.py

test: $(VENV)/.tests
	$(BIN)/python -m tests.suite

$(VENV)/.runs: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.tests: requirements.txt tests/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@ $(VENV)/.runs

data: $(VENV)/.runs
	$(BIN)/python -m data.build

catalogues: $(VENV)/.runs
	$(BIN)/python -m atlas.locale.update

clean:
	rm -rf $(VENV) var
