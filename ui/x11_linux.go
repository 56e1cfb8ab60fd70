package ui

import (
	"io"

	"github.com/jezek/xgb"
)

// connectX opens a connection of its own to the X server. The library writes of a missing
// .Xauthority on standard error, where a command's own words stand: what matters of it is
// in the error.
func connectX() (*xgb.Conn, error) {
	xgb.Logger.SetOutput(io.Discard)
	return xgb.NewConn()
}
