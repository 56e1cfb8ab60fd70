package cli

import (
	"errors"
	"time"

	"psar/app"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/staff"
	"psar/storage"
)

// Times of a PIN that is checked without the till.
const (
	holdTime  = 5 * time.Second         // within which another command has done its work
	holdAgain = 20 * time.Millisecond   // how often the folder's lock is tried
	untoldTry = 1500 * time.Millisecond // after a wrong try that was not recorded
)

// A trace has the till tell of what is read; it is nil where that leaves none. The error is that
// of a right that is missing, of what there is not, or of a commit.
type trace func(*pos.Till) error

// permitted reads what the shop took and what should be in the drawer. may says why whoever
// gave the command may not know it; nil where they may.
func (s *session) permitted(asJSON bool, trace trace, f func(db *storage.DB, may error) error) error {
	if s.hosted != nil {
		return s.withShop(asJSON, func(s *session, shop *app.Shop) error {
			may := shop.Till.MayReport(s)
			if may == nil && trace != nil {
				may = trace(shop.Till)
			}
			return f(shop.DB, may)
		})
	}
	return s.reading(asJSON, trace, func(db *storage.DB, who *pos.Reader) error {
		return f(db, who.May(staff.ActionXReport))
	})
}

// reading reads for who gave the command. Who it is, is proven first, and what leaves a trace is
// told; then the folder is only read, beside whatever has it open.
func (s *session) reading(asJSON bool, trace trace, f func(*storage.DB, *pos.Reader) error) error {
	who, err := s.identified(trace)
	if err == nil && who == nil && trace != nil {
		err = s.tellUnsigned(trace)
	}
	if err != nil {
		return s.refuse(asJSON, err)
	}
	return s.read(asJSON, func(db *storage.DB) (err error) {
		if who == nil { // nobody signs in
			if who, err = s.reader(db); err != nil {
				return err
			}
		}
		return f(db, who)
	})
}

// reader knows the shop's people. Nobody has signed in.
func (s *session) reader(db *storage.DB) (*pos.Reader, error) {
	return pos.NewReader(s, db, &storage.PINs{Peppers: db}, s.flags.Training)
}

// identified checks the PIN of --as where no till can, by reading alone; nil without --as. What
// the journal has to be told of, a wrong PIN or the first right one after it, opens the shop for
// writing, under the same hold of the folder: so no other command tries meanwhile. Where it
// could not be told, no PIN is compared, a right one neither: fault.PINUntold. What is read leaves
// its trace in the same way. A copy of the shop is only read.
func (s *session) identified(trace trace) (*pos.Reader, error) {
	if s.flags.As == "" {
		return nil, nil
	}
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return nil, err
	}
	copied, here, err := s.trying(dir)
	if err != nil {
		return nil, err
	}
	pin, err := s.askPIN(s.flags.As, s.flags.Training)
	if err != nil {
		return nil, err
	}
	var hold *storage.Hold
	if !copied && !s.flags.Training { // those of training are known to all
		if hold, err = s.hold(dir); err != nil {
			return nil, err
		}
	}
	if !here {
		trace = nil
	}
	who, err := s.proven(dir, hold, pin, trace)
	if released := hold.Release(); err == nil {
		err = released
	}
	if err != nil {
		return nil, err
	}
	return who, nil
}

// proven compares a PIN under the hold of the folder, nil where nothing is written, and has the
// journal told of the try and of the trace.
func (s *session) proven(dir string, hold *storage.Hold, pin string, trace trace) (*pos.Reader, error) {
	who, untold, refused, err := s.tryPIN(pin)
	if err != nil {
		return nil, err
	}
	if refused != nil || who.May(staff.ActionXReport) != nil {
		trace = nil
	}
	if hold != nil && (untold || trace != nil) {
		err = s.tell(dir, hold, func(till *pos.Till) error {
			if _, err := till.SignIn(s, s.flags.As, pin); err != nil || trace == nil {
				return err
			}
			return trace(till)
		})
	}
	if untold && refused != nil && !s.flags.Training && fault.CodeOf(err) != fault.PINWrong {
		if ended := s.pause(untoldTry); err == nil {
			err = ended
		}
	}
	if err == nil {
		err = refused
	}
	return who, err
}

// tellUnsigned tells of what is read by whoever need not sign in. Nothing is told, and it is read all
// the same, where it is not the till's own folder, or where nothing can be written now.
func (s *session) tellUnsigned(trace trace) error {
	if s.beside || s.flags.Training {
		return nil
	}
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return err
	}
	here := false
	err = s.read(false, func(db *storage.DB) error {
		who, err := s.reader(db)
		if err != nil || who.May(staff.ActionXReport) != nil { // they are told why when it is read
			return err
		}
		here, _, err = db.Marked(s)
		return err
	})
	if err != nil || !here {
		return err
	}
	hold, err := s.hold(dir)
	switch fault.CodeOf(err) {
	case "":
	case fault.PINUntold, fault.DataLocked:
		return nil
	default:
		return err
	}
	return errors.Join(s.tell(dir, hold, trace), hold.Release())
}

// trying reads whether PINs can be tried in a folder now, and whether it is a copy of the shop or
// the till's own.
func (s *session) trying(dir string) (copied, here bool, err error) {
	staffed := false
	err = s.read(false, func(db *storage.DB) error {
		who, err := s.reader(db)
		if err != nil {
			return err
		}
		staffed = who.Staffed()
		here, copied, err = db.Marked(s)
		return err
	})
	switch {
	case err != nil:
		return false, false, err
	case !staffed:
		return false, false, fault.New(fault.StaffNone)
	case s.beside && !copied && !s.flags.Training:
		return false, false, fault.New(fault.PINUntold, dir, "training")
	}
	return copied, here, nil
}

// hold takes the folder's lock for as long as a PIN is checked, where a wrong one could be told.
func (s *session) hold(dir string) (*storage.Hold, error) {
	for waited := time.Duration(0); ; waited += holdAgain {
		hold, err := storage.HoldFolder(dir)
		if err == nil {
			if err = storage.CanWrite(s, dir); err == nil {
				return hold, nil
			}
			err = fault.New(fault.PINUntold, dir).Because(errors.Join(err, hold.Release()))
		}
		switch code := fault.CodeOf(err); {
		case code == fault.DataUnwritable || code == fault.DiskFull:
			return nil, fault.New(fault.PINUntold, dir).Because(err)
		case code != fault.DataLocked || waited >= holdTime:
			return nil, err
		}
		if err := s.pause(holdAgain); err != nil {
			return nil, err
		}
	}
}

// tryPIN compares a PIN with the stored one. refused is the answer to a wrong one.
func (s *session) tryPIN(pin string) (who *pos.Reader, untold bool, refused, err error) {
	err = s.read(false, func(db *storage.DB) (err error) {
		if who, err = s.reader(db); err == nil {
			untold, refused = who.SignIn(s, s.flags.As, pin, s.clock.Now())
		}
		return err
	})
	return who, untold, refused, err
}

// tell has a till of the held folder tell the journal: a PIN is checked by it once more.
func (s *session) tell(dir string, hold *storage.Hold, told trace) error {
	place := s.placeOf(dir)
	place.Brief, place.Held = true, hold
	shop, err := app.Open(s, place, false, s.clock)
	if err != nil {
		return err
	}
	shop.NotClosed = app.SayNotClosed(s.err, s.lang)
	defer shop.Close()
	return told(shop.Till)
}

// pause waits, unless the command is interrupted.
func (s *session) pause(d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-s.Done():
		return s.Err()
	}
}
