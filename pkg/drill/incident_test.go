package drill

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// measured measures logs and prints what they tell, a line for each part.
func measured(t *testing.T, logs ...string) (*Report, string) {
	t.Helper()
	var o Options
	for i, src := range logs {
		o.Logs = append(o.Logs, File{fmt.Sprint("log", i), []byte(src)})
	}
	r, diags := Measure(o)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var b strings.Builder
	for _, i := range r.Incidents {
		fmt.Fprintf(&b, "incident left %v quorum lost %v\n", i.Left, !i.QuorumLost.IsZero())
		for _, f := range i.Fencing {
			fmt.Fprintf(&b, "fencing %s by %s done %v:", f.Victim, f.By, f.Done)
			for _, a := range f.Attempts {
				d, ok := a.Duration()
				fmt.Fprintf(&b, " %v/%v/%v", d, ok, a.OK)
			}
			b.WriteByte('\n')
		}
		for _, p := range i.Replays {
			fmt.Fprintf(&b, "replay %s %s by %s: %d/%d in %v, %s\n", p.Filesystem, p.Journal, p.By, p.Replayed, p.Blocks, p.Took, p.Outcome)
		}
		for _, w := range i.Withdrawn {
			fmt.Fprintf(&b, "withdrawn %s\n", w)
		}
	}
	return r, b.String()
}

