# make demo: a map of the sample articles.  make test: every check, as CI runs it.
# Both make their environment in .venv from requirements.lock, and need Python and a network once.

VENV   := .venv
BIN    := $(VENV)/bin
OUTPUT := output
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
	&& echo $$p && break; done)

# make pictures: the README's pictures anew, when the page looks different.
.PHONY: demo test pictures bench lint env browser lock clean

demo: env
	$(BIN)/geomap run --samples -o $(OUTPUT)
	@echo "The map: $(abspath $(OUTPUT)/map.html)"

test: env browser lint
	$(BIN)/python -m pytest

pictures: demo browser
	$(BIN)/python tests/browser/take_pictures.py $(OUTPUT)/map.html geomap/samples

bench: env
	@for script in tests/bench/bench_*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

lint: env
	$(BIN)/ruff format --check geomap gazetteer tests
	$(BIN)/ruff check geomap gazetteer tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

env: $(VENV)/done

$(VENV)/done: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed, and none was found: install one, or say make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

browser:
	@sh tests/browser/ensure_chromium.sh

lock: env
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -o requirements.lock

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
