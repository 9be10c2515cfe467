package drill

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestProbeIsCleanShell(t *testing.T) {
	check, err := exec.LookPath("shellcheck")
	if err != nil {
		t.Skip("no shellcheck here")
	}
	cmd := exec.CommandContext(t.Context(), check, "-s", "sh", "-")
	cmd.Stdin = strings.NewReader(Probe(ProbeOptions{Mount: "/g f's", Directory: "/g f's/probe"}))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// The probe writes under each sh that is here, and its log and listing measure what
// held a write up: a dd that is slow once, and one that fails.
func TestProbe(t *testing.T) {
	found := 0
	for _, name := range []string{"dash", "bash", "busybox"} {
		sh, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		found++
		t.Run(name, func(t *testing.T) { runProbe(t, sh) })
	}
	if found == 0 {
		t.Skip("no shell here")
	}
}

func runProbe(t *testing.T, sh string) {
	dir := t.TempDir()
	log, target, bin := filepath.Join(dir, "log"), filepath.Join(dir, "it's a target"), filepath.Join(dir, "bin")
	dd, err := exec.LookPath("dd")
	if err != nil {
		t.Skip("no dd here")
	}
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
		return name
	}
	write("bin/dd", `#!/bin/sh
case $* in
*-3\ *) sleep 2 ;;
*-5\ *) printf '%s\n' 'dd: Input/output \error' >&2; exit 1 ;;
esac
exec `+dd+` "$@"
`)
	script := write("probe.sh", Probe(ProbeOptions{Mount: "/", Directory: target}))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	args := []string{script, "-l", log, "-i", "0.1", "-n", "6"}
	ownDD := strings.HasSuffix(sh, "busybox") // which nothing in PATH replaces
	if ownDD {
		args = append([]string{"sh"}, args...)
	}
	cmd := exec.CommandContext(ctx, sh, args...)
	cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
	if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "the log must be on another filesystem") {
		t.Fatalf("with / as the mount point: %v, %s", err, out)
	}
	cmd = exec.CommandContext(ctx, sh, append(args, "-d", target)...)
	cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	src, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	r, diags := Measure(Options{Listings: []File{{"log", src}}, Threshold: 1500 * time.Millisecond})
	if diags.HasErrors() {
		t.Fatalf("%v\n%s", diags, src)
	}
	if len(r.Probes) != 1 || r.Probes[0].Writes != 6 {
		t.Errorf("%+v\n%s", r.Probes, src)
	}
	if ownDD {
		return
	}
	held := slices.IndexFunc(r.Freezes, func(f Freeze) bool { return strings.HasSuffix(f.Name, "-3") })
	if held < 0 || r.Freezes[held].Seconds < 1.9 { // a busy machine may hold others up, too
		t.Errorf("%+v\n%s", r.Freezes, src)
	}
	if !strings.Contains(string(src), `# dd: Input/output \error`) {
		t.Errorf("the error is not in the log:\n%s", src)
	}
	files, err := os.ReadDir(target)
	if err != nil || len(files) != 5 {
		t.Errorf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		if e, ok := probeName(f.Name()); !ok || !e.dated {
			t.Errorf("%q is no name of the probe", f.Name())
		}
	}
}

// A probe that was started for a filesystem that is not mounted writes nothing.
func TestProbeNeedsTheMount(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh here")
	}
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), sh, "-s", "--", "-l", filepath.Join(dir, "log"), "-n", "1")
	cmd.Stdin = strings.NewReader(Probe(ProbeOptions{Mount: dir + "/gfs", Directory: dir + "/gfs/probe"}))
	if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "nothing is mounted on") {
		t.Errorf("%v, %s", err, out)
	}
	if _, err := os.Stat(dir + "/gfs"); err == nil {
		t.Error("it made the directory")
	}
}

func probeLog(body string) Options {
	return Options{Listings: []File{{"log", []byte(probeHeader + " host=n interval=1\n" + body)}}}
}

func TestProbeLog(t *testing.T) {
	line := func(n int, what string, up float64, rest string) string {
		return fmt.Sprintf("%d %s %.2f 2009-01-06T20:18:01-0200 %s\n", n, what, up, rest)
	}
	for _, tc := range []struct {
		name, log string
		want      string // of each freeze: seconds, least, most, failed
		assumed   string
	}{
		{"held up", line(1, "start", 10, "a") + line(1, "end", 10.1, "0") + line(2, "start", 11, "b") + line(2, "end", 55.2, "0"), "44.2 44.2 45.1 0", ""},
		{"failing", line(1, "start", 10, "a") + line(1, "end", 10.1, "0") + line(2, "start", 11, "b") + line(2, "end", 12, "1") + line(3, "start", 13, "c") + line(3, "end", 13.1, "1") + line(4, "start", 31, "d") + line(4, "end", 31.1, "0"), "20.1 20.1 21 2", ""},
		{"none", line(1, "start", 10, "a") + line(1, "end", 10.1, "0"), "", ""},
		{"a pause of the host", line(1, "start", 10, "a") + line(1, "end", 10.1, "0") + line(2, "start", 11, "b") + line(2, "end", 11.1, "0") + line(3, "start", 60, "c") + line(3, "end", 60.1, "0"), "", "the host itself stood still"},
		{"the host died", line(1, "start", 10, "a") + line(1, "end", 10.1, "0") + line(2, "start", 11, "b"), "", "never ended"},
		{"a last line that is not whole", line(1, "start", 10, "a") + "1 en", "", "never ended"},
		{"NULs at the end", line(1, "start", 10, "a") + line(1, "end", 10.1, "0") + "2 sta\x00\x00\x00\n\x00\x00\n", "", ""},
		{"CRLF", strings.ReplaceAll(line(1, "start", 10, "a")+line(1, "end", 30, "0"), "\n", "\r\n"), "20 20 20 0", ""},
	} {
		r, diags := Measure(probeLog(tc.log))
		if diags.HasErrors() {
			t.Errorf("%s: %v", tc.name, diags)
			continue
		}
		var got []string
		for _, f := range r.Freezes {
			got = append(got, fmt.Sprintf("%s %s %s %d", number(f.Seconds), number(f.Least), number(f.Most), f.Failed))
		}
		if strings.Join(got, "; ") != tc.want || !strings.Contains(strings.Join(r.Assumptions, "\n"), tc.assumed) {
			t.Errorf("%s: %q, %q", tc.name, got, r.Assumptions)
		}
	}
}

func TestProbeLogErrors(t *testing.T) {
	for _, tc := range []struct{ body, want string }{
		{"1 start 10\n", "log:2,1-11: Not a line of the probe; A line has"},
		{"1 start x 2009-01-06T20:18:01Z a\n", "log:2,1-33: Not a line of the probe; The third field"},
		{"1 start 10 yesterday a\n", "log:2,1-23: Not a line of the probe; The fourth field"},
		{"1 begin 10 2009-01-06T20:18:01Z a\n", "log:2,1-34: Not a line of the probe; The second field"},
		{"1 end 10 2009-01-06T20:18:01Z 0\n", "log:2,1-32: Not a line of the probe; A write ends"},
		{"1 start 10 2009-01-06T20:18:01Z a\n1 end 9 2009-01-06T20:18:01Z 0\n", "log:3,1-31: Not a line of the probe; The uptime goes back"},
	} {
		_, diags := Measure(probeLog(tc.body))
		if len(diags) != 1 || !strings.HasPrefix(diags[0].Error(), tc.want) {
			t.Errorf("%q: %v", tc.body, diags)
		}
	}
}
