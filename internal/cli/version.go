package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is what a build of hagen knows about itself. The names of the JSON
// form are a promise.
type version struct {
	FormatVersion string `json:"format_version"`
	Version       string `json:"version"`
	Commit        string `json:"commit,omitempty"`
	Date          string `json:"date,omitempty"` // of the commit
	Modified      bool   `json:"modified"`       // the sources differ from the commit
	Go            string `json:"go"`
	OS            string `json:"os"`
	Arch          string `json:"arch"`
}

// readVersion asks the Go toolchain, which noted it in the binary.
func readVersion() version {
	v := version{FormatVersion: "1.0", Version: "(devel)", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	v.Version = cmp.Or(info.Main.Version, v.Version)
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Commit = s.Value
		case "vcs.time":
			v.Date = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	return v
}

func (p *program) versionCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version of hagen",
		Args:  exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			v := readVersion()
			switch format {
			case "text":
				fmt.Fprintf(p.stdout, "hagen %s\n", v.Version)
				if v.Commit != "" {
					fmt.Fprintf(p.stdout, "commit %s, %s%s\n", v.Commit, v.Date, map[bool]string{true: ", modified"}[v.Modified])
				}
				fmt.Fprintf(p.stdout, "%s %s/%s\n", v.Go, v.OS, v.Arch)
			case "json":
				out := json.NewEncoder(p.stdout)
				out.SetIndent("", "  ")
				return cannot(out.Encode(v))
			default:
				return unknownFormat(cmd, format, []string{"text", "json"})
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "the `form` of the output: text or json")
	complete(cmd, "format", "text", "json")
	return cmd
}
