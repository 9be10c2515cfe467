package drill

import (
	"fmt"
	"strings"
	"testing"
)

func TestReadRecord(t *testing.T) {
	for _, tc := range []struct{ line, want string }{
		{`Jan  6 20:18:10 node-01 fenced[2666]: fencing node "node-03"`, `0-01-06 20:18:10.000 node-01 fenced 2666 fencing node "node-03"`},
		{`<30>Jan  6 20:18:10 node-01 kernel: GFS2: x`, `0-01-06 20:18:10.000 node-01 kernel  GFS2: x`},
		{`Jan 06 20:18:10.250 node-01 corosync[1]:   [TOTEM ] x`, `0-01-06 20:18:10.250 node-01 corosync 1 [TOTEM ] x`},
		{`2009-01-06T20:18:10.5-02:00 node-01 fenced[2666]: x`, `2009-01-06 20:18:10.500-02:00 node-01 fenced 2666 x`},
		{`2009-01-06T20:18:10-0200 node-01 fenced[2666]: x`, `2009-01-06 20:18:10.000-02:00 node-01 fenced 2666 x`},
		{`<30>1 2009-01-06T22:18:10.003Z node-01 fenced 2666 - [a b="]\"c"][d] ` + "\ufeff" + `x y`, `2009-01-06 22:18:10.003+00:00 node-01 fenced 2666 x y`},
		{`<30>1 2009-01-06T22:18:10Z - fenced - - - x`, `2009-01-06 22:18:10.000+00:00  fenced  x`},
		{`Jan 06 20:18:10 fenced fencing node x`, `0-01-06 20:18:10.000  fenced  fencing node x`},
		{`Jan 06 20:18:10 corosync [TOTEM ] x`, `0-01-06 20:18:10.000  corosync  [TOTEM ] x`},
		{`Jan 06 20:18:10 [2646] node-01 corosync notice  [TOTEM ] x`, `0-01-06 20:18:10.000 node-01 corosync 2646 notice  [TOTEM ] x`},
		{`Jan 06 20:18:10 node-01 pacemaker-fenced    [12] (f) 	notice: x`, `0-01-06 20:18:10.000 node-01 pacemaker-fenced 12 (f) 	notice: x`},
		{`Feb 29 20:18:10 n k: x`, `0-02-29 20:18:10.000 n k  x`},
		{`Feb 30 20:18:10 n k: x`, ""},
		{`Jan  6 25:18:10 n k: x`, ""},
		{`Jan  6 20:18 n k: x`, ""},
		{`2009-01-06 20:18 n k: x`, ""},
		{`  continued`, ""},
		{`<30>`, ""},
		{`<30>1 2009`, ""},
		{`Jan`, ""},
	} {
		r, ok := readRecord([]byte(tc.line))
		got := ""
		if ok {
			s := r.stamp
			got = fmt.Sprintf("%d-%02d-%02d %02d:%02d:%02d.%03d", s.year, s.month, s.day, s.hour, s.minute, s.second, s.nano/1e6)
			if s.zoned {
				got += zoneName(s.offset)
			}
			got += fmt.Sprintf(" %s %s %s %s", r.host, r.tag, r.pid, r.message)
		}
		if got != tc.want {
			t.Errorf("%q:\n got %q\nwant %q", tc.line, got, tc.want)
		}
	}
}

func TestNotALog(t *testing.T) {
	_, diags := readLog("log", []byte("one\ntwo\n\n"))
	if len(diags) != 1 || !strings.Contains(diags[0].Detail, "None of its 2 lines") {
		t.Error(diags)
	}
}
