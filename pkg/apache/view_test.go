package apache

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const siteSource = `
BalancerMember balancer://other http://10.0.0.9:80 route=z
<VirtualHost *:80 [::1]:80>
  ServerName old
  ServerName shop.example.net
  ServerAlias a b
  <IfModule proxy_module>
    ServerAlias c
  </IfModule>
  CustomLog "|/usr/bin/rotatelogs /var/log/a 86400" combined
  ErrorLog "|$exec logger"
  TransferLog logs/t
  <Proxy "Balancer://Pool/">
    BalancerMember http://10.0.0.1:80 "route=a b" loadfactor=2 'é\'=x'
    BalancerMember http://10.0.0.2:80 nocanon
    ProxySet stickysession=ROUTEID \
       nofailover=on
  </Proxy>
  ProxyPass /static !
  ProxyPass / balancer://pool/ timeout=5
  <Location ~ "/app">
    ProxyPass http://10.0.0.1/app
    ProxyPassReverse http://10.0.0.1/app
  </Location>
</VirtualHost>
`

func TestViews(t *testing.T) {
	f, diags := Parse("x.conf", []byte(siteSource))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var got []string
	for v := range f.VirtualHosts() {
		name, _ := v.ServerName()
		got = append(got, "vhost "+v.Addresses()[1].Text+" "+name.Text)
		for _, alias := range v.ServerAliases() {
			got = append(got, "alias "+alias.Text)
		}
	}
	for l := range f.Logs() {
		command, shell, piped := l.Pipe(Httpd24)
		got = append(got, "log "+l.Format.Text+" "+command+map[bool]string{true: " by a shell"}[shell]+map[bool]string{false: "a file"}[piped])
	}
	for b := range f.Balancers() {
		got = append(got, "balancer "+b.Name())
		for _, kv := range b.Sets() {
			got = append(got, "set "+kv.Key+" "+kv.Value)
		}
		if n := len(b.Members()); n != 2 {
			t.Errorf("%d members", n)
		}
	}
	for m := range f.BalancerMembers() {
		got = append(got, "member "+m.Balancer.Text+" "+m.URL.Text)
		for _, kv := range m.Params {
			got = append(got, "param "+siteText(kv.KeyRange().Start.Byte, kv.KeyRange().End.Byte)+" "+siteText(kv.ValueRange().Start.Byte, kv.ValueRange().End.Byte))
		}
	}
	for p := range f.ProxyPasses() {
		got = append(got, "pass "+p.Path.Text+" "+p.Target.Text+map[bool]string{true: " excluded"}[p.Excluded()])
	}
	for p := range f.ProxyPassReverses() {
		got = append(got, "reverse "+p.Path.Text+" "+p.Target.Text)
	}
	want := []string{
		"vhost [::1]:80 shop.example.net", "alias a", "alias b", "alias c",
		"log combined /usr/bin/rotatelogs /var/log/a 86400", "log  exec logger by a shell", "log  a file",
		"balancer pool", "set stickysession ROUTEID", "set nofailover on",
		"member balancer://other http://10.0.0.9:80", "param route z",
		"member Balancer://Pool/ http://10.0.0.1:80", "param route a b", "param loadfactor 2", `param 'é\'=x' 'é\'=x'`,
		"member Balancer://Pool/ http://10.0.0.2:80", "param nocanon ",
		"pass /static ! excluded", "pass / balancer://pool/", "pass /app http://10.0.0.1/app",
		"reverse /app http://10.0.0.1/app",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func siteText(i, j int) string { return siteSource[i:j] }

func TestPipeOfHttpd22(t *testing.T) {
	for destination, want := range map[string][2]any{"|a b": {"a b", true}, "||a b": {"a b", false}} {
		command, shell, ok := Log{Destination: Word{Text: destination}}.Pipe(Httpd22)
		if !ok || command != want[0] || shell != want[1] {
			t.Errorf("%q: %q, by a shell: %v, %v", destination, command, shell, ok)
		}
	}
}

func TestIndent(t *testing.T) {
	f, _ := Parse("x.conf", []byte("<VirtualHost *:80>\n\t  ServerName a\n</VirtualHost>\n"))
	if got := f.Directives[0].Block.Directives[0].Indent(); got != "\t  " {
		t.Errorf("%q", got)
	}
}

func TestLines(t *testing.T) {
	src := "  Listen 80 \r\n\tEnd\nServerName a"
	f, _ := Parse("x.conf", []byte(src))
	for i, want := range []string{"  Listen 80 \r\n", "\tEnd\n", "ServerName a"} {
		r := f.Directives[i].Lines()
		if got := src[r.Start.Byte:r.End.Byte]; got != want || r.Start.Column != 1 {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
