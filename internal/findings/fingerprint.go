package findings

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// fingerprints tell findings apart, and know them again when lines move: they are
// made of the rule, the file, the text of the line with its white space evened
// out, and a count of those that are equal so far. The text is that which may be
// shown: a digest of a short secret would give it away.
type fingerprints struct {
	report *Report
	seen   map[string]int
	last   evenedLine
}

// evenedLine is the text of a line. It is kept, for many findings may be on one
// long line.
type evenedLine struct {
	file   string
	line   int
	digest [sha256.Size]byte
}

func (p *fingerprints) of(f *Finding) string {
	key := strings.Join([]string{f.Rule.ID, p.report.name(f.At.Filename), string(p.digest(f.At.Filename, f.At.Start.Line))}, "\x00")
	p.seen[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, p.seen[key]))
	return hex.EncodeToString(sum[:16])
}

// digest is that of a line with its white space evened out.
func (p *fingerprints) digest(file string, line int) []byte {
	if p.last.file != file || p.last.line != line {
		text := strings.Join(strings.Fields(p.report.viewer.Lines(file)(line)), " ")
		p.last = evenedLine{file, line, sha256.Sum256([]byte(text))}
	}
	return p.last.digest[:]
}
