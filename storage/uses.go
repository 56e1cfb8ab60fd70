package storage

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
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
}

// uses is what the state folder keeps of a database: a file for each.
type uses struct {
	Folder   string `json:"folder"`
	Training bool   `json:"training,omitempty"`
	Uses     []use  `json:"uses"` // the last ones, oldest first
}

const (
	// usesKept is how many uses a file keeps.
	usesKept = 100
	// oneUse is how far apart two uses may be and count as one: commands come one after the other.
	oneUse = 15 * time.Minute
)

// usesFolder is the part of a state folder that holds them.
func usesFolder(state string) string { return filepath.Join(state, "folders") }

// FolderUse is the use of a data folder by this process.
type FolderUse struct {
	mu   sync.Mutex
	path string
	shop func() string
	uses uses
}

// InUse is a data folder that is open for writing.
type InUse struct {
	Dir       string
	Training  bool
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
	u := &FolderUse{path: filepath.Join(usesFolder(state), hex.EncodeToString(sum[:8])+".json"), shop: of.Shop}
	if b, err := readStateFile(u.path); err != nil || json.Unmarshal(b, &u.uses) != nil {
		u.uses.Uses = nil
	}
	u.uses.Folder, u.uses.Training = folder, of.Training
	all := u.uses.Uses
	if last := len(all) - 1; last < 0 || !all[last].goesOn(now, of.InJournal, shop) {
		all = append(all, use{Since: now, InJournal: of.InJournal, Shop: shop})
	}
	u.uses.Uses = all[max(0, len(all)-usesKept):]
	u.Until(now)
	return u
}

// goesOn reports whether a use that begins now is the same one.
func (u use) goesOn(now time.Time, inJournal bool, shop string) bool {
	return now.Sub(u.Until) <= oneUse && !now.Before(u.Since) && u.InJournal == inJournal && u.Shop == shop
}

// Until notes that the folder is still open, or was until now. Where the state folder can't
// be written nothing is told of the use.
func (u *FolderUse) Until(now time.Time) {
	if u == nil {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	last := &u.uses.Uses[len(u.uses.Uses)-1]
	last.Until, last.Shop = now, u.shop() // a new shop has its first row by now
	b, err := json.MarshalIndent(u.uses, "", "  ")
	if err != nil || os.MkdirAll(filepath.Dir(u.path), 0o700) != nil {
		return
	}
	_ = replaceFile(u.path, append(b, '\n'))
}

// UsedBeside lists when data folders were in use on this computer beside the shop's, and when
// training was in use in its own folder without a word in its journal. The shop's own earlier
// place, from where its folder was moved, is none of them: a copy that is left there is
// custody's to tell.
func UsedBeside(state, dir, shop string) (found []facts.Folder) {
	if state == "" {
		return nil
	}
	own := realFolder(dir)
	for _, path := range stateFiles(usesFolder(state)) {
		var one uses
		b, err := readStateFile(path)
		if err != nil || json.Unmarshal(b, &one) != nil {
			continue
		}
		gone := Exists(one.Folder) != nil
		for _, u := range one.Uses {
			ours := one.Folder == own || gone && shop != "" && u.Shop == shop
			if !ours || one.Training && !u.InJournal {
				found = append(found, facts.Folder{Folder: one.Folder, Training: one.Training, Since: u.Since, Until: u.Until})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b facts.Folder) int { return a.Since.Compare(b.Since) })
	return found
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
