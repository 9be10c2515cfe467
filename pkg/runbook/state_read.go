package runbook

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
	"github.com/everlinux/hagen/internal/suggest"
)

// StateFile is the output of one command.
type StateFile struct {
	// Host is where the command ran; "" where its output is the same on all.
	Host string
	// Name is the file's, for diagnostics; its base name tells the command: pvs.json,
	// pvs.txt, vgs.…, lvs.…, scsi.txt, lsscsi.txt, df.txt, gfs.txt, mounts.txt.
	Name string
	Src  []byte
}

// stateReaders tell which parser reads which file.
var stateReaders = map[string]struct {
	command Command
	read    func(*reader, *HostState)
}{
	"pvs.txt": {PVS, readPVs(textTable)}, "pvs.json": {PVS, readPVs(jsonTable)},
	"vgs.txt": {VGS, readVGs(textTable)}, "vgs.json": {VGS, readVGs(jsonTable)},
	"lvs.txt": {LVS, readLVs(textTable)}, "lvs.json": {LVS, readLVs(jsonTable)},
	"scsi.txt": {SCSI, readSCSI}, "lsscsi.txt": {SCSI, readSCSI},
	"df.txt":     {DF, readDF},
	"gfs.txt":    {GFSTool, readGFS},
	"mounts.txt": {MountList, readMounts},
}

// StateNames are the base names that [ReadState] knows, sorted.
func StateNames() []string { return slices.Sorted(maps.Keys(stateReaders)) }

// ReadState reads the files of a state. A file that cannot be read whole is an
// error, and so are two files that hold the output of one command on one host. A
// file of another name is passed over with a warning.
func ReadState(files []StateFile) (*State, hcl.Diagnostics) {
	files = slices.SortedFunc(slices.Values(files), func(a, b StateFile) int {
		return cmp.Or(cmp.Compare(a.Host, b.Host), cmp.Compare(a.Name, b.Name))
	})
	s := &State{Hosts: make(map[string]*HostState)}
	var diags hcl.Diagnostics
	for _, f := range files {
		base := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
		r := newReader(f)
		kind, ok := stateReaders[base]
		if !ok {
			diags = append(diags, r.diagnostic(hcl.DiagWarning, r.start(), "Unknown state file",
				"%s is not read.%s The files are %s.", base, suggest.DidYouMean(base, StateNames()), strings.Join(StateNames(), ", ")))
			continue
		}
		h := s.Hosts[f.Host]
		if h == nil {
			h = &HostState{Files: make(map[Command]hcl.Range)}
			s.Hosts[f.Host] = h
		}
		if other, twice := h.Files[kind.command]; twice {
			diags = append(diags, r.diagnostic(hcl.DiagError, r.start(), "One command twice", "%s holds the output of the same command as %s; leave one of them out.", f.Name, other.Filename))
			continue
		}
		h.Files[kind.command] = r.start()
		if len(strings.TrimSpace(string(f.Src))) == 0 && kind.command != PVS && kind.command != VGS && kind.command != LVS {
			r.errorf(r.start(), "Empty state file", "%s is empty: the command said nothing, or failed.", f.Name)
		} else {
			kind.read(r, h)
		}
		diags = append(diags, r.diags...)
	}
	return s, diags
}

// reader reads one file.
type reader struct {
	name  string
	src   []byte
	lines *source.Lines
	diags hcl.Diagnostics
}

func newReader(f StateFile) *reader {
	return &reader{name: f.Name, src: f.Src, lines: source.NewLines(f.Src)}
}

func (r *reader) start() hcl.Range { return r.lines.Range(r.name, 0, 0) }

// between is the range of bytes from start up to end.
func (r *reader) between(start, end int) hcl.Range { return r.lines.Range(r.name, start, end) }

func (r *reader) diagnostic(severity hcl.DiagnosticSeverity, at hcl.Range, summary, format string, args ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: severity, Summary: summary, Detail: fmt.Sprintf(format, args...), Subject: &at}
}

func (r *reader) errorf(at hcl.Range, summary, format string, args ...any) {
	r.diags = append(r.diags, r.diagnostic(hcl.DiagError, at, summary, format, args...))
}

// eachLine calls do with every line and the offset at which it begins.
func (r *reader) eachLine(do func(n, offset int, line string)) {
	for n := 1; n <= r.lines.Count(); n++ {
		do(n, r.lines.Start(n), string(r.lines.Line(n)))
	}
}
