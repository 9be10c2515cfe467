//go:build unix

package outdir

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/origin"
	"github.com/everlinux/hagen/pkg/topology"
)

func file(host, path, content string) File {
	f := File{Host: host, Path: path, Mode: 0o644, Content: []byte(content)}
	for i := range strings.Count(content, "\n") {
		f.Lines = append(f.Lines, origin.Line{Range: hcl.Range{Filename: "t.hcl", Start: hcl.Pos{Line: i + 10, Column: 3}}})
	}
	return f
}

func secret(host, path, content string) File {
	f := file(host, path, content)
	f.Mode, f.Sensitive = 0o600, true
	for i := range f.Lines {
		f.Lines[i].Sensitive = strings.Contains(strings.Split(content, "\n")[i], "s3cret")
	}
	return f
}

// build makes the folder hold the files, as the command does.
func build(t *testing.T, dir string, force bool, hosts []string, files ...File) (*Plan, error) {
	t.Helper()
	d, err := Lock(dir, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	p, err := d.Plan(files, Scope{Hosts: hosts})
	if err != nil {
		t.Fatal(err)
	}
	return p, p.Apply(force)
}

func mustBuild(t *testing.T, dir string, files ...File) {
	t.Helper()
	if _, err := build(t, dir, false, nil, files...); err != nil {
		t.Fatal(err)
	}
}

// tree is what the folder holds, its own notes left out.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		switch {
		case rel == stateDir:
			return fs.SkipDir
		case entry.IsDir():
			if entries, err := os.ReadDir(name); err != nil || len(entries) > 0 {
				return err
			}
			found[rel+"/"] = "empty"
		case entry.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(name)
			found[rel] = "-> " + target
			return err
		case !entry.Type().IsRegular():
			found[rel] = entry.Type().String()
		default:
			content, err := os.ReadFile(name)
			found[rel] = string(content)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func check(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestBuildAndRebuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "out")
	mustBuild(t, dir, file("a", "/etc/hosts", "1\n"), file("b", "/etc/hosts", "1\n"), secret("b", "/etc/pw", "s3cret\n"))
	check(t, "first build", tree(t, dir), map[string]string{"a/etc/hosts": "1\n", "b/etc/hosts": "1\n", "b/etc/pw": "s3cret\n"})
	left, err := filepath.Glob(filepath.Join(dir, stateDir, "*"))
	if err != nil || len(left) != 2 {
		t.Errorf("%s holds %v", stateDir, left)
	}
	for name, mode := range map[string]fs.FileMode{"a/etc/hosts": 0o644, "b/etc/pw": 0o600, manifestFile: 0o644, sensitiveFile: 0o600} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: mode %v, %v", name, info.Mode(), err)
		}
	}

	// An unchanged file keeps its time and its inode, its mode is corrected.
	long := time.Now().Add(-time.Hour)
	for _, name := range []string{"b/etc/hosts", "b/etc/pw", manifestFile} {
		if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	os.Chmod(filepath.Join(dir, "b/etc/pw"), 0o644)
	before, _ := os.Stat(filepath.Join(dir, "b/etc/pw"))
	p, err := build(t, dir, false, nil, file("b", "/etc/hosts", "1\n"), secret("b", "/etc/pw", "s3cret\n"))
	if err != nil {
		t.Fatal(err)
	}
	after, _ := os.Stat(filepath.Join(dir, "b/etc/pw"))
	if !os.SameFile(before, after) || !after.ModTime().Equal(before.ModTime()) || after.Mode().Perm() != 0o600 {
		t.Errorf("an unchanged file was touched, or its mode not corrected: %v", after.Mode())
	}
	var actions []Action
	for _, c := range p.Changes {
		actions = append(actions, c.Action)
	}
	check(t, "actions", actions, []Action{Delete, Unchanged, Chmod})
	check(t, "host a is gone with its directories", tree(t, dir), map[string]string{"b/etc/hosts": "1\n", "b/etc/pw": "s3cret\n"})

	// Nothing to do, nothing touched.
	os.Chtimes(filepath.Join(dir, manifestFile), long, long)
	mustBuild(t, dir, file("b", "/etc/hosts", "1\n"), secret("b", "/etc/pw", "s3cret\n"))
	if info, _ := os.Stat(filepath.Join(dir, manifestFile)); !info.ModTime().Equal(long) {
		t.Error("the manifest was written without need")
	}
}

