package outdir

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/origin"
)

// formatVersion is the version of the files in .hagen: a reader refuses another
// major version, and passes over what it does not know within its own.
const formatVersion = "1.0"

// state is what is noted of the files that builds wrote.
type state struct {
	files   map[string]*entry   // by path below the folder
	journal map[string][]string // digests that a killed build may have left, by path
	sources map[string]string   // digests of the topology's files, by the name that entries use
}

// entry is what is noted of one file.
type entry struct {
	mode      fs.FileMode
	sensitive bool
	digest    string // "" where it was kept in a sensitive.json that is gone
	origins   []run
}

// run is consecutive lines of a file that have one origin.
type run struct {
	lines  int
	source string // "" where no part of the topology caused the lines
	line   int
	column int
}

func newState() *state {
	return &state{files: make(map[string]*entry), journal: make(map[string][]string), sources: make(map[string]string)}
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// wrote tells whether a build wrote a file with this digest to this path.
func (s *state) wrote(name, digest string) bool {
	if e := s.files[name]; e != nil && e.digest == digest {
		return true
	}
	return slices.Contains(s.journal[name], digest)
}

// knows tells whether a build wrote, or was about to write, a file to this path.
func (s *state) knows(name string) bool {
	return s.files[name] != nil || s.journal[name] != nil
}

// forgot tells whether a build wrote a file whose digest is lost.
func (s *state) forgot(name string) bool {
	e := s.files[name]
	return e != nil && e.digest == ""
}

// names returns every path that the state knows, sorted.
func (s *state) names() []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(s.files)), maps.Keys(s.journal))
	slices.Sort(names)
	return slices.Compact(names)
}

// newEntry notes a file, whose origins name the sources through rename.
func newEntry(f *File, rename func(string) string) *entry {
	e := &entry{mode: f.Mode, sensitive: f.Sensitive, digest: digest(f.Content)}
	for _, l := range f.Lines {
		e.add(l, rename)
	}
	return e
}

func (e *entry) add(l origin.Line, rename func(string) string) {
	r := run{lines: 1}
	if l.Range.Filename != "" {
		r.source, r.line, r.column = rename(l.Range.Filename), l.Range.Start.Line, l.Range.Start.Column
	}
	if n := len(e.origins); n > 0 {
		last := e.origins[n-1]
		if r.lines = last.lines; r == last {
			e.origins[n-1].lines++
			return
		}
		r.lines = 1
	}
	e.origins = append(e.origins, r)
}

// The JSON forms. A manifest is written one file to a line, so that its own
// diffs can be read.
type manifestJSON struct {
	FormatVersion string             `json:"format_version"`
	Sources       []string           `json:"sources"`
	Files         []manifestFileJSON `json:"files"`
}

type manifestFileJSON struct {
	Path      string `json:"path"`
	Mode      string `json:"mode"`
	Sensitive bool   `json:"sensitive,omitempty"`
	SHA256    string `json:"sha256,omitempty"` // of sensitive files: in sensitive.json
	// Origins are runs of lines: [lines] without an origin, or else
	// [lines, index into sources, line, column].
	Origins [][]int `json:"origins"`
}

type sensitiveJSON struct {
	FormatVersion string            `json:"format_version"`
	Sources       map[string]string `json:"sources"` // SHA-256 by name, to know a topology that changed
	Files         map[string]string `json:"files"`   // SHA-256 by path
}

type journalJSON struct {
	FormatVersion string              `json:"format_version"`
	Files         map[string][]string `json:"files"` // SHA-256 by path
}

// manifest is the text of manifest.json.
func (s *state) manifest() []byte {
	var sources []string
	for _, e := range s.files {
		for _, r := range e.origins {
			if r.source != "" {
				sources = append(sources, r.source)
			}
		}
	}
	slices.Sort(sources)
	sources = slices.Compact(sources)
	index := make(map[string]int, len(sources))
	for i, name := range sources {
		index[name] = i
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n\"format_version\": %s,\n\"sources\": %s,\n\"files\": [", encode(formatVersion), encode(slices.Concat([]string{}, sources)))
	for i, name := range slices.Sorted(maps.Keys(s.files)) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.Write(encode(s.files[name].toJSON(name, index)))
	}
	b.WriteString("\n]\n}\n")
	return b.Bytes()
}

