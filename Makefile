# kpialign - GNU make. `make help` lists the targets; VARIANT=release|debug|san|tsan|cov|fuzz picks a build.
VARIANT ?= release
BUILD   ?= build
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share/kpialign
FLOOR   ?= 90
SECS    ?= 60
PYTHON  ?= /usr/bin/python3
TIMEOUT ?= timeout -k 10 900
B       := $(BUILD)/$(VARIANT)
Q       := $(if $(V),,@)
MAKEFLAGS += --no-print-directory

OPT_release := -O2
OPT_debug   := -O0 -g3 -DKPIALIGN_FAULTS
OPT_tsan    := -O1 -g -DKPIALIGN_FAULTS -fsanitize=thread
OPT_san     := -O1 -g -DKPIALIGN_FAULTS -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
OPT_cov     := $(OPT_debug) --coverage
OPT_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
# The scripts start the program thousands of times, and most of a sanitized start goes into binding the symbols of the
# sanitizers' libraries and looking through their data for leaks: linked in, a start takes a quarter less. clang does so by itself.
LINK_san     := $(if $(findstring clang,$(CC)),,-static-libasan -static-libubsan -no-pie)
ifndef OPT_$(VARIANT)
$(error VARIANT must be release, debug, san, tsan, cov or fuzz, not '$(VARIANT)')
endif

# Debian's names. libxlsxwriter's .pc asks for zlib, its package does not. pkg-config is itself one of
# them, so all that needs no build works before they are there.
BUILD_PACKAGES := gcc libc6-dev pkg-config libsqlite3-dev libxlsxwriter-dev libcsv-dev libyaml-dev \
                  libxxhash-dev zlib1g-dev
TEST_PACKAGES  := $(BUILD_PACKAGES) libcmocka-dev python3 python3-openpyxl python3-yaml python3-jsonschema sqlite3 xxhash unzip
PKGS           := sqlite3 xlsxwriter yaml-0.1 libxxhash
PKG_CFLAGS     := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS       := $(shell pkg-config --libs $(PKGS) 2>/dev/null)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
        -Wwrite-strings -Wundef -Wvla -Wformat=2 -Werror=implicit-function-declaration \
        $(if $(filter 1,$(WERROR)),-Werror)
# ALL_* are ours; CFLAGS, CPPFLAGS, LDFLAGS and LDLIBS stay free for the user.
ALL_CPPFLAGS = -Iinclude -D_POSIX_C_SOURCE=200809L $(PKG_CFLAGS) $(CPPFLAGS)
ALL_CFLAGS   = -std=c11 -pthread $(WARN) $(OPT_$(VARIANT)) $(CFLAGS)
ALL_LDFLAGS  = $(LINK_$(VARIANT)) $(LDFLAGS)
ALL_LIBS     = $(PKG_LIBS) -lcsv -lm $(LDLIBS)
# Only app knows where the library of models is; an installed program does not know the source tree.
APP_CPPFLAGS  = -DKPIALIGN_DATADIR='"$(DATADIR)"' -DKPIALIGN_SOURCE_MODELS='"$(CURDIR)/models"'
INST_CPPFLAGS = -DKPIALIGN_DATADIR='"$(DATADIR)"' -DKPIALIGN_SOURCE_MODELS='""'

