//go:build unix

package outdir

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// The test binary builds in a folder until it is killed, where this names one.
const killedBuildDir = "HAGEN_TEST_KILLED_BUILD_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(killedBuildDir); dir != "" {
		for i := 0; ; i++ {
			if err := buildVersion(dir, i%3, 1+i%2*manyFiles); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
	}
	os.Exit(m.Run())
}

// estate is one of three estates that differ in contents, in hosts, and in what
// is a directory and what a file.
func estate(n int) []File {
	var files []File
	text := func(i int, what string) string {
		return strings.Repeat(fmt.Sprintf("version %d of file %d, which holds %s\n", n, i, what), 50)
	}
	for i := range 30 {
		files = append(files, secret(fmt.Sprintf("host-%d", i%5), fmt.Sprintf("/etc/f-%d", i), text(i, "s3cret")))
	}
	switch n {
	case 0:
		files = append(files, file("old", "/etc/a", text(100, "nothing")), file("shape", "/x", text(101, "nothing")))
	case 1:
		files = append(files, file("new", "/etc/b", text(102, "nothing")), file("shape", "/x/y/z", text(103, "nothing")))
	}
	return files
}

// buildVersion builds one of the estates, with the whole file system synced where
// at least as many files as given are new.
func buildVersion(dir string, n, many int) error { return buildFiles(dir, estate(n), many) }

// buildFiles makes a folder hold files, as the command does.
func buildFiles(dir string, files []File, many int) error {
	d, err := Lock(dir, 10*time.Second)
	if err != nil {
		return err
	}
	defer d.Close()
	p, err := d.Plan(files, Scope{})
	if err != nil {
		return err
	}
	return p.applyMany(false, many)
}

func wantTree(n int) map[string]string {
	want := make(map[string]string)
	for _, f := range estate(n) {
		want[f.Host+f.Path] = string(f.Content)
	}
	return want
}

var kills = flag.Int("kills", 30, "how many builds are killed")

// Whenever a build is killed, every file is old or new and whole, and the next
// build knows all of them for its own.
func TestKilledBuilds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	wants := []map[string]string{wantTree(0), wantTree(1), wantTree(2)}
	interrupted := 0
	for round := 0; round < *kills || interrupted == 0 && round < 300; round++ {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), killedBuildDir+"="+dir)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10*time.Millisecond + rand.N(40*time.Millisecond))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		if stderr.Len() > 0 {
			t.Fatal(stderr.String())
		}
		if _, err := os.Stat(dir); err != nil {
			continue // killed before it began
		}
		checkSecrecy(t, dir)
		if _, err := os.Stat(filepath.Join(dir, journalFile)); err == nil {
			interrupted++
		}
		for name, content := range tree(t, dir) {
			if content != wants[0][name] && content != wants[1][name] && content != wants[2][name] && content != "empty" {
				t.Fatalf("round %d: %s is neither old nor new: %q", round, name, content)
			}
		}
		if round%3 != 0 {
			continue // several killed builds in a row, of several estates
		}
		n := rand.IntN(3)
		if err := buildVersion(dir, n, 1); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		check(t, fmt.Sprintf("round %d, repaired", round), tree(t, dir), wants[n])
		left, err := os.ReadDir(filepath.Join(dir, stateDir))
		if err != nil || len(left) != 2 {
			t.Fatalf("round %d: left in %s: %v", round, stateDir, left)
		}
	}
	if interrupted == 0 {
		t.Error("no build was killed while it wrote: the test shows nothing")
	}
	t.Logf("%d builds were killed while they wrote", interrupted)
}

// checkSecrecy looks at every file below a folder, those of hagen's own too: one
// that holds a secret is its owner's, wherever the build stood.
func checkSecrecy(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(content, []byte("s3cret")) {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s holds a secret, and has mode %04o", name, info.Mode().Perm())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Builds that run at once wait for each other; the folder is the last one's.
func TestTwoBuildsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	errs := make([]error, 8)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { errs[i] = buildVersion(dir, i%3, manyFiles) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	got := tree(t, dir)
	for n := range 3 {
		if fmt.Sprint(got) == fmt.Sprint(wantTree(n)) {
			return
		}
	}
	t.Errorf("the folder is a mixture: %v", got)
}
