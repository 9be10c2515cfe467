package drill

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
)

// logFile is what a system log tells.
type logFile struct {
	name      string
	events    []*event
	records   int // lines with a time
	unstamped int // lines without one
}

// readLog reads a system log. Lines without a time are continuations of messages
// of several lines, and are passed over; a file of such lines alone is an error.
func readLog(file string, src []byte) (*logFile, hcl.Diagnostics) {
	l := &logFile{name: file}
	for ln := range lines(src) {
		if len(bytes.TrimSpace(ln.text)) == 0 {
			continue
		}
		r, ok := readRecord(ln.text)
		if !ok {
			l.unstamped++
			continue
		}
		l.records++
		if e := recognise(r); e != nil {
			e.source = ln.whole(file)
			l.events = append(l.events, e)
		}
	}
	if l.records > 0 {
		return l, nil
	}
	at := hcl.Range{Filename: file, Start: hcl.InitialPos, End: hcl.InitialPos}
	return l, hcl.Diagnostics{problem("Not a system log", at, "None of its %d lines begins with a time as the system loggers write it: \"Jan  6 20:18:10 node-01 fenced[2666]: …\" or \"2009-01-06T20:18:10-02:00 node-01 …\".", l.unstamped)}
}