func TestManifestHoldsNoSecret(t *testing.T) {
	dir := t.TempDir()
	pw := secret("b", "/etc/pw", "user\ns3cret\n")
	mustBuild(t, dir, pw, file("b", "/etc/hosts", "1\n2\n"))
	src, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err != nil {
		t.Fatal(err)
	}
	want := `{
"format_version": "1.0",
"sources": ["t.hcl"],
"files": [
{"path":"b/etc/hosts","mode":"0644","sha256":"` + digest([]byte("1\n2\n")) + `","origins":[[1,0,10,3],[1,0,11,3]]},
{"path":"b/etc/pw","mode":"0600","sensitive":true,"origins":[[1,0,10,3],[1,0,11,3]]}
]
}
`
	check(t, "manifest", string(src), want)
	// A digest lets a guess be tried.
	if strings.Contains(string(src), digest(pw.Content)) {
		t.Error("the manifest holds the digest of a sensitive file")
	}
}

func TestSomeHostsOnly(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, file("a", "/f", "1\n"), file("b", "/f", "1\n"), secret("b", "/s", "s3cret\n"))
	if _, err := build(t, dir, false, []string{"a"}, file("a", "/g", "2\n")); err != nil {
		t.Fatal(err)
	}
	check(t, "folder", tree(t, dir), map[string]string{"a/g": "2\n", "b/f": "1\n", "b/s": "s3cret\n"})
	mustBuild(t, dir, file("b", "/f", "3\n"), secret("b", "/s", "s3cret3\n")) // b is still known
	check(t, "folder", tree(t, dir), map[string]string{"b/f": "3\n", "b/s": "s3cret3\n"})
}

func TestNamesThatLeaveTheFolder(t *testing.T) {
	dir := t.TempDir()
	for _, f := range []File{
		file("..", "/f", ""), file("", "/f", ""), file(".", "/f", ""), file("a/b", "/f", ""), file(".hagen", "/f", ""),
		file("a", "f", ""), file("a", "/../f", ""), file("a", "/x/../../../f", ""), file("a", "", ""), file("a", "/", ""), file("a", "//f", ""),
	} {
		d, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Plan([]File{f}, Scope{}); err == nil {
			t.Errorf("%q %q was accepted", f.Host, f.Path)
		}
		d.Close()
	}
	for _, files := range [][]File{
		{file("a", "/f", ""), file("a", "/f", "")},
		{file("a", "/f", ""), file("a", "/f/g", "")},
	} {
		d, _ := Open(dir)
		if _, err := d.Plan(files, Scope{}); err == nil {
			t.Error("files that cannot be in one folder were accepted")
		}
	}
}

