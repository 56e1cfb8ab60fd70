package storage

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"psar/pos/facts"
)

// A use is a time in which a data folder was open for writing.
type use struct {
	Since     time.Time `json:"since"`
	Until     time.Time `json:"until"`                // at least
	InJournal bool      `json:"in_journal,omitempty"` // the folder's own shop tells of it
	Shop      string    `json:"shop,omitempty"`       // the folder's, by the hash of its journal's first row

	// Which use it is, and which was its last note, whatever the clock says: neither is known
	// of a use by an older program.
	ID   string `json:"id,omitempty"`
	Note int64  `json:"note,omitempty"`
}

// uses is what the state folder keeps of a database: a file for each. Every note of a use has a
// number, above those of all files before it.
type uses struct {
	Folder   string `json:"folder"`
	Training bool   `json:"training,omitempty"`
	First    int64  `json:"first,omitempty"` // the file's first note, 0 where that is not known
	Uses     []use  `json:"uses"`            // the last ones, oldest first

	// Open is until when the till at the counter stood open, commands apart: a zero time where
	// that is not known.
	Open time.Time `json:"open,omitzero"`
	// Closed says that it was closed then: of a till that broke off Open is a few minutes behind.
	Closed bool `json:"closed,omitempty"`
}

const (
	// usesKept is how many uses a file keeps.
	usesKept = 100
	// oneUse is how far apart two uses may be and count as one: commands come one after the other.
	oneUse = 15 * time.Minute
	// clockSteps is how far the clock may go back within a use: further, and what comes is
	// another use, whose times fit.
	clockSteps = time.Minute
)

// usesFolder is the part of a state folder that holds them.
func usesFolder(state string) string { return filepath.Join(state, "folders") }

// FolderUse is the use of a data folder by this process.
type FolderUse struct {
	mu        sync.Mutex
	state     string
	path      string
	inJournal bool
	shop      func() string
	brief     bool
	before    time.Time // until when the till stood open before
	exact     bool      // to the instant
	uses      uses
}

// InUse is a data folder that is open for writing.
type InUse struct {
	Dir       string
	Training  bool
	Brief     bool          // by a command, however long: the till at the counter is closed
	InJournal bool          // the journal of the shop in that very folder tells of it, as of its training
	Shop      func() string // see DB.Shop, of that shop
}

// BeginUse notes in the state folder, "" for none, that a data folder is open from now on.
func BeginUse(state string, of InUse, now time.Time) *FolderUse {
	if state == "" {
		return nil
	}
	folder, shop := realFolder(of.Dir), of.Shop()
	name := folder
	if of.Training {
		name += "\x00training"
	}
	sum := sha256.Sum256([]byte(name))
	u := &FolderUse{state: state, path: filepath.Join(usesFolder(state), hex.EncodeToString(sum[:8])+".json"), inJournal: of.InJournal, shop: of.Shop, brief: of.Brief}
	was, err := readUses(u.path)
	if errors.Is(err, fs.ErrNotExist) {
		was.First = nextNote(state)
	}
	u.before, u.exact = was.Open, was.Closed
	u.uses = uses{Folder: folder, Training: of.Training, First: was.First, Uses: was.Uses, Open: was.Open, Closed: was.Closed && u.brief}
	u.note(now, false, false, func(last use) bool { // the till is still to open, and the clock may be wrong
		return now.Sub(last.Until) <= oneUse && last.InJournal == of.InJournal && last.Shop == shop
	})
	return u
}

// OpenBefore is until when the till stood open before this use, as it was noted; a zero time where
// that is not known. It is exact where the till was closed then, and did not break off.
func (u *FolderUse) OpenBefore() (until time.Time, exact bool) {
	if u == nil {
		return time.Time{}, false
	}
	return u.before, u.exact
}

// Until notes that the folder is still open. Where the state folder can't be written nothing is
// told of the use.
func (u *FolderUse) Until(now time.Time) { u.until(now, false) }

// End notes that the folder was open until now, and is closed.
func (u *FolderUse) End(now time.Time) { u.until(now, true) }

func (u *FolderUse) until(now time.Time, closed bool) {
	if u != nil {
		u.note(now, !u.brief, closed, func(use) bool { return true })
	}
}

