package rules

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxSays lets nginx test a configuration: one file in the blocks that it is a
// fragment of, or a host's tree. It returns what nginx prints, a warning or an
// error per line.
func nginxSays(t *testing.T, files []lint.Source) (accepted bool, said []string) {
	t.Helper()
	program := daemon(t, "nginx")
	s := newStage(t)
	s.stageFiles(files, nginxPortsUp)
	main := s.nginxMain(files)
	accepted, out := s.run(s.environment(t, files), program, "-t", "-p", s.dir, "-c", main, "-e", s.path("tmp/error.log"))
	return accepted, lines(nginxPortsDown(s.host(out)), nginxChatter)
}

// nginxChatter is what nginx prints of itself.
var nginxChatter = regexp.MustCompile(`^.*configuration file .* (syntax is ok|test is successful|test failed)$|` +
	`^.*the "user" directive makes sense only.*$|^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d |\d+#\d+: |^nginx: `)

// nginxListen is a listen on a port that only root may bind.
var nginxListen = regexp.MustCompile(`(?m)(\blisten\s+(?:[^\s;"]*:)?)([1-9]\d{0,2})([\s;])`)

// nginxPortsUp and nginxPortsDown move the ports that only root may bind by ten
// thousand, and back in what nginx says of them.
func nginxPortsUp(text string) string {
	return nginxListen.ReplaceAllStringFunc(text, func(m string) string {
		part := nginxListen.FindStringSubmatch(m)
		port, _ := strconv.Atoi(part[2])
		return part[1] + strconv.Itoa(10000+port) + part[3]
	})
}

func nginxPortsDown(text string) string {
	return regexp.MustCompile(`:10(\d{3})\b`).ReplaceAllStringFunc(text, func(m string) string {
		port, _ := strconv.Atoi(m[3:])
		return ":" + strconv.Itoa(port)
	})
}

// nginxMain writes the main file for a fixture, where it is not one itself, and
// returns its path.
func (s *stage) nginxMain(files []lint.Source) string {
	var includes strings.Builder
	block := "main"
	hasEvents, hasPid := false, false
	for _, f := range files {
		if f.Path == "/etc/nginx/nginx.conf" {
			s.nginxTemporary("etc/nginx/nginx.conf")
			return s.path("etc/nginx/nginx.conf")
		}
		parsed, _ := nginx.Parse(f.Name, f.Src)
		name := f.Path
		if name == "" {
			name = "fixture/" + f.Name
		}
		block = nginxBlock(parsed)
		for _, d := range parsed.Directives {
			hasEvents = hasEvents || d.Name.Text == "events"
			hasPid = hasPid || d.Name.Text == "pid"
		}
		if block == "main" {
			s.nginxTemporary(name)
		}
		fmt.Fprintf(&includes, "include %s;\n", s.path(name))
	}
	text := includes.String()
	http := "http {\n" + s.nginxFolders() + "map $http_upgrade $connection_upgrade { default upgrade; '' ''; }\n"
	switch block {
	case "location", "server", "if":
		text = http + "server {\nlisten " + cmp.Or(s.address, "127.0.0.1") + ":10080;\n" + text + "}\n}\n"
	case "http":
		text = http + text + "}\n"
	case "upstream", "stream", "events":
		text = block + " {\n" + text + "}\n"
	}
	if !hasEvents && !strings.Contains(s.t.Name(), "nginx-no-events") {
		text = "events {}\n" + text
	}
	if module := "/usr/lib/nginx/modules/ngx_stream_module.so"; strings.Contains(string(files[0].Src), "stream {") {
		text = "load_module " + module + ";\n" + text
	}
	if !hasPid {
		text = "pid tmp/pid;\n" + text
	}
	s.write("etc/nginx/hagen-main.conf", text)
	return s.path("etc/nginx/hagen-main.conf")
}

// nginxFolders names folders that anybody may write to.
func (s *stage) nginxFolders() string {
	var b strings.Builder
	for _, name := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&b, "%s_temp_path %s/tmp/%[1]s; ", name, s.dir)
	}
	fmt.Fprintf(&b, "access_log %s/tmp/access.log; ", s.dir)
	return b.String()
}

// nginxTemporary adds those folders to the http block of a file that was staged.
func (s *stage) nginxTemporary(name string) {
	text := s.read(name)
	if strings.Contains(text, "_temp_path") {
		return
	}
	s.write(name, regexp.MustCompile(`(?m)^http\s*\{`).ReplaceAllStringFunc(text, func(open string) string { return open + " " + s.nginxFolders() }))
}

// nginxBlock returns the outermost block in which all directives at the top of a
// file may stand.
func nginxBlock(f *nginx.File) string {
	for _, block := range []string{"main", "http", "server", "location", "upstream", "stream"} {
		fits := func(d *nginx.Directive) bool {
			specs := nginx.Lookup(d.Name.Text)
			return len(specs) == 0 || slices.ContainsFunc(specs, func(spec nginx.DirectiveSpec) bool {
				return len(spec.Contexts) == 0 || slices.Contains(spec.Contexts, block)
			})
		}
		known := func(d *nginx.Directive) bool { return len(nginx.Lookup(d.Name.Text)) > 0 }
		if slices.ContainsFunc(f.Directives, known) && !slices.ContainsFunc(f.Directives, func(d *nginx.Directive) bool { return !fits(d) }) {
			return block
		}
	}
	return "http"
}
