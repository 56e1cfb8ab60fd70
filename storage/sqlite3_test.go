package storage

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/settings"
)

// commandLine is the sqlite3 program of the system: the same SQL on the same file, in C, as
// the lower bound of what a query costs.
type commandLine struct {
	b    testing.TB
	path string
}

func openCommandLine(b testing.TB, path string) commandLine {
	b.Helper()
	if _, err := exec.LookPath("sqlite3"); err != nil {
		b.Fatal("the command sqlite3 is what this is measured against: apt-get install sqlite3")
	}
	return commandLine{b, path}
}

// run runs a script, and returns how long it took.
func (c commandLine) run(script string) time.Duration {
	c.b.Helper()
	took, _ := c.cost(script)
	return took
}

// cost runs a script, and returns how long it took, and how much of a core.
func (c commandLine) cost(script string) (took, core time.Duration) {
	c.b.Helper()
	cmd := exec.Command("sqlite3", "-batch", "-bail", "-init", os.DevNull, c.path)
	cmd.Stdin = strings.NewReader(script)
	var said strings.Builder
	cmd.Stderr = &said
	begun := time.Now()
	if err := cmd.Run(); err != nil {
		c.b.Fatalf("sqlite3: %v\n%s", err, said.String())
	}
	return time.Since(begun), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// each returns how long one run of some statements takes, without the program's start.
func (c commandLine) each(statements string) time.Duration {
	c.b.Helper()
	const again = 300
	start := c.run(".schema items\n")
	return max(c.run(".schema items\n"+strings.Repeat(statements, again))-start, 1) / again
}

// recorder is a querier that records the SQL that it runs, with its arguments filled in.
type recorder struct {
	querier
	statements strings.Builder
}

func (r *recorder) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	for _, a := range args {
		literal := fmt.Sprint(a)
		if s, ok := a.(string); ok {
			literal = "'" + strings.ReplaceAll(s, "'", "''") + "'"
		}
		query = strings.Replace(query, "?", literal, 1)
	}
	r.statements.WriteString(query + ";\n")
	return r.querier.QueryContext(ctx, query)
}

// noSecrets keeps nothing.
type noSecrets struct{}

func (noSecrets) Secret(settings.Key) (string, error)  { return "", nil }
func (noSecrets) SetSecret(settings.Key, string) error { return nil }
func (noSecrets) Notice() *fault.Error                 { return nil }
