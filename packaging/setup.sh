#!/bin/sh
# Installs the Debian packages that Psar is built, run and tested with.
#
#   packaging/setup.sh build [run] [headless] [measure] [prove]
#
# Prints nothing and changes nothing if all are installed. Never asks.
set -eu

# To compile. ca-certificates: without it Go cannot fetch the modules over HTTPS.
build="ca-certificates pkg-config gcc libc6-dev libgl-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev"
# To open a window.
run="libgl1 libx11-6 libxcursor1 libxrandr2 libxinerama1 libxi6 libxxf86vm1 libgl1-mesa-dri"
# To open one where there is no display, press its keys, read its pictures and browse; and
# to keep secrets as on a desktop; and to open the shop's file as another program does.
headless="dbus gnome-keyring xvfb openbox xdotool x11-utils imagemagick zbar-tools poppler-utils chromium sqlite3"
# To compare queries with, in benchmarks.
measure="sqlite3"
# For prove-bare.sh.
prove="debootstrap git"

# On a system without dpkg: the commands of the packages.
build_tools="pkg-config gcc"
run_tools=""
headless_tools="dbus-run-session gnome-keyring-daemon Xvfb openbox xdotool xwininfo import zbarimg pdftotext chromium sqlite3"
measure_tools="sqlite3"
prove_tools="debootstrap git"

say() { printf '%s\n' "$*" >&2; }

[ $# -gt 0 ] || { say "usage: packaging/setup.sh build|run|headless|measure|prove ..."; exit 2; }

wanted="" tools=""
for set_name in "$@"; do
	case $set_name in
	build) wanted="$wanted $build" tools="$tools $build_tools" ;;
	run) wanted="$wanted $run" tools="$tools $run_tools" ;;
	headless) wanted="$wanted $headless" tools="$tools $headless_tools" ;;
	measure) wanted="$wanted $measure" tools="$tools $measure_tools" ;;
	prove) wanted="$wanted $prove" tools="$tools $prove_tools" ;;
	*) say "packaging/setup.sh: no set of packages is called $set_name"; exit 2 ;;
	esac
done

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
	absent=""
	for tool in $tools; do
		command -v "$tool" >/dev/null || absent="$absent $tool"
	done
	[ -n "$absent" ] || exit 0
	say "This system has no apt, and these commands are missing:$absent"
	say "Install what your system calls these Debian packages, then start again:"
	say " $wanted"
	exit 1
fi

missing=""
for package in $wanted; do
	state=$(dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null || true)
	# A package that is installed for two architectures has two lines.
	case $state in
	*installed*) case $state in not-installed) missing="$missing $package" ;; esac ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
	# -n: never prompt for a password.
	if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
		as_root="sudo -n"
	else
		say "These packages are missing, and only root may install them:"
		say "  apt-get install --no-install-recommends$missing"
		exit 1
	fi
fi

say "Installing:$missing"
apt() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@"; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # the list is meant to be split
if ! { apt update && apt install --no-install-recommends $missing; } >"$log" 2>&1; then
	cat "$log" >&2
	say "The packages could not be installed; what apt said stands above."
	exit 1
fi
