package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheVhostShadowed = &lint.Rule{
	ID:       "apache-vhost-shadowed",
	Severity: lint.Warning,
	Doc: `A name that an earlier virtual host answers for

httpd asks the virtual hosts of an address in their order, each for its ServerName and its ServerAlias, wildcards included:
an exact name does not go before a wildcard, the earlier virtual host goes before the later one. A name that an earlier one
has too never reaches the later.

Take the name out of one of the two, or put the virtual host with the wildcard behind the others.

Source: httpd's documentation, Name-based Virtual Host Support, and of ServerAlias; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		taken := make(map[string]*siteNames) // by address
		var names []siteName
		for _, s := range c.scopes[1:] {
			names = s.appendNames(names[:0])
			var said map[int]bool
			for _, address := range s.addresses()[:min(len(s.addresses()), mostAddresses)] {
				if !literal(address) {
					continue
				}
				at := taken[everyAddress(address.Text)]
				if at == nil {
					at = newSiteNames()
					taken[everyAddress(address.Text)] = at
				}
				if len(names) > 0 && names[0].main && at.exact[names[0].text].main {
					continue // apache-vhost-duplicate says so
				}
				for i, name := range names {
					first, found := at.covering(name.text)
					if !found || said[i] || !together(first.site.vhost, s.vhost) {
						continue
					}
					if said == nil {
						said = make(map[int]bool)
					}
					said[i] = true
					s.vhost.reportFinding(p, lint.Finding{
						Message: fmt.Sprintf("%s on %s is answered by the virtual host of %s, by its %s", name.word.Text, address.Text, lineOf(first.word.Range(), name.word.Range()), first),
						Range:   name.word.Range(), Related: []lint.Related{{Message: "the name that answers", Range: first.word.Range()}},
					})
				}
				for _, name := range names {
					at.add(name)
				}
			}
		}
	}),
}

// siteName is a name of a virtual host.
type siteName struct {
	text string // in lower case
	word *apache.Word
	site *httpdScope
	main bool // of ServerName, in which httpd takes no wildcards
}

// String says which directive a name is from.
func (n siteName) String() string {
	if n.main {
		return "ServerName"
	}
	return "ServerAlias " + n.word.Text
}

// appendNames adds the names of a virtual host to a list, the ServerName first.
func (s *httpdScope) appendNames(list []siteName) []siteName {
	if name, ok := s.serverName(); ok && literal(name) {
		list = append(list, siteName{serverName(name.Text), &s.name.Args[0], s, true})
	}
	for i := range s.aliases {
		if alias := &s.aliases[i]; literal(*alias) {
			list = append(list, siteName{strings.ToLower(alias.Text), alias, s, false})
		}
	}
	return list
}

// siteNames are the names of the virtual hosts of an address so far. Wildcards are
// kept by what they end with where they begin with an asterisk, by what they begin
// with where not.
type siteNames struct {
	exact            map[string]siteName
	bySuffix, byHead map[string][]siteName
}

// mostAddresses is how many addresses of a virtual host are looked at.
const mostAddresses = 100

// maxAlike is how many wildcards with the same beginning or end are compared: no
// configuration has as many.
const maxAlike = 100

func newSiteNames() *siteNames {
	return &siteNames{exact: make(map[string]siteName), bySuffix: make(map[string][]siteName), byHead: make(map[string][]siteName)}
}

func (t *siteNames) add(n siteName) {
	switch {
	case n.main || !strings.ContainsAny(n.text, "*?"):
		if _, known := t.exact[n.text]; !known {
			t.exact[n.text] = n
		}
	case n.text[0] == '*':
		end := n.text[strings.LastIndexAny(n.text, "*?")+1:]
		if len(t.bySuffix[end]) < maxAlike {
			t.bySuffix[end] = append(t.bySuffix[end], n)
		}
	default:
		head := n.text[:strings.IndexAny(n.text, "*?")]
		if len(t.byHead[head]) < maxAlike {
			t.byHead[head] = append(t.byHead[head], n)
		}
	}
}

// covering returns a name that takes every request for another one.
func (t *siteNames) covering(name string) (siteName, bool) {
	if n, ok := t.exact[name]; ok {
		return n, true
	}
	for i := range len(name) + 1 {
		if len(t.bySuffix) > 0 {
			if n, ok := firstCovering(t.bySuffix[name[i:]], name); ok {
				return n, true
			}
		}
		if len(t.byHead) > 0 {
			if n, ok := firstCovering(t.byHead[name[:i]], name); ok {
				return n, true
			}
		}
	}
	return siteName{}, false
}

func firstCovering(wildcards []siteName, name string) (siteName, bool) {
	for _, w := range wildcards {
		if covers(w.text, name) {
			return w, true
		}
	}
	return siteName{}, false
}

// covers tells whether a wildcard takes each name that another one takes, which may
// be a name without wildcards: "*" stands for any characters, "?" for one.
func covers(wildcard, name string) bool {
	star, from, i, j := -1, 0, 0, 0
	for j < len(name) {
		switch {
		case i < len(wildcard) && wildcard[i] == '*':
			star, from = i, j
			i++
		case i < len(wildcard) && (wildcard[i] == name[j] || wildcard[i] == '?' && name[j] != '*'):
			i++
			j++
		case star >= 0: // the last asterisk takes one more
			from++
			i, j = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(wildcard[i:], "*") == ""
}
