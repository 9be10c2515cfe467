// Package parallel does many things of one kind on all processors.
package parallel

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Do calls do for 0 up to n, as many at once as there are processors, and
// returns when all calls have. Where one panics, so does Do, with the text of
// that panic and where it was: a caller can recover, which in a goroutine that is
// not its own it could not.
func Do(n int, do func(i int)) {
	var (
		next     atomic.Int64
		workers  sync.WaitGroup
		panicked atomic.Pointer[string]
	)
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					text := fmt.Sprintf("%v\n%s", r, debug.Stack())
					panicked.CompareAndSwap(nil, &text)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	workers.Wait()
	if text := panicked.Load(); text != nil {
		panic(*text)
	}
}
