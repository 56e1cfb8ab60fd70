#!/bin/sh
# Counts what is too large to be read at once, and what stands in the code twice:
# functions of more than 70 lines, functions of more than 20 ways through, and
# near-copies of six lines or more (a pair counts once). Tests are not counted.
# What tests compare with is weighed: a change that rewrites megabytes is not read.
#
# A ceiling over its goal is what there was when it was set. It comes down with
# the count, to 0, 0 and 150, and never goes up.
set -eu
cd "$(dirname "$0")/.."

long_most=0
complex_most=0
copies_most=150
testdata_most=8000000 # bytes

GO=${GO:-go}
gocyclo=github.com/fzipp/gocyclo/cmd/gocyclo@v0.6.0
dupl=github.com/mibk/dupl@v1.0.0

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
git ls-files -- '*.go' ':!*_test.go' >"$scratch/files"

# gofmt puts the end of a function at the edge, and nothing else that closes one.
xargs awk -v most=70 '
	FNR == 1 { inside = 0 }
	/^func / && !/}$/ { inside = 1; begin = FNR; name = $0 }
	/^}/ && inside {
		inside = 0
		if (FNR - begin + 1 > most) print FILENAME ":" begin ": " FNR - begin + 1 " lines: " name
	}' <"$scratch/files" >"$scratch/long"

# It ends with 1 when it found any.
xargs "$GO" run "$gocyclo" -over 20 <"$scratch/files" >"$scratch/complex" 2>"$scratch/why" ||
	[ -s "$scratch/complex" ] || { cat "$scratch/why" >&2; exit 1; }

# Clones of 20 syntax tokens or more. Each stands in a ring: a line names one and the next of its shape.
"$GO" run "$dupl" -files -plumbing -t 20 <"$scratch/files" | sed 's/: duplicate of /:/' | awk -F: '
	{ split($2, a, "-"); split($4, b, "-") }
	a[2] - a[1] < 5 || b[2] - b[1] < 5 { next }
	{ one = $1 ":" $2; other = $3 ":" $4; pair = one < other ? one " " other : other " " one }
	!(pair in seen) { seen[pair] = 1; print one ": as " other }' >"$scratch/copies"

failed=0
judge() { # what, file, ceiling, goal
	count=$(wc -l <"$2")
	if [ "$count" -gt "$3" ]; then
		echo "$count $1, and no more than $3 may be:"
		cat "$2"
		failed=1
	elif [ "$count" -lt "$3" ] && [ "$3" -gt "$4" ]; then
		echo "$count $1: the ceiling of packaging/check-sizes.sh is $3 and may come down"
	fi
}
judge "functions of more than 70 lines" "$scratch/long" "$long_most" 0
judge "functions of more than 20 ways through" "$scratch/complex" "$complex_most" 0
judge "near-copies" "$scratch/copies" "$copies_most" 150
testdata=$(git ls-files -z -- '*testdata/*' | xargs -0 cat | wc -c)
if [ "$testdata" -gt "$testdata_most" ]; then
	echo "$testdata bytes of test data, and no more than $testdata_most may be"
	failed=1
fi
exit "$failed"
