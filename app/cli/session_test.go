package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"psar/app"
	"psar/pos/fault"
)

// A command that prints JSON prints one document, however it ends.
func TestOneDocument(t *testing.T) {
	t.Parallel()
	refused := fault.New(fault.AmountTooLarge)
	for name, tt := range map[string]struct {
		end  func(*session, *app.Shop) error
		want string // in the document; "" is none
	}{
		"well":              {func(s *session, _ *app.Shop) error { return s.printJSON("made") }, "made"},
		"refused":           {func(*session, *app.Shop) error { return refused }, string(fault.AmountTooLarge)},
		"refused afterward": {func(s *session, _ *app.Shop) error { return errors.Join(s.printJSON("made"), refused) }, "made"},
		"told by a code":    {func(*session, *app.Shop) error { return exit{exitBadFile} }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := inProcess(t, t.TempDir())
			s.flags.Training = true
			var out bytes.Buffer
			s.out = &out
			_ = s.withShop(true, tt.end)
			var first, next json.RawMessage
			documents := json.NewDecoder(&out)
			if err := documents.Decode(&first); errors.Is(err, io.EOF) != (tt.want == "") || !strings.Contains(string(first), tt.want) {
				t.Errorf("%v, printed %s", err, first)
			}
			if err := documents.Decode(&next); !errors.Is(err, io.EOF) {
				t.Errorf("%v, and then %s", err, next)
			}
		})
	}
}
