package topology

import (
	"bytes"
	"fmt"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/everlinux/hagen/internal/cost"
)

func nilValue(d *decoder, a *attribute) func() cty.Value {
	return func() cty.Value { return d.value(a) }
}

// parse parses a topology that must have no error.
func parse(t *testing.T, src string, o Options) *Topology {
	t.Helper()
	top, diags := Parse(map[string][]byte{"t.hcl": []byte(src)}, o)
	if diags.HasErrors() {
		t.Fatalf("unexpected errors:\n%s", render(diags))
	}
	return top
}

const estate = `
variable "count" {
  type    = number
  default = 2
}

locals {
  ports = [for i in range(var.count) : 8080 + i] # uses what stands below
  hosts = { for i in range(1, 4) : format("app-%02d", i) => cidrhost(network.web.cidr, i) }
  pool  = "p-${local.suffix}"
  suffix = lower("X")
}

network "web" { cidr = "10.0.0.0/24" }

dynamic "host" {
  for_each = local.hosts
  labels   = [host.key]
  content {
    platform    = length(local.hosts) > 2 ? "rhel6" : "rhel5"
    description = join("-", [host.key, "of", network.web.name])

    dynamic "interface" {
      for_each = ["eth0"]
      iterator = card
      labels   = [card.value]
      content { address = host.value }
    }
  }
}

host "lb" { platform = host["app-01"].platform }

balancer "app" {
  dynamic "member" {
    for_each = { for name, h in host : name => h if can(regex("^app", name)) }
    labels   = [member.value.interface.eth0.ip]
    content { port = local.ports[0] }
  }
}

dynamic "virtual_host" {
  for_each = ["a.example.net", "b.example.net"]
  labels   = [virtual_host.value]
  content {
    server = "nginx"
    hosts  = [for h in [host.lb] : h]
    location "/" { balancer = virtual_host.key == 0 ? balancer.app : balancer["app"] }
  }
}
`

