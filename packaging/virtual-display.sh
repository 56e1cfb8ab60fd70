#!/bin/sh
# Runs a command on a new virtual display with a small window manager, and ends
# both with the command.
#
#   packaging/virtual-display.sh COMMAND [ARGUMENT ...]
#
# The screen is as wide as two monitors, so that the cashier's and the
# customer's window never overlap.
set -eu

scratch=$(mktemp -d)
xvfb="" manager=""
finish() {
	status=$?
	trap - EXIT
	# KILL, because the window manager ignores a TERM while it starts; it has nothing to save.
	[ -z "$manager" ] || kill -KILL "$manager" 2>/dev/null || true
	[ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
	wait
	rm -rf "$scratch"
	exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The server picks a free display number, and writes it once it is ready.
Xvfb -displayfd 3 -screen 0 2880x900x24 -nolisten tcp -noreset 3>"$scratch/number" 2>"$scratch/xvfb.log" &
xvfb=$!
tries=1200
until [ -s "$scratch/number" ]; do
	tries=$((tries - 1))
	if [ "$tries" -eq 0 ] || ! kill -0 "$xvfb" 2>/dev/null; then
		echo "The virtual display did not start:" >&2
		cat "$scratch/xvfb.log" >&2
		exit 1
	fi
	sleep 0.1
done
unset WAYLAND_DISPLAY XAUTHORITY
DISPLAY=:$(cat "$scratch/number")
export DISPLAY

openbox --sm-disable >"$scratch/openbox.log" 2>&1 &
manager=$!

"$@"
