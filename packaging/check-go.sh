#!/bin/sh
# Stops the build with one sentence if Go is missing or too old. The required
# version is written only in go.mod.
set -eu

cd "$(dirname "$0")/.."
needed=$(sed -n 's/^go  *\([0-9][0-9a-z.]*\).*/\1/p' go.mod)
go=${GO:-go}

if ! command -v "$go" >/dev/null; then
	echo "Psar needs Go $needed or newer, and there is no Go in the PATH." >&2
	[ ! -x /usr/local/go/bin/go ] || echo "There is one in /usr/local/go/bin: add that folder to the PATH." >&2
	echo "Get it at https://go.dev/dl/" >&2
	exit 1
fi

# local: otherwise an older Go would report the version that it would download.
found=$(GOTOOLCHAIN=local "$go" version | sed -n 's/^go version go\([0-9][0-9a-z.]*\).*/\1/p')
oldest=$(printf '%s\n%s\n' "$needed" "${found:-0}" | sort -V | head -n 1)
if [ "$oldest" != "$needed" ]; then
	echo "Psar needs Go $needed or newer; this is Go ${found:-of an unknown version}. Get it at https://go.dev/dl/" >&2
	exit 1
fi
