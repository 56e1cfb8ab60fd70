package ui

import (
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/model"
	"psar/ui/view"
)

// The tasks of a count, as the model numbers them.
const (
	countOpens    = 1
	countCloses   = 2
	countHandOver = 6
)

// windowRights is who may do what at the windows, written by hand after docs/staff.md: every
// command by its type's name. Whoever sells has signed in, where the shop has staff; where the
// keyring is away nobody has to, and a manager's or the owner's PIN can't be checked; where every
// PIN was taken away nobody can.
var windowRights = map[string][]windowRight{
	// What a cashier does.
	"ChargeCommand": {
		{does: "an amount", alone: "y- y--", staffed: "syyy ---", unsigned: "yy ---", command: func(*rightsShop, staff.Approval) model.Command {
			return model.ChargeCommand{Request: &pos.ChargeRequest{Amount: money.Cents(100)}}
		}},
		{does: "a payment link", alone: "y- y--", staffed: "yyyy ---", unsigned: "yy ---", command: func(*rightsShop, staff.Approval) model.Command {
			return model.ChargeCommand{Request: &pos.ChargeRequest{Amount: money.Cents(100), Channel: payment.ChannelLink}}
		}},
		{does: "another price", alone: "yy yyy", staffed: "snyy pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.ChargeCommand{Request: &pos.ChargeRequest{Bill: s.otherPrice(), Shown: money.Cents(500), Approval: word}}
		}},
		{does: "a large discount", alone: "yy yyy", staffed: "snyy pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.ChargeCommand{Request: &pos.ChargeRequest{Bill: s.halfOff(), Shown: money.Cents(310), Approval: word}}
		}},
	},
	"GiveCommand": {
		{does: "an amount", alone: "y- y--", staffed: "syyy ---", unsigned: "yy ---", command: func(*rightsShop, staff.Approval) model.Command {
			return model.GiveCommand{Request: &pos.CashRequest{Amount: money.Cents(100)}}
		}},
		{does: "another price", alone: "yy yyy", staffed: "snyy pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.GiveCommand{Request: &pos.CashRequest{Bill: s.otherPrice(), Shown: money.Cents(500), Approval: word}}
		}},
		{does: "a large discount", alone: "yy yyy", staffed: "snyy pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.GiveCommand{Request: &pos.CashRequest{Bill: s.halfOff(), Shown: money.Cents(310), Approval: word}}
		}},
	},
	"AgainCommand": {{alone: "y- y--", staffed: "syyy ---", unsigned: "yy ---", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.AgainCommand{Payment: s.cancelled().ID}
	}}},
	"HoldCommand": {{alone: "y- y--", staffed: "syyy ---", unsigned: "yy ---", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.HoldCommand{Bill: s.bill()}
	}}},
	"RecallCommand": {{alone: "y- y--", staffed: "syyy ---", unsigned: "yy ---", command: func(s *rightsShop, _ staff.Approval) model.Command {
		held, err := s.till.Hold(s.ctx(), *s.bill())
		s.must(err)
		return model.RecallCommand{ID: held.ID}
	}}},
	"MoveCommand": {{alone: "yy ywy", staffed: "syyy yyy", unsigned: "yy ykk", command: func(s *rightsShop, word staff.Approval) model.Command {
		in := money.Cents(500)
		return model.MoveCommand{Request: pos.MoveRequest{Kind: drawer.CashIn, Amount: in, Reason: "change", Approval: shown(word, staff.FiguresOf(in))}}
	}}},
	"CountCommand": {
		{does: "the float", alone: "yy ywy", staffed: "syyy yyy", unsigned: "yy ykk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.CountCommand{Task: countOpens, Request: &drawer.CountRequest{Counted: []money.Money{money.Cents(2000)}, Approval: shown(word, s.till.Snapshot().Shift.Figures())}}
		}},
		{does: "closes nobody's drawer", alone: "yy ywy", staffed: "syyy yyy", unsigned: "yy ykk", command: func(s *rightsShop, word staff.Approval) model.Command {
			s.cash()
			return model.CountCommand{Task: countCloses, Request: &drawer.CountRequest{Approval: shown(word, s.till.Snapshot().Shift.Figures())}}
		}},
		{does: "closes the cashier's own drawer", staffed: "syyy yyy", unsigned: "ny ykk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.CountCommand{Task: countCloses, Request: &drawer.CountRequest{Approval: shown(word, s.opensFor(cashier).Figures())}}
		}},
		{does: "closes a colleague's drawer", alone: "yy ywy", staffed: "snyy pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.CountCommand{Task: countCloses, Request: &drawer.CountRequest{Approval: shown(word, s.opensFor(colleague).Figures())}}
		}},
		{does: "hands a colleague's drawer over", alone: "yy ywy", staffed: "snyy pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.CountCommand{Task: countHandOver, Request: &drawer.CountRequest{
				To: colleague.By, ToPIN: colleague.PIN, Approval: shown(word, s.opensFor(colleague).Figures()),
			}}
		}},
	},
	"SettingCommand": {
		{does: "the theme", alone: "y", staffed: "y", unsigned: "y", free: "anybody may change how the till looks", command: func(*rightsShop, staff.Approval) model.Command {
			return model.SettingCommand{Key: settings.TillTheme, Value: "dark"}
		}},
		{does: "the language", alone: "y", staffed: "y", unsigned: "y", free: "anybody may change how the till looks", command: func(*rightsShop, staff.Approval) model.Command {
			return model.SettingCommand{Key: settings.TillLanguage, Value: "km"}
		}},
		{does: "where receipts come out", alone: "y- y--", staffed: "syyy ---", unsigned: "yy ---", command: func(*rightsShop, staff.Approval) model.Command {
			return model.SettingCommand{Key: settings.ReceiptsOn, Value: string(settings.RoleReceipt)}
		}},
		{does: "the shop's own", alone: "y- y--", staffed: "nnyy ---", unsigned: "nn ---", command: func(*rightsShop, staff.Approval) model.Command {
			return model.SettingCommand{Key: settings.ShopThanks, Value: "Thanks"}
		}},
		{does: "the gateway's", alone: "y- n--", staffed: "nnnn ---", unsigned: "nn ---", command: func(*rightsShop, staff.Approval) model.Command {
			return model.SettingCommand{Key: settings.USDProfileID, Value: "mallory"}
		}},
	},

	// What a manager does, who has signed in or gives their word.
	"PrinterCommand": {{alone: "yy ywy", staffed: "nnyy pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
		c := model.PrinterCommand{Role: settings.RoleReceipt, Word: shown(word, s.figures(settings.PrinterKey(settings.RoleReceipt, settings.PartWidth)))}
		point(&c.Parts, map[settings.PrinterPart]string{settings.PartWidth: "58"})
		return c
	}}},
	"RateCommand": {
		{does: "still right", alone: "yy ywy", staffed: "nnyy pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.RateCommand{Word: shown(word, s.figures(settings.Rate))}
		}},
		{does: "another one", alone: "yy ywy", staffed: "nnyy pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.RateCommand{Rate: "4050", Word: shown(word, s.figures(settings.Rate))}
		}},
	},
	"PutItemCommand": {
		{does: "a new one", alone: "yy ywy", staffed: "nnyy pyy", unsigned: "nn pkk", command: func(_ *rightsShop, word staff.Approval) model.Command {
			return model.PutItemCommand{Item: catalogue.Item{Name: "Tea", Price: money.Cents(100)}, Word: word}
		}},
		{does: "another price", alone: "yy ywy", staffed: "nnyy pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			rice := s.rice()
			word = shown(word, rice.Figures())
			rice.Price = money.Cents(1)
			return model.PutItemCommand{Item: rice, Word: word}
		}},
	},
	"ArchiveItemCommand": {{alone: "yy ywy", staffed: "nnyy pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
		return model.ArchiveItemCommand{Item: s.rice(), Word: shown(word, s.rice().Figures())}
	}}},
	"SignInRuleCommand": {{alone: "y- n--", staffed: "nnny ---", unsigned: "nn ---", command: func(*rightsShop, staff.Approval) model.Command {
		return model.SignInRuleCommand{}
	}}},
	"PrintCommand": {{alone: "y- y--", staffed: "npyy ---", unsigned: "np ---", command: func(*rightsShop, staff.Approval) model.Command {
		return model.PrintCommand{}
	}}},
	"PrintMadeCommand": {{alone: "y- y--", staffed: "npyy ---", unsigned: "np ---", command: func(s *rightsShop, _ staff.Approval) model.Command {
		day := s.till.Snapshot().Day
		made, err := s.db.Report(s.ctx(), day, day)
		s.must(err)
		return model.PrintMadeCommand{Report: &made}
	}}},

	// What takes a manager's PIN each time.
	"BackCommand": {{alone: "yy nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
		part, err := s.till.PayCash(s.ctx(), pos.CashRequest{Amount: money.Cents(300), Received: []money.Money{money.Cents(100)}, Part: true})
		s.must(err)
		return model.BackCommand{Sale: part.ID, Word: shown(word, part.Figures())}
	}}},
	"RefundCommand": {
		{does: "a refund", alone: "ny nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.RefundCommand{Request: &pos.RefundRequest{Receipt: s.cash(), Reason: "torn", Approval: shown(word, staff.FiguresOf(money.Cents(500)))}}
		}},
		{does: "a void", alone: "ny nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			return model.RefundCommand{Request: &pos.RefundRequest{Receipt: s.cash(), Kind: sale.RefundVoid, Reason: "torn", Approval: shown(word, staff.FiguresOf(money.Cents(500)))}}
		}},
	},
	"DrawerCommand": {{alone: "ny nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(_ *rightsShop, word staff.Approval) model.Command {
		return model.DrawerCommand{Reason: "change", Word: word}
	}}},
	"ResolveCommand": {
		{does: "sent back", alone: "ny nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			a := s.unmatched()
			return model.ResolveCommand{Request: pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveRefund, Reference: "FT1", Approval: shown(word, a.Figures())}}
		}},
		{does: "its own sale", alone: "ny nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			a := s.unmatched()
			return model.ResolveCommand{Request: pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveSale, Approval: shown(word, a.Figures())}}
		}},
		{does: "another receipt", alone: "ny nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			a := s.unmatched()
			return model.ResolveCommand{Request: pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveReceipt, Receipt: s.cash(), Approval: shown(word, a.Figures())}}
		}},
		{does: "a note", alone: "ny nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			a := s.unmatched()
			return model.ResolveCommand{Request: pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveNote, Note: "they call back", Approval: shown(word, a.Figures())}}
		}},
	},
	"MarkCommand": {{alone: "ny nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
		a := s.cancelled()
		return model.MarkCommand{Request: pos.MarkRequest{Payment: a.ID, Reference: "FT1", Approval: shown(word, a.Figures())}}
	}}},
	"PayeeCommand": {
		{does: "the shop's", alone: "ny nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			q := s.question()
			return model.PayeeCommand{Question: q, Ours: true, Word: shown(word, q.Figures())}
		}},
		{does: "another's", alone: "ny nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			q := s.question()
			return model.PayeeCommand{Question: q, Word: shown(word, q.Figures())}
		}},
	},
	"AlertCommand": {
		{does: "of a payee", alone: "ny nwy", staffed: "nnnn pyy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			s.asked(money.Cents(500), "mallory@aclb")
			a := s.alert(false)
			return model.AlertCommand{ID: a.ID, Word: shown(word, a.Figures())}
		}},
		// Who takes PINs away writes into the file too: another of these alerts, and other figures.
		{does: "of the shop's records", alone: "ny nwy", staffed: "nnnn ppy", unsigned: "nn pkk", barred: "n ---", command: func(s *rightsShop, word staff.Approval) model.Command {
			a := s.writtenByOthers()
			return model.AlertCommand{ID: a.ID, Reason: "the accountant's tool", Word: shown(word, a.Figures())}
		}},
	},

	// What takes the owner's PIN each time.
	"OwnerCommand": {{alone: "yy nwy", staffed: "nnnn ppy", unsigned: "nn pkk", command: func(_ *rightsShop, word staff.Approval) model.Command {
		return model.OwnerCommand{Owner: "Rith", PIN: "827364", Word: word}
	}}},
	"StaffCommand": {
		{does: "takes an owner in", alone: "yy nwy", staffed: "nnnn ppy", unsigned: "nn pkk", command: func(_ *rightsShop, word staff.Approval) model.Command {
			return model.StaffCommand{Person: staff.Person{Name: "Rith", Role: staff.Owner, Active: true}, PIN: "827364", Word: word}
		}},
		{does: "takes a cashier in", staffed: "nnnn ppy", unsigned: "nn pkk", command: func(_ *rightsShop, word staff.Approval) model.Command {
			return model.StaffCommand{Person: staff.Person{Name: "Rith", Role: staff.Cashier, Active: true}, PIN: "8273", Word: word}
		}},
		{does: "makes a cashier an owner", staffed: "nnnn ppy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			srey := s.person(cashier)
			word = shown(word, srey.Figures())
			srey.Role = staff.Owner
			return model.StaffCommand{Person: srey, PIN: "827364", Word: word}
		}},
		{does: "gives a manager another PIN", staffed: "nnnn ppy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			dara := s.person(manager)
			return model.StaffCommand{Person: dara, PIN: "827364", Word: shown(word, dara.Figures())}
		}},
		{does: "lets a colleague go", staffed: "nnnn ppy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
			bopha := s.person(colleague)
			word = shown(word, bopha.Figures())
			bopha.Active = false
			return model.StaffCommand{Person: bopha, Word: word}
		}},
	},
	"NumberCommand": {{staffed: "nnnn ppy", unsigned: "nn pkk", command: func(s *rightsShop, word staff.Approval) model.Command {
		left := s.till.Snapshot().StaffLeft[0]
		return model.NumberCommand{Who: left.ID, Word: shown(word, left.Figures())}
	}}},
	"RecoveryCommand": {{staffed: "nnnn ppy", unsigned: "nn pkk", command: func(_ *rightsShop, word staff.Approval) model.Command {
		return model.RecoveryCommand{Word: word}
	}}},

	// What needs no right.
	"SignInCommand": {
		{does: "the right PIN", staffed: "y", unsigned: "y", barred: "d", free: "the PIN itself is what is asked for", command: func(*rightsShop, staff.Approval) model.Command {
			return model.SignInCommand{Who: cashier.By, PIN: cashier.PIN}
		}},
		{does: "a wrong PIN", staffed: "w", unsigned: "w", barred: "d", free: "the PIN itself is what is asked for", command: func(*rightsShop, staff.Approval) model.Command {
			return model.SignInCommand{Who: cashier.By, PIN: "9999"}
		}},
		{does: "the owner", staffed: "y", unsigned: "k", barred: "d", free: "the PIN itself is what is asked for", command: func(*rightsShop, staff.Approval) model.Command {
			return model.SignInCommand{Who: theOwner.By, PIN: theOwner.PIN}
		}},
	},
	"LostPINCommand": {{staffed: "y", unsigned: "y", free: "the recovery code itself is what is asked for", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.LostPINCommand{Who: theOwner.By, Code: recoveryCodes[s.kind], PIN: "827364"}
	}}},
	"SignOutCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "everybody may lock the till", command: func(*rightsShop, staff.Approval) model.Command {
		return model.SignOutCommand{}
	}}},
	"CancelCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "it takes no money, and the payment stays watched", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.CancelCommand{Payment: s.shows().ID}
	}}},
	"CheckCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "the gateway decides, not who asks it", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.CheckCommand{Payment: s.shows().ID}
	}}},
	"PayCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "the customer's button of training: a real shop has none", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.PayCommand{Payment: s.shows().ID}
	}}},
	"TraceCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "what a key did to the bill is written, whoever pressed it", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return s.removesALine()
	}}},
	"SlipCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "the paper of a payment that was asked for by a right", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.SlipCommand{Payment: s.shows().ID}
	}}},
	"LinkSlipCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "the paper of a payment that was asked for by a right", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.LinkSlipCommand{Payment: s.link().ID, Link: "https://pay.example/1"}
	}}},
	"ReprintCommand": {{alone: "y- y--", staffed: "syyy ---", unsigned: "yy ---", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.ReprintCommand{Receipt: s.cash()}
	}}},
	"TestPageCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "it says nothing of the shop's money", command: func(*rightsShop, staff.Approval) model.Command {
		return model.TestPageCommand{Role: settings.RoleReceipt}
	}}},
	"AnswerCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "everybody sees what came out of a printer; what is printed again is told, by whom", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.AnswerCommand{Job: s.unknownPrint(), CameOut: true}
	}}},

	// What only reads.
	"LinkCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "reads the link of a payment that was asked for by a right", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.LinkCommand{Attempt: s.link()}
	}}},
	"ManagerCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "reads whether a PIN is asked for", command: func(*rightsShop, staff.Approval) model.Command {
		return model.ManagerCommand{}
	}}},
	"HistoryCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "reads single sales, which whoever sells has rung up", command: func(s *rightsShop, _ staff.Approval) model.Command {
		s.cash()
		return model.HistoryCommand{Filter: pos.HistoryFilter{Most: view.PastRows}}
	}}},
	"DetailsCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "everybody may look at a receipt; that they did is written", command: func(s *rightsShop, _ staff.Approval) model.Command {
		s.cash()
		return model.DetailsCommand{Sale: s.till.Snapshot().Recent[0].ID}
	}}},
	"RefundableCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "reads a receipt: giving back is RefundCommand", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.RefundableCommand{Number: s.cash()}
	}}},
	"PastCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "reads what was said of a payment", command: func(s *rightsShop, _ staff.Approval) model.Command {
		return model.PastCommand{Payment: s.unmatched().ID}
	}}},
	"PaperCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "says of a paper in one's hand whether it is genuine", command: func(*rightsShop, staff.Approval) model.Command {
		return model.PaperCommand{Code: id.Code{Seq: 1}}
	}}},
	"SearchCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "reads the catalogue", command: func(*rightsShop, staff.Approval) model.Command {
		return model.SearchCommand{Query: "rice"}
	}}},
	"ScanCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "reads the catalogue", command: func(s *rightsShop, _ staff.Approval) model.Command {
		var c model.ScanCommand
		c.Code = s.rice().Barcode
		return c
	}}},
	"RatesCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "reads the rates, which stand on receipts", command: func(*rightsShop, staff.Approval) model.Command {
		return model.RatesCommand{}
	}}},
	"PreviewCommand": {{alone: "y", staffed: "y", unsigned: "y", free: "draws a sample", command: func(s *rightsShop, _ staff.Approval) model.Command {
		now := s.till.Snapshot().Settings
		return model.PreviewCommand{Settings: &now}
	}}},
}
