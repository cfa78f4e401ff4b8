# The two commands of the README, and what a developer needs besides.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint locale docs bench clean

demo: $(VENV)/.installed
	$(BIN)/kfond demo demo

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

locale: $(VENV)/.installed-dev  ## collect the messages anew, then translate what is missing and run it again
	$(BIN)/pybabel -q extract -k say:1 -k say_count:1,2 --no-wrap --omit-header --sort-by-file --no-location -o build/kfond.pot src/kfond
	$(BIN)/pybabel -q update -i build/kfond.pot -d src/kfond/locale -D kfond -l sv --no-wrap --no-fuzzy-matching --omit-header --ignore-obsolete
	$(BIN)/pybabel -q compile -d src/kfond/locale -D kfond

docs: $(VENV)/.installed-dev  ## write the command reference from the program
	$(BIN)/python tools/make_reference.py

bench: $(VENV)/.installed-dev
	$(BIN)/python bench/startup.py

clean:
	rm -rf $(VENV) build dist demo
