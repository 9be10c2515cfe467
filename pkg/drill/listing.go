package drill

import (
	"bytes"
	"time"

	"github.com/hashicorp/hcl/v2"
)

// entry is a file that the probe wrote, as a line of `ls -l` shows it.
type entry struct {
	host  string
	name  string
	start stamp // of the write, from the file's name; without a date where the name has none
	dated bool  // the name has a date
	mtime stamp // of its end
	clock bool  // mtime has a time of the day
	// changed is mtime on the calendar, once all files are read.
	changed time.Time
	source  hcl.Range
}

// listing is a directory listing.
type listing struct {
	entries []entry
	others  int // files that no probe wrote
}

// readListing reads the output of `ls -l`, in the date forms of GNU ls in any of
// the known locales, of --time-style long-iso, full-iso and iso, and of BSD's -T.
// Lines that describe no file (totals, names of directories, prompts) are passed
// over; one that does, and cannot be read, is an error.
func readListing(file string, src []byte) (*listing, hcl.Diagnostics) {
	const shortest = len("-rw-r--r-- 1 r r 1 01-06 20:17 n-20_17_57\n")
	l := &listing{entries: make([]entry, 0, min(bytes.Count(src, []byte("\n-"))+1, len(src)/shortest+1))}
	var diags hcl.Diagnostics
	files := 0
	for ln := range lines(src) {
		fields := &cursor{text: ln.text}
		if !skipToMode(fields) {
			continue
		}
		files++
		mtime, clock, name, ok := readFileLine(fields)
		switch {
		case !ok:
			diags = append(diags, problem("No date and name", ln.whole(file), "This line of the listing has no date that is known, with a size before it and a name behind it. Was it cut short? In an unknown language, list with LC_ALL=C ls -l."))
			continue
		case !mtime.valid():
			diags = append(diags, problem("No such date", ln.whole(file), "The date or time of the file does not exist."))
			continue
		}
		e, known := probeName(name)
		if !known {
			if looksCut(name, !ln.ended) {
				diags = append(diags, problem("Listing cut short", ln.at(file, fields.at, len(ln.text)), "The line ends within the name of a file that a probe wrote."))
			}
			l.others++
			continue
		}
		e.mtime, e.clock, e.source = mtime, clock, ln.at(file, fields.at, len(ln.text))
		l.entries = append(l.entries, e)
	}
	if files == 0 {
		diags = append(diags, problem("Not a listing", hcl.Range{Filename: file, Start: hcl.InitialPos, End: hcl.InitialPos}, "No line of the file is one of `ls -l`."))
	} else if len(l.entries) == 0 && !diags.HasErrors() {
		diags = append(diags, problem("No file of a probe", hcl.Range{Filename: file, Start: hcl.InitialPos, End: hcl.InitialPos}, "None of the %d files has a name that ends in the time of its writing, as in node-01-20_18_01.", files))
	}
	return l, diags
}

// skipToMode moves behind the mode of a file, which is among the first three
// fields (-i and -s put numbers before it), and tells whether there is one.
func skipToMode(p *cursor) bool {
	for range 3 {
		p.blanks()
		if isMode(p.word()) {
			return true
		}
	}
	return false
}

// isMode tells whether a word is a mode: -rw-r--r--, with a mark for ACLs or SELinux.
func isMode(word []byte) bool {
	if len(word) < 10 || len(word) > 11 || !bytes.ContainsRune([]byte("-dlcbpsDC"), rune(word[0])) {
		return false
	}
	for _, b := range word[1:10] {
		if !bytes.ContainsRune([]byte("-rwxsStTlL"), rune(b)) {
			return false
		}
	}
	return true
}

// readFileLine reads what follows the mode. Owner and group may be missing, so
// that the date is the first one with a size before it.
func readFileLine(p *cursor) (mtime stamp, clock bool, name string, ok bool) {
	var before []byte
	for !p.done() {
		p.blanks()
		start := p.at
		if isSize(before) {
			if mtime, clock, ok = readDate(p); ok && p.char(' ') {
				if mtime.unit == 24*time.Hour { // ls pads a date without a time
					p.blanks()
				}
				name, _, _ = cutArrow(string(p.rest()))
				return mtime, clock, name, name != ""
			}
			p.at = start
		}
		before = p.word()
	}
	return stamp{}, false, "", false
}

// isSize tells whether a word is a size: 512, 1,024, 4.0K.
func isSize(word []byte) bool {
	return len(word) > 0 && '0' <= word[0] && word[0] <= '9' && len(bytes.Trim(word, "0123456789.,kKMGTPEZYBi")) == 0
}

// cutArrow cuts the target off a symbolic link.
func cutArrow(name string) (before, after string, found bool) {
	for i := 0; i+4 <= len(name); i++ {
		if name[i:i+4] == " -> " {
			return name[:i], name[i+4:], true
		}
	}
	return name, "", false
}
