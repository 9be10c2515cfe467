package clusterconf

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// escapers write a value for one kind of quote. Blanks other than the space are
// written as references, or an XML parser would turn them into spaces.
var (
	escapeDouble = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")
	escapeSingle = strings.NewReplacer("&", "&amp;", "<", "&lt;", "'", "&apos;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")
)

// quoted is a value as it is written in a file: in double quotes, or in single
// ones where quote says so.
func quoted(text string, quote byte) string {
	if quote == '\'' {
		return "'" + escapeSingle.Replace(text) + "'"
	}
	return `"` + escapeDouble.Replace(text) + `"`
}

// commentText is a text as it can stand in a comment: XML allows no two hyphens
// in a row there, nor one at the end.
func commentText(text string) string {
	for strings.Contains(text, "--") {
		text = strings.ReplaceAll(text, "--", "- -")
	}
	if strings.HasSuffix(text, "-") {
		text += " "
	}
	return text
}

// errUTF8 is the reason why bytes cannot be written.
var errUTF8 = errors.New("it is not UTF-8 text, and cluster.conf can hold nothing else")

// checkText returns an error for a text that no attribute of cluster.conf can
// hold. Everything else is escaped where it is written, and an XML parser reads
// it back as it was.
//
// Control characters are refused although XML could write the tab and the line
// ends: the values are handed to fence agents and resource agents as lines of
// "name=value" and in the environment, where a line end would begin another
// parameter.
func checkText(text string) error {
	if !utf8.ValidString(text) {
		return errUTF8
	}
	for _, r := range text {
		if !isChar(r) || r < ' ' || r == 0x7F {
			return fmt.Errorf("cluster.conf cannot hold the character %U", r)
		}
	}
	return nil
}
