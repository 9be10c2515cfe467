package cli

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
)

// narrowest is the width below which text is not wrapped any narrower.
const narrowest = 40

// colored tells whether to colour what goes to w. A terminal gets colours unless
// it is dumb. The variables are those of no-color.org and force-color.org.
func (p *program) colored(w io.Writer) bool {
	switch {
	case p.color != "auto":
		return p.color == "always"
	case p.env["NO_COLOR"] != "":
		return false
	case p.env["FORCE_COLOR"] != "":
		return p.env["FORCE_COLOR"] != "0"
	case p.env["TERM"] == "dumb":
		return false
	}
	_, ok := terminal(w)
	return ok
}

// width is the number of cells of a line on the terminal that w is, 0 where it
// is none.
func (p *program) width(w io.Writer) int {
	fd, ok := terminal(w)
	if !ok {
		return 0
	}
	if n, err := strconv.Atoi(p.env["COLUMNS"]); err == nil && n > 0 {
		return max(n, narrowest)
	}
	if n, _, err := term.GetSize(fd); err == nil && n > 0 {
		return max(n, narrowest)
	}
	return 80
}

func terminal(w io.Writer) (fd int, ok bool) {
	if r, wrapped := w.(*results); wrapped {
		w = r.w
	}
	f, isFile := w.(*os.File)
	if !isFile {
		return 0, false
	}
	fd = int(f.Fd())
	return fd, term.IsTerminal(fd)
}

// painter colours words.
type painter bool

// SGR parameters.
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

func (on painter) paint(sgr, text string) string {
	if !on || sgr == "" || text == "" {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}