// note notes that the folder is open now: in its last use, where goesOn says so and the clock
// was not set back since, or in a new one; and whether the till at the counter is, or was until now.
func (u *FolderUse) note(now time.Time, open, closed bool, goesOn func(last use) bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	all := u.uses.Uses
	if n := len(all); n == 0 || all[n-1].ID == "" || now.Before(all[n-1].Until.Add(-clockSteps)) || !goesOn(all[n-1]) {
		all = append(all, use{Since: now, Until: now, InJournal: u.inJournal, ID: newUseID()})
		u.uses.Uses = all[max(0, len(all)-usesKept):]
	}
	last := &u.uses.Uses[len(u.uses.Uses)-1]
	last.Note, last.Shop = nextNote(u.state), u.shop() // a new shop has its first row by now
	if now.After(last.Until) {
		last.Until = now
	}
	if open {
		u.uses.Open, u.uses.Closed = now, closed
	}
	b, err := json.MarshalIndent(u.uses, "", "  ")
	if err != nil || os.MkdirAll(filepath.Dir(u.path), 0o700) != nil {
		return
	}
	_ = replaceFile(u.path, append(b, '\n'))
}

func newUseID() string {
	b := make([]byte, 8)
	_, _ = rand.Read(b) // never fails: it ends the program instead
	return hex.EncodeToString(b)
}

// nextNote is the number of a note that is made now.
func nextNote(state string) int64 {
	last := int64(0)
	for _, one := range allUses(state) {
		for _, u := range one.Uses {
			last = max(last, u.Note)
		}
	}
	return last + 1
}

func readUses(path string) (uses, error) {
	b, err := readStateFile(path)
	if err != nil {
		return uses{}, err
	}
	var one uses
	if err := json.Unmarshal(b, &one); err != nil {
		return uses{}, err
	}
	return one, nil
}

// allUses are the files of uses that can be read.
func allUses(state string) (all []uses) {
	for _, path := range stateFiles(usesFolder(state)) {
		if one, err := readUses(path); err == nil {
			all = append(all, one)
		}
	}
	return all
}

// UsedBeside lists when data folders were in use on this computer beside the shop's, and when
// training was in use in its own folder without a word in its journal, since the shop came to
// this computer. The shop's own earlier place, from where its folder was moved, is none of them:
// a copy that is left there is custody's to tell. A place that is gone is no earlier one where it
// was used after the shop's own: then it was a copy.
func UsedBeside(state, dir, shop string) (found []facts.Folder) {
	if state == "" {
		return nil
	}
	own, all := realFolder(dir), allUses(state)
	came, here := cameAt(all, own, shop), hereAt(all, own, shop)
	for _, one := range all {
		gone := Exists(one.Folder) != nil
		for _, u := range one.Uses {
			ours := one.Folder == own || gone && shop != "" && u.Shop == shop && (here == 0 || u.Note < here)
			before := u.ID != "" && u.Note < came
			if !before && (!ours || one.Training && !u.InJournal) {
				found = append(found, facts.Folder{Folder: one.Folder, Training: one.Training, Since: u.Since, Until: u.Until, Use: u.ID, Note: u.Note})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b facts.Folder) int { return a.Since.Compare(b.Since) })
	return found
}

// cameAt is the first note of a shop on this computer, in whatever folder it was then: 0 where
// that is not known.
func cameAt(all []uses, own, shop string) int64 {
	first := int64(math.MaxInt64)
	for _, one := range all {
		its := shop != "" && slices.ContainsFunc(one.Uses, func(u use) bool { return u.Shop == shop })
		if !one.Training && (one.Folder == own || its) {
			first = min(first, one.First)
		}
	}
	if first == math.MaxInt64 {
		return 0
	}
	return first
}

// hereAt is a note by which a shop was in its own folder, the first that is known: 0 for none.
func hereAt(all []uses, own, shop string) int64 {
	for _, one := range all {
		if one.Folder != own || one.Training {
			continue
		}
		for i, u := range one.Uses {
			switch {
			case u.Shop != shop:
			case i == 0 && one.First != 0:
				return one.First
			default:
				return u.Note
			}
		}
	}
	return 0
}

// realFolder is the one name of a folder, whichever link leads to it.
func realFolder(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	if followed, err := filepath.EvalSymlinks(dir); err == nil {
		return followed
	}
	return dir
}

// KnownShops lists the folders of the shops that the state folder knows, "" for one whose
// folder was taken by another shop: those that are known by their place first.
func KnownShops(state string) (folders []string) {
	if state == "" {
		return nil
	}
	taken := 0
	for _, path := range stateFiles(state) {
		r, err := readRecord(path)
		switch {
		case err != nil || r.Shop == "" || r.Mark.IsZero():
		case r.Folder == "":
			taken++
		default:
			folders = append(folders, filepath.Dir(r.Folder))
		}
	}
	return append(folders, make([]string, taken)...)
}
