package cli

// The catalogue and the printers: a manager who has signed in, or approves.
func deskRights() []right {
	return []right{
		row("items archive 96385074 [by]", "mmyy pyy ew me", "yy yey n", "mmkk pkk").with("yypwe"),
		row("import items {more} [by]", "mmyy pyy ew me", "yy yey n", "mmkk pkk").with("yypwe"),
		anyone("import items {more} --check"),
		// A test page says nothing of the shop's money. Whoever printed it is told.
		row("printer test", "yyyy --- ew y-", "y- y-- n", "yykk ---"),
		row("printer test --to file:{out}/test.bin", "yyyy --- ew y-", "y- y-- n", ""),
		row("printer saw 1 2", "mmyy --- ew m-", "y- y-- n", "mmkk ---"),
		row("printer saw --none", "mmyy --- ew m-", "y- y-- n", ""),
		anyone("printer preview {out}/preview.png"),
		anyone("printer status"),
		anyone("printer status --to paper:"),
	}
}

// The staff: the owner's PIN, each time. One's own PIN takes the PIN of before.
func peopleRights() []right {
	owner := func(typed, alone string) right { return row(typed, "oooo qqy ew oe", alone, "ookk qkk").with("qyqwe") }
	return []right{
		owner("staff add Vanna --role owner [by]", "yy mey n").typing("736194\n"), // the first is an owner
		owner("staff add Vanna --role cashier [by]", "").typing("62718\n"),
		owner("staff set Chan --role manager <by>", "uu uuu n"),
		owner("staff set Chan --rename Channary <by>", "uu uuu n"),
		owner("staff set Chan --active=false <by>", "uu uuu n"),
		owner("staff set Bopha --active <by>", "uu uuu n"),
		owner("staff set Bopha --forget --yes <by>", "uu uuu n"),
		row("staff pin Sok [by]", "wwww yqy ew we", "", "wwkk ykk").with("qyywe").typing("62718\n62718\n"),
		row("staff pin Chan [by]", "wwww qqy ew we", "", "wwkk qkk").with("qyqwe").typing("62718\n62718\n"),
		row("staff pin Srey [by]", "wwww qqy ew we", "", "kkkk qkk").with("qyqwe").typing("736194\n736194\n"),
		owner("staff recovery [by]", "nn men n"),
		// The code itself is what is asked for.
		row("staff recovery --use", "yyyy --- ew y-", "", "yykk ---").typing("{code}\n736194\n"),
	}
}
