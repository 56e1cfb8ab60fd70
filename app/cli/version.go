package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"psar/app"
	"psar/app/cli/jsonout"
)

type versionCommand struct {
	JSON bool `name:"json" help:"Print one JSON document."`
}

func (c *versionCommand) Run(s *session) error {
	v := jsonout.Version{
		Version: app.Version, Commit: app.Commit, Go: runtime.Version(),
		Toolkit: "fyne " + moduleVersion("fyne.io/fyne/v2"), System: runtime.GOOS + "/" + runtime.GOARCH,
	}
	if c.JSON {
		return s.printJSON(v)
	}
	_, err := fmt.Fprintf(s.out, "psar %s (%s), %s, %s, %s\n", v.Version, v.Commit, v.Go, v.Toolkit, v.System)
	return err
}

// moduleVersion is the version of a module that this program was built with.
func moduleVersion(path string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, m := range info.Deps {
		if m.Path == path {
			return m.Version
		}
	}
	return "unknown"
}
