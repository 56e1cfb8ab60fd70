package control

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"net"
	"slices"
	"testing"
)

// framed is a value with its length before it.
func framed(value string) []byte {
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(value))), value...)
}

// What nobody should send does not disturb the till, and is not answered.
func TestBadMessages(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir(), Server{Run: func(_ context.Context, c *Command) int {
		if len(c.Args) == 0 {
			t.Error("a bad message was carried out")
		}
		return 0
	}})
	hello := framed(`{"hello":{"args":["x"]}}`)
	for name, sent := range map[string][]byte{
		"Nothing":        nil,
		"HalfALength":    {0, 0},
		"HalfAValue":     framed(`{"hello":{}}`)[:9],
		"GiantLength":    {0xFF, 0xFF, 0xFF, 0xFF, '{'},
		"NoJSON":         framed("\x00\xFF\xFE garbage"),
		"AnotherJSON":    framed(`[1,2,3]`),
		"NoHello":        framed(`{"interrupt":true}`),
		"AnotherType":    framed(`{"hello":{"args":"sell"}}`),
		"HTTP":           []byte("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
		"GarbageBehind":  append(slices.Clone(hello), 0xFF, 0xFF, 0xFF, 0xFF),
		"RepliesToNone":  append(slices.Clone(hello), framed(`{"reply":{"number":12,"result":1}}`)...),
		"HelloTwice":     append(slices.Clone(hello), hello...),
		"OutputOfTill":   append(slices.Clone(hello), framed(`{"output":{"data":"eA=="}}`)...),
		"NegativeNumber": append(slices.Clone(hello), framed(`{"reply":{"number":-1}}`)...),
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := Dial(t.Context(), s.dir)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if _, err := conn.Write(sent); err != nil && !errors.Is(err, net.ErrClosed) {
				t.Logf("the till did not wait for the rest: %v", err)
			}
			if half, ok := conn.(interface{ CloseWrite() error }); ok {
				_ = half.CloseWrite()
			}
			if _, err := io.Copy(io.Discard, conn); err != nil {
				t.Logf("cut off: %v", err)
			}
			if got := carry(t.Context(), t, s.dir, nil, "x"); got.code != 0 || got.err != nil {
				t.Errorf("the next command: %+v", got)
			}
		})
	}
}

// A length that is only claimed takes no memory.
func TestClaimedLength(t *testing.T) {
	head := binary.BigEndian.AppendUint32(nil, maxMessage)
	if n := testing.AllocsPerRun(10, func() {
		if _, err := readMessage(bytes.NewReader(head)); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Error(err)
		}
	}); n > 50 {
		t.Errorf("%v allocations", n)
	}
	if _, err := readMessage(bytes.NewReader(binary.BigEndian.AppendUint32(nil, maxMessage+1))); !errors.Is(err, errTooLong) {
		t.Error(err)
	}
}

// Whatever comes, a message is read or refused, and what was read is sent the same.
func FuzzReadMessage(f *testing.F) {
	for _, value := range []string{
		`{"hello":{"version":"1","args":["sell","5","USD"],"folder":"/","terminal":{"in":true}}}`, `{"beat":true}`,
		`{"call":{"number":1,"method":"read","args":{"most":1}}}`, `{"refused":{"code":"till_busy","args":["16"]}}`, `{"exit":0}`, `{}`, `null`,
	} {
		f.Add(framed(value))
	}
	f.Add([]byte{0xFF, 0xFF, 0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, frame []byte) {
		m, err := readMessage(bytes.NewReader(frame))
		if err != nil {
			return
		}
		near, far := net.Pipe()
		go func() {
			if err := newWire(near).send(m); err != nil {
				_ = near.Close()
			}
		}()
		again, err := newWire(far).receive()
		if err != nil {
			t.Fatalf("%+v: %v", m, err)
		}
		was, err := json.Marshal(m)
		is, err2 := json.Marshal(again)
		if err != nil || err2 != nil || !bytes.Equal(was, is) {
			t.Fatalf("%s became %s: %v, %v", was, is, err, err2)
		}
		_, _ = near.Close(), far.Close()
	})
}
