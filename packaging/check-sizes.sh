#!/bin/sh
# Counts functions of more than 70 lines, functions with a cyclomatic complexity
# over 20, and near-copies of six lines or more (each pair once), outside tests.
# Also limits the size of the tests' data: nobody reviews a change of megabytes.
#
# A ceiling above its goal (0, 0 and 150) is an earlier count. Lower it with the
# count; never raise it.
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

# In gofmt's output a closing brace in the first column ends a function.
xargs awk -v most=70 '
	FNR == 1 { inside = 0 }
	/^func / && !/}$/ { inside = 1; begin = FNR; name = $0 }
	/^}/ && inside {
		inside = 0
		if (FNR - begin + 1 > most) print FILENAME ":" begin ": " FNR - begin + 1 " lines: " name
	}' <"$scratch/files" >"$scratch/long"

# gocyclo's exit code is 1 if it found any.
xargs "$GO" run "$gocyclo" -over 20 <"$scratch/files" >"$scratch/complex" 2>"$scratch/why" ||
	[ -s "$scratch/complex" ] || { cat "$scratch/why" >&2; exit 1; }

# Clones of 20 syntax tokens or more. Each line names one and the next one of the same shape.
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
