# Presses keys in the till's window until what is looked at says so, again where the till was too
# busy to take them: press.sh LOOK PATTERN KEY… Keys that are only late are not pressed twice.
look=$1 pattern=$2
shift 2
window=$(timeout 60 xdotool search --sync --onlyvisible --name '^Psar$' | tail -n 1)
timeout 20 xdotool windowactivate --sync "$window"
for try in 1 2 3 4 5 6 7 8 9 10; do
	xdotool key --delay 250 "$@"
	for wait in 1 2 3 4 5 6 7 8; do
		sleep 0.7
		sh -c "$look" 2>&1 | grep -q "$pattern" && exit 0
	done
done
exit 1