func (e *entry) toJSON(name string, sources map[string]int) manifestFileJSON {
	f := manifestFileJSON{Path: name, Mode: fmt.Sprintf("%04o", e.mode), Sensitive: e.sensitive, Origins: make([][]int, len(e.origins))}
	if !e.sensitive {
		f.SHA256 = e.digest
	}
	for i, r := range e.origins {
		if r.source == "" {
			f.Origins[i] = []int{r.lines}
		} else {
			f.Origins[i] = []int{r.lines, sources[r.source], r.line, r.column}
		}
	}
	return f
}

// sensitive is the text of sensitive.json.
func (s *state) sensitive() []byte {
	out := sensitiveJSON{FormatVersion: formatVersion, Sources: s.sources, Files: make(map[string]string)}
	for name, e := range s.files {
		if e.sensitive && e.digest != "" {
			out.Files[name] = e.digest
		}
	}
	src, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		panic(err) // strings and maps of strings
	}
	return append(src, '\n')
}

func (s *state) journalText() []byte {
	return append(encode(journalJSON{formatVersion, s.journal}), '\n')
}

// encode is compact JSON of a value that JSON can hold.
func encode(v any) []byte {
	src, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings, numbers and lists of them
	}
	return src
}

func (s *state) readManifest(src []byte) error {
	var in manifestJSON
	if err := decode(src, &in, &in.FormatVersion); err != nil {
		return err
	}
	for _, f := range in.Files {
		if !fs.ValidPath(f.Path) || path.Dir(f.Path) == "." || strings.HasPrefix(f.Path, stateDir+"/") {
			return damaged(fmt.Errorf("%q is not the path of a file of a host", f.Path))
		}
		mode, err := strconv.ParseUint(f.Mode, 8, 12)
		if err != nil {
			return damaged(err)
		}
		e := &entry{mode: fs.FileMode(mode), sensitive: f.Sensitive, digest: f.SHA256}
		for _, o := range f.Origins {
			switch {
			case len(o) == 1:
				e.origins = append(e.origins, run{lines: o[0]})
			case len(o) == 4 && 0 <= o[1] && o[1] < len(in.Sources):
				e.origins = append(e.origins, run{o[0], in.Sources[o[1]], o[2], o[3]})
			default:
				return damaged(fmt.Errorf("the origins of %q are not runs of lines", f.Path))
			}
		}
		s.files[f.Path] = e
	}
	return nil
}

func (s *state) readSensitive(src []byte) error {
	var in sensitiveJSON
	if err := decode(src, &in, &in.FormatVersion); err != nil {
		return err
	}
	for name, digest := range in.Files {
		if e := s.files[name]; e != nil && e.sensitive {
			e.digest = digest
		}
	}
	if in.Sources != nil {
		s.sources = in.Sources
	}
	return nil
}

func (s *state) readJournal(src []byte) error {
	var in journalJSON
	if err := decode(src, &in, &in.FormatVersion); err != nil {
		return err
	}
	for name := range in.Files {
		if !fs.ValidPath(name) || path.Dir(name) == "." || strings.HasPrefix(name, stateDir+"/") {
			return damaged(fmt.Errorf("%q is not the path of a file of a host", name))
		}
	}
	if in.Files != nil {
		s.journal = in.Files
	}
	return nil
}

func decode(src []byte, v any, version *string) error {
	if err := json.Unmarshal(src, v); err != nil {
		return damaged(err)
	}
	major, _, _ := strings.Cut(*version, ".")
	if want, _, _ := strings.Cut(formatVersion, "."); major != want {
		return fmt.Errorf("has format_version %q, and this release of hagen reads %q", *version, formatVersion)
	}
	return nil
}

// errDamaged is a file in .hagen that no build left like this.
var errDamaged = errors.New("the file is damaged; when it is removed, the next build takes its own files for a person's, and needs --force")

func damaged(err error) error { return fmt.Errorf("%w (%w)", errDamaged, err) }
