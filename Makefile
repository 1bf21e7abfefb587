# Every target makes what it needs first: .venv, the console's libraries, Mosquitto and Chromium. Only Python >= 3.11
# and make must be there. `make` alone lists the targets.

SHELL := /bin/sh
EVERY_ROUTE := $(addprefix tests/api/,test_matrix.py test_separable.py test_schema.py)
EVERY_PAGE := tests/api/test_page_matrix.py
PY := .venv/bin/python
CODE := $(wildcard supervision devices api tools bench tests piccolo_conf.py)
TEST_ENGINES := mosquitto mosquitto_pub mosquitto_sub chromium

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check check-rules bench lock format clean venv venv-dev assets

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf 'make %-11s %s\n' "$$name" "$$text"; done

run: venv assets ## start everything with the demo town; Ctrl-C or SIGTERM ends it
	@$(PY) tools/engines.py ensure --if-possible mosquitto
	@exec .venv/bin/supervision run --demo

test: venv-dev assets ## run all tests (ARGS="tests/tools -k name" for some)
	@$(PY) tools/engines.py ensure $(TEST_ENGINES)
ifdef ARGS
	@$(PY) -m pytest $(ARGS)
else  # four parts at once, each with a database and a broker of its own: one after the other takes twice as long
	@log=$$(mktemp -d); trap 'kill $$a $$b $$c' INT TERM; \
	$(PY) -m pytest $(EVERY_ROUTE) >$$log/routes 2>&1 & a=$$!; \
	$(PY) -m pytest $(EVERY_PAGE) >$$log/pages 2>&1 & b=$$!; \
	$(PY) -m pytest tests/api $(patsubst %,--ignore=%,$(EVERY_ROUTE) $(EVERY_PAGE)) >$$log/api 2>&1 & c=$$!; \
	$(PY) -m pytest tests --ignore=tests/api; rest=$$?; \
	echo "tests/api is still running"; wait $$a; routes=$$?; wait $$b; pages=$$?; wait $$c; api=$$?; \
	cat $$log/routes $$log/pages $$log/api; rm -r $$log; exit $$((rest | routes | pages | api))
endif

check: venv-dev ## lint, types, import contracts, documents
	@$(PY) -m ruff format --check --quiet --output-format concise . && echo "format: as it should be"
	@$(PY) -m ruff check --quiet --output-format concise . && echo "lint: no findings"
	@$(PY) -m mypy $(CODE)
	@.venv/bin/lint-imports --no-logo
	@$(PY) -m tools.check_documents

check-rules: venv-dev ## switch each rule of law off in turn and see its test fail (RULES="5 12" for some)
	@$(PY) tools/engines.py ensure $(TEST_ENGINES)
	@$(PY) -m tools.check_rules $(RULES)

bench: venv-dev ## measure everything (ONLY=ingest|judgement|residence|corrections|console for one)
	@$(PY) tools/engines.py ensure mosquitto
	@$(PY) -m bench $(ONLY)

format: venv-dev ## lay out the code, and fix what ruff can fix
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format .

lock: venv-dev ## resolve the versions in requirements/ and package-lock.json anew
	@tools/lock.sh
	@npm install --package-lock-only --loglevel=error

clean: ## remove what make made (not var/, the data of a run)
	@rm -rf .venv .engines node_modules api/console/static/vendor *.egg-info
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "clean"

venv:
	@tools/venv.sh run

venv-dev:
	@tools/venv.sh dev

assets: # after venv or venv-dev
	@$(PY) tools/assets.py
