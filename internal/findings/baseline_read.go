package findings

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
)

// ReadBaseline reads what WriteBaseline writes. The diagnostics have the place of
// what is wrong in it.
func ReadBaseline(name string, src []byte) (*Baseline, hcl.Diagnostics) {
	r := &baselineReader{src: src, lines: source.NewLines(src), name: name, dec: json.NewDecoder(bytes.NewReader(src))}
	err := r.check()
	if err == nil {
		err = r.read()
	}
	if err == nil {
		return &r.baseline, nil
	}
	at := 0
	if placed := (*placedError)(nil); errors.As(err, &placed) {
		at = max(0, min(placed.offset, len(src)))
	}
	subject := r.lines.Range(name, at, min(at+1, len(src)))
	return nil, hcl.Diagnostics{{
		Severity: hcl.DiagError, Summary: "Baseline cannot be read", Subject: &subject,
		Detail: name + ": " + err.Error() + ". Write it anew with hagen lint --write-baseline.",
	}}
}

// baselineReader reads value by value, to know where each begins.
type baselineReader struct {
	name     string
	src      []byte
	lines    *source.Lines
	dec      *json.Decoder
	version  string
	listed   bool
	baseline Baseline
}

// placedError is an error at a byte offset.
type placedError struct {
	offset int
	error
}

// check finds errors of syntax: of them, only the parser of whole texts tells the
// offset in the text.
func (r *baselineReader) check() error {
	var whole json.RawMessage
	err := json.Unmarshal(r.src, &whole)
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		offset := int(syntax.Offset)
		if offset < len(r.src) || err.Error() != "unexpected end of JSON input" {
			offset-- // of the character that was read last
		}
		return &placedError{offset, err}
	}
	return err
}

// read reads a text without errors of syntax.
func (r *baselineReader) read() error {
	if err := r.expect('{'); err != nil {
		return err
	}
	for r.dec.More() {
		at := r.next()
		key, err := r.dec.Token()
		if err != nil {
			return err
		}
		switch key {
		case "format_version":
			err = r.readVersion()
		case "findings":
			err = r.readEntries()
		default:
			err = &placedError{at, fmt.Errorf("a baseline has no %q", key)}
		}
		if err != nil {
			return err
		}
	}
	switch {
	case r.version == "":
		return errors.New("it has no format_version")
	case !r.listed:
		return errors.New("it has no findings")
	}
	return nil
}

func (r *baselineReader) expect(want json.Delim) error {
	at := r.next()
	token, err := r.dec.Token()
	if err == nil && token != want {
		err = &placedError{at, fmt.Errorf("%s is expected here", want)}
	}
	return err
}

func (r *baselineReader) readVersion() error {
	at := r.next()
	if err := r.dec.Decode(&r.version); err != nil {
		return &placedError{at, wrongType(err)}
	}
	if r.version != baselineVersion {
		return &placedError{at, fmt.Errorf("its format is version %q; this hagen reads %q", r.version, baselineVersion)}
	}
	return nil
}

func (r *baselineReader) readEntries() error {
	r.listed = true
	if err := r.expect('['); err != nil {
		return err
	}
	for r.dec.More() {
		at := r.next()
		var entry Entry
		if err := r.dec.Decode(&entry); err != nil {
			return &placedError{at, wrongType(err)}
		}
		if entry.Rule == "" || entry.File == "" || entry.Fingerprint == "" {
			return &placedError{at, errors.New("an entry needs a rule, a file and a fingerprint")}
		}
		r.baseline.entries = append(r.baseline.entries, entry)
		r.baseline.ranges = append(r.baseline.ranges, r.lines.Range(r.name, at, at+1))
	}
	return r.expect(']')
}

// wrongType says what a value should be.
func wrongType(err error) error {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return err
	}
	want := "an object"
	if wrong.Type.Kind().String() == "string" {
		want = "a string"
	}
	return fmt.Errorf("%s should be %s, and is of type %s", cmp.Or(wrong.Field, "this"), want, wrong.Value)
}

// next is the offset of the next value.
func (r *baselineReader) next() int {
	at := int(r.dec.InputOffset())
	for at < len(r.src) && bytes.IndexByte([]byte(" \t\r\n,:"), r.src[at]) >= 0 {
		at++
	}
	return at
}
