package staff

import "psar/pos/fault"

// Action is something that not everybody in a shop may do.
type Action string

// The actions.
const (
	ActionSell            Action = "sell"
	ActionLink            Action = "link"        // make a payment link
	ActionShift           Action = "shift"       // open a shift, hand it over, close one's own
	ActionShiftOther      Action = "shift_other" // close or hand over somebody else's
	ActionCashMove        Action = "cash_move"   // paid-in, paid-out, cash drop
	ActionNoSale          Action = "no_sale"     // open the drawer without a sale
	ActionRefund          Action = "refund"
	ActionVoid            Action = "void"
	ActionDiscount        Action = "discount" // above the setting discount.limit_percent
	ActionPrice           Action = "price"    // a price other than the catalogue's
	ActionXReport         Action = "x_report"
	ActionAudit           Action = "audit"     // see who removed lines, copied receipts, opened the drawer
	ActionResolve         Action = "settle"    // resolve unmatched money
	ActionMarkPaid        Action = "mark_paid" // mark a payment as paid that Verify does not report as paid
	ActionPayee           Action = "payee"     // confirm or deny the account that codes pay
	ActionAlert           Action = "alarm"     // mark an alert as read
	ActionRecords         Action = "records"   // clear an alert about the shop's own records
	ActionCatalogue       Action = "catalogue"
	ActionRate            Action = "rate"
	ActionSettings        Action = "settings"
	ActionSignInRule      Action = "sign_in_rule"     // whether everybody signs in before they sell
	ActionGuardedSettings Action = "guarded_settings" // payment gateway, tax, till number and other settings for owners
	ActionStaff           Action = "staff"
	ActionGiveBack        Action = "give_back" // return the cash taken for part of a sale
	ActionOwnPIN          Action = "own_pin"
)

// Need is what an action needs while the shop has no owner.
type Need string

// What an action can need while there is no owner.
const (
	NeedNothing Need = ""     // no approval
	NeedPIN     Need = "pin"  // the setting manager.pin, where one is set
	NeedName    Need = "name" // a name, and manager.pin where one is set
)

// Permission says who may do an action.
type Permission struct {
	Action Action
	Least  Role
	// PIN: the person's PIN is typed for each action. Otherwise it is enough that
	// somebody of the role has signed in.
	PIN bool
	// NoOwner is what is needed while the shop has no owner.
	NoOwner Need
	// SignedIn: only who has signed in counts; nobody else can approve it.
	SignedIn bool
	// Unattended: nobody has to sign in for it, also where nobody sells without.
	Unattended bool
}

// Lacking returns the error of an action for which nobody who may do it has stood up yet:
// fault.ManagerNeeded, with the role where a manager may not do it either.
func (p Permission) Lacking() *fault.Error {
	if p.Least == Owner {
		return fault.New(fault.ManagerNeeded, Owner)
	}
	return fault.New(fault.ManagerNeeded)
}

// Refused returns the error of somebody who may not do it: fault.PermissionMissing with their
// name, and the role where a manager may not do it either.
func (p Permission) Refused(name string) *fault.Error {
	if p.Least == Owner {
		return fault.New(fault.PermissionMissing, name, Owner)
	}
	return fault.New(fault.PermissionMissing, name)
}

// Permissions returns the whole table.
func Permissions() []Permission {
	return []Permission{
		{Action: ActionSell, Least: Cashier},
		{Action: ActionLink, Least: Cashier, Unattended: true}, // a shop's web page makes them
		{Action: ActionShift, Least: Cashier},
		{Action: ActionShiftOther, Least: Manager},
		{Action: ActionCashMove, Least: Cashier},
		{Action: ActionNoSale, Least: Manager, PIN: true, NoOwner: NeedName},
		{Action: ActionRefund, Least: Manager, PIN: true, NoOwner: NeedName},
		{Action: ActionVoid, Least: Manager, PIN: true, NoOwner: NeedName},
		{Action: ActionGiveBack, Least: Manager, PIN: true, NoOwner: NeedPIN},
		{Action: ActionDiscount, Least: Manager},
		{Action: ActionPrice, Least: Manager},
		{Action: ActionXReport, Least: Manager, SignedIn: true},
		{Action: ActionAudit, Least: Manager, SignedIn: true},
		{Action: ActionResolve, Least: Manager, PIN: true, NoOwner: NeedName},
		{Action: ActionMarkPaid, Least: Manager, PIN: true, NoOwner: NeedName},
		{Action: ActionPayee, Least: Manager, PIN: true, NoOwner: NeedName},
		{Action: ActionAlert, Least: Manager, PIN: true, NoOwner: NeedName},
		{Action: ActionRecords, Least: Owner, PIN: true, NoOwner: NeedName},
		{Action: ActionCatalogue, Least: Manager},
		{Action: ActionRate, Least: Manager},
		{Action: ActionSettings, Least: Manager},
		{Action: ActionSignInRule, Least: Owner, NoOwner: NeedPIN},
		{Action: ActionGuardedSettings, Least: Owner, PIN: true, NoOwner: NeedPIN},
		{Action: ActionStaff, Least: Owner, PIN: true, NoOwner: NeedPIN},
		{Action: ActionOwnPIN, Least: Cashier, PIN: true, NoOwner: NeedName},
	}
}

// PermissionOf returns an action's permission. Only an owner, with their PIN, may do an
// action that is not in the table.
func PermissionOf(a Action) Permission {
	for _, p := range Permissions() {
		if p.Action == a {
			return p
		}
	}
	return Permission{Action: a, Least: Owner, PIN: true, NoOwner: NeedName}
}
