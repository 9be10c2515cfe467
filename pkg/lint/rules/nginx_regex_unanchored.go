package rules

import (
	"regexp"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxRegexUnanchored = &lint.Rule{
	ID:       "nginx-regex-unanchored",
	Severity: lint.Info,
	Doc: `An expression for a suffix that is not at the end

"\.php" without "$" also takes /a.phpx/b: more requests go there than the suffix says.

End the expression in "$", or in "(/|$)" where a path may follow. An expression for names that begin with a dot ("/\.ht") is
not spoken of.

Source: nginx's documentation of location.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("location") {
			if modifier, text := nginx.SplitLocation(d.Directive); (modifier == "~" || modifier == "~*") && nginxOpenSuffix.MatchString(text) && !d.has("fastcgi_split_path_info") {
				p.Report(d.Args[len(d.Args)-1].Range(), "%s also matches where more follows", text)
			}
		}
	},
}

// nginxOpenSuffix finds an expression that ends in a suffix, and no more. What
// follows a slash is the beginning of a name.
var nginxOpenSuffix = regexp.MustCompile(`(?:^|[^/])\\\.(?:\w+|\((?:\?:)?[\w|]+\))$`)
