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
}

// uses is what the state folder keeps of a database: a file for each.
type uses struct {
	Folder   string `json:"folder"`
	Training bool   `json:"training,omitempty"`
	Uses     []use  `json:"uses"` // the last ones, oldest first
}

const (
	// mostUses bounds a file.
	mostUses = 100
	// oneUse is how far apart two uses may be and count as one: commands come one after the other.
	oneUse = 15 * time.Minute
)

// usesFolder is the part of a state folder that holds them.
func usesFolder(state string) string { return filepath.Join(state, "folders") }

// FolderUse is the use of a data folder by this process.
type FolderUse struct {
	mu   sync.Mutex
	path string
	uses uses
}

// BeginUse notes in the state folder, "" for none, that a data folder is open from now on.
// inJournal says that a shop's journal in that very folder tells of it, as of its training.
func BeginUse(state, dir string, training, inJournal bool, now time.Time) *FolderUse {
	if state == "" {
		return nil
	}
	folder := realFolder(dir)
	name := folder
	if training {
		name += "\x00training"
	}
	sum := sha256.Sum256([]byte(name))
	u := &FolderUse{path: filepath.Join(usesFolder(state), hex.EncodeToString(sum[:8])+".json")}
	if b, err := os.ReadFile(u.path); err != nil || json.Unmarshal(b, &u.uses) != nil {
		u.uses.Uses = nil
	}
	u.uses.Folder, u.uses.Training = folder, training
	all := u.uses.Uses
	if last := len(all) - 1; last < 0 || now.Sub(all[last].Until) > oneUse || now.Before(all[last].Since) || all[last].InJournal != inJournal {
		all = append(all, use{Since: now, InJournal: inJournal})
	}
	u.uses.Uses = all[max(0, len(all)-mostUses):]
	u.Until(now)
	return u
}

// Until notes that the folder is still open, or was until now. Where the state folder can't
// be written nothing is told of the use.
func (u *FolderUse) Until(now time.Time) {
	if u == nil {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.uses.Uses[len(u.uses.Uses)-1].Until = now
	b, err := json.MarshalIndent(u.uses, "", "  ")
	if err != nil || os.MkdirAll(filepath.Dir(u.path), 0o700) != nil {
		return
	}
	_ = replaceFile(u.path, append(b, '\n'))
}

// UsedBeside lists when data folders were in use on this computer beside the shop's, and when
// training was in use in its own folder without a word in its journal.
func UsedBeside(state, dir string) (found []facts.Folder) {
	files, err := os.ReadDir(usesFolder(state))
	if state == "" || err != nil {
		return nil // there is no such folder yet
	}
	own := realFolder(dir)
	for _, file := range files {
		var one uses
		b, err := os.ReadFile(filepath.Join(usesFolder(state), file.Name()))
		if err != nil || json.Unmarshal(b, &one) != nil {
			continue
		}
		for _, u := range one.Uses {
			if one.Folder != own || one.Training && !u.InJournal {
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
// folder was taken by another shop.
func KnownShops(state string) (folders []string) {
	files, err := os.ReadDir(state)
	if state == "" || err != nil {
		return nil
	}
	for _, file := range files {
		if r, err := readRecord(filepath.Join(state, file.Name())); err == nil && r.Shop != "" && !r.Mark.IsZero() {
			folders = append(folders, filepath.Dir(r.Folder))
		}
	}
	return folders
}
