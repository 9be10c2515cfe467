package findings

import (
	"encoding/xml"
	"io"
)

// The report of Checkstyle, which most servers of continuous integration read.
type (
	checkstyle struct {
		XMLName xml.Name          `xml:"checkstyle"`
		Version string            `xml:"version,attr"` // of the format
		Files   []*checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

func writeCheckstyle(w io.Writer, r *Report) error {
	out := checkstyle{Version: "4.3"}
	for i := range r.Findings { // by file
		f := &r.Findings[i]
		name := r.name(f.At.Filename)
		if n := len(out.Files); n == 0 || out.Files[n-1].Name != name {
			out.Files = append(out.Files, &checkstyleFile{Name: name})
		}
		file := out.Files[len(out.Files)-1]
		file.Errors = append(file.Errors, checkstyleError{f.At.Start.Line, f.At.Start.Column, f.Rule.Severity.String(), f.Message, "hagen." + f.Rule.ID})
	}
	return encodeXML(w, out)
}

// encodeXML writes a value as an XML document.
func encodeXML(w io.Writer, value any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(value); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
