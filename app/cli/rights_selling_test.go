package cli

// What everybody may do who has signed in: sell, and give or take papers of it.
func sellingRights() []right {
	return []right{
		row("sell 3 USD --cash", "syyy --- ew y-", "y- y-- n", "sycc ---"), // cash waits for no keyring
		row("sell 3 USD --cash --receipt", "syyy --- ew y-", "y- y-- n", "sycc ---"),
		row("sell 3 USD", "syyy --- ew y-", "y- y-- n", "").runsUntil("Scan to pay").ends(exitNotPaid),
		row("sell 3 USD --slip", "syyy --- ew y-", "y- y-- n", "").runsUntil("Scan to pay").ends(exitNotPaid),
		row("sell 3 USD --qr-file {out}/code.png", "syyy --- ew y-", "y- y-- n", "").runsUntil("Scan to pay").ends(exitNotPaid),
		// Nobody has to sign in for a link: a shop's web page makes them.
		row("link 3 USD", "yyyy --- ew y-", "y- y-- n", ""),
		row("link 3 USD --print --qr-file {out}/link.png", "yyyy --- ew y-", "y- y-- n", ""),
		// Nor for what the gateway confirms.
		row("watch --once", "yyyy --- ew y-", "y- y-- n", "yykk ---"),
		row("watch", "yyyy --- ew y-", "y- y-- n", "yykk ---").runsUntil("Payments watched"),
		// A copy is marked as one, and told: with a name where people sign in.
		row("receipt {receipt}", "syyy --- ew y-", "y- y-- n", "sykk ---"),
		row("receipt {receipt} --png {out}/receipt.png", "syyy --- ew y-", "y- y-- n", ""),
		row("receipt {receipt} --to file:{out}/receipt.bin", "syyy --- ew y-", "y- y-- n", ""),
	}
}

// What needs a manager's PIN, each time: money that goes out, and whom codes pay. Having signed in
// is not enough. In a shop without staff it needs a name.
func moneyRights() []right {
	each := func(typed string) right { return row(typed, "mmmm pyy ew me", "my mey n", "mmkk pkk").with("yypwe") }
	return []right{
		each("refund {receipt} --reason torn [by]"),
		each("refund {receipt} --reason torn --line 1=1 [by]"),
		each("refund {receipt} --reason torn --void [by]"),
		each("printer drawer --reason change <by>"),
		each("payments mark {mark} --reference FT26327 <by>"),
		each("unclaimed settle {resolve} --sale <by>"),
		each("unclaimed settle {resolve} --receipt {receipt} <by>"),
		each("unclaimed settle {resolve} --refund --reference FT26327 <by>"),
		each("unclaimed settle {resolve} --note asked <by>"),
		each("payee confirm khr --payment {question} <by>").is(asking),
		each("payee deny khr --payment {question} <by>").is(asking),
		each("alarms read {alert} <by>"),
		// About the shop's own records: the owner, with a reason.
		row("alarms read {records} --reason accountant <by>", "oooo qqy ew oe", "my mey n", "ookk qkk").with("qyqwe"),
	}
}
