package pos

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
	ActionSettle          Action = "settle"    // say what became of unclaimed money
	ActionMarkPaid        Action = "mark_paid" // say that a payment came which Verify does not know of
	ActionPayee           Action = "payee"     // say whom the codes may pay
	ActionAlarm           Action = "alarm"     // take an alarm off the screens
	ActionCatalogue       Action = "catalogue"
	ActionRate            Action = "rate"
	ActionSettings        Action = "settings"
	ActionGuardedSettings Action = "guarded_settings" // those of the money's way: gateway, tax, till number
	ActionStaff           Action = "staff"
)

// Permission says who may do an action.
type Permission struct {
	Action Action
	Least  Role
	// PIN: the person's PIN is typed for each one. Else it is enough that
	// somebody of the role has signed in.
	PIN bool
}

// Permissions is the whole table.
func Permissions() []Permission {
	return []Permission{
		{ActionSell, RoleCashier, false},
		{ActionShift, RoleCashier, false},
		{ActionShiftOther, RoleManager, false},
		{ActionCashMove, RoleCashier, false},
		{ActionNoSale, RoleManager, true},
		{ActionRefund, RoleManager, true},
		{ActionVoid, RoleManager, true},
		{ActionDiscount, RoleManager, false},
		{ActionPrice, RoleManager, false},
		{ActionXReport, RoleManager, false},
		{ActionSettle, RoleManager, true},
		{ActionMarkPaid, RoleManager, true},
		{ActionPayee, RoleManager, true},
		{ActionAlarm, RoleManager, true},
		{ActionCatalogue, RoleManager, false},
		{ActionRate, RoleManager, false},
		{ActionSettings, RoleManager, false},
		{ActionGuardedSettings, RoleOwner, true},
		{ActionStaff, RoleOwner, true},
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
	return Permission{a, RoleOwner, true}
}
