package nginx

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/origin"
)

// renew makes every node one that was not read from a file.
func renew(list []*Directive) {
	for _, d := range list {
		d.Name = Word{Text: d.Name.Text}
		for i, w := range d.Args {
			d.Args[i] = Word{Text: w.Text}
		}
		d.End = Mark{}
		if d.Block != nil {
			d.Block.Open, d.Block.Close = Mark{}, Mark{}
			renew(d.Block.Directives)
		}
	}
}

// tooLong tells whether the only errors are words that new escapes made too long.
func tooLong(diags hcl.Diagnostics) bool {
	for _, d := range diags {
		if d.Summary != "Parameter too long" && d.Summary != "Unclosed quote" {
			return false
		}
	}
	return true
}

func simple(name string, args ...string) *Directive {
	d := &Directive{Name: Word{Text: name}}
	for _, arg := range args {
		d.Args = append(d.Args, Word{Text: arg})
	}
	return d
}

func TestCanonicalLayout(t *testing.T) {
	header := simple("upstream", "pool")
	header.Name.Before = "# Generated.\n\n# The pool.\n"
	member := simple("server", "192.0.2.1:80")
	member.Name.Before = "# first\n"
	header.Block = &Block{Directives: []*Directive{simple("ip_hash"), member}}
	inner := simple("location", "/a b")
	inner.Block = &Block{Directives: []*Directive{simple("add_header", "X", `a"b\c`), simple("x", "")}}
	server := simple("server")
	server.Block = &Block{Directives: []*Directive{simple("listen", "80"), inner, simple("root", "/srv")}}

	f := &File{Directives: []*Directive{header, server, simple("include", "x.conf")}}
	got, _ := f.Format()
	want := `# Generated.

# The pool.
upstream pool {
    ip_hash;
    # first
    server 192.0.2.1:80;
}

server {
    listen 80;

    location "/a b" {
        add_header X "a\"b\\c";
        x "";
    }

    root /srv;
}

include x.conf;
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("layout (-want +got):\n%s", diff)
	}
}

func TestFormatEdited(t *testing.T) {
	const src = "server { # one\n\tlisten   80; # port\n\troot '/a b'; }"
	for _, tc := range []struct {
		name string
		edit func(server *Directive)
		want string
	}{
		{"a new text", func(s *Directive) { s.Block.Directives[0].Args[0].Text = "81" },
			"server { # one\n\tlisten   81; # port\n\troot '/a b'; }"},
		{"a new text in quotes", func(s *Directive) { s.Block.Directives[1].Args[0].Text = `it's` },
			"server { # one\n\tlisten   80; # port\n\troot 'it\\'s'; }"},
		{"a text that needs quotes", func(s *Directive) { s.Block.Directives[0].Args[0].Text = "8;0" },
			"server { # one\n\tlisten   \"8;0\"; # port\n\troot '/a b'; }"},
		{"a new argument", func(s *Directive) {
			s.Block.Directives[0].Args = append(s.Block.Directives[0].Args, Word{Text: "ssl"})
		}, "server { # one\n\tlisten   80 ssl; # port\n\troot '/a b'; }"},
		{"a directive less", func(s *Directive) { s.Block.Directives = s.Block.Directives[1:] },
			"server { # one\n\troot '/a b'; }"},
		{"a directive more", func(s *Directive) {
			l := s.Block.Directives
			s.Block.Directives = []*Directive{l[0], simple("server_name", "x"), l[1]}
		}, "server { # one\n\tlisten   80; # port\n    server_name x;\n\troot '/a b'; }"},
		{"another order", func(s *Directive) {
			l := s.Block.Directives
			l[0], l[1] = l[1], l[0]
		}, "server { # one\n\troot '/a b';\n\tlisten   80; # port\n }"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, _ := Parse("x.conf", []byte(src))
			tc.edit(f.Directives[0])
			got, _ := f.Format()
			if diff := cmp.Diff(tc.want, string(got)); diff != "" {
				t.Errorf("edited (-want +got):\n%s", diff)
			}
			if _, diags := Parse("x.conf", got); len(diags) > 0 {
				t.Errorf("the result does not read: %v", problems(diags))
			}
		})
	}
}

func TestOrigins(t *testing.T) {
	from := func(line int) hcl.Range { return hcl.Range{Start: hcl.Pos{Line: line}} }
	secret := simple("set", "$a", "b\nc")
	secret.Origin, secret.Args[1].Sensitive = from(2), true
	s := simple("server")
	s.Origin = from(1)
	s.Name.Before = "# Header.\n\n"
	s.Block = &Block{Directives: []*Directive{secret}}
	_, lines := (&File{Directives: []*Directive{s}}).Format()
	want := []origin.Line{{}, {}, {Range: from(1)}, {Range: from(2), Sensitive: true}, {Range: from(2), Sensitive: true}, {Range: from(1)}}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("origins (-want +got):\n%s", diff)
	}
}
