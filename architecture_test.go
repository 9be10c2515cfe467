package hagen_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/topology"
)

const module = "github.com/everlinux/hagen"

// goFile is a Go file of the module, parsed.
type goFile struct {
	path string // from the module's root
	ast  *ast.File
	fset *token.FileSet
}

// goFiles returns every Go file of the module but the tests.
func goFiles(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || path == "internal/oracle" || path != "." && strings.HasPrefix(d.Name(), ".")) {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		files = append(files, goFile{filepath.ToSlash(path), f, fset})
		return err
	})
	if err != nil || len(files) < 50 {
		t.Fatalf("%d Go files found: %v", len(files), err)
	}
	return files
}

// layers are the packages from the bottom up: one may import what stands before
// it, and nothing that stands after it or beside it.
var layers = [][]string{
	{"pkg/origin", "pkg/version", "internal/source", "internal/suggest", "internal/unified", "internal/shell", "internal/slab", "internal/parallel", "internal/pcre", "internal/cost", "internal/wholefile", "internal/mounted"},
	{"pkg/topology"},
	{"pkg/apache", "pkg/nginx", "pkg/clusterconf", "pkg/ifcfg", "pkg/hosts", "pkg/fstab", "pkg/runbook", "internal/report"},
	{"pkg/lint", "pkg/drill"},
	{"pkg/lint/rules", "internal/findings"},
	{""},
	{"internal/outdir", "internal/docs", "internal/bench"},
	{"internal/cli"},
	{"cmd/hagen"},
}

func TestImportsPointDown(t *testing.T) {
	level := make(map[string]int)
	for i, layer := range layers {
		for _, pkg := range layer {
			level[pkg] = i
		}
	}
	for _, f := range goFiles(t) {
		dir := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(f.path)), ".")
		from, ok := level[dir]
		if !ok {
			t.Errorf("%s: the package %q stands in no layer", f.path, dir)
			continue
		}
		for _, spec := range f.ast.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			pkg, ours := strings.CutPrefix(path, module)
			if !ours {
				continue
			}
			pkg = strings.TrimPrefix(pkg, "/")
			if to, ok := level[pkg]; !ok || to >= from {
				t.Errorf("%s imports %s, which does not stand below it", f.path, path)
			}
			if pkg == "pkg/topology" && slices.Contains(layers[2][:5], dir) && !strings.HasPrefix(filepath.Base(f.path), "emit") {
				t.Errorf("%s imports pkg/topology, which only emit*.go may", f.path)
			}
		}
	}
}

// What reads the disk, the clock, the environment or a terminal makes a library
// that cannot be used everywhere.
func TestLibraryTouchesNothing(t *testing.T) {
	forbidden := []string{"os", "os/exec", "io/ioutil", "net/http", "syscall", "time.Now", "golang.org/x/term"}
	for _, f := range goFiles(t) {
		if !strings.HasPrefix(f.path, "pkg/") && strings.Contains(f.path, "/") {
			continue
		}
		for _, spec := range f.ast.Imports {
			if path, _ := strconv.Unquote(spec.Path.Value); slices.Contains(forbidden, path) {
				t.Errorf("%s imports %s", f.path, path)
			}
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && slices.Contains(forbidden, x.Name+"."+s.Sel.Name) {
					t.Errorf("%s calls %s.%s", f.path, x.Name, s.Sel.Name)
				}
			}
			return true
		})
	}
}

// Code asks for a feature, a version or a path; which release has what stands in
// one table.
func TestPlatformNamesStandInOneFile(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.path == "pkg/topology/platforms.go" || strings.HasPrefix(f.path, "pkg/topology/schema") || f.path == "internal/bench/inputs.go" {
			continue // the last writes topologies
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			if s, err := strconv.Unquote(lit.Value); err == nil && slices.Contains(topology.PlatformNames(), s) {
				t.Errorf("%s names the platform %q", f.fset.Position(lit.Pos()), s)
			}
			return true
		})
	}
}

// A file whose name a module's archive cannot hold keeps everybody from
// installing hagen.
func TestFileNamesFitAModule(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		if strings.ContainsAny(d.Name(), "\"'*:<>?\\`|") {
			t.Errorf("%s has a character in its name that no module can hold", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Nothing registers itself, and every package says what it is for.
func TestHabits(t *testing.T) {
	documented := make(map[string]bool)
	for _, f := range goFiles(t) {
		dir := filepath.Dir(f.path)
		documented[dir] = documented[dir] || f.ast.Doc.Text() != ""
		for _, decl := range f.ast.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Name.Name == "init" && fn.Recv == nil {
				t.Errorf("%s has an init function", f.path)
			}
		}
		for _, name := range []string{"util.go", "utils.go", "types.go", "helpers.go", "common.go"} {
			if filepath.Base(f.path) == name {
				t.Errorf("%s says nothing about what it holds", f.path)
			}
		}
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("the package in %s has no comment", dir)
		}
	}
}

// What is exported is a promise, and says what it promises.
func TestExportedIsDocumented(t *testing.T) {
	for _, f := range goFiles(t) {
		if !strings.HasPrefix(f.path, "pkg/") && strings.Contains(f.path, "/") {
			continue
		}
		for _, decl := range f.ast.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc.Text() == "" && exportedReceiver(d) && d.Name.Name != "String" {
					t.Errorf("%s: %s has no comment", f.fset.Position(d.Pos()), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if ts, ok := spec.(*ast.TypeSpec); ok && ts.Name.IsExported() && d.Doc.Text() == "" && ts.Doc.Text() == "" {
						t.Errorf("%s: %s has no comment", f.fset.Position(ts.Pos()), ts.Name.Name)
					}
				}
			}
		}
	}
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}
