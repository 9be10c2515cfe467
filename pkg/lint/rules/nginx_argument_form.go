package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxMisfit is a directive with an argument that is none of its form's, or without
// one that has to be there.
type nginxMisfit struct {
	*nginxNode
	// forms are those that it may be of: one, or in a fragment those of http and stream.
	forms []nginx.ArgumentForm
}

// nginxMisfitsOf are the misfits of a host, by name and in the order of the files.
var nginxMisfitsOf = lint.NewFact(func(p *lint.Pass, h *lint.Host) []nginxMisfit {
	var misfits []nginxMisfit
	pl := nginxPlacesOf.Of(p, h)
	for _, name := range pl.names {
		if !nginx.HasForm(name) {
			continue
		}
		known := make(map[string][]nginx.ArgumentForm)
		for _, d := range pl.byName[name] {
			family := nginxFamily(d)
			if family == "" {
				continue
			}
			forms, seen := known[family]
			if !seen {
				forms = nginxForms(name, family)
				known[family] = forms
			}
			if len(forms) > 0 && !nginxFits(d, forms) {
				misfits = append(misfits, nginxMisfit{d, forms})
			}
		}
	}
	return misfits
})

// nginxFits tells whether the arguments of a directive are what its forms take.
func nginxFits(d *nginxNode, forms []nginx.ArgumentForm) bool {
	for i := range d.Args {
		if !nginxTakesArgument(d, forms, i) {
			return false
		}
	}
	return !forms[0].Lacks(d.Args)
}

// nginxForms returns the forms of a directive in a family.
func nginxForms(name, family string) []nginx.ArgumentForm {
	families := []string{family}
	if upstream, ok := strings.CutPrefix(family, "fragment"); ok {
		families = []string{"http" + upstream, "stream" + upstream}
	}
	var forms []nginx.ArgumentForm
	for _, f := range families {
		form, ok := nginx.LookupForm(name, f)
		switch {
		case ok:
			forms = append(forms, form)
		case slices.ContainsFunc(nginx.Lookup(name), func(s nginx.DirectiveSpec) bool { return nginxMayRead(s, nginx.Family(f)) }):
			return nil // there it takes anything
		}
	}
	return forms
}

// nginxFamily is the family of the form of a directive where it stands: "main",
// "events", "http", "stream", "fragment" for one of the last two; with " upstream"
// for a server of an upstream. It is "" in the block of a module that is not
// nginx's own, and in mail.
func nginxFamily(d *nginxNode) string {
	top := ""
	for block := d.parent; block != nil; block = block.parent {
		switch block.Name.Text {
		case "server", "location", "if", "limit_except", "upstream", "http", "stream", "events":
			top = block.Name.Text
		default:
			return ""
		}
	}
	isMember := d.Name.Text == "server" && d.parent.is("upstream")
	switch {
	case d.Name.Text == "server" && !isMember:
		return ""
	case top == "" && d.config.main:
		return "main"
	case top == "events":
		return top
	case top != "http" && top != "stream":
		top = "fragment"
	}
	if isMember {
		return top + " upstream"
	}
	return top
}

// nginxTakesArgument tells whether any form reads the i-th argument.
func nginxTakesArgument(d *nginxNode, forms []nginx.ArgumentForm, i int) bool {
	return slices.ContainsFunc(forms, func(f nginx.ArgumentForm) bool {
		text := d.Args[i].Text
		switch {
		case len(d.Args) == 1 && !f.Alone.IsZero():
			return f.Alone.Accepts(text)
		case i < len(f.First):
			return f.First[i].Accepts(text)
		case !f.Last.IsZero() && i == len(d.Args)-1:
			return f.Last.Accepts(text)
		case len(f.Each) == 0:
			return true
		}
		_, ok := f.Match(text)
		return ok
	})
}

// nginxNames are the names of the parameters of a form, nil where an argument need
// not be a parameter.
func nginxNames(f nginx.ArgumentForm) []string {
	var names []string
	for _, e := range f.Each {
		if e.Name == "" {
			return nil
		}
		names = append(names, e.Name)
	}
	return names
}
