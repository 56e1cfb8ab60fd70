package cli

// The drawer: cash is moved and one's own drawer counted by whoever has signed in, or types their
// PIN; another's needs a manager. What is in it is for managers to know.
func drawerRights() []right {
	const taker = "83615\n" // the PIN of Chan, who takes the drawer over
	return []right{
		row("shift show", "bbyy --- ew b-", "y- y-- n", "bbkk ---").telling("62.50"),
		row("shift show --json", "bbyy --- ew b-", "y- y-- n", "").telling("62.50"),
		row("shift open --count-usd 20 [by]", "syyy yyy sw yt", "yy yyy n", "sykk ykk").with("yyywt").is(closed),
		row("shift in 2 USD --reason change [by]", "syyy yyy sw yt", "yy yyy n", "sykk ykk").with("yyywt"),
		row("shift out 2 USD --reason ice [by]", "syyy yyy sw yt", "yy yyy n", "sykk ykk").with("yyywt"),
		row("shift drop 2 USD --reason safe [by]", "syyy yyy sw yt", "yy yyy n", "sykk ykk").with("yyywt"),
		row("shift handover --to Chan --count-usd 62.50 [by]", "syyy yyy sw mm", "yy yyy n", "sykk ykk").with("yypwt").typing(taker),
		row("shift handover --to Chan --count-usd 62.50 [by]", "smyy pyy sw mm", "", "smkk pkk").with("yypwt").typing(taker).is(hers),
		row("close --count-usd 62.50 [by]", "syyy yyy sw mm", "yy yyy n", "sykk ykk").with("yypwt"),
		row("close --count-usd 62.50 [by]", "smyy pyy sw mm", "", "smkk pkk").with("yypwt").is(hers),
	}
}

// Reports are for managers who have signed in; nobody else's word lets a cashier see one.
func reportRights() []right {
	managers := func(typed string) right { return row(typed, "mpyy --- ew m-", "y- y-- n", "mpkk ---") }
	alike := func(typed string) right { return row(typed, "mpyy --- ew m-", "", "") } // whose form differs
	return []right{
		managers("report"),
		alike("report --json"),
		alike("report --day 2026-11-23"),
		alike("report --from 2026-11-23 --to 2026-11-24"),
		managers("report --shift"),
		managers("report --z 1"),
		alike("report --csv -"),
		alike("report --xlsx -"),
		alike("report --pdf -"),
		alike("report --shift --csv {out}/report.csv"),
		managers("report --print"),
		managers("report --print --shift"),
		managers("report --print --z 1"),
		managers("report --audit"),
		alike("report --audit --json"),
		alike("report --audit --csv -"),
		managers("report --audit --print"),
	}
}
