#!/bin/sh
# Proves on an empty Debian 12 that a fresh clone needs only what the README
# says: makes a minimal system in a folder, clones this repository into
# it, and runs `make test` and `make run` there. Needs root and debootstrap.
#
# From the environment:
#   DEBIAN_MIRROR           where Debian comes from (default: debootstrap's own)
#   GOROOT_TARBALL_OR_DIR   the Go to unpack or copy (default: the Go in the PATH)
#   CA_CERTIFICATES         folder of .crt files that must be trusted in this
#                           network (default: /usr/local/share/ca-certificates)
#   BARE_ROOT               folder for the empty system; kept afterwards
#                           (default: a temporary one, removed afterwards)
#   GOPROXY                 passed on if set
#   TARGETS                 what to make (default: "test run")
#
# Only HEAD is proven, because it is cloned: commit first.
set -eu
cd "$(dirname "$0")/.."

[ "$(id -u)" -eq 0 ] || { echo "prove-bare.sh: a system in a folder can only be made by root" >&2; exit 1; }

mirror=${DEBIAN_MIRROR:-}
go_from=${GOROOT_TARBALL_OR_DIR:-$(go env GOROOT)}
authorities=${CA_CERTIFICATES:-/usr/local/share/ca-certificates}
targets=${TARGETS:-test run}
repository=$PWD

if [ -n "${BARE_ROOT:-}" ]; then
	root=$BARE_ROOT keep=yes
	if [ -e "$root/usr" ]; then
		echo "prove-bare.sh: $root is not empty" >&2
		exit 1
	fi
	mkdir -p "$root"
else
	root=$(mktemp -d /var/tmp/psar-bare.XXXXXX) keep=""
fi

# Unmount, deepest first. Only then remove the folder: rm would follow a
# mount out of it.
finish() {
	status=$?
	trap - EXIT
	left=""
	for mount in dev/shm dev/pts proc; do
		mountpoint -q "$root/$mount" || continue
		umount "$root/$mount" || left="$left $mount"
	done
	if [ -n "$left" ]; then
		echo "prove-bare.sh: still mounted below $root:$left" >&2
		[ "$status" -ne 0 ] || status=1
	elif [ -z "$keep" ]; then
		rm -rf --one-file-system "$root"
	fi
	exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

step() { printf '\n== %s\n' "$*"; }

# Runs a command inside, without this machine's environment.
inside() {
	env -i HOME=/root PATH=/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
		${GOPROXY:+GOPROXY="$GOPROXY"} chroot "$root" sh -c "$1"
}

step "An empty Debian 12 in $root"
# shellcheck disable=SC2086 # without a mirror there is no argument at all
debootstrap --variant=minbase bookworm "$root" $mirror >"$root.log" 2>&1 || { tail -n 20 "$root.log" >&2; exit 1; }
rm -f "$root.log"
mount -t proc proc "$root/proc"
# debootstrap has made the devices; this machine's /dev is not mounted.
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts "$root/dev/pts"
mount -t tmpfs tmpfs "$root/dev/shm"
cp /etc/resolv.conf "$root/etc/resolv.conf"
if ls "$authorities"/*.crt >/dev/null 2>&1; then
	mkdir -p "$root/usr/local/share/ca-certificates"
	cp "$authorities"/*.crt "$root/usr/local/share/ca-certificates/"
fi

step "What the README asks for first: make, git, ca-certificates"
inside 'apt-get -q -y update && DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends make git ca-certificates' >"$root/install.log" 2>&1 ||
	{ cat "$root/install.log" >&2; exit 1; }

step "A fresh clone of $(git rev-parse --short HEAD)"
git clone -q --no-local --no-hardlinks "$repository" "$root/root/psar"

step "Without Go, make must stop and say which one it wants"
if inside 'cd /root/psar && make build'; then
	echo "prove-bare.sh: make built without Go" >&2
	exit 1
fi

step "Go, as its own instructions put it there"
mkdir -p "$root/usr/local/go"
if [ -d "$go_from" ]; then
	cp -a "$go_from/." "$root/usr/local/go/"
else
	tar -xzf "$go_from" -C "$root/usr/local"
fi
inside 'go version'

for target in $targets; do
	step "make $target"
	inside "cd /root/psar && make $target"
done

case " $targets " in
*" test "*)
	step "Once more there is nothing left to install"
	again=$(inside 'cd /root/psar && packaging/setup.sh build run headless 2>&1')
	[ -z "$again" ] || { echo "$again" >&2; exit 1; }
	;;
esac

step "Proven: make $targets"
