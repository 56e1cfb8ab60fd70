package link

import (
	"context"
	"errors"
	"io"
	"runtime"
	"testing"
	"time"
)

// A blocked call outlives its link, and closes the sink when it returns.
func TestSinkHeldForEver(t *testing.T) {
	noLeaks(t)
	goroutines := runtime.NumGoroutine()
	printer, device := io.Pipe()
	s := newSink(device)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if n, err := s.write(ctx, []byte("receipt"), time.Minute); n != 7 || !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("write = %d, %v; what may yet be written counts", n, err)
	}
	began := time.Now()
	if err := s.close(); err == nil {
		t.Error("a sink whose call is held is closed")
	}
	if took := time.Since(began); took > soon {
		t.Errorf("close took %v", took)
	}
	ended(t, goroutines+1)
	got, err := io.ReadAll(printer) // returns when the sink is closed
	if string(got) != "receipt" || err != nil {
		t.Errorf("the printer has %q, %v", got, err)
	}
}

// When the call returns in time, close closes the sink.
func TestSinkLetsGo(t *testing.T) {
	noLeaks(t)
	printer, device := io.Pipe()
	s := newSink(device)
	if _, err := s.write(t.Context(), []byte("receipt"), 20*time.Millisecond); !errors.Is(err, errStalled) {
		t.Fatal(err)
	}
	read := make(chan string, 1)
	go func() {
		got, _ := io.ReadAll(printer)
		read <- string(got)
	}()
	if err := s.close(); err != nil {
		t.Error(err)
	}
	if got := <-read; got != "receipt" {
		t.Errorf("the printer has %q", got)
	}
}
