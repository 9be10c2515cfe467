package drill

import (
	"strings"
	"testing"
	"time"
)

func TestParseOffset(t *testing.T) {
	for text, want := range map[string]int{"Z": 0, "+00:00": 0, "-03:00": -10800, "+0530": 19800, "+02": 7200} {
		if got, err := ParseOffset(text); err != nil || got != want {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "3", "-3:00", "+15:00", "+01:60", "+01:", "BRT", "-03:00 "} {
		if _, err := ParseOffset(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

// A stamp without a year lies in the year nearest to another time, which for a
// 29 February is a leap year.
func TestNearestYear(t *testing.T) {
	c := &calendar{}
	for _, tc := range []struct {
		stamp stamp
		near  string
		want  string
	}{
		{stamp{month: time.January, day: 1}, "2008-12-31", "2009-01-01"},
		{stamp{month: time.December, day: 31}, "2009-01-01", "2008-12-31"},
		{stamp{month: time.June, day: 30}, "2009-01-01", "2009-06-30"},
		{stamp{month: time.July, day: 5}, "2009-01-01", "2008-07-05"},
		{stamp{month: time.February, day: 29}, "2009-03-01", "2008-02-29"},
		{stamp{month: time.February, day: 29}, "2010-06-01", "2012-02-29"},
		{stamp{month: time.February, day: 28}, "2010-06-01", "2010-02-28"},
	} {
		near, err := time.Parse("2006-01-02", tc.near)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.time(tc.stamp, near).Format("2006-01-02"); got != tc.want {
			t.Errorf("%v near %s: %s, want %s", tc.stamp, tc.near, got, tc.want)
		}
	}
}

// One event in files of several zones, with and without a name of theirs, is one
// event.
func TestZones(t *testing.T) {
	const (
		local  = "Jan  6 20:18:15 a fenced[2]: fencing node \"c\"\nJan  6 20:18:45 a fenced[2]: fence \"c\" success\n"
		utc    = "2009-01-06T22:18:10Z b corosync[1]: [TOTEM ] A processor failed, forming new configuration.\n"
		brazil = "2009-01-06T20:18:10-02:00 b corosync[1]: [TOTEM ] A processor failed, forming new configuration.\n"
		names  = "-rw-r--r-- 1 r r 1 Jan  6 20:18 a-20090106T221809Z-1\n-rw-r--r-- 1 r r 1 Jan  6 20:18 a-20090106T221845Z-2\n"
	)
	offset := -7200
	for name, o := range map[string]Options{
		"local and a zone":            {Logs: []File{{"l", []byte(brazil)}, {"m", []byte(local)}}},
		"local and UTC, zone given":   {Logs: []File{{"l", []byte(utc)}, {"m", []byte(local)}}, Zone: &offset},
		"two zones":                   {Logs: []File{{"l", []byte(brazil + utc)}, {"m", []byte(local)}}},
		"a listing with names in UTC": {Logs: []File{{"m", []byte(strings.ReplaceAll(brazil, "2009-01-06T20:18:10-02:00", "Jan  6 20:18:10") + local)}}, Listings: []File{{"ls", []byte(names)}}},
	} {
		r, diags := Measure(o)
		if diags.HasErrors() || len(r.Incidents) != 1 {
			t.Errorf("%s: %d failures, %v", name, len(r.Incidents), diags)
			continue
		}
		if i := r.Incidents[0]; r.show(i.Lost) != "2009-01-06 20:18:10" || r.show(i.Fencing[0].Attempts[0].Start) != "2009-01-06 20:18:15" {
			t.Errorf("%s: lost %s, fencing %s", name, r.show(i.Lost), r.show(i.Fencing[0].Attempts[0].Start))
		}
		if len(o.Listings) > 0 && (len(r.Freezes) != 1 || r.show(r.Freezes[0].Start) != "2009-01-06 20:18:09") {
			t.Errorf("%s: %+v", name, r.Freezes)
		}
	}
}
