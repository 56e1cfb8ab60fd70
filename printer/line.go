package printer

import (
	"context"
	"io"
	"strings"

	"psar/printer/link"
	"psar/printer/session"
)

// line is a link as a session wants it: one that brings nothing back says so.
func line(l link.Link) session.Link {
	if both, ok := l.(session.Link); ok {
		return both
	}
	return oneWay{l}
}

type oneWay struct{ link.Link }

// Read implements session.Link.
func (oneWay) Read(context.Context, []byte) (int, error) { return 0, io.EOF }

// answers reports that the printers behind a link can say how they are.
func answers(spec string) bool {
	switch kind, _, _ := strings.Cut(spec, ":"); kind {
	case "tcp", "serial", "usb":
		return true
	}
	return false
}
