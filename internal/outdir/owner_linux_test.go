package outdir

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// The test binary builds once in the folder that this names.
const onceBuildDir = "HAGEN_TEST_ONCE_BUILD_DIR"

// nobody is a user who owns nothing.
const nobody = 65534

// TestBuildOnce is one build, for a process of another user.
func TestBuildOnce(t *testing.T) {
	dir := os.Getenv(onceBuildDir)
	if dir == "" {
		return // what other tests start
	}
	if err := buildFiles(dir, estate(1), manyFiles); err != nil {
		fmt.Println("failed:", err)
	}
}

// Where a folder or a part of it is somebody else's, a build changes nothing and says
// what it may not do, or does all of it; and the next build of the owner goes well.
func TestFilesOfSomebodyElse(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can make files of others")
	}
	own := func(name string, mode os.FileMode) {
		t.Helper()
		if err := os.Chown(name, nobody, nobody); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	all := func(dir string) {
		_ = filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
			info, _ := d.Info()
			own(name, info.Mode().Perm())
			return err
		})
	}
	for name, prepare := range map[string]func(dir string){
		"the whole folder": func(string) {},
		"all but the notes": func(dir string) {
			all(dir)
			_ = os.Chown(dir+"/"+stateDir, 0, 0)
		},
		"the lock": func(dir string) {
			all(dir)
			write(t, dir+"/"+lockFile, "1\n")
			_ = os.Chmod(dir+"/"+lockFile, 0o600)
		},
		"the manifest": func(dir string) {
			all(dir)
			_ = os.Chown(dir+"/"+manifestFile, 0, 0)
			_ = os.Chmod(dir+"/"+manifestFile, 0o600)
		},
		"one file, unreadable": func(dir string) {
			all(dir)
			_ = os.Chown(dir+"/host-1/etc/f-1", 0, 0)
		},
		"the folder above": func(dir string) { own(dir, 0o700) },
	} {
		t.Run(name, func(t *testing.T) {
			top, err := os.MkdirTemp("", "owner")
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(top)
			_ = os.Chmod(top, 0o755)
			dir := filepath.Join(top, "out")
			if err := buildFiles(dir, estate(0), manyFiles); err != nil {
				t.Fatal(err)
			}
			prepare(dir)
			before := tree(t, dir)
			binary := filepath.Join(top, "test")
			if out, err := exec.Command("cp", os.Args[0], binary).CombinedOutput(); err != nil {
				t.Fatalf("%v %s", err, out)
			}
			_ = os.Chmod(binary, 0o755)
			cmd := exec.Command(binary, "-test.run=^TestBuildOnce$")
			cmd.Dir = "/"
			cmd.Env = append(os.Environ(), onceBuildDir+"="+dir)
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if !strings.Contains(string(out), "failed:") || !strings.Contains(string(out), "permission denied") || !strings.Contains(string(out), dir) {
				t.Errorf("got %s", out)
			}
			check(t, "the folder", tree(t, dir), before)
			if err := buildFiles(dir, estate(1), manyFiles); err != nil {
				t.Fatal(err)
			}
			check(t, "built by root", tree(t, dir), wantTree(1))
			if left, err := os.ReadDir(filepath.Join(dir, stateDir)); err != nil || len(left) != 2 {
				t.Errorf("left: %v", left)
			}
		})
	}
}
