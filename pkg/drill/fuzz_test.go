package drill

import (
	"io"
	"testing"

	"github.com/everlinux/hagen/internal/cost"
)

// No file makes a reader panic, hang or grow without bound, and whatever is read
// can be written in every form.
func fuzz(f *testing.F, options func(File) Options, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		given := options(File{"f", src})
		size := 0
		for _, file := range append(given.Logs, given.Listings...) {
			size += len(file.Src)
		}
		cost.Check(t, size, cost.Parser, func() { Measure(given) })
		r, diags := Measure(given)
		if diags.HasErrors() != (r == nil) {
			t.Fatal("a report with errors, or none without")
		}
		for _, d := range diags {
			if d.Subject == nil || d.Subject.End.Byte > len(src) {
				t.Fatalf("%v lies outside", d)
			}
		}
		if r == nil {
			return
		}
		for _, freeze := range r.Freezes {
			if freeze.Seconds <= 0 || freeze.Least > freeze.Seconds || freeze.Most < freeze.Seconds {
				t.Fatalf("%+v", freeze)
			}
		}
		for _, write := range []func(io.Writer) error{r.WriteText, r.WriteJSON, r.WriteSVG} {
			if err := write(io.Discard); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzListing(f *testing.F) {
	fuzz(f, func(file File) Options { return Options{Listings: []File{file}} },
		string(article(f, "reboot.ls").Src), string(article(f, "reset.ls").Src),
		"-rw-r--r-- 1 r r 1 2009-01-06 20:17:59.000 -0200 n-20090106T221801Z-1\r\n-rw-r--r-- 1 r r 1 2009年1月6日 n-20_17_59")
}

func FuzzLog(f *testing.F) {
	messages := article(f, "messages")
	fuzz(f, func(file File) Options { return Options{Logs: []File{file, messages}} },
		string(messages.Src),
		"<30>1 2009-01-06T22:18:10.003Z a fenced 2 - [x y=\"]\\\"\"] fencing node c\n2009-01-06T22:18:10Z a dlm_controld[1]: 1 fence result 3 pid 2 result 0 exit status\n",
		"Dec 31 23:59:59 a pacemaker-fenced[6]:  notice: Requesting peer fencing (reboot) targeting c\nJan  1 00:00:00 b kernel: GFS2: fsid=k:f.1: jid=2: Busy\n")
}

func FuzzProbeLog(f *testing.F) {
	fuzz(f, func(file File) Options { return Options{Listings: []File{file}} },
		probeHeader+" host=n dir=/gfs interval=1\n1 start 1.5 2009-01-06T20:18:01-0200 n-20090106T221801Z-1\n1 end 9.5 2009-01-06T20:18:09-0200 0\n2 start 10 2009-01-06T20:18:10-0200 x\n",
		probeHeader+"\n1 end 1 2009-01-06T20:18:01Z 0\x00\n")
}
