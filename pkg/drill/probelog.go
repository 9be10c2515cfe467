package drill

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
)

// probeHeader begins the log of [Probe]'s script, and each run in it.
const probeHeader = "# hagen-probe 1"

// IsProbeLog tells whether a file is the log of [Probe]'s script.
func IsProbeLog(src []byte) bool {
	return bytes.HasPrefix(bytes.TrimPrefix(src, []byte("\ufeff")), []byte(probeHeader))
}

// probeRun is one run of the probe, by its own log.
type probeRun struct {
	host   string
	writes []loggedWrite
}

// loggedWrite is a write with the times of a clock that nobody sets: the seconds
// since the host booted.
type loggedWrite struct {
	name     string
	wall     stamp // when it began, by the host's clock
	from, to time.Duration
	ended    bool
	failed   bool
	source   hcl.Range
}

// readProbeLog reads the log of [Probe]'s script: a header for each run, and for
// each write a line when it began and one when it ended.
//
//	# hagen-probe 1 host=node-01 dir=/gfs interval=1
//	1 start 4711.08 2009-01-06T20:18:01-0200 node-01-20090106T221801Z-1
//	1 end 4711.11 2009-01-06T20:18:01-0200 0
//
// A last line that a dying host did not finish is passed over, and so are the
// NULs that a filesystem puts in the place of data that it lost.
func readProbeLog(file string, src []byte) ([]*probeRun, hcl.Diagnostics) {
	var runs []*probeRun
	var diags hcl.Diagnostics
	for ln := range lines(src) {
		if i := bytes.IndexByte(ln.text, 0); i >= 0 {
			ln.text, ln.ended = ln.text[:i], false
		}
		if len(bytes.TrimSpace(ln.text)) == 0 {
			continue
		}
		if ln.text[0] == '#' {
			if bytes.HasPrefix(ln.text, []byte(probeHeader)) {
				runs = append(runs, &probeRun{host: headerValue(string(ln.text), "host")})
			}
			continue
		}
		if len(runs) == 0 {
			diags = append(diags, problem("Not the probe's log", ln.whole(file), "The log begins with a line %q.", probeHeader))
			break
		}
		if message := runs[len(runs)-1].add(file, ln); message != "" && ln.ended {
			diags = append(diags, problem("Not a line of the probe", ln.whole(file), "%s", message))
		}
	}
	return runs, diags
}

// headerValue returns the value of key=value in the header.
func headerValue(header, key string) string {
	for field := range strings.FieldsSeq(header) {
		if value, ok := strings.CutPrefix(field, key+"="); ok {
			return value
		}
	}
	return ""
}

// add adds a line to the run, and says what is wrong with it, "" for nothing.
func (r *probeRun) add(file string, ln line) string {
	fields := strings.Fields(string(ln.text))
	if len(fields) < 5 {
		return "A line has a number, \"start\" or \"end\", the uptime, the time, and the file's name or the exit code."
	}
	up, err := strconv.ParseFloat(fields[2], 64)
	if err != nil || up < 0 || up > 1e9 {
		return "The third field is the host's uptime in seconds."
	}
	at := time.Duration(up*1000+0.5) * time.Millisecond
	p := &cursor{text: []byte(fields[3])}
	wall, ok := p.isoTime()
	if !ok || !p.done() || !wall.valid() {
		return "The fourth field is a time with its offset from UTC, as in 2009-01-06T20:18:01-0200."
	}
	switch last := len(r.writes) - 1; fields[1] {
	case "start":
		r.writes = append(r.writes, loggedWrite{name: fields[4], wall: wall, from: at, source: ln.whole(file)})
	case "end":
		if last < 0 || r.writes[last].ended {
			return "A write ends here that did not begin."
		}
		if at < r.writes[last].from {
			return "The uptime goes back, which it does at a reboot only; each run of the probe begins with a header."
		}
		w := &r.writes[last]
		w.to, w.ended, w.failed = at, true, fields[4] != "0"
	default:
		return "The second field is \"start\" or \"end\"."
	}
	return ""
}

// isoTime reads a date, a time and the zone that may follow, as ISO 8601 and RFC
// 3339 write them.
func (p *cursor) isoTime() (s stamp, ok bool) {
	if !p.isoDate(&s) || !p.oneOf("T ") || !p.clock(&s) || s.unit > time.Second {
		return s, false
	}
	s.offset, s.zoned = p.offset()
	return s, true
}
