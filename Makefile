# Every target only calls the set-up program; without make: python3 kipp/bootstrap.py <target>
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) kipp/bootstrap.py

.PHONY: run test check demo fix lint clean setup

run:      ## start everything on this machine     (STAGE=judging, KIPP_PORT=8001)
	@$(BOOTSTRAP) run $(if $(STAGE),--stage $(STAGE))

test:     ## the whole suite                      (ARGS="tests/judging -k tie")
	@$(BOOTSTRAP) test $(ARGS)

check:    ## what CI runs: lint, types, contracts, tests with coverage gates
	@$(BOOTSTRAP) check

demo:     ## fill the database with a demo         (STAGE=announced)
	@$(BOOTSTRAP) demo $(if $(STAGE),--stage $(STAGE))

lint:     ## the checks of `check` that need no database
	@$(BOOTSTRAP) lint

fix:      ## format and repair what can be repaired
	@$(BOOTSTRAP) fix

setup:    ## environment, packages, fonts and texts only
	@$(BOOTSTRAP) setup

clean:    ## remove what set-up and tests made; data stays
	@$(BOOTSTRAP) clean