func TestIncidents(t *testing.T) {
	for _, tc := range []struct {
		name, log, want, assumed string
	}{
		{"cman 3, several devices, quiet retries", `
Jan  6 20:18:10 a corosync[1]:   [TOTEM ] A processor failed, forming new configuration.
Jan  6 20:18:22 a corosync[1]:   [QUORUM] Members[2]: 1 2
Jan  6 20:18:22 a corosync[1]:   [TOTEM ] A processor joined or left the membership and a new membership was formed.
Jan  6 20:18:22 a fenced[2]: fencing node c
Jan  6 20:18:30 a fenced[2]: fence c dev 0.0 agent fence_ipmilan result: error from agent
Jan  6 20:18:30 a fenced[2]: fence c dev 1.0 agent fence_apc result: error from agent
Jan  6 20:18:30 a fenced[2]: fence c failed
Jan  6 20:18:33 a fenced[2]: fencing node c
Jan  6 20:18:40 a fenced[2]: fence c failed
Jan  6 20:18:43 a fenced[2]: fencing node c
Jan  6 20:18:50 a fenced[2]: fence c failed
Jan  6 20:18:53 a fenced[2]: fencing node c still retrying
Jan  6 20:25:00 a fenced[2]: fence c success
Jan  6 20:25:01 a kernel: GFS2: fsid=k:f.0: jid=2: Trying to acquire journal lock...
Jan  6 20:25:01 a kernel: GFS2: fsid=k:f.0: jid=2: Replayed 3 of 4 blocks
Jan  6 20:25:01 a kernel: GFS2: fsid=k:f.0: jid=2: Journal replayed in 1s
Jan  6 20:25:01 a kernel: GFS2: fsid=k:f.0: jid=2: Done
`, `incident left [] quorum lost false
fencing c by a done true: 8s/true/false 7s/true/false 7s/true/false 0s/false/true
replay k:f 2 by a: 3/4 in 1s, Done
`, "fenced is silent"},
		{"corosync 3 with Pacemaker and dlm_controld", `
2026-01-06T20:18:10.100+00:00 a corosync[1]:   [TOTEM ] A processor failed, forming new configuration: token timed out (3650ms), waiting 4380ms for consensus.
2026-01-06T20:18:14.500+00:00 a corosync[1]:   [TOTEM ] A new membership (1.9e) was formed. Members left: 3
2026-01-06T20:18:14.600+00:00 a dlm_controld[5]: 99 fence request 3 pid 77 nodedown time 1 fence_all dlm_stonith
2026-01-06T20:18:15.000+00:00 a pacemaker-fenced[6]:  notice: Requesting peer fencing (reboot) targeting c
2026-01-06T20:18:15.010+00:00 a pacemaker-fenced[6]:  info: Requesting peer fencing (reboot) targeting c (duplicate)
2026-01-06T20:18:35.000+00:00 a pacemaker-fenced[6]:  notice: Operation 'reboot' targeting c by b for pacemaker-controld.9@a: OK (complete)
2026-01-06T20:18:35.100+00:00 a dlm_controld[5]: 99 fence result 3 pid 77 result 0 exit status
2026-01-06T20:18:35.200+00:00 a kernel: gfs2: fsid=k:f.1: jid=2: Trying to acquire journal lock...
2026-01-06T20:18:35.300+00:00 a kernel: gfs2: fsid=k:f.1: jid=2: Busy
`, `incident left [3] quorum lost false
fencing 3 by a done true: 20.5s/true/true
fencing c by a done true: 20s/true/true
replay k:f 2 by a: 0/0 in 0s, Busy
`, ""},
		{"quorum lost and back, a withdrawal", `
Jan  6 20:18:10 a openais[1]: [TOTEM] The token was lost in the OPERATIONAL state.
Jan  6 20:18:15 a openais[1]: [CLM  ] CLM CONFIGURATION CHANGE
Jan  6 20:18:15 a openais[1]: [CMAN ] quorum lost, blocking activity
Jan  6 20:18:16 a kernel: GFS2: fsid=k:f.1: about to withdraw this file system
Jan  6 20:40:15 a openais[1]: [CMAN ] quorum regained, resuming activity
`, "incident left [] quorum lost true\nwithdrawn k:f.1 on a\n", ""},
		{"two failures, an hour apart", `
Jan  6 20:18:10 a openais[1]: [TOTEM] The token was lost in the OPERATIONAL state.
Jan  6 20:18:15 a fenced[2]: fencing node "c"
Jan  6 20:18:25 a fenced[2]: fence "c" success
Jan  6 21:18:10 a openais[1]: [TOTEM] The token was lost in the OPERATIONAL state.
Jan  6 21:18:15 a fenced[2]: fencing node "b"
Jan  6 21:18:30 a fenced[2]: fence "b" overridden by administrator intervention
`, `incident left [] quorum lost false
fencing c by a done true: 10s/true/true
incident left [] quorum lost false
fencing b by a done true: 0s/false/false
`, ""},
		{"a clock that goes back during a try", `
Jan  6 20:18:15 a fenced[2]: fencing node "c"
Jan  6 19:18:25 a fenced[2]: fence "c" failed
Jan  6 19:18:30 a fenced[2]: fencing node "c"
Jan  6 19:18:40 a fenced[2]: fence "c" success
`, `incident left [] quorum lost false
fencing c by a done true: 0s/false/false 10s/true/true
`, "goes back by 59m50s between lines 2 and 3"},
		{"New Year without years", `
Dec 31 23:59:58 a openais[1]: [TOTEM] The token was lost in the OPERATIONAL state.
Dec 31 23:59:59 a fenced[2]: fencing node "c"
Jan  1 00:00:09 a fenced[2]: fence "c" success
`, "incident left [] quorum lost false\nfencing c by a done true: 10s/true/true\n", ""},
		{"two victims, one after the other", `
Jan  6 20:18:15 a fenced[2]: fencing node "c"
Jan  6 20:18:25 a fenced[2]: fence "c" success
Jan  6 20:18:25 a fenced[2]: fencing node "b"
Jan  6 20:18:45 a fenced[2]: fence "b" success
`, `incident left [] quorum lost false
fencing c by a done true: 10s/true/true
fencing b by a done true: 20s/true/true
`, ""},
		{"the beginning is cut off", `
Jan  6 20:18:25 a fenced[2]: fence "c" success
Jan  6 20:18:26 a kernel: GFS: fsid=k:f.0: jid=2: Done
`, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r, got := measured(t, tc.log)
			if got != tc.want {
				t.Errorf("got\n%s\nwant\n%s", got, tc.want)
			}
			if tc.assumed != "" && !strings.Contains(strings.Join(r.Assumptions, "\n"), tc.assumed) {
				t.Errorf("%q lacks %q", r.Assumptions, tc.assumed)
			}
		})
	}
}

// The model is asked about what happened: two nodes, of which one needed three
// tries, and about tries that the log is silent about.
func TestPredictedByTheLog(t *testing.T) {
	for _, tc := range []struct{ log, want string }{
		{`
Jan  6 20:18:10 a corosync[1]: [TOTEM ] A processor failed, forming new configuration.
Jan  6 20:18:22 a fenced[2]: fencing node c
Jan  6 20:18:23 a fenced[2]: fence c failed
Jan  6 20:18:26 a fenced[2]: fencing node c
Jan  6 20:18:28 a fenced[2]: fence c failed
Jan  6 20:18:31 a fenced[2]: fencing node c
Jan  6 20:18:41 a fenced[2]: fence c success
Jan  6 20:18:41 a fenced[2]: fencing node b
Jan  6 20:18:46 a fenced[2]: fence b success
`, "token 10s consensus 12s fencing 18s pauses 6s"},
		{`
Jan  6 20:18:10 a corosync[1]: [TOTEM ] A processor failed, forming new configuration.
Jan  6 20:18:22 a fenced[2]: fencing node c
Jan  6 20:18:23 a fenced[2]: fence c failed
Jan  6 20:20:23 a fenced[2]: fence c success
`, "token 10s consensus 12s fencing 2m1s"},
	} {
		r, _ := measured(t, tc.log)
		var got []string
		for _, term := range r.Comparisons[0].Predicted.Terms {
			got = append(got, term.Name, term.Most.String())
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("%v, want %s", got, tc.want)
		}
	}
}

