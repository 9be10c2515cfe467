package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/internal/findings"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// linter is one run of hagen lint.
type linter struct {
	*program
	*linted
	options  hagen.LintOptions
	outputs  []output
	level    lint.Severity
	selected func(rule string) bool
	baseline *baselineFile // nil for none
}

// lookedAt is what one look at files comes to.
type lookedAt struct {
	report   *findings.Report
	warnings hcl.Diagnostics
	errors   int // of reading
	files    map[string][]byte
	secrets  *topology.Secrets
}

// look runs the rules on files, and leaves out what was not asked for.
func (l *linter) look(files map[string][]byte) *lookedAt {
	result, diags := hagen.Lint(files, l.options)
	looked := &lookedAt{files: (&input{files: result.Files, variables: l.options.Variables}).named(), secrets: result.Secrets, errors: len(diags.Errs())}
	if l.baseline != nil {
		looked.files[l.baseline.name] = l.baseline.src
	}
	for _, d := range diags {
		if d.Severity == hcl.DiagWarning {
			looked.warnings = append(looked.warnings, d)
		}
	}
	run := findings.Run{
		Findings: l.found(result), Diagnostics: diags, Files: looked.files, Secrets: result.Secrets,
		Rules: shownRules(l.selected), FailLevel: l.level, Root: workingDirectory(), Version: readVersion().Version,
	}
	unknown := make(map[string]bool, len(result.Unknown))
	for _, name := range result.Unknown {
		unknown[name] = true
	}
	for name := range result.Files {
		if _, given := files[name]; !given {
			run.Generated = append(run.Generated, name)
		} else if !unknown[name] {
			run.Looked = append(run.Looked, name)
		}
	}
	looked.report = findings.New(run)
	if l.baseline != nil {
		l.baseline.Apply(looked.report, l.scope())
	}
	return looked
}

// found are the findings that were asked for, and those about files that were not
// looked at.
func (l *linter) found(result *hagen.LintResult) []lint.Finding {
	list := slices.DeleteFunc(result.Findings, func(f lint.Finding) bool { return !l.selected(f.Rule.ID) })
	list = append(list, l.unread...)
	for _, name := range result.Unknown {
		list = append(list, lint.Unread(name, unknownKind()))
	}
	return list
}

// scope is what of a baseline this run can find.
func (l *linter) scope() findings.Scope {
	return findings.Scope{
		Selected: l.selected,
		Gone: func(file string) bool {
			_, err := os.Lstat(filepath.FromSlash(file))
			return errors.Is(err, fs.ErrNotExist)
		},
	}
}

// finish writes what was found, and returns the error of its exit code.
func (l *linter) finish(f lintFlags, looked *lookedAt) error {
	if err := l.report(looked.warnings, looked.files, looked.secrets); err != nil {
		return err
	}
	if f.writeBaseline != "" {
		if err := l.keepBaseline(f.writeBaseline, looked.report); err != nil {
			return cannot(err)
		}
	}
	if err := l.write(looked.report, f.diff); err != nil {
		return cannot(err)
	}
	switch {
	case looked.report.Unread():
		return &exitError{code: exitCannot}
	case looked.report.Failed():
		return &exitError{code: exitFound}
	}
	return nil
}

// workingDirectory is where names of files begin, "" where nobody knows.
func workingDirectory() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	return filepath.ToSlash(dir)
}
