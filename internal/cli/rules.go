package cli

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/everlinux/hagen/internal/findings"
	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/lint/rules"
)

// allRules are hagen's rules, and those about its own reading of files, by id.
func allRules() []*lint.Rule {
	list := append(rules.All(), lint.Own()...)
	slices.SortFunc(list, func(a, b *lint.Rule) int { return strings.Compare(a.ID, b.ID) })
	return list
}

func ruleIDs() []string {
	var ids []string
	for _, r := range allRules() {
		ids = append(ids, r.ID)
	}
	return ids
}

// mostSuggested is how many rules are named that may have been meant.
const mostSuggested = 3

// unknownRule is the error of a name, or a glob, that is no rule's.
func unknownRule(cmd *cobra.Command, name string) error {
	ids := ruleIDs()
	lower := strings.ToLower(name)
	if format, rest, ok := strings.Cut(lower, "-"); ok && strings.ContainsAny(rest, `*?[`) {
		if near := suggest.Nearest(format, ruleFormats(ids)); near != "" {
			return wrongUsage(cmd, "no rule matches %q; did you mean %q?", name, near+"-"+rest)
		}
	}
	if id := suggest.Nearest(lower, ids); id != "" {
		return wrongUsage(cmd, "unknown rule %q; did you mean %q?", name, id)
	}
	within := slices.DeleteFunc(ids, func(id string) bool { return lower == "" || !strings.Contains(id, lower) })
	if n := len(within); n > 0 && n <= mostSuggested {
		return wrongUsage(cmd, "unknown rule %q; did you mean %s?", name, strings.Join(within, " or "))
	}
	return wrongUsage(cmd, "unknown rule %q; \"hagen rules\" lists them", name)
}

// ruleFormats are the first words of the ids.
func ruleFormats(ids []string) []string {
	var formats []string
	for _, id := range ids {
		format, _, _ := strings.Cut(id, "-")
		formats = append(formats, format)
	}
	return slices.Compact(formats)
}

// unknownFormat is the error of a --format that there is not.
func unknownFormat(cmd *cobra.Command, name string, formats []string) error {
	if near := suggest.Nearest(name, formats); near != "" {
		return wrongUsage(cmd, "--format is %q; did you mean %q?", name, near)
	}
	last := len(formats) - 1
	return wrongUsage(cmd, "--format is %q; it can be %s or %s", name, strings.Join(formats[:last], ", "), formats[last])
}

// selectRules returns what tells whether the findings of a rule are shown: those
// of enable, or all where it is empty, without those of disable. Each is an id or
// a glob, and must be some rule's.
func selectRules(cmd *cobra.Command, enable, disable []string) (func(id string) bool, error) {
	ids := ruleIDs()
	matches := func(globs []string, id string) bool {
		return slices.ContainsFunc(globs, func(glob string) bool {
			ok, _ := path.Match(glob, id)
			return ok
		})
	}
	for _, glob := range slices.Concat(enable, disable) {
		if _, err := path.Match(glob, ""); err != nil {
			return nil, wrongUsage(cmd, "%q is no glob: %w", glob, err)
		}
		if !slices.ContainsFunc(ids, func(id string) bool { return matches([]string{glob}, id) }) {
			return nil, unknownRule(cmd, glob)
		}
	}
	for _, r := range allRules() {
		if r.Blind() && slices.Contains(disable, r.ID) {
			return nil, wrongUsage(cmd, "%s cannot be disabled: no findings in a file that was not read is not \"clean\"", r.ID)
		}
	}
	return func(id string) bool {
		return (len(enable) == 0 || matches(enable, id)) && !matches(disable, id)
	}, nil
}

// shownRules are the rules whose findings are shown.
func shownRules(selected func(id string) bool) []*lint.Rule {
	return slices.DeleteFunc(allRules(), func(r *lint.Rule) bool { return !selected(r.ID) && !r.Blind() })
}

func (p *program) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "explain RULE",
		Short:   "Say what a rule of the linter looks for, why, and what to do",
		Example: "  hagen explain ifcfg-bond-no-monitor",
		Args:    exactly(1, "the name of a rule; \"hagen rules\" lists them"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, r := range allRules() {
				if r.ID == args[0] {
					paint := painter(p.colored(p.stdout))
					_, text, _ := strings.Cut(r.Doc, "\n")
					fmt.Fprintf(p.stdout, "%s (%s)\n\n%s\n\n%s\n", paint.paint(bold, r.Title()), r.ID+", "+r.Severity.String(), strings.TrimSpace(text), findings.RuleURL(r))
					return nil
				}
			}
			return unknownRule(cmd, args[0])
		},
	}
}

// The JSON form of the rules. Its names are a promise.
type (
	rulesJSON struct {
		FormatVersion string     `json:"format_version"`
		Rules         []ruleJSON `json:"rules"`
	}
	ruleJSON struct {
		ID       string `json:"id"`
		Severity string `json:"severity"`
		Title    string `json:"title"`
		Doc      string `json:"doc"` // Markdown, the title left out
		URL      string `json:"url"`
	}
)

func (p *program) rulesCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules of the linter",
		Args:  exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch format {
			case "text":
				w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
				for _, r := range allRules() {
					fmt.Fprintf(w, "%s\t%s\t%s\n", r.ID, r.Severity, r.Title())
				}
				return cannot(w.Flush())
			case "json":
				list := rulesJSON{FormatVersion: "1.0"}
				for _, r := range allRules() {
					_, text, _ := strings.Cut(r.Doc, "\n")
					list.Rules = append(list.Rules, ruleJSON{r.ID, r.Severity.String(), r.Title(), strings.TrimSpace(text), findings.RuleURL(r)})
				}
				e := json.NewEncoder(p.stdout)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return cannot(e.Encode(list))
			}
			return unknownFormat(cmd, format, []string{"text", "json"})
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "the `form` of the output: text or json")
	complete(cmd, "format", "text", "json")
	return cmd
}
