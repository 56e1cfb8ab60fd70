package cli

import (
	"io"
	"strings"
	"testing"
)

// A terminal that stands still holds nothing up, and sees the newest when it goes on.
func TestProgressHoldsNothingUp(t *testing.T) {
	t.Parallel()
	terminal, far := io.Pipe() // takes nothing until it is read
	show, end := showProgress(far)
	for i := range 1001 {
		show(i, 1000)
	}
	text := make(chan string)
	go func() {
		all, _ := io.ReadAll(terminal)
		text <- string(all)
	}()
	end()
	_ = far.Close()
	all := <-text
	if !strings.Contains(all, "\r100 %") || !strings.HasSuffix(all, "\r     \r") || strings.Count(all, "%") > 3 {
		t.Errorf("%q", all)
	}
}
