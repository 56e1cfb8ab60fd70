# How Psar is built and proven. `make` alone says what there is.

GO ?= go
export GO

# One set of flags everywhere: another tag or -trimpath would compile the toolkit again, for minutes.
# gles halves the cold build and draws the same pictures. -ldflags only relinks.
TAGS  := gles
FLAGS := -tags $(TAGS) -buildvcs=false

VERSION := $(shell sed -n 's/^ *Version *= *"\(.*\)"/\1/p' FyneApp.toml)
COMMIT  := $(shell git describe --always --dirty --exclude '*' 2>/dev/null || echo unknown)
LDFLAGS := -X psar/app.Version=$(VERSION) -X psar/app.Commit=$(COMMIT)

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

# RACY are the packages with several goroutines. PATIENT are their tests that only draw and compare
# pictures, or that try every position of a job in one goroutine: under the race detector they take
# minutes and can find nothing.
PATIENT := DaysAddUp|OnlyWhatWasShown|Looks?AsDesigned|NothingIsCut|EverySentence|Scanner|CoverOpens|CableIsPulled|PaperEnds|BufferThatDrops|NamesAreNeverCommands|EveryPrinterPrints|NeverAnswersAgain
# BESIDE are the tests of app/cli in which commands are carried out by an open till.
BESIDE := OpenTill|TillThatHangs|TillKilledMeanwhile|TestScripts/open_till
RACY := ./app ./app/control ./pos/... ./payments/... ./printer/... ./storage/... ./ui/...

.PHONY: help
help:
	@echo 'make build   compile the program to bin/psar'
	@echo 'make run     start the till; without a display, play one training sale on a virtual one, pictures in out/'
	@echo 'make test    prove it: tests of every package, and the program in real windows'
	@echo 'make check   read the code: format, vet, staticcheck, sizes, near-copies'
	@echo 'make race    the tests of what runs at the same time, under the race detector'
	@echo 'make quick   what to run after every change: the tests that need no picture and no process'
	@echo 'make long    what takes hours: 200 scans in busy windows, fuzzing, and random runs of every depth'
	@echo 'make bench   measure'
	@echo 'make pictures  play one training sale and take the pictures of README.md anew'
	@echo 'make bare    make test and make run on an empty Debian 12, in a folder of its own (as root)'
	@echo 'make clean   remove what was built and drawn'

.PHONY: go-here
go-here:
	@packaging/check-go.sh

.PHONY: build
build: go-here
	@packaging/setup.sh build
	$(GO) build $(FLAGS) -ldflags '$(LDFLAGS)' -o bin/psar .

.PHONY: run
run: go-here
	@packaging/setup.sh build run
	@$(MAKE) --no-print-directory build
	@packaging/run.sh

.PHONY: test
test: go-here
	@packaging/setup.sh build run headless
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory -j 2 window attacks

# Bounds tests that hang, not slow ones: a machine that is busy with ten other things must still pass.
PATIENCE := -timeout 60m

# What a newcomer need not wait for; .ci/run calls it after `make test`.

.PHONY: check
check: go-here
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "not formatted by gofmt:"; echo "$$unformatted"; exit 1; }
	$(GO) vet -tags $(TAGS),e2e ./...
	$(GO) run $(STATICCHECK) -tags $(TAGS),e2e ./...
	@packaging/check-sizes.sh

# SQLite, made from C, is not watched for races: no goroutines of ours meet inside it, and watched it
# takes eight times as long. Its driver and all that waits for it are.
UNWATCHED := -gcflags=modernc.org/sqlite/lib=-race=false -gcflags=modernc.org/libc=-race=false

.PHONY: race
race: go-here
	$(GO) test $(FLAGS) $(PATIENCE) -race $(UNWATCHED) -skip '$(PATIENT)' $(RACY)
	$(GO) test $(FLAGS) $(PATIENCE) -race $(UNWATCHED) -run '$(BESIDE)' ./app/cli

# For the inner loop: rules and formats. Go caches the results of unchanged packages.
QUICK := . ./app ./assets/... ./pos/... ./payments/khqr ./payments/raksmeypay ./payments/watch ./payments/listen \
	./printer/escpos ./printer/link ./printer/recent ./printer/report

.PHONY: quick
quick: go-here
	$(GO) test $(FLAGS) -short $(QUICK)

# Tests that take hours: 200 scans in real windows beside 10 busy loops, every fuzz test for FUZZTIME,
# random days and printouts at their full depth (PSAR_LONG), and every property CHECKS times. No change
# has to wait for it.
FUZZTIME := 5m
CHECKS := 2000

.PHONY: long
long: go-here
	@packaging/setup.sh build run headless
	@$(MAKE) --no-print-directory build
	$(IN_WINDOWS) $(PATIENCE) -run TestLong
	@set -e; git grep -o '^func Fuzz[A-Za-z0-9]*' -- '*_test.go' | while IFS=: read -r file name; do \
		echo "$${name#func } in $${file%/*}"; \
		$(GO) test $(FLAGS) -run '^$$' -fuzz "^$${name#func }\$$" -fuzztime $(FUZZTIME) "./$${file%/*}" </dev/null; \
	done
	PSAR_LONG=1 $(GO) test $(FLAGS) -timeout 12h $$(git grep -l 'postest\.Depth' -- '*_test.go' | xargs -r -n 1 dirname | sort -u | sed 's|^|./|')
	$(GO) test $(FLAGS) -timeout 12h $$(git grep -l 'pgregory.net/rapid' -- '*_test.go' | xargs -r -n 1 dirname | sort -u | sed 's|^|./|') -rapid.checks=$(CHECKS)

# The parts of `make test`, one by one. make check vets, and nobody debugs a test's binary that is
# thrown away: both take minutes of a first run.
LEAN := -vet=off -ldflags '-s -w'

.PHONY: unit
unit: go-here
	$(GO) test $(FLAGS) $(LEAN) $(PATIENCE) ./...

# The tests of app/e2e, five at once, each on a display of its own: they wait for windows more than
# they compute.
# make window WINDOW=-keep-looks saves the windows' pictures as they are now: look at them.
IN_WINDOWS = PSAR_BIN=$(CURDIR)/bin/psar $(GO) test -tags $(TAGS),e2e -buildvcs=false $(LEAN) -count=1 -v ./app/e2e
.PHONY: window
window: build
	$(IN_WINDOWS) $(PATIENCE) -parallel 5 -skip TestLong $(WINDOW)

# Each attack of app/attack on the built program, with a keyring and without one. They wait for
# processes more than they compute, as the windows do: make test runs both at once.
# make attacks ATTACKS='-run TestAttacks/bare/pin_copied -v' runs one.
.PHONY: attacks
attacks: build
	PSAR_BIN=$(CURDIR)/bin/psar $(GO) test -tags $(TAGS),e2e -buildvcs=false $(LEAN) -count=1 $(PATIENCE) -parallel 4 ./app/attack $(ATTACKS)

.PHONY: bench
bench: go-here
	@packaging/setup.sh build measure
	$(GO) test $(FLAGS) -run '^$$' -bench . -benchmem $$(git grep -l 'func Benchmark' -- '*_test.go' | xargs -r -n 1 dirname | sort -u | sed 's|^|./|')

# Makes the README's pictures with the program.
.PHONY: pictures
pictures: build
	@packaging/setup.sh headless
	packaging/virtual-display.sh packaging/demo-sale.sh
	cd out && cp waiting.png card.png slip.png receipt.png ../docs/pictures/

.PHONY: bare
bare: go-here
	@packaging/setup.sh prove
	packaging/prove-bare.sh

.PHONY: clean
clean:
	rm -rf bin out
