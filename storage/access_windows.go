package storage

import "psar/pos/fault"

// checkAccess and closeToOthers do nothing: a folder of Windows inherits who may read it, and
// the user's own data folder is closed to other users.
func checkAccess(string) *fault.Error { return nil }

func closeToOthers(string) *fault.Error { return nil }