func TestExpressions(t *testing.T) {
	top := parse(t, estate, Options{})
	var got []string
	for _, h := range top.Hosts {
		got = append(got, h.Name+" "+h.Platform.ID+" "+h.Description.Value)
	}
	for _, b := range top.Balancers {
		for _, m := range b.Members {
			got = append(got, fmt.Sprintf("%s:%d", m.Address.Value, m.Port.Value))
		}
	}
	for _, v := range top.VirtualHosts {
		got = append(got, v.Name+" on "+v.Hosts.Items[0].Value.Name+" to "+v.Locations[0].Balancer.Value.Name)
	}
	want := []string{
		"app-01 rhel6 app-01-of-web", "app-02 rhel6 app-02-of-web", "app-03 rhel6 app-03-of-web", "lb rhel6 ",
		"10.0.0.1:8080", "10.0.0.2:8080", "10.0.0.3:8080",
		"a.example.net on lb to app", "b.example.net on lb to app",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if n := top.NetworkOf(top.Hosts[0].Interfaces[0].Address.Value.Addr()); n != top.Networks[0] {
		t.Errorf("the address belongs to %v", n)
	}
	if got := top.VirtualHostsOn(top.Hosts[3]); len(got) != 2 {
		t.Errorf("lb serves %d virtual hosts", len(got))
	}
}

// Files of a topology are one text, and the JSON syntax says the same as the native one.
func TestFilesAndJSON(t *testing.T) {
	native := parse(t, `
host "a" {
  platform = "rhel6"
  interface "eth0" { address = "10.0.0.1/24" }
}
balancer "x" {
  dynamic "member" {
    for_each = ["10.0.0.5", "10.0.0.6"]
    labels   = [member.value]
    content { port = 80 }
  }
}
virtual_host "v" {
  server = "nginx"
  hosts  = [host.a]
  location "/" {
    balancer        = balancer.x
    request_headers = { A = "1" }
  }
}`, Options{})
	files := map[string][]byte{
		"a.hcl": []byte("host \"a\" {\n platform = \"rhel6\"\n interface \"eth0\" { address = \"10.0.0.1/24\" }\n}"),
		"b.hcl.json": []byte(`{
  "balancer": {"x": {"dynamic": {"member": {
    "for_each": ["10.0.0.5", "10.0.0.6"], "labels": ["${member.value}"], "content": {"port": 80}}}}},
  "virtual_host": {"v": {"server": "nginx", "hosts": ["${host.a}"],
    "location": {"/": {"balancer": "balancer.x", "request_headers": {"A": "1"}}}}}
}`),
	}
	both, diags := Parse(files, Options{})
	if diags.HasErrors() {
		t.Fatalf("unexpected errors:\n%s", render(diags))
	}
	ignore := cmp.FilterPath(func(p cmp.Path) bool { return strings.HasPrefix(p.Last().Type().String(), "hcl.Range") }, cmp.Ignore())
	opts := cmp.Options{ignore, cmp.Comparer(func(a, b *Host) bool { return a.Name == b.Name }), cmp.Comparer(func(a, b *Balancer) bool { return a.Name == b.Name && len(a.Members) == len(b.Members) })}
	if diff := cmp.Diff(native.VirtualHosts[0].Locations[0], both.VirtualHosts[0].Locations[0], opts...); diff != "" {
		t.Errorf("-native +json:\n%s", diff)
	}
	if len(both.Balancers[0].Members) != 2 || both.VirtualHosts[0].Hosts.Items[0].Value != both.Hosts[0] {
		t.Errorf("the JSON topology is not the native one: %+v", both.Balancers[0])
	}
}

func TestVariablePrecedence(t *testing.T) {
	src := `variable "v" { default = "default" }` + "\nhost \"h\" {\n platform = \"rhel6\"\n description = var.v\n}"
	file := VarFile{Name: "v.hcl", Src: []byte(`v = "file"`)}
	for want, o := range map[string]Options{
		"default": {},
		"env":     {Env: map[string]string{"v": "env", "unrelated": "x"}},
		"file":    {Env: map[string]string{"v": "env"}, VarFiles: []VarFile{{Name: "w.hcl", Src: []byte(`v = "first"`)}, file}},
		"option":  {Env: map[string]string{"v": "env"}, VarFiles: []VarFile{file}, Vars: map[string]string{"v": "option"}},
		"json":    {VarFiles: []VarFile{{Name: "v.json", Src: []byte(`{"v": "json"}`)}}},
	} {
		if got := parse(t, src, o).Hosts[0].Description.Value; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	_, diags := Parse(map[string][]byte{"t.hcl": []byte(`variable "colour" { default = "red" }`)}, Options{
		Vars:     map[string]string{"color": "1"},
		VarFiles: []VarFile{{Name: "v.hcl", Src: []byte("colours = 1\n")}},
	})
	want := "-: Unknown variable: --var gives a value for \"color\", which the topology does not declare. Did you mean \"colour\"?\n" +
		"1:1-8: Unknown variable: The topology declares no variable \"colours\". Did you mean \"colour\"?\n"
	if diff := cmp.Diff(want, render(diags)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestTypedVariables(t *testing.T) {
	src := `
variable "members" {
  type = list(object({ address = string, port = optional(number, 80) }))
}
balancer "b" {
  dynamic "member" {
    for_each = var.members
    labels   = [member.value.address]
    content { port = member.value.port }
  }
}`
	top := parse(t, src, Options{Vars: map[string]string{"members": `[{ address = "10.0.0.1" }, { address = "10.0.0.2", port = 81 }]`}})
	if m := top.Balancers[0].Members; len(m) != 2 || m[0].Port.Value != 80 || m[1].Port.Value != 81 {
		t.Errorf("members: %+v", m)
	}
}

func TestSensitive(t *testing.T) {
	const secret = "correct horse"
	src := `
variable "password" {
  type      = string
  default   = "battery staple"
  sensitive = true
}
fence_device "vc" {
  agent    = "fence_vmware_soap"
  login    = upper(var.password)
  password = "literal secret"
  ssl      = true
}
`
	top := parse(t, src, Options{Vars: map[string]string{"password": secret}})
	f := top.FenceDevices[0]
	if !f.Password.Sensitive || !f.Login.Sensitive || f.Params[0].Sensitive {
		t.Errorf("sensitive: password %v, login %v, ssl %v", f.Password.Sensitive, f.Login.Sensitive, f.Params[0].Sensitive)
	}
	if !top.Secrets.Holds(f.Password.Range) || top.Secrets.Holds(f.Agent.Range) {
		t.Error("Holds does not know the password from the agent")
	}
	text := "a correct horse, CORRECT HORSE and a literal secret"
	if got, want := top.Secrets.Mask(text), "a (sensitive value), (sensitive value) and a (sensitive value)"; got != want {
		t.Errorf("Mask: %q, want %q", got, want)
	}
	quoted := parse(t, "fence_device \"v\" {\n agent = \"a\"\n password = \"tuna \\\"<&\"\n}\n", Options{})
	for _, form := range []string{`tuna "<&`, `tuna \"<&`, `tuna &quot;&lt;&amp;`, `tuna &#34;&lt;&amp;`} {
		if got := quoted.Secrets.Mask("x " + form + " y"); got != "x "+Redacted+" y" {
			t.Errorf("Mask of %s: %s", form, got)
		}
	}
	masked := top.Secrets.MaskSource("t.hcl", 0, src)
	for _, hidden := range []string{"battery staple", "literal secret"} {
		if strings.Contains(masked, hidden) {
			t.Errorf("MaskSource shows %q:\n%s", hidden, masked)
		}
	}
	if !strings.Contains(masked, "default   = (sensitive value)\n") || !strings.Contains(masked, `agent    = "fence_vmware_soap"`) {
		t.Errorf("MaskSource:\n%s", masked)
	}
}

// What nests too deep would overflow the stack of HCL's parser.
func TestNestingIsBounded(t *testing.T) {
	defer debug.SetMaxStack(debug.SetMaxStack(1 << 26))
	const n = 100_000
	for name, src := range map[string]string{
		"parentheses": "locals {\n a = " + strings.Repeat("(", n) + "\n}",
		"brackets":    "locals {\n a = " + strings.Repeat("[", n) + "\n}",
		"negations":   "locals {\n a = " + strings.Repeat("!", n) + "true\n}",
		"conditions":  "locals {\n a = " + strings.Repeat("true ? 1 : ", n) + "1\n}",
		"sums":        "locals {\n a = (1" + strings.Repeat(" +\n1", n) + ")\n}",
		"blocks":      strings.Repeat("host {\n", n),
		"templates":   "locals {\n a = \"" + strings.Repeat("${\"", n) + "\"\n}",
		"controls":    "locals {\n a = \"" + strings.Repeat("%{ if true }", n) + "\"\n}",
		"heredoc":     "locals {\n a = <<E\n" + strings.Repeat("%{ if true }\n", n) + "E\n}",
		"indices":     "locals {\n a = b" + strings.Repeat("[0]", n) + "\n}",
	} {
		t.Run(name, func(t *testing.T) {
			_, diags := Parse(map[string][]byte{"t.hcl": []byte(src)}, Options{})
			if !diags.HasErrors() || diags[0].Summary != "Nested too deep" {
				t.Errorf("diagnostics: %v", diags)
			}
		})
	}
	for name, src := range map[string]string{
		"arrays":   `{"locals": {"a": ` + strings.Repeat("[", n),
		"template": `{"locals": {"a": "${` + strings.Repeat("(", n) + `"}}`,
	} {
		t.Run("json "+name, func(t *testing.T) {
			_, diags := Parse(map[string][]byte{"t.hcl.json": []byte(src)}, Options{})
			if !diags.HasErrors() || diags[0].Summary != "Nested too deep" {
				t.Errorf("diagnostics: %v", diags)
			}
		})
	}
	// Brackets in strings and comments are no nesting.
	parse(t, "locals {\n a = \""+strings.Repeat("(", 2000)+"\"\n} # "+strings.Repeat("[", 2000)+"\n", Options{})
}

func TestChainOfLocals(t *testing.T) {
	var b strings.Builder
	b.WriteString("locals {\n l0 = \"x\"\n")
	for i := 1; i <= 2000; i++ {
		fmt.Fprintf(&b, " l%d = \"${local.l%d}\"\n", i, i-1)
	}
	b.WriteString("}\nhost \"h\" {\n platform = \"rhel6\"\n vm_name = local.l2000\n}\n")
	if got := parse(t, b.String(), Options{}).Hosts[0].VMName.Value; got != "x" {
		t.Errorf("got %q", got)
	}
	long := strings.ReplaceAll(b.String(), "l2000\n}", "l9000\n}\nlocals {\n")
	for i := 2001; i <= 9000; i++ {
		long += fmt.Sprintf(" l%d = local.l%d\n", i, i-1)
	}
	_, diags := Parse(map[string][]byte{"t.hcl": []byte(long + "}\n")}, Options{})
	if !diags.HasErrors() || !strings.Contains(diags[0].Summary, "too long") {
		t.Errorf("diagnostics: %.300v", diags)
	}
}

// Locals that double each other would fill the memory.
func TestGrowthIsBounded(t *testing.T) {
	for _, tc := range []struct{ first, double string }{
		{`"xxxxxxxx"`, `"${local.l%[1]d}${local.l%[1]d}"`},
		{"[1, 2]", "concat(local.l%[1]d, local.l%[1]d)"},
		{"[1, 2]", "setproduct(range(1000), range(1000), [local.l%[1]d])"},
	} {
		lines := []string{"locals {", "l0 = " + tc.first}
		for i := 1; i <= 40; i++ {
			lines = append(lines, fmt.Sprintf("l%d = ", i)+fmt.Sprintf(tc.double, i-1))
		}
		_, diags := Parse(map[string][]byte{"t.hcl": []byte(strings.Join(append(lines, "}\n"), "\n"))}, Options{})
		if len(diags) == 0 || !strings.Contains(diags[0].Summary+diags[0].Detail, "too large") && !strings.Contains(diags[0].Detail, "more than 262144 elements") {
			t.Errorf("%s: diagnostics: %.300v", tc.double, diags)
		}
	}
}

// The same topology gives the same diagnostics and values, in the same order.
func TestDeterministic(t *testing.T) {
	src := []byte(estate + "\nhost \"x\" { platform = local.y }\nlocals { p = local.q\n q = local.p\n r = local.s }\n")
	_, first := Parse(map[string][]byte{"t.hcl": src}, Options{})
	for range 20 {
		_, again := Parse(map[string][]byte{"t.hcl": src}, Options{})
		if diff := cmp.Diff(render(first), render(again)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// topologyCost is what reading a topology keeps to. HCL's own parser takes half a
// kilobyte for each token; evaluating expressions has bounds of its own.
var topologyCost = cost.Limit{PerByte: 2048, Constant: 1 << 23, Time: time.Second}

func FuzzParse(f *testing.F) {
	f.Add([]byte(estate), false)
	f.Add([]byte(`{"host": {"a": {"platform": "rhel6"}}}`), true)
	f.Add([]byte("locals { a = local.a }\nhost \"x\" {"), false)
	f.Add([]byte(`variable "v" { default = "%{Referer}i" }`), false)
	f.Fuzz(func(t *testing.T, src []byte, json bool) {
		name := "t.hcl"
		if json {
			name = "t.hcl.json"
		}
		cost.Check(t, len(src), topologyCost, func() { Parse(map[string][]byte{name: src}, Options{}) })
		top, diags := Parse(map[string][]byte{name: src}, Options{})
		if top == nil || top.Secrets == nil {
			t.Fatal("no topology")
		}
		for _, d := range diags {
			if d.Subject != nil && (d.Subject.Start.Byte < 0 || d.Subject.End.Byte > len(src)+1) {
				t.Errorf("a range outside the file: %v", d.Subject)
			}
		}
	})
}

func benchmarkSource(hosts int) []byte {
	var b bytes.Buffer
	b.WriteString("network \"n\" { cidr = \"10.0.0.0/8\" }\nbalancer \"b\" {\n member \"10.255.0.1\" { port = 80 }\n}\n")
	for i := range hosts {
		fmt.Fprintf(&b, "host \"h%[1]d\" {\n platform = \"rhel6\"\n interface \"eth0\" { address = \"10.%[2]d.%[3]d.1\" }\n}\nvirtual_host \"v%[1]d\" {\n server = \"nginx\"\n hosts = [host.h%[1]d]\n location \"/\" { balancer = balancer.b }\n}\n", i, i/250, i%250)
	}
	return b.Bytes()
}

func BenchmarkParse(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		src := benchmarkSource(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, diags := Parse(map[string][]byte{"t.hcl": src}, Options{}); diags.HasErrors() {
					b.Fatal(render(diags))
				}
			}
		})
		b.Run(fmt.Sprint("hcl/", n), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				parseFile("t.hcl", src)
			}
		})
	}
}
