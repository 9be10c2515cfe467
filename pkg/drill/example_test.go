package drill_test

import (
	"fmt"
	"time"

	"github.com/everlinux/hagen/pkg/drill"
)

// A node dies, and the first try of fencing it fails.
func ExamplePredict() {
	timing := drill.Timing{
		Token:      drill.Setting{Value: 10 * time.Second, Source: "cman(5)"},
		Consensus:  drill.Setting{Value: 4800 * time.Millisecond, Source: "cman 2"},
		RetryPause: drill.Setting{Value: 5 * time.Second, Source: "fenced"},
	}
	p := drill.Predict(timing, drill.Failure{
		Silent: true,
		Tries:  []drill.Span{{Least: 32 * time.Second, Most: 32 * time.Second}, {Least: 13 * time.Second, Most: 68 * time.Second}},
		Failed: 1,
	})
	for _, term := range p.Terms {
		fmt.Println(term.Name, term.Least, "to", term.Most)
	}
	fmt.Println(p.Least, "to", p.Most)
	// Output:
	// token 10s to 10s
	// consensus 4.8s to 4.8s
	// fencing 45s to 1m40s
	// pauses 5s to 5s
	// 1m4.8s to 1m59.8s
}

// A node's probe stood still from one second to another.
func ExampleMeasure() {
	report, diags := drill.Measure(drill.Options{Listings: []drill.File{{Name: "gfs.txt", Src: []byte(`
-rw-r--r-- 1 root root 10485760 Jan  6  2009 node-01-19_50_53
-rw-r--r-- 1 root root 10485760 Jan  6  2009 node-01-19_50_54
-rw-r--r-- 1 root root 41418752 Jan  6  2009 node-01-19_52_57
-rw-r--r-- 1 root root 17825792 Jan  6  2009 node-01-19_52_58
`)}}})
	if diags.HasErrors() {
		fmt.Println(diags)
		return
	}
	for _, f := range report.Freezes {
		fmt.Println(f.Host, f.Seconds)
	}
	// Output: node-01 123
}
