//go:build unix

package cost

import (
	"syscall"
	"time"
)

// processorTime is how long processors have worked for this process.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err) // the arguments are wrong
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
