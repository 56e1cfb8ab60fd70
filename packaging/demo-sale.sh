#!/bin/sh
# Plays one whole training sale in the till's real windows, key by key:
# $3.50 by KHQR, the customer pays, the receipt is printed, the day is reported.
# Leaves pictures of every step in out/ and says where. Needs bin/psar and a display.
set -eu
cd "$(dirname "$0")/.."

out=$PWD/out
till_log=$out/till.log
rm -rf "$out"
mkdir -p "$out"

# A new data folder: without a shop set up, the till opens in training.
export PSAR_DATA="$out/data"
# What this computer knows of its own shop is neither asked nor told.
export XDG_STATE_HOME="$out/state"
export PSAR_LANG=en
# Fyne needs a language in LANG; LC_CTYPE a character set that every Debian has.
unset LC_ALL LC_MESSAGES LANGUAGE
export LANG=en_US.UTF-8 LC_CTYPE=C.UTF-8

till=""
finish() {
	status=$?
	trap - EXIT
	[ -z "$till" ] || kill "$till" 2>/dev/null || true
	exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

fail() {
	echo "demo: $*" >&2
	if command -v import >/dev/null; then import -window root "$out/failed.png" 2>/dev/null || true; fi
	[ ! -s "$till_log" ] || { echo "The till's last words:" >&2; tail -n 20 "$till_log" >&2; }
	echo "What the screen showed: out/failed.png" >&2
	exit 1
}

# within SECONDS WHAT COMMAND...: runs the command again and again until it succeeds.
within() {
	deadline=$(($(date +%s) + $1))
	what=$2
	shift 2
	until "$@"; do
		kill -0 "$till" 2>/dev/null || fail "the till ended while we waited for $what"
		[ "$(date +%s)" -lt "$deadline" ] || fail "no sign of $what"
		sleep 0.1
	done
}

window() { xdotool search --onlyvisible --name "$1" 2>/dev/null | tail -n 1; }
is_open() { [ -n "$(window "$1")" ]; }
picture() { import -window "$1" "$out/$2"; }
# The customer's phone: reads the code on a picture of the screen.
shows_code() { picture "$customer" card.png && zbarimg -q --raw -Sdisable -Sqrcode.enable "$out/card.png" 2>/dev/null | grep -q '^0002'; }
shows_no_code() { picture "$customer" paid-customer.png && ! zbarimg -q --raw -Sdisable -Sqrcode.enable "$out/paid-customer.png" >/dev/null 2>&1; }
receipt_number() { bin/psar --training sales --json 2>/dev/null | tr ',{}' '\n\n\n' | sed -n 's/.*"receipt_number": *"\([^"]\{1,\}\)".*/\1/p' | tail -n 1; }
is_sold() { [ -n "$(receipt_number)" ]; }
printed() { find "$PSAR_DATA" -path "*/paper/*$1*.png" -size +0 2>/dev/null | sort | tail -n 1; }
is_printed() { [ -n "$(printed "$1")" ]; }
has_ended() { ! kill -0 "$till" 2>/dev/null; }

bin/psar --windowed >"$till_log" 2>&1 &
till=$!
within 30 "the cashier's window" is_open '^Psar$'
within 30 "the customer's window" is_open 'Customer$'
cashier=$(window '^Psar$')
customer=$(window 'Customer$')

# Side by side: a covered window can't be captured.
xdotool windowmove --sync "$cashier" 0 0 windowmove --sync "$customer" 1440 0 2>/dev/null || true
xdotool windowactivate --sync "$cashier"

echo "The cashier types 3 5 0 ..."
xdotool key --delay 150 3 5 0
sleep 1
picture "$cashier" cashier.png
picture "$customer" customer.png

echo "... and Enter: the customer's screen shows the code"
xdotool key Return
within 20 "a code that a phone can read on the customer's screen" shows_code
picture "$cashier" waiting.png

sleep 1 # a person looks first
echo "P prints the slip"
xdotool windowactivate --sync "$cashier" key p
within 20 "the slip on paper" is_printed slip
cp "$(printed slip)" "$out/slip.png"

echo "The customer pays"
xdotool windowactivate --sync "$cashier" key F8
within 30 "the recorded sale" is_sold
within 10 "the tick on the customer's screen" shows_no_code
picture "$cashier" paid-cashier.png
number=$(receipt_number)
within 20 "the receipt on paper" is_printed receipt
cp "$(printed receipt)" "$out/receipt.png"

# Close it as a cashier does; the signal is for a till that asks a question first.
xdotool windowactivate --sync "$cashier" key alt+F4 2>/dev/null || true
tries=50
until has_ended || [ "$tries" -eq 0 ]; do
	tries=$((tries - 1))
	sleep 0.1
done
kill "$till" 2>/dev/null || true
wait "$till" || [ $? -eq 143 ] || fail "the till ended with an error"
till=""
if grep -q 'Error in Fyne call thread' "$till_log"; then
	fail "a widget was touched outside the toolkit's thread"
fi

bin/psar --training receipt "$number" --png "$out/copy.png" || fail "no copy of receipt $number"
bin/psar --training report >"$out/day-report.txt" || fail "no day report"

echo
echo "Receipt $number is written. See:"
while read -r file what; do
	[ -s "$out/$file" ] || fail "out/$file is missing"
	printf '  out/%-18s %s\n' "$file" "$what"
done <<LIST
cashier.png the cashier's window with the amount typed
customer.png the customer's screen before the sale
card.png the customer's screen with the code
waiting.png the cashier's window while the till waits for the money
paid-customer.png the customer's screen when the money is there
paid-cashier.png the cashier's window when the money is there
slip.png the slip that asks for payment, as the printer made it
receipt.png the receipt, as the printer made it
copy.png the same receipt, printed again
day-report.txt the day's report
LIST
