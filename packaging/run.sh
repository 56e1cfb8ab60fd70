#!/bin/sh
# Starts the till. Where there is no display, plays one training sale on a virtual one.
set -eu
cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
	exec bin/psar
fi

echo "There is no display here: neither DISPLAY nor WAYLAND_DISPLAY is set."
echo "Playing one training sale on a virtual display instead."
packaging/setup.sh headless
exec packaging/virtual-display.sh packaging/demo-sale.sh
