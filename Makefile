# Every command of the project; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
BOOTSTRAP = @command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and $(PYTHON) is not on the PATH."; exit 1; }; \
	$(PYTHON) tools/bootstrap.py
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help install assets run test lint torture bench coverage clean

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

install:  ## make .venv and put the application into it; instant when nothing changed
	$(BOOTSTRAP) install

assets:  ## bundle the JavaScript of the diagram pages; instant when nothing changed
	$(BOOTSTRAP) install assets

run:  ## install, set up, fill with demonstration data and serve (CHENGXU_PORT chooses the port)
	$(BOOTSTRAP) install assets
	@$(BIN)/chengxu init
	@$(BIN)/chengxu demo
	@exec $(BIN)/chengxu serve

test:  ## run every check and test except the long torture
	$(BOOTSTRAP) install-test assets browser
	@$(BIN)/pytest -q -n 2 --dist worksteal -m "not torture"

lint:  ## run only the checks of the house: style, types, imports, sizes, words
	$(BOOTSTRAP) install-test
	@$(BIN)/pytest -q -n 2 tests/house

torture:  ## run the long fault tests: kills, races, restarts (hours; TORTURE_SHARE=0.1 runs a tenth)
	$(BOOTSTRAP) install-test
	@$(BIN)/pytest -q -m torture

bench:  ## measure: ratios of one run (BENCH_COMPLETIONS=100000 for the long form)
	$(BOOTSTRAP) install-test
	@$(BIN)/python tests/bench/run.py

coverage:  ## say which lines the tests without a browser never reach
	$(BOOTSTRAP) install-test
	@$(BIN)/pytest -q -n 2 -m "not torture and not browser" --cov --cov-report=term

clean:  ## remove what make built; the data of the application stays
	@rm -rf .venv chengxu.egg-info web/static/dist web/assets/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
