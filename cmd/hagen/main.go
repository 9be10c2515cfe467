// Command hagen compiles the topology of a high-availability estate into the
// configuration files of its hosts.
package main

import (
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/everlinux/hagen/internal/cli"
)

func main() {
	debug.SetGCPercent(400)        // a run is short: most of what it reads is in use until it ends
	signal.Ignore(syscall.SIGPIPE) // a reader that went away is an error like any other
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}
