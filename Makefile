# The one test command is `make test`. Everything else is for those who work on hagen.

GO ?= go

.PHONY: test setup check fuzz mutate differential vuln bench docs lab

# test installs what the tests need, then runs them all: no check is skipped.
test: setup check
	$(GO) test ./...

# setup installs on Debian the daemons and checkers that judge what hagen
# generates. Where apt-get is missing or may not install, the tests that need a
# daemon say so and are skipped.
PACKAGES = apache2 nginx libnginx-mod-stream libnss-wrapper libxml2-utils shellcheck kmod iproute2 openssl patch pre-commit lvm2 mount e2fsprogs
setup:
	@sh scripts/setup $(PACKAGES)

# check is what needs no test: format and vet.
check:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w on these"; exit 1; }
	$(GO) vet ./...
	shellcheck scripts/* .ci/run lab/run lab/node lab/ifup lab/fence_lab

# fuzz runs every fuzz target for FUZZTIME.
FUZZTIME ?= 30s
fuzz:
	@sh scripts/fuzz $(FUZZTIME)

# mutate tries every N-th variant of every example and fixture, cut and changed.
N ?= 20
mutate:
	$(GO) test . -run TestMutations -timeout 0 -v -mutations $(N)

# differential compares hagen with nginx, and with httpd on half as many, on COMPARE configurations that are wrong here and there,
# and with httpd on TREES that were clean before one of their files was changed.
COMPARE ?= 5000
TREES ?= 1000
SEED ?= 1
differential:
	$(GO) test ./pkg/lint/rules -run 'Differential$$|ApacheMutations' -timeout 0 -v -differential $(COMPARE) -apache-mutations $(TREES) -seed $(SEED)

# vuln looks for known vulnerabilities in what hagen calls.
vuln:
	@sh scripts/vuln

# bench runs the benchmarks, and sets the commands beside others that do the same.
LARGEST ?= 20000
bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...
	$(GO) run ./internal/bench -largest $(LARGEST)

# docs writes the pages that are made from the code.
docs:
	$(GO) test ./internal/docs -update

# lab runs generated files and runbooks in virtual machines, in five to fifteen
# minutes; lab/run says what it needs.
lab:
	@sh lab/run
