package drill

import (
	"bytes"
	"time"
)

// record is a line of a system log.
type record struct {
	stamp   stamp
	host    []byte
	tag     []byte // the program
	pid     []byte
	message []byte
}

// readRecord reads a line as the system loggers write it; false for a line without
// a time, which is the continuation of another.
//
//	Jan  6 20:18:10 node-01 fenced[2666]: text                       RFC 3164
//	2009-01-06T20:18:10.003-02:00 node-01 fenced[2666]: text         rsyslog, journalctl -o short-iso
//	<30>1 2009-01-06T22:18:10.003Z node-01 fenced 2666 - - text      RFC 5424
//	Jan 06 20:18:10 fenced text                                      a daemon's own file
//	Jan 06 20:18:10 [2666] node-01 corosync notice  [TOTEM ] text    corosync's own file
func readRecord(text []byte) (r record, ok bool) {
	p := &cursor{text: text}
	if p.char('<') {
		if _, ok := p.number(1, 3); !ok || !p.char('>') {
			return r, false
		}
		if bytes.HasPrefix(p.rest(), []byte("1 ")) {
			p.at += len("1 ")
			return readRFC5424(p)
		}
	}
	start := p.at
	if r.stamp, ok = p.isoTime(); !ok {
		p.at = start
		if r.stamp, ok = bsdTime(p); !ok {
			return r, false
		}
	}
	if !p.atBlank() || !r.stamp.valid() {
		return r, false
	}
	p.blanks()
	if p.char('[') { // corosync's own file
		r.pid = p.until("] ")
		p.char(']')
		p.blanks()
		r.host = p.word()
		p.blanks()
		r.tag = p.word()
		p.blanks()
		r.message = p.rest()
		return r, true
	}
	word := p.word()
	if familyOf(word) != 0 { // the file of one daemon names no host
		r.tag = word
		p.blanks()
		r.message = p.rest()
		return r, true
	}
	r.host = word
	p.blanks()
	r.readTag(p)
	return r, true
}

// until takes what stands before the first of some characters.
func (p *cursor) until(set string) []byte {
	start := p.at
	if i := bytes.IndexAny(p.rest(), set); i >= 0 {
		p.at += i
	} else {
		p.at = len(p.text)
	}
	return p.text[start:p.at]
}

// readTag reads the program with its process id, and the message.
func (r *record) readTag(p *cursor) {
	r.tag = p.until("[: \t")
	p.blanks()
	if p.char('[') {
		r.pid = p.until("] \t")
		p.char(']')
	}
	p.char(':')
	p.blanks()
	r.message = p.rest()
}

// bsdTime reads the time of RFC 3164, with a fraction where it has one.
func bsdTime(p *cursor) (s stamp, ok bool) {
	word := p.word()
	if s.month, ok = month(word); !ok || len(word) != 3 {
		return s, false
	}
	p.blanks()
	if s.day, ok = p.number(1, 2); !ok {
		return s, false
	}
	p.blanks()
	return s, p.clock(&s) && s.unit <= time.Second
}

// readRFC5424 reads what follows the version.
func readRFC5424(p *cursor) (r record, ok bool) {
	if r.stamp, ok = p.isoTime(); !ok || !r.stamp.valid() {
		return r, false
	}
	var fields [4][]byte // host, program, process, kind of message
	for i := range fields {
		p.blanks()
		if fields[i] = p.word(); string(fields[i]) == "-" {
			fields[i] = nil
		}
	}
	r.host, r.tag, r.pid = fields[0], fields[1], fields[2]
	p.blanks()
	p.structuredData()
	p.blanks()
	r.message = bytes.TrimPrefix(p.rest(), []byte("\ufeff"))
	return r, true
}

// structuredData passes over the elements in brackets, or the hyphen in their place.
func (p *cursor) structuredData() {
	if p.char('-') {
		return
	}
	for p.char('[') {
		quoted := false
		for ; !p.done(); p.at++ {
			switch c := p.text[p.at]; {
			case c == '\\' && quoted && p.at+1 < len(p.text):
				p.at++
			case c == '"':
				quoted = !quoted
			}
			if !quoted && p.text[p.at] == ']' {
				p.at++
				break
			}
		}
	}
}
