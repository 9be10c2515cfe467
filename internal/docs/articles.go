package docs

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	"github.com/everlinux/hagen"
)

//go:embed articles.md
var articles string

// placeholder stands in articles.md for a generated file: {{host/path}}.
var placeholder = regexp.MustCompile(`\{\{([^}]+)\}\}`)

// ArticlesPage is docs/articles.md: the articles' snippets beside the files that
// their estate compiles to.
func ArticlesPage(outputs []hagen.Output) (string, error) {
	contents := make(map[string]string, len(outputs))
	for _, o := range outputs {
		contents[o.Host+o.Path] = string(o.Content)
	}
	var missing []string
	page := placeholder.ReplaceAllStringFunc(articles, func(s string) string {
		name := strings.Trim(s, "{}")
		content, ok := contents[name]
		if !ok {
			missing = append(missing, name)
		}
		return content
	})
	if len(missing) > 0 {
		return "", fmt.Errorf("the estate has no %s", strings.Join(missing, ", "))
	}
	return generated + page, nil
}
