# Everything that is done with Plumb from a clone of it. `make` alone lists the targets.
#
# What is up to date is not done again: stamps in .build/stamps say what was installed and built, and
# make compares them with the sources. A second `make ask` therefore goes straight to the question.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# A question may hold quotes, apostrophes and dollar signs: it is taken as typed, and travels through the
# environment, where neither make nor the shell reads it again.
override Q := $(value Q)
override DB := $(value DB)
override FILTER := $(value FILTER)
export Q DB FILTER
ifeq ($(DB),)
override DB := shop
endif

PREFIX ?= /usr/local
# What `make results` compares: pipelines of Benchmarks/pipelines.yaml and built-in ones, over eval sets.
RESULT_PIPELINES ?= built-in direct one-shot plain model focused vote narrow tables-model columns-model columns-draft grammar judge
SETS ?= $(wildcard evalsets/*.jsonl)
SET_DATABASES ?= sample-dbs
SAMPLE ?= 40
EVAL_FLAGS ?=
# How long `make fuzz` runs, and with which seed; a random one where none is given.
SECONDS ?= 600
SEED ?=
# More flags for the release build. On Linux the binary holds Swift's libraries: it then needs no Swift on its machine,
# and starts in two thirds of the time. With SWIFT_FLAGS= it is a third as large.
SWIFT_FLAGS ?= $(if $(filter Linux,$(shell uname)),--static-swift-stdlib)

PLUMB := .build/release/plumb
STAMPS := .build/stamps
LOGS := .build/logs
# A module that imports what Package.swift does not list for it is an error.
IMPORT_CHECK := --explicit-target-dependency-import-check error
LINTED := $(wildcard Sources Tests Benchmarks) Package.swift

# Folders count too: a file that was removed changes only its folder.
SOURCES := Package.swift $(shell find Sources -type d -o -type f)
SAMPLES := $(patsubst %.sql,%.sqlite,$(wildcard sample-dbs/*.sql))
NAMES := $(basename $(notdir $(SAMPLES)))
GENERATORS := $(filter-out %/common.py,$(wildcard sample-dbs/generate/*.py))

# What Plumb is built with, and the shell that makes the sample databases, as Debian and Ubuntu call them.
DEBIAN_PACKAGES := libsqlite3-dev libstemmer-dev libedit-dev libcurl4-openssl-dev libpq-dev sqlite3 pkg-config
# What tests talk to besides; where it is missing, those tests are skipped and say so.
TEST_PACKAGES := nghttp2-server openssl postgresql

# The database of this call, if there is one of that name.
DATABASE := $(strip $(foreach name,$(NAMES),$(if $(subst x$(name)x,,x$(DB)x),,sample-dbs/$(name).sqlite)))

# One after the other, because many tests hold time limits to their word, and two cores are soon busy.
TEST_FLAGS := --skip-build --disable-xctest --no-parallel $(IMPORT_CHECK)

# Steps are announced on standard error: standard output belongs to the answer.
say = echo "==> $(1)" >&2
# $(call logged,NAME,COMMAND) keeps the output of a command in a log, and shows the log's end if the command fails.
# With V=1 the output is shown as it comes.
ifdef V
logged = { $(2); }
else
logged = mkdir -p $(LOGS) && { { $(2); } > $(LOGS)/$(1).log 2>&1 || { status=$$?; \
	grep -E ': error:|✘' $(LOGS)/$(1).log | awk '!seen[$$0]++' | head -n 40 >&2; echo ... >&2; tail -n 20 $(LOGS)/$(1).log >&2; \
	$(call say,that failed; the whole log is $(LOGS)/$(1).log); exit $$status; }; }
endif

.PHONY: help ask schema build test lint format sample-dbs check-sample-dbs transcripts eval engines results bench fuzz
.PHONY: install clean known-database tests FORCE

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo
	@echo '  make ask Q="Which five customers spent the most in 2024?" DB=shop'
	@echo '  DB is one of: $(NAMES). V=1 shows the output of every step.'

ask: known-database $(STAMPS)/release $(DATABASE) ## Ask a sample database: Q="a question" DB=shop; without Q, converse
	@if [ -n "$$Q" ]; then exec $(PLUMB) ask --database $(DATABASE) -- "$$Q"; fi; exec $(PLUMB) ask --database $(DATABASE)

schema: known-database $(STAMPS)/release $(DATABASE) ## Show the tables of a sample database: DB=shop
	@$(PLUMB) schema --database $(DATABASE)

build: $(STAMPS)/release ## Build the release binary, .build/release/plumb

test: $(STAMPS)/packages $(STAMPS)/test-packages lint tests sample-dbs check-sample-dbs ## Build, lint and run all tests; FILTER=name runs some
	@$(call say,running the tests)
	@mkdir -p $(LOGS)
	@set -- $(TEST_FLAGS); [ -z "$$FILTER" ] || set -- "$$@" --filter "$$FILTER"; \
	$(call logged,test,Tests/Postgres/server run swift test "$$@")
	@$(if $(V),,grep -E 'Test run with' $(LOGS)/test.log)

tests: $(STAMPS)/packages
	@$(call say,building Plumb and its tests: some minutes the first time)
	@$(call logged,build-tests,swift build --build-tests $(IMPORT_CHECK))

lint: ## Check the form of all Swift files
	@$(call say,linting $(LINTED))
	@swift format lint --strict --recursive --parallel $(LINTED)

format: ## Bring all Swift files into form
	@$(call say,formatting $(LINTED))
	@swift format --in-place --recursive --parallel $(LINTED)

sample-dbs: $(SAMPLES) ## Make the sample databases that are missing or old

check-sample-dbs: ## Check that the generators still print the SQL that is kept in git
	@if ! command -v python3 >/dev/null; then $(call say,no python3 here: not checking sample-dbs/generate); exit 0; fi; \
	$(call say,comparing what sample-dbs/generate prints with the SQL in git); \
	for generator in $(GENERATORS); do \
		name=$$(basename $$generator .py); \
		python3 -B $$generator | cmp - sample-dbs/$$name.sql || exit 1; \
	done

transcripts: tests $(STAMPS)/release ## Run the commands that the documents show, and write down what they print
	@$(call say,running what the documents show)
	@mkdir -p $(LOGS)
	@RECORD_GOLDEN=1 PLUMB_FOLDER="$(CURDIR)/$(dir $(PLUMB))" swift test $(TEST_FLAGS) --filter DocumentationTests \
		> $(LOGS)/transcripts.log 2>&1 || true
	@git --no-pager diff --stat -- '*.md'

eval: $(STAMPS)/release sample-dbs ## Measure every stage over the questions in evalsets; runs are kept in .build
	@$(PLUMB) eval evalsets/*.jsonl --databases sample-dbs --store .build/runs.sqlite

engines: $(STAMPS)/release $(STAMPS)/test-packages sample-dbs ## Measure over the same questions on SQLite and Postgres, and compare
	@Tests/Postgres/server run sh -ec ' \
		[ -n "$${PLUMB_TEST_POSTGRES:-}" ] || { echo "There are no programs of a Postgres server here." >&2; exit 1; }; \
		$(PLUMB) eval evalsets/*.jsonl --databases sample-dbs --store .build/engines.sqlite > /dev/null; \
		$(PLUMB) eval evalsets/*.jsonl --databases "$$PLUMB_TEST_POSTGRES" --annotations sample-dbs \
			--store .build/engines.sqlite > /dev/null; \
		$(PLUMB) compare last~1 last --store .build/engines.sqlite'

results: $(STAMPS)/release sample-dbs ## Compare pipelines with a model: MODEL=name BASE_URL=url SETS=files SAMPLE=40
	@[ -n "$(MODEL)" ] || { echo 'Name a model: make results MODEL=qwen1.5b BASE_URL=http://127.0.0.1:8081/v1' >&2; exit 1; }
	@for pipeline in $(RESULT_PIPELINES); do \
		$(PLUMB) eval $(SETS) --databases $(SET_DATABASES) --pipeline $$pipeline --config Benchmarks/pipelines.yaml \
			--model $(MODEL) $(if $(BASE_URL),--base-url $(BASE_URL)) $(if $(SAMPLE),--sample $(SAMPLE) --seed 5) \
			$(EVAL_FLAGS) --store .build/results.sqlite > /dev/null || exit 1; \
	done
	@$(PLUMB) runs list --store .build/results.sqlite --format markdown --limit $(words $(RESULT_PIPELINES))

bench: $(STAMPS)/release $(STAMPS)/test-packages sample-dbs ## Measure time to the first query, a million rows, workers and catalogs of Postgres
	@$(call say,building the benchmarks)
	@$(call logged,build-bench,swift build -c release --package-path Benchmarks --scratch-path .build/benchmarks)
	@$(call say,measuring: some minutes)
	@Tests/Postgres/server run .build/benchmarks/release/benchmarks

fuzz: $(STAMPS)/packages ## Try the parser with random input for SECONDS, 600; SEED=n repeats a run
	@$(call say,building the fuzzer)
	@$(call logged,build-fuzz,swift build -c release --product fuzz $(IMPORT_CHECK) $(SWIFT_FLAGS))
	@.build/release/fuzz --seconds $(SECONDS) $(if $(SEED),--seed $(SEED))

install: $(STAMPS)/release ## Install the command and its completions in PREFIX, /usr/local
	@$(call say,installing in $(DESTDIR)$(PREFIX))
	@install -D -m 755 $(PLUMB) $(DESTDIR)$(PREFIX)/bin/plumb
	@set -e; for shell in bash:bash-completion/completions/plumb zsh:zsh/site-functions/_plumb \
		fish:fish/vendor_completions.d/plumb.fish; do \
		file=$(DESTDIR)$(PREFIX)/share/$${shell#*:}; mkdir -p "$${file%/*}"; \
		$(PLUMB) --generate-completion-script $${shell%%:*} > "$$file"; \
	done

clean: ## Remove everything that was built
	rm -rf .build $(SAMPLES)

known-database:
	@[ -n "$(DATABASE)" ] || { printf '%s\n' "There is no sample database “$$DB”; there are: $(NAMES)." \
		"A database of your own: $(PLUMB) ask \"your question\" --database PATH" >&2; exit 1; }

# make decides by the stamp, which is as old as the last build; the build itself does only what is needed.
$(STAMPS)/release: $(SOURCES) $(if $(wildcard $(PLUMB)),,FORCE) | $(STAMPS)/packages
	@$(call say,building the release binary: some minutes the first time)
	@$(call logged,build-release,swift build -c release --product plumb $(IMPORT_CHECK) $(SWIFT_FLAGS))
	@touch $@

sample-dbs/%.sqlite: sample-dbs/%.sql | $(STAMPS)/packages
	@$(call say,making $@)
	@draft=$(@D)/.$*.$$$$.sqlite; trap 'rm -f "$$draft"' EXIT; \
	sqlite3 -batch -bail -init /dev/null "$$draft" < $< && mv -f "$$draft" $@

$(STAMPS)/packages: PACKAGES := $(DEBIAN_PACKAGES)
$(STAMPS)/packages: NEEDED := SQLite (tested: 3.40) and its command sqlite3, Snowball libstemmer, libedit, libcurl, libpq, pkg-config
$(STAMPS)/test-packages: PACKAGES := $(TEST_PACKAGES)
$(STAMPS)/test-packages: NEEDED := nghttpd and openssl, for tests of TLS, and a PostgreSQL server
$(STAMPS)/packages $(STAMPS)/test-packages: Makefile
	@mkdir -p $(STAMPS)
	@command -v swift >/dev/null || { echo 'Swift 6.3 is needed: https://www.swift.org/install/' >&2; exit 1; }
	@if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then \
		printf '%s\n' 'This system has no apt-get, so nothing is installed. Plumb needs, with their headers:' \
			'  $(NEEDED)' >&2; \
		touch $@; exit 0; \
	fi; \
	missing=; for package in $(PACKAGES); do \
		dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		as_root=; if [ "$$(id -u)" != 0 ]; then as_root=sudo; fi; \
		if [ -n "$$as_root" ] && ! command -v sudo >/dev/null; then \
			echo "These packages are missing, and there is no sudo to install them:$$missing" >&2; exit 1; \
		fi; \
		echo "==> installing$$missing" >&2; \
		install="$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends$$missing"; \
		$(call logged,$(@F),$$install || { $$as_root apt-get update && $$install; }); \
	fi; \
	touch $@
