package drill

import (
	"bytes"
	"fmt"
	"testing"
	"time"
)

// Reading costs as much for each line of a large file as of a small one.
func BenchmarkMeasure(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		var listing, log bytes.Buffer
		at := time.Date(2009, time.January, 6, 0, 0, 0, 0, time.UTC)
		for i := range n {
			w := at.Add(time.Duration(i) * time.Second)
			fmt.Fprintf(&listing, "-rw-r--r-- 1 root root 44040192 %s node-01-%s\n", w.Format("Jan _2 15:04"), w.Format("15_04_05"))
			fmt.Fprintf(&log, "%s node-01 sshd[%d]: Accepted publickey for root\n", w.Format("Jan _2 15:04:05"), i)
			if i%100 == 0 {
				fmt.Fprintf(&log, "%s node-01 fenced[2]: fencing node \"node-03\"\n", w.Format("Jan _2 15:04:05"))
				fmt.Fprintf(&log, "%s node-01 fenced[2]: fence \"node-03\" success\n", w.Format("Jan _2 15:04:05"))
			}
		}
		o := Options{Listings: []File{{"ls", listing.Bytes()}}, Logs: []File{{"log", log.Bytes()}}}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(listing.Len() + log.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if _, diags := Measure(o); diags.HasErrors() {
					b.Fatal(diags)
				}
			}
		})
	}
}