// A manifest is a file that anybody may have written.
func TestDamagedNotes(t *testing.T) {
	for name, src := range map[string]string{
		"cut short":       `{"format_version": "1.0", "files": [`,
		"another version": `{"format_version": "2.0"}`,
		"path upwards":    `{"format_version": "1.0", "files": [{"path": "../../etc/passwd", "mode": "0644"}]}`,
		"absolute path":   `{"format_version": "1.0", "files": [{"path": "/etc/passwd", "mode": "0644"}]}`,
		"own notes":       `{"format_version": "1.0", "files": [{"path": ".hagen/lock", "mode": "0644"}]}`,
		"no such source":  `{"format_version": "1.0", "files": [{"path": "a/f", "mode": "0644", "origins": [[1, 5, 1, 1]]}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, manifestFile), src)
			if _, err := Open(dir); err == nil {
				t.Error("was accepted")
			}
		})
	}
	dir := t.TempDir()
	os.Symlink(t.TempDir(), filepath.Join(dir, stateDir))
	if _, err := Lock(dir, time.Second); err == nil {
		t.Error("notes behind a symbolic link were accepted")
	}
}

func TestLook(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Plan([]File{file("a", "/f", "1\n")}, Scope{})
	if err != nil || !p.Stale() {
		t.Errorf("a missing folder is not stale: %v", err)
	}
	if p.Apply(false) == nil {
		t.Error("a plan was carried out without the lock")
	}
	d.Close()
	if _, err := os.Stat(dir); err == nil {
		t.Error("looking created the folder")
	}
	// The lock alone leaves nothing behind either, but what was there stays.
	d, err = Lock(dir, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	d.Close()
	if _, err := os.Stat(dir); err == nil {
		t.Error("the lock left the folder behind")
	}
	os.Mkdir(dir, 0o755)
	d, _ = Lock(dir, time.Second)
	d.Close()
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("%v, %v", entries, err)
	}
}

func TestStale(t *testing.T) {
	dir := t.TempDir()
	files := []File{file("a", "/f", "1\n"), secret("a", "/s", "s3cret\n")}
	mustBuild(t, dir, files...)
	stale := func() bool {
		d, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		p, err := d.Plan(files, Scope{})
		if err != nil {
			t.Fatal(err)
		}
		return p.Stale()
	}
	if stale() {
		t.Error("stale after a build")
	}
	os.Chmod(dir+"/a/f", 0o664)
	if stale() {
		t.Error("the umask of a checkout makes the folder stale")
	}
	os.Chmod(dir+"/a/s", 0o640)
	if !stale() {
		t.Error("a secret that others may read is not stale")
	}
}

func TestLockWaits(t *testing.T) {
	dir := t.TempDir()
	first, err := Lock(dir, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(dir, 120*time.Millisecond); err == nil || !strings.Contains(err.Error(), "another build (process ") {
		t.Errorf("got %v", err)
	}
	time.AfterFunc(100*time.Millisecond, func() { first.Close() })
	second, err := Lock(dir, 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	second.Close()
}

// A change behind the plan's back is noticed.
func TestChangedSincePlanned(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, file("a", "/f", "1\n"))
	d, err := Lock(dir, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	p, err := d.Plan([]File{file("a", "/f", "2\n"), file("a", "/g", "2\n")}, Scope{})
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir+"/a/f", "edited\n")
	if err := p.Apply(true); err == nil || !strings.Contains(err.Error(), "was changed while") {
		t.Errorf("got %v", err)
	}
	check(t, "folder", tree(t, dir), map[string]string{"a/f": "edited\n"})
}

func TestDiff(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, file("a", "/f", "1\n2\n"), secret("a", "/s", "user\n  old s3cret\nend\n"), file("a", "/gone", "x\n"))
	write(t, dir+"/a/f", "1\n\x1b[31m2\n")
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	p, err := d.Plan([]File{file("a", "/f", "1\n3\n"), secret("a", "/s", "user\n  new s3cret\nmore\nend\n")}, Scope{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := p.WriteDiff(&b, &topology.Secrets{}); err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("DIR", dir, "ESC", "\ufffd").Replace(`--- DIR/a/f
+++ DIR/a/f
@@ -1,2 +1,2 @@
 1
-ESC[31m2
+3
--- DIR/a/gone
+++ /dev/null
@@ -1 +0,0 @@
-x
--- DIR/a/s
+++ DIR/a/s
@@ -1,3 +1,4 @@
 user
-(line of a file with secrets)
+  (sensitive value)
+more
 end
`)
	check(t, "diff", b.String(), want)
}

func TestOrigin(t *testing.T) {
	top := t.TempDir()
	t.Chdir(top)
	write(t, "t.hcl", "x = 1\n")
	f := file("a", "/etc/f", "1\n2\n3\n4\n")
	f.Lines[0] = origin.Line{}
	f.Lines[2] = f.Lines[1]
	d, err := Lock("out", time.Second)
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Plan([]File{f}, Scope{Sources: map[string][]byte{"t.hcl": []byte("x = 1\n")}})
	if err == nil {
		err = p.Apply(false)
	}
	if err != nil {
		t.Fatal(err)
	}
	d.Close()
	for _, from := range []struct{ dir, file, source string }{
		{".", "out/a/etc/f", "t.hcl"}, {"out/a", "etc/f", "../../t.hcl"}, {"/", top + "/out/a/etc/f", top + "/t.hcl"},
	} {
		t.Chdir(filepath.Join(top, from.dir))
		if filepath.IsAbs(from.dir) {
			t.Chdir(from.dir)
		}
		d, name, err := Find(from.file)
		if err != nil {
			t.Fatal(err)
		}
		sum := Digest([]byte("x = 1\n"))
		for line, want := range map[int]Origin{
			1: {}, 2: {Source: from.source, Line: 11, Column: 3, Digest: sum}, 3: {Source: from.source, Line: 11, Column: 3, Digest: sum},
			4: {Source: from.source, Line: 13, Column: 3, Digest: sum},
		} {
			got, err := d.Origin(name, line)
			if err != nil {
				t.Fatal(err)
			}
			check(t, "origin", got, want)
		}
		for _, line := range []int{0, 5} {
			if _, err := d.Origin(name, line); err == nil {
				t.Errorf("line %d has an origin", line)
			}
		}
		if _, err := d.Origin("a/etc/g", 1); err == nil {
			t.Error("a file that was not written has an origin")
		}
		d.Close()
	}
	write(t, top+"/out/a/etc/f", "edited\n")
	d, name, err := Find(top + "/out/a/etc/f")
	if err != nil {
		t.Fatal(err)
	}
	if o, err := d.Origin(name, 2); err != nil || !o.Edited {
		t.Errorf("%+v, %v", o, err)
	}
	d.Close()
	if _, _, err := Find(top + "/t.hcl"); err == nil {
		t.Error("found a folder that is not there")
	}
}

func TestMatch(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, file("a", "/etc/cluster/cluster.conf", "1\n"), file("b", "/etc/cluster/cluster.conf", "2\n"), file("b", "/etc/hosts", "2\n"))
	os.MkdirAll(dir+"/c/etc", 0o755)
	os.Symlink(dir+"/a/etc/cluster", dir+"/c/etc/cluster")
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	got, err := d.Match("*/etc/cluster/cluster.conf")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "found", got, map[string][]byte{"a/etc/cluster/cluster.conf": []byte("1\n"), "b/etc/cluster/cluster.conf": []byte("2\n")})
}
