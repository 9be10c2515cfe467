// Package cost holds the work on one input to what it may cost in time and
// memory. Tests and fuzz targets use it.
package cost

import (
	"runtime"
	"testing"
	"time"
)

// Limit is what the work on one input may cost.
//
// Memory is counted as everything that is allocated, what is garbage soon after
// included: the same number in every run, and never less than what the work needs at
// once. Time is that of processors, of all of them together, where the system counts
// it: the same on a busy machine.
type Limit struct {
	PerByte  int // bytes of memory for each byte of the input
	Constant int // bytes of memory whatever the input
	Time     time.Duration
}

// tries is how often work that seems to cost too much is done: the first time it may
// fill tables that last, and any time the processor may have other things to do.
const tries = 3

// Check does the work on an input of a size in bytes, which must be work that can be
// done again, and fails the test where it costs more than the limit. What else the
// process does at the same time is counted too.
func Check(t testing.TB, size int, l Limit, work func()) {
	t.Helper()
	memory := l.Constant + l.PerByte*size
	var allocated int
	var took time.Duration
	for range tries {
		allocated, took = Of(work)
		if allocated <= memory && took <= l.Time {
			return
		}
	}
	if allocated > memory {
		t.Errorf("%d bytes of memory for an input of %d bytes; the most is %d: %d, and %d for each byte", allocated, size, memory, l.Constant, l.PerByte)
	}
	if took > l.Time {
		t.Errorf("%v for an input of %d bytes; the most is %v", took, size, l.Time)
	}
}

// Of does some work, and returns the bytes that were allocated meanwhile, and how
// long processors worked.
func Of(work func()) (allocated int, took time.Duration) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := processorTime()
	work()
	took = processorTime() - start
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc), took
}

// Parser is what every parser keeps to. A configuration as people write it costs less
// than a tenth of it, see [Written]; the rest is for texts in which every byte is a
// line, a word and two errors of its own.
var Parser = Limit{PerByte: 1536, Constant: 1 << 16, Time: time.Second}

// Written is what a parser keeps to with a configuration as people write it.
var Written = Limit{PerByte: 100, Constant: 1 << 16, Time: time.Second}