// The logs of two hosts whose clocks differ tell of one incident.
func TestClocksOfSeveralHosts(t *testing.T) {
	r, got := measured(t, `
Jan  6 20:18:10 a openais[1]: [TOTEM] The token was lost in the OPERATIONAL state.
Jan  6 20:18:15 a openais[1]: [CLM  ] CLM CONFIGURATION CHANGE
Jan  6 20:18:15 a fenced[2]: fencing node "c"
Jan  6 20:18:35 a fenced[2]: fence "c" success
`, `
Jan  6 20:20:10 b openais[7]: [TOTEM] The token was lost in the OPERATIONAL state.
Jan  6 20:20:16 b openais[7]: [CLM  ] CLM CONFIGURATION CHANGE
Jan  6 20:20:16 b fenced[8]: fencing deferred to a
Jan  6 20:20:36 b kernel: GFS: fsid=k:f.1: jid=2: Done
`)
	want := "incident left [] quorum lost false\nfencing c by a done true: 20s/true/true\nreplay k:f 2 by b: 0/0 in 0s, Done\n"
	if got != want || len(r.Comparisons) != 1 {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if all := strings.Join(r.Assumptions, "\n"); !strings.Contains(all, "clock of b is ahead of that of a by 2m1s") {
		t.Error(all)
	}
	if end := r.Comparisons[0].End.Format("15:04:05"); end != "20:18:35" {
		t.Error(end)
	}
}

func TestArticle(t *testing.T) {
	r, diags := Measure(Options{
		Listings: []File{article(t, "reboot.ls"), article(t, "reset.ls")},
		Logs:     []File{article(t, "messages")},
	})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	if len(r.Freezes) != 2 || r.Freezes[0].Seconds != 123 || r.Freezes[1].Seconds != 179 {
		t.Errorf("freezes: %+v", r.Freezes)
	}
	var took []float64
	for _, a := range r.Fencing()[0].Attempts {
		d, _ := a.Duration()
		took = append(took, d.Seconds())
	}
	if fmt.Sprint(took) != "[32 36 13 68]" || !r.Fencing()[0].Done {
		t.Errorf("tries: %v", took)
	}
	c := r.Comparisons[0]
	if c.Predicted.Least.Seconds() != 178.8 || c.Predicted.Most.Seconds() != 179.8 || len(c.Freezes) != 1 || !c.Agrees(c.Freezes[0]) {
		t.Errorf("%+v", c)
	}
	if c.Start.Format("15:04:05") != "20:18:00" || c.End.Format("15:04:05") != "20:20:59" {
		t.Errorf("window %v to %v", c.Start, c.End)
	}
}

// The logs of corosync 3.1.7 on two nodes of three, as it wrote them to its own
// file when the third was killed at 22:00:39.65, with the times of its defaults.
func TestCorosync(t *testing.T) {
	var o Options
	for _, name := range []string{"node-01.log", "node-02.log"} {
		src, err := os.ReadFile("testdata/corosync/" + name)
		if err != nil {
			t.Fatal(err)
		}
		o.Logs = append(o.Logs, File{name, src})
	}
	_, o.Cluster = cluster(t, "debian12", 3, oneFence, "")
	r, diags := Measure(o)
	if diags.HasErrors() || len(r.Comparisons) != 1 {
		t.Fatalf("%v, %d failures", diags, len(r.Comparisons))
	}
	c := r.Comparisons[0]
	if fmt.Sprint(c.Incident.Left) != "[3]" || c.Start.Format("15:04:05") != "22:00:38" || c.End.Format("15:04:05") != "22:00:47" {
		t.Errorf("left %v, %v to %v", c.Incident.Left, c.Start, c.End)
	}
	timing, _ := TimingOf(o.Cluster)
	if c.Incident.Token != timing.Token.Value || c.Incident.Consensus != timing.Consensus.Value {
		t.Errorf("corosync says %v and %v, the table %v and %v", c.Incident.Token, c.Incident.Consensus, timing.Token.Value, timing.Consensus.Value)
	}
}
