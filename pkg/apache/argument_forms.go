package apache

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

//go:embed argument_forms.tsv
var argumentFormsTSV string

// ArgumentForm is what httpd 2.4 wants of an argument of a directive.
type ArgumentForm struct {
	// Says is what a message says that the directive takes there.
	Says string

	first int  // the argument, counted from 0
	rest  bool // and all behind it
	least int  // how many arguments there must be for it to hold
	most  int  // how many there may be; 0 for any number
	match func() *regexp.Regexp

	taken, refused string // arguments that httpd takes, and some of which it refuses this one
}

// Of returns those of a directive's arguments that the form is about.
func (f ArgumentForm) Of(args []Word) []Word {
	switch {
	case f.first >= len(args) || len(args) < f.least || f.most > 0 && len(args) > f.most:
		return nil
	case f.rest:
		return args[f.first:]
	}
	return args[f.first : f.first+1]
}

// Takes tells whether httpd may take an argument. What it refuses for a reason
// that the form does not know is taken.
func (f ArgumentForm) Takes(text string) bool { return f.match().MatchString(text) }

// ArgumentForms returns what is known of the arguments of a directive of that
// name, case ignored, without brackets.
func ArgumentForms(name string) []ArgumentForm { return argumentFormTable()[foldName(name)] }

// argumentParts are expressions that several forms share, by their names in the table.
var argumentParts = strings.NewReplacer(
	"{digits}", `[0-9]+`,
	"{positive}", `\+?0*[1-9].*`, // as atoi has it
	"{zero}", `[+-]?0+(?:[^0-9].*)?|(?:[^0-9+-].*)?|[+-](?:[^0-9].*)?`, // as atoi has it, too
	"{port}", `0*(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])`,
	"{seconds}", `0*[1-9][0-9]*(?:[^0-9m].*|mi?n?)?|[0-9]*[1-9][0-9]{3,}ms`,
	"{level}", `(?:emerg|alert|crit|error|warn|notice|info|debug|trace[1-8])`,
	"{expires}", `(?-i:[AM]).*|[anm]\S*(?:\s+p\S*)?(?:\s+[0-9]\S*\s+(?:y|mo|w|d|h|mi|s)\S*)*\s*`,
	"{status}", `0*(?:`+strings.ReplaceAll(statuses, " ", "|")+`)`,
)

var portForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(argumentParts.Replace(`^{port}$`))
})

var argumentFormTable = sync.OnceValue(func() map[string][]ArgumentForm {
	table := make(map[string][]ArgumentForm)
	for row := range rows(argumentFormsTSV, 6) {
		f := ArgumentForm{Says: row[3], taken: row[4], refused: row[5]}
		argument, of, _ := strings.Cut(row[1], "/")
		of, more := strings.CutSuffix(of, "+")
		f.least, _ = strconv.Atoi(of)
		if !more {
			f.most = f.least
		}
		argument, f.rest = strings.CutSuffix(argument, "+")
		n, err := strconv.Atoi(argument)
		if err != nil {
			panic("an embedded table: " + err.Error())
		}
		f.first = n - 1
		f.match = sync.OnceValue(func() *regexp.Regexp {
			return regexp.MustCompile(`(?is)^(?:` + argumentParts.Replace(row[2]) + `)$`)
		})
		for name := range strings.SplitSeq(row[0], ",") {
			table[foldName(name)] = append(table[foldName(name)], f)
		}
	}
	return table
})
