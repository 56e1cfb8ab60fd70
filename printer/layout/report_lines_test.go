package layout_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"psar/assets/words"
	"psar/pos/queue"
	"psar/printer/layout"
)

// What a Z and an X report say on a narrow page, with a row of every section, in both languages.
func TestReportsSayEverySection(t *testing.T) {
	t.Parallel()
	for name, job := range map[string]queue.Job{"z": zJob(), "x": xJob()} {
		for _, lang := range []words.Language{words.English, words.Khmer} {
			var b strings.Builder
			for _, line := range layout.ReportLines(lang, *job.Report) {
				right := line.Right
				if line.Kind == layout.LineTally {
					right = "x " + strconv.Itoa(line.Count) + " " + line.Sum.Display()
				}
				switch {
				case line.Kind == layout.LineRule:
					b.WriteString("---\n")
				case right == "":
					b.WriteString(line.Left + "\n")
				default:
					b.WriteString(line.Left + " | " + right + "\n")
				}
			}
			golden := filepath.Join("testdata", name+"-"+string(lang)+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if want, err := os.ReadFile(golden); err != nil || string(want) != b.String() {
				t.Errorf("%s is another: %v; is it meant? then -update\n%s", golden, err, b.String())
			}
		}
	}
}
