package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// comparison is a task on generated files, and who can do it. The first command
// is hagen's, to which the others are compared.
type comparison struct {
	title string
	input func(n int) []file
	// sizes are those at which hagen alone is measured, for growth; the last one
	// at most as large as asked for is where the rivals are.
	sizes    []int
	commands []command
}

// command is one that can do the task.
type command struct {
	name string
	// argv is the command line. It runs in the folder of the files; %s in it stands
	// for that folder, %n for the size, %k for the number of the run: what was written
	// once would be found there and not written again.
	argv func(p programs) []string
}

var growth = []int{100, 1_000, 10_000, 100_000}

var comparisons = []comparison{
	{"Lint of an nginx configuration, by sites", nginxSites, growth, []command{
		{"hagen lint", func(p programs) []string { return []string{p.hagen, "lint", "nginx.conf"} }},
		{"nginx -t", func(programs) []string {
			return []string{"nginx", "-t", "-q", "-p", "%s", "-c", "%s/nginx.conf", "-g", "pid %s/nginx.pid; error_log stderr crit;"}
		}},
		{"crossplane, parsing alone", func(p programs) []string { return []string{p.crossplane, "nginx.conf"} }},
		{"gonginx, parsing alone", func(p programs) []string { return []string{p.gonginx, "nginx.conf"} }},
	}},
	{"Lint of an Apache configuration, by sites", apacheSites, growth, []command{
		{"hagen lint", func(p programs) []string { return []string{p.hagen, "lint", "httpd.conf"} }},
		{"apache2 -t", func(programs) []string { return []string{"apache2", "-t", "-d", "%s", "-f", "%s/httpd.conf"} }},
	}},
	{"Lint of network files, by hosts with a bond", bondHosts, growth, []command{
		{"hagen lint", func(p programs) []string { return []string{p.hagen, "lint", "."} }},
	}},
	{"Lint of a cluster.conf, by nodes", clusterNodes, []int{16}, []command{
		{"hagen lint", func(p programs) []string { return []string{p.hagen, "lint", "."} }},
	}},
	{"Compilation of a literal topology, by hosts with a virtual host each", literalHosts, []int{100, 1_000, 10_000, 20_000, 100_000}, []command{
		{"hagen.Build, nothing written", func(p programs) []string { return []string{p.bench, "build", "topology.hcl"} }},
		{"the same without rules", func(p programs) []string { return []string{p.bench, "compile", "topology.hcl"} }},
		{"hagen build", func(p programs) []string { return []string{p.hagen, "build", "-o", "out-%k", "topology.hcl"} }},
		{"HCL's parser alone", func(p programs) []string { return []string{p.bench, "hcl", "topology.hcl"} }},
	}},
	{"Build of virtual hosts from a dynamic block", dynamicSites, growth[:3], []command{
		{"hagen build", func(p programs) []string { return []string{p.hagen, "build", "-o", "out-%k", "topology.hcl"} }},
		{"hagen build, nothing changed", func(p programs) []string { return []string{p.hagen, "build", "-o", "out-0", "topology.hcl"} }},
		{"hagen build, nothing written", func(p programs) []string { return []string{p.hagen, "build", "--dry-run", "topology.hcl"} }},
		{"text/template writing the same files", func(p programs) []string { return []string{p.bench, "template", "%n", "template-%k"} }},
	}},
}

// measure prints a comparison's tables.
func (c *comparison) measure(ctx context.Context, p programs, dir string, largest, times int) error {
	fmt.Printf("\n### %s\n\n", c.title)
	fmt.Printf("| | size | input | clock | processor | memory | times hagen's clock | times the processor time of a tenth |\n|---|---|---|---|---|---|---|---|\n")
	measured := make(map[int]measurement) // hagen, by size
	for i, size := range c.sizes {
		if size > largest {
			break
		}
		folder := filepath.Join(dir, strings.ReplaceAll(c.title, " ", "-"), fmt.Sprint(size))
		bytes, err := write(folder, c.input(size))
		if err != nil {
			return err
		}
		commands := c.commands[:1]
		if i+1 == len(c.sizes) || c.sizes[i+1] > largest {
			commands = c.commands
		}
		for _, command := range commands {
			argv := func(run int) []string { return command.in(p, folder, size, run) }
			if _, err := exec.LookPath(argv(0)[0]); err != nil {
				fmt.Printf("| %s | | not installed | | | | | |\n", command.name)
				continue
			}
			m, err := measure(ctx, times, folder, argv)
			if err != nil {
				return err
			}
			growth := ""
			if _, known := measured[size]; !known {
				measured[size] = m
				if tenth, ok := measured[size/10]; ok {
					growth = fmt.Sprintf("%.1f", float64(m.cpu)/float64(tenth.cpu))
				}
			}
			fmt.Printf("| %s | %d | %s | %s | %s | %s | %.2f | %s |\n", command.name, size, megabytes(bytes), seconds(m.wall), seconds(m.cpu),
				megabytes(m.memory), float64(m.wall)/float64(measured[size].wall), growth)
		}
	}
	return nil
}

// in is the command line of a run for files of a size in a folder.
func (c *command) in(p programs, folder string, size, run int) []string {
	argv := c.argv(p)
	for i, arg := range argv {
		argv[i] = strings.NewReplacer("%s", folder, "%n", strconv.Itoa(size), "%k", strconv.Itoa(run)).Replace(arg)
	}
	return argv
}

// write puts files into a folder, and returns how many bytes they are.
func write(folder string, files []file) (bytes int64, err error) {
	for _, f := range files {
		name := filepath.Join(folder, f.name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return 0, err
		}
		if err := os.WriteFile(name, f.src, 0o644); err != nil {
			return 0, err
		}
		bytes += int64(len(f.src))
	}
	return bytes, nil
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.3f s", d.Seconds()) }

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
