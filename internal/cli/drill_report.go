package cli

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/everlinux/hagen/internal/wholefile"
	"github.com/everlinux/hagen/pkg/drill"
	"github.com/everlinux/hagen/pkg/topology"
)

// drillReportFlags are the flags of hagen drill report.
type drillReportFlags struct {
	drillTopology
	listings, logs       []string
	format, output, zone string
	year                 int
	threshold, limit     time.Duration
}

// reportForms are the forms of a report, by the name of --format.
var reportForms = map[string]func(*drill.Report, io.Writer) error{
	"text": (*drill.Report).WriteText,
	"json": (*drill.Report).WriteJSON,
	"svg":  (*drill.Report).WriteSVG,
}

func (p *program) drillReportCommand() *cobra.Command {
	var f drillReportFlags
	cmd := &cobra.Command{
		Use:   "report [TOPOLOGY...]",
		Short: "Measure a drill by what the probe and the daemons left behind",
		Long: `Report reads what a drill left behind: listings of the directory that the probe wrote
to (ls -l, in any of the known languages), or the probe's own log, and the system logs
of openais or corosync, fenced, dlm_controld, Pacemaker and the kernel's GFS and GFS2.
It tells how long writes stood still, each try of fencing with its duration, the replay
of journals, and sets beside that what the timeouts of the cluster predict. With a
topology its timeouts count, otherwise the defaults of the daemons that wrote the logs.

With --limit it exits with 1 where a freeze is longer.

Old logs and listings name no year and no time zone: --year and --zone give them where
they matter. Whatever had to be assumed is listed at the end. - is the standard input.`,
		Example: `  hagen drill report --listing gfs.txt --log messages
  hagen drill report topology.hcl --listing probe.log --log node-01/messages --log node-02/messages --format json
  hagen drill report --listing probe.log --limit 90s
  LC_ALL=C ls -l /gfs/drill | hagen drill report --listing -`,
		RunE: func(cmd *cobra.Command, args []string) error { return p.drillReport(cmd, f, args) },
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&f.listings, "listing", nil, "a `file` with the listing of the probe's directory, or the probe's log (may be repeated)")
	flags.StringArrayVar(&f.logs, "log", nil, "a `file` with a system log, or the probe's log (may be repeated)")
	flags.StringVar(&f.format, "format", "text", "the `form` of the report: text, json or svg")
	flags.StringVarP(&f.output, "output", "o", "", "write the report to this `file`, not to the standard output")
	flags.IntVar(&f.year, "year", 0, "the `year` of the first time in each file that names none")
	flags.StringVar(&f.zone, "zone", "", "the `offset` from UTC of times that name none, as -03:00")
	flags.DurationVar(&f.threshold, "threshold", 0, "the shortest standstill that counts as a freeze, as 10s (default 5s, or three times the usual distance of two writes)")
	flags.DurationVar(&f.limit, "limit", 0, "the longest freeze with which the drill is passed, as `90s`; exit with 1 where one is longer")
	f.addFlags(cmd)
	complete(cmd, "format", "text", "json", "svg")
	return cmd
}

func (p *program) drillReport(cmd *cobra.Command, f drillReportFlags, args []string) error {
	write := reportForms[f.format]
	if write == nil {
		return wrongUsage(cmd, "--format is %q; it can be text, json or svg", f.format)
	}
	o, err := f.options(cmd)
	if err != nil {
		return err
	}
	var t *topology.Topology
	if len(args) > 0 {
		if t, o.Cluster, err = f.read(p, cmd, args); err != nil {
			return err
		}
	}
	files := make(map[string][]byte)
	if o.Listings, err = p.readEvidence(cmd, files, f.listings); err != nil {
		return err
	}
	if o.Logs, err = p.readEvidence(cmd, files, f.logs); err != nil {
		return err
	}
	r, diags := drill.Measure(o)
	if err := p.reportRead(diags, files, t); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(r, &b); err != nil {
		return cannot(err)
	}
	text := b.Bytes()
	if t != nil {
		text = []byte(t.Secrets.Mask(b.String()))
	}
	if err := p.writeTo(f.output, text, 0o666); err != nil {
		return err
	}
	switch {
	case f.limit > 0 && len(r.Probes) == 0: // nothing measured is nothing passed
		return wrongUsage(cmd, "--limit needs what a probe left: give it with --listing")
	case len(r.Exceeding()) > 0:
		return &exitError{code: exitFound}
	}
	return nil
}

// options are what the flags say about reading.
func (f *drillReportFlags) options(cmd *cobra.Command) (drill.Options, error) {
	o := drill.Options{Year: f.year, Threshold: f.threshold, Limit: f.limit}
	switch {
	case len(f.listings)+len(f.logs) == 0:
		return o, wrongUsage(cmd, "nothing to read: give --listing or --log")
	case f.year != 0 && (f.year < 1970 || f.year > 9999):
		return o, wrongUsage(cmd, "--year is %d; it can be 1970 to 9999", f.year)
	case f.threshold < 0 || f.limit < 0:
		return o, wrongUsage(cmd, "--threshold and --limit cannot be negative")
	case f.zone == "":
		return o, nil
	}
	offset, err := drill.ParseOffset(f.zone)
	if err != nil {
		return o, wrongUsage(cmd, "--zone: %v", err)
	}
	o.Zone = &offset
	return o, nil
}

// readEvidence reads files that a drill left; "-" is the standard input, once.
func (p *program) readEvidence(cmd *cobra.Command, files map[string][]byte, names []string) ([]drill.File, error) {
	var list []drill.File
	for _, name := range names {
		var src []byte
		var err error
		switch {
		case name != "-":
			name = filepath.Clean(name)
			src, err = os.ReadFile(name)
		case files[stdinName] != nil:
			return nil, wrongUsage(cmd, "the standard input can be read once")
		default:
			name = stdinName
			if src, err = io.ReadAll(p.stdin); err != nil {
				err = fmt.Errorf("cannot read the standard input: %w", err)
			}
		}
		if err != nil {
			return nil, cannot(err)
		}
		if src == nil { // it is read, though there is nothing in it
			src = []byte{}
		}
		files[name] = src
		list = append(list, drill.File{Name: name, Src: src})
	}
	return list, nil
}

// writeTo writes results to a file, as a whole, or to the standard output where
// none is named. A file that does not exist gets the mode, as the umask has it.
func (p *program) writeTo(name string, text []byte, mode fs.FileMode) error {
	if name == "" {
		_, err := p.stdout.Write(text)
		return cannot(err)
	}
	return cannot(wholefile.Write(name, text, mode))
}

// enumerated lists names.
func enumerated(names []string) string { return strings.Join(names, ", ") }
