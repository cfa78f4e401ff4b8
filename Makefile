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
	$(BIN)/pytest -n auto --dist worksteal

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

locale: $(VENV)/.installed-dev  ## collect the messages anew and compile; it names those that lack a translation
	$(BIN)/python tools/make_locale.py

docs: $(VENV)/.installed-dev  ## write the command reference from the program
	$(BIN)/python tools/make_reference.py

bench: $(VENV)/.installed-dev
	$(BIN)/python bench/startup.py

clean:
	rm -rf $(VENV) build dist demo
