package docs

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

// RulesIndex is docs/rules/README.md, the list of the rules, with what the
// daemons say of what they find. fixtures are as in [RulePage].
func RulesIndex(rules []*lint.Rule, fixtures fs.FS) (string, error) {
	var b strings.Builder
	b.WriteString(generated)
	b.WriteString("# Rules\n\nWhat `hagen lint` looks for. An error is what the daemon refuses or what breaks the service; a warning bites under a fault, " +
		"load or attack; an info is worth knowing.\n")
	releases, err := optional(fixtures, "daemons.txt")
	if err != nil {
		return "", err
	}
	if releases != "" {
		fmt.Fprintf(&b, "\nThe last column of nginx's and Apache's rules says what the daemon's own test of a configuration (%s) makes of the page's bad example.\n",
			strings.ReplaceAll(strings.TrimSpace(releases), "\n", ", "))
	}
	group, command := "", ""
	for _, r := range rules {
		if prefix, _, _ := strings.Cut(r.ID, "-"); prefix != group {
			group, command = prefix, daemonTests[prefix]
			b.WriteString("\n## " + group + "\n\n| rule | severity | what it finds |")
			if command != "" {
				b.WriteString(" `" + command + "` |\n|---")
			} else {
				b.WriteString("\n")
			}
			b.WriteString("|---|---|---|\n")
		}
		fmt.Fprintf(&b, "| [`%s`](%s.md) | %s | %s |", r.ID, r.ID, r.Severity, cell(r.Title()))
		if command != "" {
			said, err := verdicts(fixtures, r.ID)
			if err != nil {
				return "", err
			}
			b.WriteString(" " + inShort(said) + " |")
		}
		b.WriteString("\n")
	}
	return b.String(), nil
}

// RulePage is the page of a rule: its text, and its fixtures as examples.
// fixtures are the folder testdata/rules; a rule without a folder there has none.
func RulePage(r *lint.Rule, fixtures fs.FS) (string, error) {
	_, text, _ := strings.Cut(r.Doc, "\n")
	var b strings.Builder
	b.WriteString(generated)
	fmt.Fprintf(&b, "# %s\n\n`%s`, %s\n\n%s\n", r.Title(), r.ID, r.Severity, strings.TrimSpace(text))
	for _, section := range []struct{ name, title, intro string }{
		{"bad", "What it finds", ""},
		{"fixed", "Fixed", "\nWhat the rule's own fixes make of it.\n"},
		{"good", "What it is silent on", ""},
	} {
		files, err := fixture(fixtures, r.ID, section.name)
		if err != nil {
			return "", err
		}
		if len(files) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n%s", section.title, section.intro)
		if section.name == "bad" {
			platform, err := optional(fixtures, r.ID+"/platform")
			if err != nil {
				return "", err
			}
			if platform != "" {
				fmt.Fprintf(&b, "\nOn %s:\n", strings.TrimSpace(platform))
			}
		}
		for _, f := range files {
			writeFixture(&b, f)
		}
		if section.name == "bad" {
			want, err := optional(fixtures, r.ID+"/want.txt")
			if err != nil {
				return "", err
			}
			fence(&b, "", want)
			if err := writeVerdicts(&b, fixtures, r.ID); err != nil {
				return "", err
			}
		}
	}
	return b.String(), nil
}

// file is a file of a fixture.
type file struct{ name, content string }

// fixture returns the files of a rule's fixture: one beside the others, or those
// of a folder.
func fixture(fixtures fs.FS, id, name string) ([]file, error) {
	names, err := fs.Glob(fixtures, id+"/"+name+".*")
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(fixtures, id+"/"+name, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	slices.Sort(names)
	var files []file
	for _, n := range names {
		src, err := fs.ReadFile(fixtures, n)
		if err != nil {
			return nil, err
		}
		files = append(files, file{strings.TrimPrefix(n, id+"/"), string(src)})
	}
	return files, nil
}

// optional returns the content of a file, "" where there is none.
func optional(fixtures fs.FS, name string) (string, error) {
	src, err := fs.ReadFile(fixtures, name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return string(src), err
}

func writeFixture(b *strings.Builder, f file) {
	if strings.Contains(f.name, "/") {
		fmt.Fprintf(b, "\n`%s`:\n", f.name)
	}
	language := map[string]string{".hcl": "hcl", ".xml": "xml"}[path.Ext(f.name)]
	fence(b, language, f.content)
}

// fence writes a block of code, between marks that are longer than any in it.
// Markdown has lines that end in a newline only, so carriage returns are shown.
func fence(b *strings.Builder, language, text string) {
	if text == "" {
		return
	}
	mark := "```"
	for strings.Contains(text, mark) {
		mark += "`"
	}
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r", "␍"), "�")
	fmt.Fprintf(b, "\n%s%s\n%s\n%s\n", mark, language, strings.TrimSuffix(text, "\n"), mark)
}
