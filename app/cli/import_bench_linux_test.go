package cli

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"psar/app/apptest"
)

// BenchmarkImportCheckMillion measures the most memory that import --check of a list of a
// million lines takes of the system, the program and its toolkit included: max-rss-MB has to
// stay under 150. The shop has no items, or a hundred thousand of the same list.
func BenchmarkImportCheckMillion(b *testing.B) {
	path, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	write := func(name string, lines int) string {
		file := filepath.Join(b.TempDir(), name)
		f, err := os.Create(file)
		if err != nil {
			b.Fatal(err)
		}
		out := bufio.NewWriter(f)
		fmt.Fprintln(out, "name,barcode,price,currency")
		for i := range lines {
			fmt.Fprintf(out, "Mekong green tea %07d 500 ml,A%09d,%d.50,USD\n", i, i, 1+i%90)
		}
		if err := out.Flush(); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
		return file
	}
	whole, part := write("million.csv", 1_000_000), write("part.csv", 100_000)
	run := func(dir string, args ...string) *os.ProcessState {
		cmd := exec.Command(path, append([]string{"--data", dir, "import", "items"}, args...)...)
		cmd.Env = apptest.Env()
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		return cmd.ProcessState
	}
	for name, items := range map[string]bool{"Empty": false, "HundredThousand": true} {
		dir := b.TempDir()
		set := exec.Command(path, "--data", dir, "settings", "set", "shop.name", "Sokha")
		set.Env = apptest.Env()
		if out, err := set.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		if items {
			run(dir, part)
		}
		b.Run(name, func(b *testing.B) {
			most := int64(0)
			for b.Loop() {
				state := run(dir, "--check", whole)
				most = max(most, state.SysUsage().(*syscall.Rusage).Maxrss)
			}
			b.ReportMetric(float64(most)/1024, "max-rss-MB")
		})
	}
}