SRC      := $(sort $(wildcard engine/*/*.c))
OBJ      := $(SRC:%.c=$(B)/%.o)
APP_OBJ  := $(filter $(B)/engine/app/%,$(OBJ))
INST_OBJ := $(APP_OBJ:$(B)/%=$(B)/installed/%)
BASE_OBJ := $(filter $(B)/engine/base/%,$(OBJ))
PURE_OBJ := $(filter $(B)/engine/data/% $(B)/engine/core/% $(B)/engine/plan/%,$(OBJ))
LIB      := $(B)/libkpialign.a
# The fuzz targets start what lies in read and below it.
FUZZED   := $(filter-out $(B)/engine/app/% $(B)/engine/out/% $(B)/engine/plan/% $(B)/engine/store/%,$(OBJ))
FUZZ_LIB := $(B)/libfuzzed.a
# PORTABLE=1 leaves out SSE2; what does not name it (no header does) is the same without, and is not compiled anew.
SSE2     := $(patsubst %.c,$(B)/%.o,$(shell grep -ls __SSE2__ engine/*/*.c))
PROGRAM  := $(B)/kpialign
HEADERS  := $(sort $(shell find include -name '*.h' 2>/dev/null))
UNIT     := $(sort $(wildcard tests/unit/test_*.c))
UNIT_OBJ := $(patsubst %.c,$(B)/%.o,$(filter-out $(UNIT),$(wildcard tests/unit/*.c)))
TEST     := $(patsubst tests/unit/%.c,$(B)/%,$(UNIT))
FUZZ     := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
# The longest come first, so that none of them is left alone at the end.
LONG     := $(patsubst %,tests/scripts/%.py,findings many parsers judgement_laws mutations crash edits bench formats)
# rules.py starts make, cc and stand-ins, never our program, so that an instrumented build of it adds nothing.
NOT_OURS := $(if $(filter san tsan cov,$(VARIANT)),tests/scripts/rules.py)
SCRIPT   := $(filter-out $(NOT_OURS),$(LONG) $(filter-out $(LONG),$(sort $(wildcard tests/scripts/*.py))))
LINTED   := $(sort $(shell find engine include tests -name '*.[ch]' 2>/dev/null))

# The part of a list that ONLY names (% is any text): make test-unit ONLY=num
pick = $(if $(ONLY),$(filter $(foreach o,$(ONLY),$(subst *,$(o),$(1))),$(2)),$(2))
# What a test may know of the machine it runs on. 99 is an exit code no command of ours has.
TEST_ENV := LC_ALL=C.UTF-8 TZ=UTC KPIALIGN_LIBRARY='$(CURDIR)/models' \
            ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:exitcode=99 \
            UBSAN_OPTIONS=print_stacktrace=1:exitcode=99

all: $(PROGRAM) ## build the program (default)

# --- compile and link

$(PROGRAM): $(B)/engine/main.o $(LIB)
	@echo "  LINK  $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)

# App without the source tree's path stands before the library, so its own app objects stay unused.
$(B)/installed/kpialign: $(B)/engine/main.o $(INST_OBJ) $(LIB)
	@echo "  LINK  $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)

$(LIB): $(OBJ)
$(FUZZ_LIB): $(FUZZED)
$(LIB) $(FUZZ_LIB):
	@$(RM) $@
	@echo "  AR    $@"
	$(Q)$(AR) rcs $@ $^

$(B)/engine/app/%.o: engine/app/%.c $(B)/flags $(B)/flags-app
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(APP_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/installed/%.o: %.c $(B)/flags $(B)/flags-app
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(INST_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(SSE2): $(B)/flags-sse2
$(SSE2): private ALL_CPPFLAGS += $(if $(PORTABLE),-U__SSE2__)
$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Stamps: rewritten only when the command changes, so new flags recompile and the same ones do not.
$(B)/flags: export STAMP = $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(ALL_LIBS)
$(B)/flags-app: export STAMP = $(APP_CPPFLAGS)
$(B)/flags-sse2: export STAMP = $(if $(PORTABLE),without,with) SSE2
$(B)/flags $(B)/flags-app $(B)/flags-sse2: FORCE
	$(if $(PKG_LIBS),,$(error Not all of $(PKGS) are there for pkg-config: run 'make deps'))
	@mkdir -p $(@D)
	@printf '%s\n' "$$STAMP" | cmp -s - $@ || printf '%s\n' "$$STAMP" > $@

$(B)/test_%: $(B)/tests/unit/test_%.o $(UNIT_OBJ) $(LIB)
	@echo "  LINK  $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ -lcmocka $(ALL_LIBS)

$(B)/replay_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/replay.o $(LIB)
	@echo "  LINK  $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)

$(B)/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(FUZZ_LIB)
	@echo "  LINK  $@"
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)

# --- packages (DEPS=no leaves them to you). A new make is started after: it sees the new pkg-config.

deps: ## install the Debian packages a build needs, where missing
	@$(if $(filter no,$(DEPS)),:,.ci/need $(BUILD_PACKAGES))

test-deps: ## the same for the tests
	@$(if $(filter no,$(DEPS)),:,.ci/need $(TEST_PACKAGES))

demo: deps ## install what is missing, build, and make the sample company's scorecard
	@$(MAKE) demo-run

# The quarter before is reported first, so that the scorecard has something to compare with: from what had been
# downloaded by then.
DEMO := $(BUILD)/demo
LATER := exports/instagram/2026-q2_in_july.csv
demo-run: $(PROGRAM)
	@$(RM) -r $(DEMO) && mkdir -p $(BUILD) && cp -R samples/acme $(DEMO)
	@mv $(DEMO)/$(LATER) $(DEMO)
	@KPIALIGN_LIBRARY='$(CURDIR)/models' $(PROGRAM) run $(DEMO) --period 2026-Q2 --as-of 2026-06-30 --report
	@mv $(DEMO)/$(notdir $(LATER)) $(DEMO)/$(LATER)
	@KPIALIGN_LIBRARY='$(CURDIR)/models' $(PROGRAM) run $(DEMO) --summary

# --- tests

# Do some commands, which set rc, for each of some files ($$1), as many at a time as there are processors. What one of them
# prints stays together, under its name.
JOBS ?= $(shell nproc 2>/dev/null || echo 1)
each = printf '%s\n' $(1) | env $(TEST_ENV) xargs -P $(JOBS) -n 1 sh -c 'set -- "$$0"; out=$$( { $(2); } 2>&1; exit $$rc ); \
    rc=$$?; printf "%s:\n%s\n" "$$(basename "$$1")" "$$out"; [ $$rc -eq 0 ]'

PARTS ?= unit fuzz cases scripts
test: test-deps ## every test of one VARIANT, after installing what is missing
	@rc=0; for part in $(PARTS); do \
	    $(MAKE) test-$$part || rc=1; done; exit $$rc

# A binary passes when it exits 0 and closes on at least one test; V=1 shows every line it prints.
test-unit: $(call pick,$(B)/test_*,$(TEST)) ## unit tests (ONLY=num picks test_num)
	$(if $^,,$(error No unit test is called '$(ONLY)'))
	@$(call each,$^,\
	    $(TIMEOUT) "$$1" > "$$1.log" 2>&1 && grep -q "^\[  PASSED  \] [1-9]" "$$1.log"; rc=$$?; \
	    if [ $$rc -ne 0 ]; then cat "$$1.log"; echo "$$1: failed"; elif [ -n "$(V)" ]; then cat "$$1.log"; \
	    else grep -E "^(\[==========\] [0-9]|\[  PASSED|\[  SKIPPED|skip)" "$$1.log"; fi)

test-fuzz: $(FUZZ:%=$(B)/replay_%) ## saved fuzz inputs (ONLY=csv picks one)
	@rc=0; for f in $(call pick,*,$(FUZZ)); do \
	    log=$(B)/replay_$$f.log; \
	    if $(TEST_ENV) $(TIMEOUT) $(B)/replay_$$f tests/fuzz/corpus/$$f > $$log 2>&1; then tail -n 1 $$log; \
	    else cat $$log; echo "$$f: failed"; rc=1; fi; \
	done; exit $$rc

test-cases: $(PROGRAM) ## whole-program runs in tests/cases and tests/bad (ONLY=name picks)
	@$(TEST_ENV) $(PYTHON) tests/run_cases.py --program $(PROGRAM) $(ONLY)

test-scripts: $(PROGRAM) ## tests/scripts/*.py (ONLY=name picks)
	$(if $(call pick,tests/scripts/*.py,$(SCRIPT)),,$(error No script is called '$(ONLY)'))
	@$(call each,$(call pick,tests/scripts/*.py,$(SCRIPT)),\
	    CC="$(CC)" $(TIMEOUT) $(PYTHON) "$$1" --program $(PROGRAM); rc=$$?)

bless: $(PROGRAM) ## take what the program prints now as right: make bless CASE=name (or all)
	$(if $(CASE),,$(error Say which: make bless CASE=name, or CASE=all))
	@$(TEST_ENV) $(PYTHON) tests/run_cases.py --program $(PROGRAM) --bless $(CASE)

rules: headers layers pure ## the rules of the house

check: rules ## the rules, then every test under debug and san
	$(MAKE) test VARIANT=debug
	$(MAKE) test VARIANT=san

fuzz: ## fuzz one target: make fuzz T=csv SECS=60
	$(if $(filter $(T),$(FUZZ)),,$(error Say which: make fuzz T=name, one of: $(FUZZ)))
	$(MAKE) VARIANT=fuzz CC=clang $(BUILD)/fuzz/fuzz_$(T)
	@mkdir -p $(BUILD)/fuzz/found_$(T) tests/fuzz/corpus/$(T)
	$(BUILD)/fuzz/fuzz_$(T) -max_total_time=$(SECS) -timeout=10 -artifact_prefix=$(BUILD)/fuzz/$(T)- \
	    $(addprefix -dict=,$(wildcard tests/fuzz/$(T).dict)) $(BUILD)/fuzz/found_$(T) tests/fuzz/corpus/$(T)

fuzzers: ## build every fuzz target
	$(if $(FUZZ),$(MAKE) VARIANT=fuzz CC=clang $(FUZZ:%=$(BUILD)/fuzz/fuzz_%))

MEMCHECK := valgrind -q --error-exitcode=98 --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite,indirect
# -O0 takes half as long again; VARIANT=debug gives the lines of what is found. BAD_EVERY=3 takes a third of tests/bad.
valgrind: $(PROGRAM) ## unit tests and whole-program runs under valgrind (VARIANT=debug names lines)
	$(MAKE) test-unit TIMEOUT='env KPIALIGN_UNDER_VALGRIND=1 $(TIMEOUT) $(MEMCHECK)'
	@$(TEST_ENV) $(PYTHON) tests/run_cases.py --program $(PROGRAM) --under '$(MEMCHECK)' $(BAD_EVERY:%=--bad-every %) $(ONLY)

# Without the scripts: what only they reach is run, but not compared with a result that was worked out for it.
coverage: ## tests but scripts, then lines covered, at least FLOOR percent of them
	find $(BUILD)/cov -name '*.gcda' -delete 2>/dev/null || true
	$(MAKE) VARIANT=cov test PARTS="unit fuzz cases"
	gcovr -j $(JOBS) --gcov-ignore-parse-errors --root . --object-directory $(BUILD)/cov --filter 'engine/' --sort-uncovered \
	    --fail-under-line $(FLOOR) --txt $(BUILD)/cov/coverage.txt --print-summary

# --- speed

$(B)/generate: tests/bench/generate.c $(B)/flags
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $<

GUARD := $(PYTHON) tests/bench/guard.py --program $(PROGRAM) --generate $(B)/generate
NODE := $(BUILD)/bench/node
bench-deps: deps ## install the peers of make bench: DuckDB for Node.js, data.table, pandas, XlsxWriter, Miller
	@.ci/need $(if $(shell command -v npm),,nodejs npm) r-cran-data.table python3-pandas python3-xlsxwriter sqlite3 miller
	@mkdir -p $(NODE) && cd $(NODE) && npm install --silent --no-audit --no-fund @duckdb/node-api

bench: $(PROGRAM) $(B)/generate ## race the peers that are here, and write docs/benchmarks.md (ROWS=100000 BIG=--big)
	@mkdir -p $(BUILD)/bench
	@$(TEST_ENV) $(PYTHON) tests/bench/bench.py --program $(PROGRAM) --generate $(B)/generate --node $(NODE) \
	    --out $(BUILD)/bench $(if $(ROWS),--rows $(ROWS),--docs docs) $(if $(ROUNDS),--rounds $(ROUNDS)) $(BIG)

bench-guard: $(PROGRAM) $(B)/generate ## instructions of reading, a workbook and the sample, against tests/bench/budget
	@$(TEST_ENV) $(GUARD)

bench-bless: $(PROGRAM) $(B)/generate
	@$(TEST_ENV) $(GUARD) --bless

# --- the rules of the house

headers: ## every header compiles alone, and twice
	@printf '%s\n' $(HEADERS:include/%=%) | xargs -r -P $(JOBS) -n 1 sh -c \
	    'printf "#include \"%s\"\n#include \"%s\"\nextern int kpi_alone;\n" "$$0" "$$0" | \
	    $(CC) $(ALL_CPPFLAGS) -std=c11 $(WARN) -Werror -fsyntax-only -x c -'

layers: ## includes only go down
	@awk -f tests/rules/layers.awk $(sort $(shell find engine include -name '*.[ch]' 2>/dev/null)) /dev/null

pure: ## data, core and plan touch no file, clock or library and keep no state
	@$(MAKE) VARIANT=release pure-release

pure-release: $(BASE_OBJ) $(PURE_OBJ)
	@for o in $(BASE_OBJ); do echo "base $$o"; nm -f sysv $$o; done > $(B)/symbols
	@for o in $(PURE_OBJ); do echo "pure $$o"; nm -f sysv $$o; done >> $(B)/symbols
	@awk -f tests/rules/pure.awk $(B)/symbols

lint: ## layout (clang-format) and cppcheck, those that are there
	@if command -v clang-format > /dev/null; then \
	     printf '%s\n' $(LINTED) | xargs -r -P $(JOBS) -n 50 sh -c 'clang-format --dry-run -Werror "$$0" "$$@" 2> /dev/null || \
	         { for f in "$$0" "$$@"; do clang-format "$$f" | diff -u --label "$$f" --label "make format" "$$f" -; done; exit 1; }'; \
	 else echo "lint: clang-format is not here, layout not checked"; fi
	@if command -v cppcheck > /dev/null; then cppcheck -q -j $(JOBS) --std=c11 --error-exitcode=1 --inline-suppr \
	     --enable=warning,performance,portability --suppress=missingIncludeSystem -Iinclude \
	     -D_POSIX_C_SOURCE=200809L engine; \
	 else echo "lint: cppcheck is not here"; fi

format: ## lay out every file as `make lint` wants it
	clang-format -i $(LINTED)

# --- install

install: $(B)/installed/kpialign ## install the program and models under $(DESTDIR)$(PREFIX)
	install -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(DATADIR)/models'
	install -m 755 $(B)/installed/kpialign '$(DESTDIR)$(BINDIR)/kpialign'
	cd models && find . -type f | while read -r f; do \
	    install -D -m 644 "$$f" '$(abspath $(DESTDIR)/$(DATADIR))'/models/"$$f" || exit 1; done

uninstall: ## undo install
	$(RM) '$(DESTDIR)$(BINDIR)/kpialign'
	$(RM) -r '$(DESTDIR)$(DATADIR)/models'
	-rmdir '$(DESTDIR)$(DATADIR)' 2>/dev/null

clean: ## remove build/
	$(RM) -r $(BUILD)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-13s %s\n",$$1,$$2}' $(firstword $(MAKEFILE_LIST))
	@echo "  VARIANT=release|debug|san|tsan|cov|fuzz CC= CFLAGS= WERROR=1 PREFIX= DESTDIR= BUILD= PORTABLE=1 DEPS=no JOBS=2 V=1"

-include $(shell find $(B) -name '*.d' 2>/dev/null)
.PHONY: all deps test-deps demo demo-run test test-unit test-fuzz test-cases test-scripts bless rules check fuzz \
        fuzzers valgrind coverage bench bench-deps bench-guard bench-bless headers layers pure pure-release lint \
        format install uninstall clean help FORCE
.SECONDARY:
.DELETE_ON_ERROR:
