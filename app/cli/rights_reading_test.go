package cli

// What everybody may read.
func readingRights() []right {
	return []right{
		row("sales", "yyyy --- yy y-", "y- y-- y", "yyyy ---"), // and asks no keyring
		anyone("sales --day 2026-11-23"),
		anyone("payments list"),
		anyone("payments list --open"),
		anyone("payments list --unclaimed"),
		anyone("payments list --day 2026-11-23"),
		anyone("unclaimed list"),
		anyone("payee list"),
		anyone("payee show"),
		anyone("alarms list"),
		anyone("alarms list --all"),
		anyone("items list"),
		anyone("items list --search coffee"),
		anyone("items list --category drinks"),
		anyone("items list --archived"),
		anyone("items export -"),
		anyone("items doubles"),
		anyone("staff list"),
		anyone("staff list --all"),
		anyone("settings list"),
		anyone("journal verify"),
		anyone("journal verify --expect J1-0123456789abcdef").ends(exitJournalBroken),
		anyone("doctor"),
	}
}

// What has nothing to do with a shop: it asks nobody, and no keyring.
func programRights() []right {
	rows := []right{
		row("version", "", "", ""),
		row("khqr check 000201", "", "", "").ends(exitRefused),
		row("khqr make --account sok_dara@aclb --name Dara --city Takeo --currency USD", "", "", ""),
		row("webkit button --link https://shop.example/pay", "", "", ""),
		row("webkit modal --link https://shop.example/pay", "", "", ""),
		row("webkit smm --profile 747261696e", "", "", ""),
		row("gateway", "", "", "").runsUntil("listening"),
		row("printer emulate", "", "", "").runsUntil("listening"),
	}
	for i := range rows {
		rows[i].staffed = "y--- --- yy --"
	}
	return rows
}
