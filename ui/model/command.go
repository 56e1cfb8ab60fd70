package model

import (
	"image"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// CommandName names a command for the log, without what it carries.
func CommandName(c Command) string {
	switch c.(type) {
	case ChargeCommand:
		return "charge"
	case GiveCommand:
		return "cash"
	case BackCommand:
		return "give back"
	case CountCommand:
		return "count"
	case MoveCommand:
		return "cash move"
	case PrintCommand:
		return "print report"
	case RateCommand:
		return "confirm rate"
	case RatesCommand:
		return "rates"
	case HoldCommand:
		return "hold"
	case RecallCommand:
		return "recall"
	case OwnerCommand:
		return "first owner"
	case SignInCommand:
		return "sign in"
	case SignOutCommand:
		return "sign out"
	case SearchCommand:
		return "search items"
	case ScanCommand:
		return "scan"
	case MarkCommand:
		return "mark paid"
	case PrintMadeCommand:
		return "print a report"
	case HistoryCommand:
		return "history"
	case DetailsCommand:
		return "sale of the past"
	case StaffCommand:
		return "staff"
	case PutItemCommand:
		return "item"
	case ArchiveItemCommand:
		return "archive item"
	case RefundableCommand:
		return "refundable"
	case RefundCommand:
		return "refund"
	case CancelCommand:
		return "cancel"
	case CheckCommand:
		return "check"
	case PayCommand:
		return "customer pays"
	case SlipCommand:
		return "print slip"
	case ReprintCommand:
		return "reprint"
	case AnswerCommand:
		return "printer's answer"
	case AgainCommand:
		return "charge again"
	case LinkCommand:
		return "payment link"
	case LinkSlipCommand:
		return "print link"
	case PastCommand:
		return "settlements"
	case ManagerCommand:
		return "manager's PIN"
	case ResolveCommand:
		return "settle"
	case PayeeCommand:
		return "payee"
	case AlertCommand:
		return "read alarm"
	case PrinterCommand:
		return "printer"
	case TestPageCommand:
		return "test page"
	case PreviewCommand:
		return "preview"
	case DrawerCommand:
		return "drawer"
	}
	return "setting"
}

// Command is work for the till, done off the windows' goroutine.
type Command interface{ command() }

type (
	ChargeCommand struct {
		Request pos.ChargeRequest
	}
	AgainCommand   struct{ Payment id.Payment }
	CancelCommand  struct{ Payment id.Payment }
	CheckCommand   struct{ Payment id.Payment }
	PayCommand     struct{ Payment id.Payment }
	SlipCommand    struct{ Payment id.Payment }
	ReprintCommand struct{ Receipt id.Receipt }
	AnswerCommand  struct {
		Job     int64
		CameOut bool
	}
	SettingCommand struct {
		Key   settings.Key
		Value string
	}
	LinkCommand     struct{ Attempt payment.Attempt }
	LinkSlipCommand struct {
		Payment id.Payment
		Link    string
	}
	CopyCommand    struct{ Text string } // done by the windows themselves
	PastCommand    struct{ Payment id.Payment }
	ManagerCommand struct{} // asks whether a manager's word needs a PIN
	ResolveCommand struct{ Request pos.ResolveRequest }
	PayeeCommand   struct {
		Question pos.PayeeQuestion
		Ours     bool
		Word     staff.Approval
	}
	AlertCommand struct {
		ID   int64
		Word staff.Approval
	}
)

func (ChargeCommand) command() {}

func (CancelCommand) command() {}

func (CheckCommand) command() {}

func (PayCommand) command() {}

func (SlipCommand) command() {}

func (ReprintCommand) command() {}

func (AnswerCommand) command() {}

func (SettingCommand) command() {}

func (AgainCommand) command() {}

func (LinkCommand) command() {}

func (LinkSlipCommand) command() {}

func (CopyCommand) command() {}

func (PastCommand) command() {}

func (ManagerCommand) command() {}

func (ResolveCommand) command() {}

func (PayeeCommand) command() {}

func (AlertCommand) command() {}

// Outcome is what a command gave back, beside its error.
type Outcome struct {
	Attempt payment.Attempt      // charged, asked anew, resolved
	Sale    sale.Sale            // GiveCommand, RefundableCommand
	Left    []sale.RefundLine    // RefundableCommand
	Refund  sale.Refund          // RefundCommand
	Report  report.Report        // CountCommand that closes
	Bill    sale.Bill            // RecallCommand
	Items   []catalogue.Item     // SearchCommand, ScanCommand
	Shared  []catalogue.Item     // SearchCommand for the quick keys
	Rates   []facts.RateSaid     // RatesCommand
	Sales   []pos.PastSale       // HistoryCommand
	Details pos.SaleDetails      // DetailsCommand
	Link    string               // LinkCommand
	Past    []payment.Resolution // PastCommand
	PIN     bool                 // ManagerCommand
	Picture image.Image          // PreviewCommand
}
