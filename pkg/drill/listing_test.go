package drill

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// article returns a file of the article's drills.
func article(t testing.TB, name string) File {
	t.Helper()
	src, err := os.ReadFile("testdata/article/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return File{name, src}
}

func TestReadDate(t *testing.T) {
	for _, tc := range []struct {
		text  string
		want  string // year-month-day hour:minute:second.nano zone; "" for no date
		clock bool
	}{
		{"Jan  6 20:17", "0000-01-06 20:17:00", true},
		{"Jan  6  2009", "2009-01-06 00:00:00", false},
		{"Jan 16 20:17", "0000-01-16 20:17:00", true},
		{"Fev 28  2009", "2009-02-28 00:00:00", false},
		{"ene  6 20:17", "0000-01-06 20:17:00", true},
		{" 6 déc 20:17", "0000-12-06 20:17:00", true},
		{" 6 d\xe9c 20:17", "0000-12-06 20:17:00", true},
		{" 6 juil. 20:17", "0000-07-06 20:17:00", true},
		{" 6. Jan 20:17", "0000-01-06 20:17:00", true},
		{" 6. Mär 2009 ", "2009-03-06 00:00:00", false},
		{" 6 gen 20.17", "0000-01-06 20:17:00", true},
		{" 6 mrt  2009", "2009-03-06 00:00:00", false},
		{"01-06 20:17", "0000-01-06 20:17:00", true},
		{"2009-01-06 20:17", "2009-01-06 20:17:00", true},
		{"2009-01-06 ", "2009-01-06 00:00:00", false},
		{"2009-01-06 20:17:33.123456789 -0200", "2009-01-06 20:17:33 -02:00", true},
		{"Jan  6 20:17:33 2009", "2009-01-06 20:17:33", true},
		{"1月  6 20:17", "0000-01-06 20:17:00", true},
		{"12月 16  2009", "2009-12-16 00:00:00", false},
		{"1月6日 20:17", "0000-01-06 20:17:00", true},
		{"2009年1月6日", "2009-01-06 00:00:00", false},
		{"Jabn  6 20:17", "", false},
		{"Jan  6 20:1", "", false},
		{"Jan  6", "", false},
		{"2009-1-6", "", false},
		{"6 20:17", "", false},
	} {
		p := &cursor{text: []byte(tc.text)}
		p.blanks()
		s, clock, ok := readDate(p)
		got := ""
		if ok {
			got = fmt.Sprintf("%04d-%02d-%02d %02d:%02d:%02d", s.year, s.month, s.day, s.hour, s.minute, s.second)
			if s.zoned {
				got += " " + zoneName(s.offset)
			}
		}
		if got != tc.want || clock != tc.clock {
			t.Errorf("%q: %q, %v; want %q, %v", tc.text, got, clock, tc.want, tc.clock)
		}
	}
}

// The month of every name is the same in all locales.
func TestMonthNames(t *testing.T) {
	seen := make(map[string]int)
	for _, names := range monthNames {
		for i, name := range names {
			if other, ok := seen[name]; ok && other != i {
				t.Errorf("%q stands for months %d and %d", name, other+1, i+1)
			}
			seen[name] = i
		}
	}
}

func TestReadListing(t *testing.T) {
	const listing = "total 60\r\n" +
		"/gfs:\n" +
		"drwxr-xr-x 2 root root     4096 Jan  6 20:00 .\n" +
		"-rw-r--r--. 1 root root 12058624 Jan  6 20:17 node-01-20_17_57\r\n" +
		"-rw-r--r-- 1 root 512K Jan  6 20:17 node-01-20_17_58\n" +
		"131 1024 -rw-r--r--+ 1 0 0 1,024 2009-01-06 20:17:59.000000000 -0200 node-02-20_17_59\n" +
		"-rw-r--r-- 1 root root 1 Jan  6 20:17 my-host-20090106T221801Z-17\n" +
		"-rw-r--r-- 1 root root 1 Jan  6 20:17 backup-2009\n" +
		"lrwxrwxrwx 1 root root 1 Jan  6 20:17 node-01-20_18_03 -> x\n"
	l, diags := readListing("ls", []byte(listing))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var got []string
	for _, e := range l.entries {
		got = append(got, fmt.Sprintf("%s %02d:%02d:%02d line %d column %d", e.host, e.start.hour, e.start.minute, e.start.second, e.source.Start.Line, e.source.Start.Column))
	}
	want := "node-01 20:17:57 line 4 column 47\nnode-01 20:17:58 line 5 column 37\nnode-02 20:17:59 line 6 column 70\nmy-host 22:18:01 line 7 column 39\nnode-01 20:18:03 line 9 column 39"
	if strings.Join(got, "\n") != want || l.others != 2 {
		t.Errorf("got\n%s\n%d others; want\n%s", strings.Join(got, "\n"), l.others, want)
	}
}

func TestListingErrors(t *testing.T) {
	for _, tc := range []struct{ name, src, want string }{
		{"cut in the size", "-rw-r--r-- 1 root root 1205", "ls:1,1-28: No date and name"},
		{"cut in the date", "-rw-r--r-- 1 root root 1 Jan  6 20:", "ls:1,1-36: No date and name"},
		{"cut in the name", "-rw-r--r-- 1 root root 1 Jan  6 20:17 node-01-20_17_57\n-rw-r--r-- 1 root root 1 Jan  6 20:17 node-01-20_1", "ls:2,39-51: Listing cut short"},
		{"cut in the name, line ended", "-rw-r--r-- 1 root root 1 Jan  6 20:17 node-01-20_17_57\n-rw-r--r-- 1 root root 1 Jan  6 20:17 node-01-20_1\n", "ls:2,39-51: Listing cut short"},
		{"unknown language", "-rw-r--r-- 1 root root 1 Xyz  6 20:17 node-01-20_17_57\n", "ls:1,1-55: No date and name"},
		{"no such day", "-rw-r--r-- 1 root root 1 Feb 30 20:17 node-01-20_17_57\n", "ls:1,1-55: No such date"},
		{"no leap year", "-rw-r--r-- 1 root root 1 Feb 29  2009 node-01-20_17_57\n", "ls:1,1-55: No such date"},
		{"no listing", "hello\n", "ls:1,1-1: Not a listing"},
		{"empty", "", "ls:1,1-1: Not a listing"},
		{"no probe", "-rw-r--r-- 1 root root 1 Jan  6 20:17 passwd\n", "ls:1,1-1: No file of a probe"},
	} {
		_, diags := readListing("ls", []byte(tc.src))
		if len(diags) != 1 || !strings.HasPrefix(diags[0].Error(), tc.want) {
			t.Errorf("%s: %v, want %s", tc.name, diags, tc.want)
		}
	}
}

// ls makes the listing of a few writes in the form of one locale. The one at
// 23:59:02 is held up for two minutes.
func ls(form string, writes ...time.Time) File {
	var b strings.Builder
	for _, w := range writes {
		changed := w
		if w.Format("15:04:05") == "23:59:02" {
			changed = w.Add(2 * time.Minute)
		}
		fmt.Fprintf(&b, "-rw-r--r-- 1 root root 1 %s node-%s\n", changed.Format(form), w.Format("15_04_05"))
	}
	return File{"ls", []byte(b.String())}
}

// freezesOf measures listings and logs, and returns the freezes.
func freezesOf(t *testing.T, o Options) []Freeze {
	t.Helper()
	r, diags := Measure(o)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return r.Freezes
}

// A freeze over New Year is as long in listings with and without years, sorted by
// name, by time and backwards.
func TestNewYear(t *testing.T) {
	at := func(clock string) time.Time {
		w, err := time.Parse("2006-01-02 15:04:05", clock)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	writes := []time.Time{
		at("2008-12-31 23:59:00"), at("2008-12-31 23:59:01"), at("2008-12-31 23:59:02"),
		at("2009-01-01 00:01:02"), at("2009-01-01 00:01:03"), at("2009-01-01 00:01:04"),
	}
	backwards := []time.Time{writes[5], writes[4], writes[3], writes[2], writes[1], writes[0]}
	byName := []time.Time{writes[3], writes[4], writes[5], writes[0], writes[1], writes[2]}
	for name, o := range map[string]Options{
		"without years": {Listings: []File{ls("Jan _2 15:04", writes...)}},
		"by name":       {Listings: []File{ls("Jan _2 15:04", byName...)}},
		"backwards":     {Listings: []File{ls("Jan _2 15:04", backwards...)}},
		"a year given":  {Listings: []File{ls("Jan _2 15:04", writes...)}, Year: 2008},
		"dates alone":   {Listings: []File{ls("Jan _2  2006", byName...)}},
		"long-iso":      {Listings: []File{ls("2006-01-02 15:04", byName...)}},
		"German":        {Listings: []File{ls("_2. Jan 15:04", backwards...)}},
	} {
		t.Run(name, func(t *testing.T) {
			got := freezesOf(t, o)
			if len(got) != 1 || got[0].Seconds != 120 || got[0].Start.Format("15:04:05") != "23:59:02" {
				t.Errorf("%+v", got)
			}
		})
	}
}

// The file of a write that was held up across midnight has the next day's date.
func TestHeldUpAcrossMidnight(t *testing.T) {
	for name, src := range map[string]string{
		"dates alone": `-rw-r--r-- 1 r r 1 Jan  7  2009 n-00_01_01
-rw-r--r-- 1 r r 1 Jan  7  2009 n-00_01_02
-rw-r--r-- 1 r r 1 Jan  6  2009 n-23_58_58
-rw-r--r-- 1 r r 1 Jan  6  2009 n-23_58_59
-rw-r--r-- 1 r r 1 Jan  7  2009 n-23_59_00
`,
		"times": `-rw-r--r-- 1 r r 1 Jan  7 00:01 n-00_01_01
-rw-r--r-- 1 r r 1 Jan  7 00:01 n-00_01_02
-rw-r--r-- 1 r r 1 Jan  6 23:58 n-23_58_58
-rw-r--r-- 1 r r 1 Jan  6 23:58 n-23_58_59
-rw-r--r-- 1 r r 1 Jan  7 00:00 n-23_59_00
`,
	} {
		got := freezesOf(t, Options{Listings: []File{{"ls", []byte(src)}}})
		if len(got) != 1 || got[0].Seconds != 121 || got[0].Name != "n-23_59_00" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// A listing that was made in another time zone has the same freezes; one in which
// the last write had ended has none.
func TestListingZone(t *testing.T) {
	src := strings.ReplaceAll(string(article(t, "reset.ls").Src), "Jan  6 20:", "Jan  6 23:")
	r, diags := Measure(Options{Listings: []File{{"ls", []byte(src)}}})
	if diags.HasErrors() || len(r.Freezes) != 1 || r.Freezes[0].Seconds != 179 || r.Freezes[0].Most != 180 {
		t.Errorf("%+v, %v", r.Freezes, diags)
	}
	if len(r.Assumptions) != 2 || !strings.Contains(r.Assumptions[1], "3:00 h ahead") {
		t.Errorf("%q", r.Assumptions)
	}
	src = strings.Replace(string(article(t, "reset.ls").Src), "20:20 cluster", "20:18 cluster", 1)
	r, diags = Measure(Options{Listings: []File{{"ls", []byte(src)}}})
	if diags.HasErrors() || len(r.Freezes) != 0 || !strings.Contains(strings.Join(r.Assumptions, "\n"), "this was no freeze") {
		t.Errorf("%+v, %v, %v", r.Freezes, r.Assumptions, diags)
	}
}
