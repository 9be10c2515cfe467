package report

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/everlinux/hagen/internal/source"
)

// A file that does not parse has secrets whose ranges nobody knows, and it is
// exactly the file whose lines are printed. So secrets are also looked for in
// its text: what is assigned to a name that sounds like a secret, and whatever a
// variable block that mentions "sensitive" holds, whether the block parses or
// not. In a file that does parse this hides nothing that is not hidden anyway.

var (
	// A block header in native syntax: type, labels, brace.
	headerLine = regexp.MustCompile(`^\s*([A-Za-z_][\w-]*)((?:\s+(?:"(?:[^"\\]|\\.)*"|[A-Za-z_][\w-]*))*)\s*\{`)
	labelText  = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"|([A-Za-z_][\w-]*)`)
	// name = value, name=value, "name": value
	assignment = regexp.MustCompile(`(?:^|[\s{,(;])"?([A-Za-z_][\w-]*)"?\s*[=:]\s*`)
	secretName = regexp.MustCompile(`(?i)passw|passphrase|secret|credential|private_?key|(?:api|auth|access)_?(?:key|token)`)
	// "name": { … "sensitive": true, in JSON syntax
	sensitiveJSON = regexp.MustCompile(`"([\w-]+)"\s*:\s*(?:\[\s*)?\{[^{}]*"sensitive"\s*:\s*true`)
)

// harmless are the attributes of a variable block that hold no value of it.
var harmless = map[string]bool{
	"type": true, "description": true, "sensitive": true, "nullable": true,
	"condition": true, "error_message": true,
}

// span is a range of byte offsets in one file.
type span struct{ from, to int }

// lexicalSecrets are the sensitive variables of the files, found by their text.
type lexicalSecrets struct {
	regions  map[string][]span // by file: the variable blocks that are sensitive
	defaults map[string]bool   // files in which no "default" may be shown
	names    map[string]bool   // of the sensitive variables, for files that set them
}

func findLexicalSecrets(files map[string][]byte, lines func(string) *source.Lines) *lexicalSecrets {
	s := &lexicalSecrets{regions: make(map[string][]span), defaults: make(map[string]bool), names: make(map[string]bool)}
	for name, src := range files {
		switch {
		case !bytes.Contains(src, []byte("sensitive")):
		case strings.HasSuffix(name, ".json"):
			s.defaults[name] = true
			for _, m := range sensitiveJSON.FindAllSubmatch(src, -1) {
				s.names[string(m[1])] = true
			}
		default:
			s.addVariables(name, src, lines(name))
		}
	}
	return s
}

// addVariables cuts the file at its block headers: a variable reaches to the
// next header, wherever its braces are.
func (s *lexicalSecrets) addVariables(name string, src []byte, lines *source.Lines) {
	label, start := "", -1
	finish := func(end int) {
		if start >= 0 && bytes.Contains(src[start:end], []byte("sensitive")) {
			s.regions[name] = append(s.regions[name], span{start, end})
			s.names[label] = true
		}
		start = -1
	}
	for n := 1; n <= lines.Count(); n++ {
		line := lines.Line(n)
		if !bytes.ContainsRune(line, '{') {
			continue
		}
		m := headerLine.FindSubmatch(line)
		switch {
		case m == nil || string(m[1]) == "validation": // the one block inside a variable
			continue
		case string(m[1]) == "variable":
			finish(lines.Start(n))
			label, start = firstLabel(m[2]), lines.Start(n)
		case line[0] != ' ' && line[0] != '\t': // another block at the left margin
			finish(lines.Start(n))
		}
	}
	finish(len(src))
}

func firstLabel(labels []byte) string {
	m := labelText.FindSubmatch(labels)
	if m == nil {
		return ""
	}
	return string(m[1]) + string(m[2])
}

// inLine returns what must be hidden of a line that begins at a byte offset, as
// offsets in the file, in order.
func (s *lexicalSecrets) inLine(file string, offset int, line []byte) []span {
	inside := s.inside(file, offset)
	all := assignment.FindAllSubmatchIndex(line, -1)
	if inside && len(all) == 0 && !headerLine.Match(line) && bytes.ContainsFunc(line, isText) {
		return []span{{offset, offset + len(line)}} // an element, or a line of a here-document
	}
	var spans []span
	for i, m := range all {
		name := string(line[m[2]:m[3]])
		from, to := m[1], len(line)
		if i+1 < len(all) {
			to = max(from, all[i+1][0])
		}
		value := bytes.TrimRight(line[from:to], " \t,;})>/")
		hide := inside && !harmless[name]
		hide = hide || name == "default" && s.defaults[file]
		hide = hide || (s.names[name] || secretName.MatchString(name)) && isWritten(file, value)
		if hide && len(value) > 0 {
			spans = append(spans, span{offset + from, offset + from + len(value)})
		}
	}
	return spans
}

func (s *lexicalSecrets) inside(file string, offset int) bool {
	for _, region := range s.regions[file] {
		if region.from <= offset && offset < region.to {
			return true
		}
	}
	return false
}

// isWritten tells whether a value is written out. In a topology, a reference
// ("var.password") shows nothing; in every other format a word is its own value.
func isWritten(file string, value []byte) bool {
	if !strings.HasSuffix(file, ".hcl") {
		return true
	}
	return bytes.ContainsAny(value, `"<`) || len(value) > 0 && '0' <= value[0] && value[0] <= '9'
}

func isText(r rune) bool { return !strings.ContainsRune("{}[]() \t,", r) }
