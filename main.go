// Command psar is a desktop point of sale for shops in Cambodia: a till that
// takes KHQR payments, and the same till as commands for scripts and support.
package main

import (
	"os"

	"psar/app/cli"
)

func main() { os.Exit(cli.Main()) }
