// Command hagen compiles the topology of a high-availability estate into the
// configuration files of its hosts.
package main

import (
	"math"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"github.com/everlinux/hagen/internal/cli"
)

func main() {
	collectLate()
	signal.Ignore(syscall.SIGPIPE) // a reader that went away is an error like any other
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}

// collectLate has garbage collected from a size of the heap on that few runs reach:
// a run is short, and most of what it reads is in use until it ends. Beyond it the
// heap grows by the collector's own measure.
func collectLate() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(128 << 20)
	atFirst := new([16]*int) // garbage, which the first collection finds
	runtime.AddCleanup(atFirst, func(struct{}) {
		debug.SetGCPercent(400)
		debug.SetMemoryLimit(math.MaxInt64)
	}, struct{}{})
}
