package staff

// Action is something that not everybody in a shop may do.
type Action string

// The actions.
const (
	ActionSell            Action = "sell"
	ActionShift           Action = "shift"       // open a shift, hand it over, close one's own
	ActionShiftOther      Action = "shift_other" // close or hand over another's
	ActionCashMove        Action = "cash_move"   // pay in, pay out, drop
	ActionNoSale          Action = "no_sale"     // open the drawer without a sale
	ActionRefund          Action = "refund"
	ActionVoid            Action = "void"
	ActionDiscount        Action = "discount" // above the setting discount.limit_percent
	ActionPrice           Action = "price"    // another price than the catalogue's
	ActionXReport         Action = "x_report"
	ActionResolve         Action = "settle"    // say what became of unmatched money
	ActionMarkPaid        Action = "mark_paid" // say that a payment came which Verify does not know of
	ActionPayee           Action = "payee"     // say whom the codes may pay
	ActionAlert           Action = "alarm"     // take an alert off the screens
	ActionCatalogue       Action = "catalogue"
	ActionRate            Action = "rate"
	ActionSettings        Action = "settings"
	ActionGuardedSettings Action = "guarded_settings" // those of the money's way: gateway, tax, till number
	ActionStaff           Action = "staff"
	ActionGiveBack        Action = "give_back" // cash that was taken for a part of a sale goes back
	ActionOwnPIN          Action = "own_pin"
)

// Asked is what a shop without an owner asks for.
type Asked string

// What is asked for while there is no owner.
const (
	AskNobody Asked = ""     // nobody's word
	AskPIN    Asked = "pin"  // the setting manager.pin, where one is set
	AskName   Asked = "name" // a name, and manager.pin where one is set
)

// Permission says who may do an action.
type Permission struct {
	Action Action
	Least  Role
	// PIN: the person's PIN is typed for each one. Else it is enough that
	// somebody of the role has signed in.
	PIN bool
	// Alone is what is asked for while the shop has no owner.
	Alone Asked
	// SignedIn: no word does instead of who has signed in.
	SignedIn bool
}

// Permissions is the whole table.
func Permissions() []Permission {
	return []Permission{
		{Action: ActionSell, Least: Cashier},
		{Action: ActionShift, Least: Cashier},
		{Action: ActionShiftOther, Least: Manager},
		{Action: ActionCashMove, Least: Cashier},
		{Action: ActionNoSale, Least: Manager, PIN: true, Alone: AskName},
		{Action: ActionRefund, Least: Manager, PIN: true, Alone: AskName},
		{Action: ActionVoid, Least: Manager, PIN: true, Alone: AskName},
		{Action: ActionGiveBack, Least: Manager, PIN: true, Alone: AskPIN},
		{Action: ActionDiscount, Least: Manager},
		{Action: ActionPrice, Least: Manager},
		{Action: ActionXReport, Least: Manager, SignedIn: true},
		{Action: ActionResolve, Least: Manager, PIN: true, Alone: AskName},
		{Action: ActionMarkPaid, Least: Manager, PIN: true, Alone: AskName},
		{Action: ActionPayee, Least: Manager, PIN: true, Alone: AskName},
		{Action: ActionAlert, Least: Manager, PIN: true, Alone: AskName},
		{Action: ActionCatalogue, Least: Manager},
		{Action: ActionRate, Least: Manager},
		{Action: ActionSettings, Least: Manager},
		{Action: ActionGuardedSettings, Least: Owner, PIN: true, Alone: AskPIN},
		{Action: ActionStaff, Least: Owner, PIN: true, Alone: AskPIN},
		{Action: ActionOwnPIN, Least: Cashier, PIN: true, Alone: AskName},
	}
}

// PermissionOf finds an action's permission. What the table does not know only an
// owner may do.
func PermissionOf(a Action) Permission {
	for _, p := range Permissions() {
		if p.Action == a {
			return p
		}
	}
	return Permission{Action: a, Least: Owner, PIN: true, Alone: AskName}
}
