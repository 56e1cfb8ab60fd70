//go:build unix

package storage

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"psar/pos/fault"
)

// modeOf is a file's mode, without the link at its end.
func modeOf(t *testing.T, path string) os.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()
}

// aShop is a folder with a shop, closed.
func aShop(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := putEmpty(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Opening takes the rights of others on the folder and on what Psar keeps in it.
func TestOpenClosesTheFolderToOthers(t *testing.T) {
	t.Parallel()
	dir := aShop(t)
	names := []string{databaseName, databaseName + "-wal", databaseName + "-shm", trainingName, secretsName,
		ringName, folderIDName, lockName, "psar-before-v2-20260102T150405.000Z.db", "log", "paper", "reports"}
	for _, name := range names {
		path := filepath.Join(dir, name)
		var err error
		switch name {
		case databaseName:
		case "log", "paper", "reports":
			err = os.Mkdir(path, 0o755)
		default:
			err = os.WriteFile(path, nil, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	guide := filepath.Join(dir, "guide.txt") // the owner's own, whatever it is
	if err := os.WriteFile(guide, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, mode := range map[string]os.FileMode{dir: 0o755, guide: 0o644} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	if e := CheckAccess(dir); e == nil || e.Code != fault.DataExposed {
		t.Errorf("before: %v", e)
	}
	db := mustOpen(t, options(dir))
	if db.Notice() != nil || CheckAccess(dir) != nil {
		t.Errorf("said of a folder that was repaired: %v, %v", db.Notice(), CheckAccess(dir))
	}
	for _, name := range append(names, "") {
		if mode := modeOf(t, filepath.Join(dir, name)); mode.Perm() != 0o700 {
			t.Errorf("%q has %v", name, mode)
		}
	}
	if mode := modeOf(t, guide); mode != 0o644 {
		t.Errorf("the owner's file has %v", mode)
	}
}

// The rights of a file elsewhere are not changed through a link.
func TestOpenRepairsThroughNoLink(t *testing.T) {
	t.Parallel()
	dir, elsewhere := aShop(t), t.TempDir()
	letters := filepath.Join(elsewhere, "letters")
	if err := os.WriteFile(letters, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, mode := range map[string]os.FileMode{letters: 0o644, elsewhere: 0o755} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{"psar.letters": letters, "log": elsewhere} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	mustOpen(t, options(dir))
	if mode := modeOf(t, letters); mode.Perm() != 0o644 {
		t.Errorf("the file has %v", mode)
	}
	if mode := modeOf(t, elsewhere); mode.Perm() != 0o755 {
		t.Errorf("the folder has %v", mode)
	}
}

// A folder that is everybody's, such as /tmp, is not taken from them. A shop that is in it
// sells on and says so; a new one is not made.
func TestOpenInEverybodysFolder(t *testing.T) {
	t.Parallel()
	dir := aShop(t)
	if err := os.Chmod(dir, 0o777|os.ModeSticky); err != nil {
		t.Fatal(err)
	}
	db := mustOpen(t, options(dir))
	mustCommit(t, db, paid(1, 1, usd(350), noon))
	if n := db.Notice(); n == nil || n.Code != fault.DataExposed || n.Args[0] != "chmod -R go-rwx '"+dir+"'" {
		t.Errorf("the notice is %v", n)
	}
	if modeOf(t, dir).Perm() != 0o777 || modeOf(t, filepath.Join(dir, databaseName)).Perm() != 0o600 {
		t.Error(modeOf(t, dir), modeOf(t, filepath.Join(dir, databaseName)))
	}

	everybodys := filepath.Join(t.TempDir(), "it’s theirs")
	if err := os.Mkdir(everybodys, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(everybodys, 0o777|os.ModeSticky); err != nil {
		t.Fatal(err)
	}
	for _, training := range []bool{false, true} {
		o := options(everybodys)
		o.Training = training
		_, err := Open(context.Background(), o)
		wantCode(t, err, fault.DataNotPrivate, everybodys)
		if made, err := os.ReadDir(everybodys); err != nil || len(made) != 0 {
			t.Errorf("made %v, %v", made, err)
		}
	}
}

// A new shop takes an empty folder for itself, and not one in which others have files.
func TestOpenNewInAFolderOfOthers(t *testing.T) {
	t.Parallel()
	dir, _ := inDir(t)
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(dir, "index.html")
	if err := os.WriteFile(page, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(context.Background(), options(dir))
	wantCode(t, err, fault.DataNotPrivate, dir)
	if mode := modeOf(t, dir); mode.Perm() != 0o755 {
		t.Errorf("the folder has %v", mode)
	}
	if err := os.Remove(page); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, options(dir))
	if mode := modeOf(t, dir); mode.Perm() != 0o700 {
		t.Errorf("the folder has %v", mode)
	}
}

// A folder that is nobody else's may hold what it likes.
func TestOpenNewBesideOwnFiles(t *testing.T) {
	t.Parallel()
	dir, _ := inDir(t)
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "items.csv"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, options(dir))
}

// What only Psar writes in a data folder, by whatever path: nothing in another folder, and no name
// of somebody's own.
func TestIsOwn(t *testing.T) {
	t.Parallel()
	dir := filepath.Dir(mustOpenEmpty(t).path)
	for _, folder := range []string{"log", "reports", "mine", "paper/in"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]bool{
		databaseName: true, "PSAR.DB-wal": true, trainingName: true, secretsName: true, secretsName + ".x": true, ringName: true,
		folderIDName: true, lockName: true, "psar.sock": true, "psar-before-v2-20260102T150405.000Z.db": true, "log/psar.log": true,
		"log/../" + secretsName: true, "psar-day.csv": false, "day.csv": false, "reports/psar.db": false, "mine/psar.db": false,
	} {
		if got := IsOwn(filepath.Join(dir, filepath.FromSlash(name))); got != want {
			t.Errorf("%s: %v", name, got)
		}
		if IsOwn(filepath.Join(t.TempDir(), filepath.FromSlash(name))) {
			t.Errorf("%s, where no shop is", name)
		}
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Join(dir, "paper"), link); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{link + "/../" + databaseName: true, link + "/in/../../" + secretsName: true,
		link + "/../mine/" + databaseName: false, link + "/..": false, link + "/": false} {
		if got := IsOwn(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}
