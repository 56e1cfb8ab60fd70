package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/printer/escpos"
	"psar/printer/paper"
)

type printerEmulateCommand struct {
	Listen string `help:"Address to listen on; port 0 takes a free one." default:"127.0.0.1:0"`
	Public bool   `help:"Let --listen be an address that other machines reach: whoever reaches it prints."`
	Width  int    `help:"Width of the paper in mm: 58 or 80." enum:"58,80" default:"80"`
	PNG    string `type:"file" name:"png" help:"Keep each finished sheet as a picture in this folder." placeholder:"DIR"`

	Speed  int  `help:"Bytes that become paper in a second; 0: at once." placeholder:"N"`
	Buffer int  `help:"Bytes that are taken ahead of the paper; 0: endless." default:"4096"`
	Drops  bool `help:"Lose what comes while the buffer is full, instead of holding the line."`

	PaperOut  bool `help:"Begin without paper."`
	PaperLow  bool `help:"Begin with the roll near its end."`
	CoverOpen bool `help:"Begin with the cover open."`

	PaperOutAfter  int `help:"Run out of paper after so many bytes." placeholder:"N"`
	PaperLowAfter  int `help:"Say that the roll is near its end after so many bytes." placeholder:"N"`
	CoverOpenAfter int `help:"Open the cover after so many bytes." placeholder:"N"`
	PulledAfter    int `help:"Pull the cable after so many bytes were received." placeholder:"N"`

	Mute        bool `help:"Answer nothing."`
	NoRealTime  bool `help:"Don't know DLE EOT, DLE ENQ and DLE DC4."`
	NoProcessID bool `name:"no-process-id" help:"Don't know GS ( H."`
	NoGSR       bool `name:"no-gs-r" help:"Don't know GS r."`
	NoPush      bool `help:"Don't know GS a."`
	NoNativeQR  bool `name:"no-native-qr" help:"Don't know the codes of GS ( k."`
	NoCutter    bool `help:"Have no knife."`
}

func (c *printerEmulateCommand) behaviour() paper.Behaviour {
	return paper.Behaviour{
		BytesPerSecond: c.Speed, Buffer: c.Buffer, Drops: c.Drops,
		PaperOutAfter: c.PaperOutAfter, PaperLowAfter: c.PaperLowAfter, CoverOpenAfter: c.CoverOpenAfter, PulledAfter: c.PulledAfter,
		Mute: c.Mute, NoRealTime: c.NoRealTime, NoProcessID: c.NoProcessID, NoGSr: c.NoGSR, NoPush: c.NoPush,
		NoNativeQR: c.NoNativeQR, NoCutter: c.NoCutter,
	}
}

// checkListen refuses an address that other machines reach, unless that is meant.
func (c *printerEmulateCommand) checkListen() error {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return wrongUsage(words.CLIEmulateAddress, c.Listen)
	}
	ip := net.ParseIP(host)
	if c.Public || strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback() {
		return nil
	}
	return wrongUsage(words.CLIEmulatePublic, c.Listen)
}

func (c *printerEmulateCommand) Run(s *session) (err error) {
	if c.PNG != "" {
		if err := os.MkdirAll(c.PNG, 0o700); err != nil {
			return fault.New(fault.FileUnwritable, c.PNG).Because(err)
		}
	}
	if err := c.checkListen(); err != nil {
		return err
	}
	profile := escpos.Profile80()
	if c.Width == 58 {
		profile = escpos.Profile58()
	}
	listener, err := new(net.ListenConfig).Listen(s, "tcp", c.Listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fault.New(fault.PortInUse, c.Listen).Because(err)
	}
	if err != nil {
		return err
	}
	device := paper.NewDevice(profile.WidthDots, c.behaviour())
	device.SetPaper(c.PaperOut)
	device.SetPaperLow(c.PaperLow)
	device.SetCover(c.CoverOpen)
	if err := json.NewEncoder(s.out).Encode(jsonout.EmulatedPrinter{Listening: "tcp:" + listener.Addr().String(), WidthDots: profile.WidthDots}); err != nil {
		return errors.Join(err, listener.Close())
	}

	ctx, stop := context.WithCancel(s)
	defer stop()
	kept := make(chan error, 1)
	go func() {
		kept <- c.keepSheets(s, device)
		stop() // the printer ends if the folder can't be written
	}()
	err = paper.Serve(ctx, listener, device, sync.OnceFunc(func() {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIEmulateHTTP))
	}))
	err = cmp.Or(err, device.Close())
	return cmp.Or(<-kept, err)
}

// keepSheets saves finished sheets, and removes them from the printer, until it is
// closed. The roll then never ends.
func (c *printerEmulateCommand) keepSheets(s *session, d *paper.Device) error {
	for n := 1; ; n++ {
		// Closing the printer ends this loop, not the command's context, so that sheets
		// finished by then are saved.
		sheet, err := d.NextSheet(context.Background())
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if c.PNG == "" {
			continue
		}
		name := fmt.Sprintf("%s-%d.png", s.clock.Now().In(money.PhnomPenh).Format("20060102-150405.000"), n)
		if err := s.writePNG(forceFlag{}.picture(filepath.Join(c.PNG, name)), sheet); err != nil {
			return err
		}
	}
}
