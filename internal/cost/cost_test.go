package cost

import (
	"testing"
	"time"
)

// recorder is a test that may fail.
type recorder struct {
	testing.TB
	failures int
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failures++ }

var kept []byte

// spin keeps a processor busy for some milliseconds.
func spin() {
	for n := range 1 << 22 {
		kept = append(kept[:0], byte(n))
	}
}

func TestCheck(t *testing.T) {
	for name, tc := range map[string]struct {
		limit    Limit
		work     func()
		failures int
	}{
		"fine":             {Limit{PerByte: 200, Constant: 4096, Time: time.Minute}, func() { kept = make([]byte, 1<<14) }, 0},
		"too much":         {Limit{PerByte: 100, Constant: 4096, Time: time.Minute}, func() { kept = make([]byte, 1<<14) }, 1},
		"garbage counts":   {Limit{PerByte: 100, Constant: 4096, Time: time.Minute}, func() { kept = make([]byte, 1<<13); kept = make([]byte, 1<<13); kept = nil }, 1},
		"too long":         {Limit{PerByte: 200, Time: time.Microsecond}, func() { spin() }, 1},
		"both":             {Limit{Time: time.Microsecond}, func() { kept = make([]byte, 1<<13); spin() }, 2},
		"a constant alone": {Limit{Constant: 1 << 15, Time: time.Minute}, func() { kept = make([]byte, 1<<14) }, 0},
	} {
		r := &recorder{TB: t}
		Check(r, 100, tc.limit, tc.work)
		if r.failures != tc.failures {
			t.Errorf("%s: %d failures, want %d", name, r.failures, tc.failures)
		}
	}
	// The first time may cost more.
	runs, r := 0, &recorder{TB: t}
	Check(r, 100, Limit{Constant: 4096, Time: time.Minute}, func() {
		if runs++; runs == 1 {
			kept = make([]byte, 1<<14)
		}
	})
	if runs != 2 || r.failures != 0 {
		t.Errorf("%d runs, %d failures", runs, r.failures)
	}
}
