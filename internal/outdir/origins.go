package outdir

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Origin is where a line of a generated file comes from.
type Origin struct {
	// Source is the file of the topology, as a path that can be opened or, where
	// it was no file, the name that it had; "" where no part of it caused the line.
	Source       string
	Line, Column int
	// Edited is true where the generated file is not what hagen wrote.
	Edited bool
	// Digest is the SHA-256 that Source had at the time of the build, in
	// hexadecimal; "" where it is not known.
	Digest string
}

// Find returns the output folder that a file is in, and the file's name below
// it. The folder is the nearest one above the file with a manifest.
func Find(file string) (d *Dir, name string, err error) {
	full, err := filepath.Abs(file)
	if err != nil {
		return nil, "", err
	}
	up := filepath.Dir(file)
	for dir := filepath.Dir(full); ; up, dir = filepath.Join(up, ".."), filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, manifestFile)); err == nil {
			rel, err := filepath.Rel(dir, full)
			if err != nil {
				return nil, "", err
			}
			d, err := Open(up)
			return d, filepath.ToSlash(rel), err
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, "", err
		}
		if dir == filepath.Dir(dir) {
			return nil, "", fmt.Errorf("%s: is in no folder that hagen build wrote", file)
		}
	}
}

// Origin returns the origin of a line, counted from 1, of a generated file.
func (d *Dir) Origin(name string, line int) (Origin, error) {
	e := d.state.files[name]
	if e == nil {
		return Origin{}, fmt.Errorf("%s: hagen build did not write this file", d.show(name))
	}
	var o Origin
	at := 1
	for _, r := range e.origins {
		if line >= at && line < at+r.lines {
			o = Origin{Source: r.source, Line: r.line, Column: r.column, Digest: d.state.sources[r.source]}
		}
		at += r.lines
	}
	if line < 1 || line >= at {
		return Origin{}, fmt.Errorf("%s: has no line %d; the last is line %d", d.show(name), line, at-1)
	}
	content, err := d.read(name)
	if err != nil {
		return Origin{}, err
	}
	o.Edited = e.digest != "" && e.digest != digest(content)
	o.Source = d.sourcePath(o.Source)
	return o, nil
}

// Sources returns the files of the topology that origins name, as paths that can
// be opened.
func (d *Dir) Sources() []string {
	var paths []string
	for _, name := range slices.Sorted(maps.Keys(d.state.sources)) {
		paths = append(paths, d.sourcePath(name))
	}
	return paths
}

// sourcePath is the path of a file of the topology that was noted relative to
// the folder. What was no file keeps its name.
func (d *Dir) sourcePath(name string) string {
	path := d.show(name)
	if _, err := os.Lstat(path); err != nil && d.state.sources[name] == "" || name == "" {
		return name
	}
	return path
}

// Digest is the digest that [Origin] compares a topology's file by.
func Digest(content []byte) string { return digest(content) }
