package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"syscall"
	"time"
)

// measurement is what a command needed.
type measurement struct {
	wall, cpu time.Duration
	memory    int64 // bytes, the largest resident set
}

// measure runs a command some times in a folder, and returns the least of each.
func measure(ctx context.Context, times int, folder string, argv func(run int) []string) (measurement, error) {
	var least measurement
	for i := range times {
		argv := argv(i)
		cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
		cmd.Dir = folder
		start := time.Now()
		said, err := cmd.CombinedOutput()
		wall := time.Since(start)
		if err != nil {
			return least, fmt.Errorf("%s: %w\n%.2000s", argv[0], err, said)
		}
		usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		if !ok {
			return least, errors.New("this system does not say what a process used")
		}
		m := measurement{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), usage.Maxrss << 10}
		if i == 0 {
			least = m
		}
		least = measurement{min(least.wall, m.wall), min(least.cpu, m.cpu), min(least.memory, m.memory)}
	}
	return least, nil
}
