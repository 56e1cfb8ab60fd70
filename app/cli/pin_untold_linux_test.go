package cli

import (
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"psar/app/apptest"
)

// asPlain has the modes of files hold for the processes that f starts, root's too.
func asPlain(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // and never unlocked: the thread ends here
		for _, right := range []uintptr{unix.CAP_DAC_OVERRIDE, unix.CAP_DAC_READ_SEARCH} {
			_ = unix.Prctl(unix.PR_CAPBSET_DROP, right, 0, 0, 0) // fails for everybody else
		}
		f()
	}()
	<-done
}

// Where a wrong PIN could not be told, because nothing can be written, none is compared: the right
// one gets the same answer, so that nothing can be tried.
func TestNoPINIsTriedWhereNothingCanBeWritten(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "shop")
	hire(t, psar, dir)
	db, err := sql.Open("sqlite", filepath.Join(dir, "psar.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var rows int // read, so that the files beside the database stay there
	if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM journal").Scan(&rows); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "psar.*"))
	if err != nil || len(files) < 4 {
		t.Fatalf("%v, %v", files, err)
	}
	mode := func(bits os.FileMode, paths ...string) {
		for _, path := range paths {
			if err := os.Chmod(path, bits); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, locked := range map[string]func(){
		"all of it":    func() { mode(0o400, files...); mode(0o500, dir) },
		"the folder":   func() { mode(0o500, dir) },
		"the database": func() { mode(0o400, filepath.Join(dir, "psar.db")) },
		"the lock":     func() { mode(0o400, filepath.Join(dir, "psar.lock")) },
	} {
		locked()
		for _, pin := range []string{"918274", "918273"} {
			for _, args := range [][]string{{"report"}, {"shift", "show"}, {"report", "--audit"}} {
				var said string
				var exit int
				asPlain(func() { said, exit = reads(t, apptest.Process(t), dir, pin, args...) })
				if exit != exitFailed || !strings.Contains(said, "No PIN is checked in this folder") || strings.Contains(said, "$250") {
					t.Errorf("%s can't be written: %v by %s: exit %d\n%s", name, args, pin, exit, said)
				}
			}
		}
		mode(0o700, dir)
		mode(0o600, files...)
	}
	if said, exit := reads(t, psar, dir, "918273", "report"); exit != exitOK || !strings.Contains(said, "$250") {
		t.Errorf("written again: exit %d\n%s", exit, said)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".room-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
