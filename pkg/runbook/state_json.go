package runbook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// jsonTable reads a report of --reportformat json or json_std:
// {"report":[{"pv":[{"pv_name":"/dev/sdb1", …}]}]}. Reports of other things beside
// the one that is wanted are passed over.
func jsonTable(r *reader, s section) *table {
	p := &jsonReport{reader: r, section: s, table: new(table)}
	decoder := json.NewDecoder(bytes.NewReader(r.src))
	decoder.UseNumber()
	for {
		before := int(decoder.InputOffset())
		token, err := decoder.Token()
		if err != nil {
			p.end(err, int(decoder.InputOffset()))
			return p.table
		}
		end := int(decoder.InputOffset())
		start := before
		for start < end && strings.IndexByte(" \t\r\n,:", r.src[start]) >= 0 {
			start++
		}
		p.token(token, start, end)
	}
}

// jsonReport walks the tokens of a report.
type jsonReport struct {
	*reader
	section section
	table   *table
	stack   []frame
	row     *row
	found   bool
}

// frame is an object or array that is open.
type frame struct {
	delim json.Delim
	key   string // in an object: the key whose value is due, "" where a key is
	at    int
}

// rowDepth is how many objects and arrays are open in a row: report, list,
// element, section's list, row.
const rowDepth = 5

func (p *jsonReport) token(token json.Token, start, end int) {
	top := len(p.stack) - 1
	delim, isDelim := token.(json.Delim)
	switch {
	case isDelim && (delim == '{' || delim == '['):
		p.stack = append(p.stack, frame{delim: delim, at: start})
		p.found = p.found || p.inSection() && len(p.stack) == rowDepth-1
		if len(p.stack) == rowDepth && delim == '{' && p.inSection() {
			p.row = &row{cells: make(map[string]cell)}
		}
	case isDelim:
		if p.row != nil && len(p.stack) == rowDepth {
			p.row.at = p.between(p.stack[top].at, end)
			if p.check(p.section, *p.row) {
				p.table.rows = append(p.table.rows, *p.row)
			}
			p.row = nil
		}
		p.stack = p.stack[:top]
		p.valueDone()
	case top >= 0 && p.stack[top].delim == '{' && p.stack[top].key == "":
		p.stack[top].key, _ = token.(string)
		if p.stack[top].key == "" {
			p.stack[top].key = "?" // an empty key is a key
		}
	default:
		if p.row != nil && len(p.stack) == rowDepth && token != nil {
			p.row.cells[p.stack[top].key] = cell{strings.TrimSpace(fmt.Sprint(token)), p.between(start, end)}
		}
		p.valueDone()
	}
}

func (p *jsonReport) valueDone() {
	if top := len(p.stack) - 1; top >= 0 {
		p.stack[top].key = ""
	}
}

// inSection tells whether the innermost open things are the wanted section's.
func (p *jsonReport) inSection() bool {
	return len(p.stack) >= rowDepth-1 && p.stack[0].key == "report" && p.stack[2].key == p.section.name
}

// end judges how the tokens ended.
func (p *jsonReport) end(err error, offset int) {
	at := p.between(max(0, min(offset, len(p.src)-1)), len(p.src))
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax) && syntax.Offset < int64(len(p.src)) && !errors.Is(err, io.ErrUnexpectedEOF):
		o := int(max(syntax.Offset-1, 0))
		p.errorf(p.between(o, o+1), "Not JSON", "The text is no JSON from here on: %s.", err)
	case len(p.stack) > 0 || !errors.Is(err, io.EOF):
		p.errorf(at, "Cut short", "The JSON ends in the middle: the file was cut short.")
	case !p.found && len(bytes.TrimSpace(p.src)) > 0:
		p.errorf(p.start(), "No report", "The JSON holds no report of %s: run %s --reportformat json --units b.", p.section.command, p.section.command)
	}
}
