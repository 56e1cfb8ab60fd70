package storage

import (
	"context"
	"flag"
	"os"
	"slices"
	"testing"
)

var updateSchema = flag.Bool("update", false, "write schema.txt anew")

// The text that the schema of each shop is compared with is what the migrations make.
func TestProgramSchema(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := create(context.Background(), databasePath(dir, false), migrations()); err != nil { // not a copy of an older one
		t.Fatal(err)
	}
	db := mustOpen(t, options(dir))
	text, err := schemaText(context.Background(), db.read)
	if err != nil {
		t.Fatal(err)
	}
	if *updateSchema {
		if err := os.WriteFile("schema.txt", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if lacks, has := schemaDiffers(text); text != programSchema {
		t.Errorf("the migrations make another schema: without %v, with %v. Write schema.txt anew: go test ./storage -run TestProgramSchema -update", lacks, has)
	}
}

// A trigger, an index or a column that the program did not make is shown, however it is named.
func TestSchemaDiffers(t *testing.T) {
	t.Parallel()
	for sql, want := range map[string][2][]string{
		"CREATE TRIGGER zz AFTER INSERT ON sales BEGIN DELETE FROM alarms; END": {nil, {"trigger zz"}},
		"DROP TRIGGER alarms_no_delete":                                         {{"trigger alarms_no_delete"}, nil},
		"DROP INDEX journal_power":                                              {{"index journal_power"}, nil},
		"ALTER TABLE settings ADD COLUMN x TEXT":                                {{"table settings"}, {"table settings"}},
		"CREATE VIEW v AS SELECT 1":                                             {nil, {"view v"}},
		"ANALYZE":                                                               {nil, nil},
	} {
		db := mustOpen(t, options(t.TempDir()))
		err := db.write.transact(context.Background(), func(tx transaction) error { return second(tx.w.conn.ExecContext(tx.ctx, sql)) })
		if err != nil {
			t.Fatal(err)
		}
		text, err := schemaText(context.Background(), db.read)
		if err != nil {
			t.Fatal(err)
		}
		if lacks, has := schemaDiffers(text); !slices.Equal(lacks, want[0]) || !slices.Equal(has, want[1]) {
			t.Errorf("%s: without %v, with %v", sql, lacks, has)
		}
	}
}

func second[T any](_ T, err error) error { return err }
