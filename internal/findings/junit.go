package findings

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
)

// The report of JUnit, as Jenkins and GitLab read it.
type (
	junitSuites struct {
		XMLName xml.Name `xml:"testsuites"`
		Name    string   `xml:"name,attr"`
		junitCounts
		Suites []*junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name string `xml:"name,attr"`
		junitCounts
		Cases []junitCase `xml:"testcase"`
	}
	junitCounts struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
	}
	junitCase struct {
		Name      string        `xml:"name,attr"`
		Classname string        `xml:"classname,attr"`
		Failure   *junitProblem `xml:"failure"`
		Error     *junitProblem `xml:"error"`
		Out       string        `xml:"system-out,omitempty"`
	}
	junitProblem struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit writes a suite for each file and a case for each finding in it. What
// does not fail the run passes, with the finding as its output; what could not be
// looked at is an error; a file without findings is a case that passes.
func writeJUnit(w io.Writer, r *Report) error {
	suites := make(map[string]*junitSuite)
	for _, file := range r.Looked {
		name := r.name(file)
		suites[name] = &junitSuite{Name: name}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		name := r.name(f.At.Filename)
		if suites[name] == nil {
			suites[name] = &junitSuite{Name: name}
		}
		suites[name].add(r, f)
	}
	out := junitSuites{Name: "hagen lint"}
	for _, s := range suites {
		if len(s.Cases) == 0 {
			s.Cases = []junitCase{{Name: "no findings", Classname: s.Name}}
			s.Tests = 1
		}
		out.Suites = append(out.Suites, s)
		out.Tests += s.Tests
		out.Failures += s.Failures
		out.Errors += s.Errors
	}
	slices.SortFunc(out.Suites, func(a, b *junitSuite) int { return cmp.Compare(a.Name, b.Name) })
	return encodeXML(w, out)
}

func (s *junitSuite) add(r *Report, f *Finding) {
	at := f.At.Start
	text := fmt.Sprintf("%s:%d:%d: %s: %s", s.Name, at.Line, at.Column, f.Rule.Severity, explained(f))
	c := junitCase{Name: fmt.Sprintf("%s at %d:%d", f.Rule.ID, at.Line, at.Column), Classname: s.Name}
	problem := &junitProblem{Type: f.Rule.ID, Message: f.Message, Text: text}
	s.Tests++
	switch {
	case f.Rule.Blind():
		c.Error = problem
		s.Errors++
	case r.fails(*f):
		c.Failure = problem
		s.Failures++
	default:
		c.Out = text
	}
	s.Cases = append(s.Cases, c)
}
