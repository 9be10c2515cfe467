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
}

func (p *fingerprints) of(f *Finding) string {
	at := f.At
	line := strings.Join(strings.Fields(p.report.viewer.Lines(at.Filename)(at.Start.Line)), " ")
	base := sha256.Sum256([]byte(strings.Join([]string{f.Rule.ID, p.report.name(at.Filename), line}, "\x00")))
	key := string(base[:])
	p.seen[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, p.seen[key]))
	return hex.EncodeToString(sum[:16])
}
