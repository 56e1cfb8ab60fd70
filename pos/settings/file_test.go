package settings_test

import (
	"strings"
	"testing"

	"psar/pos/settings"
)

func TestFile(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/etc/psar/office.pem", "/etc/psar/a#sha256=b.pem", "/etc/ការិយាល័យ.pem", ""} {
		f := settings.NewFile(path, []byte("certificates"))
		if got := settings.FileOf(f.Value()); got != f || len(f.Sum) != 64 {
			t.Errorf("%s: %+v", path, got)
		}
		if got := settings.FileOf(path); got.Path != path || got.Sum != "" || got.Value() != path {
			t.Errorf("of an older program: %+v", got)
		}
	}
	spec, err := settings.SpecOf(settings.GatewayCAFile)
	if err != nil {
		t.Fatal(err)
	}
	long := "/" + strings.Repeat("a", 299)
	for value, good := range map[string]bool{
		settings.NewFile("/etc/psar/office.pem", nil).Value(): true, settings.NewFile(long, nil).Value(): true,
		"/etc/psar/office.pem": false, "office.pem": false, settings.NewFile("office.pem", nil).Value(): false,
		"/etc/psar/office.pem#sha256=" + strings.Repeat("x", 64): false, settings.NewFile(long+"a", nil).Value(): false,
	} {
		if err := spec.CheckValue(value); (err == nil) != good {
			t.Errorf("%s: %v", value, err)
		}
	}
}
