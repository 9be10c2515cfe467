package rules

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/nginx"
)

const nginxStreamModule = "/usr/lib/nginx/modules/ngx_stream_module.so"

// nginxFrame is a configuration with a place for a snippet in each block, and
// what a snippet may name.
const nginxFrame = `load_module ` + nginxStreamModule + `;
pid tmp/pid;
@main@
events {
@events@
}
http {
    client_body_temp_path tmp/client_body;
    proxy_temp_path tmp/proxy;
    fastcgi_temp_path tmp/fastcgi;
    uwsgi_temp_path tmp/uwsgi;
    scgi_temp_path tmp/scgi;
    access_log off;
    limit_req_zone $binary_remote_addr zone=one:1m rate=1r/s;
    limit_conn_zone $binary_remote_addr zone=conns:1m;
    proxy_cache_path tmp/cache keys_zone=cache:1m;
    log_format timed '$remote_addr $request_time';
    map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
@http@
    upstream app {
        server 10.0.0.7:8080;
@upstream@
    }
    server {
        listen 127.0.0.1:10080;
        server_name www.example.net;
@server@
        location / {
            root html;
@location@
            if ($request_method = POST) {
@if in location@
                set $posted 1;
            }
            limit_except GET {
@limit_except@
                deny all;
            }
        }
    }
}
stream {
    upstream tcp {
        server 10.0.0.7:3306;
@stream upstream@
    }
@stream@
    server {
        listen 127.0.0.1:10306;
        proxy_pass tcp;
@stream server@
    }
}
`

var nginxPlaceMark = regexp.MustCompile(`(?m)^@([a-z_ ]+)@\n`)

// nginxFramed puts a text into a block of the frame.
func nginxFramed(block, text string) string {
	return nginxPlaceMark.ReplaceAllStringFunc(nginxFrame, func(mark string) string {
		if strings.Trim(mark, "@\n") == block {
			return strings.TrimSuffix(text, "\n") + "\n"
		}
		return ""
	})
}

// nginxSeeds are the configurations to change: fixtures in the blocks that they
// are fragments of, and the files of a host without a fault in one.
func nginxSeeds(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(fixtures, "nginx-*", "*.conf"))
	if err != nil || len(files) < 100 {
		t.Fatalf("%d fixtures: %v", len(files), err)
	}
	var list []string
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		parsed, _ := nginx.Parse(name, src)
		block := nginxBlock(parsed)
		if block == "stream" || block == "main" {
			list = append(list, string(src))
			continue
		}
		list = append(list, nginxFramed(block, string(src)))
	}
	folder := "../../../testdata/clean/nginx/lb1/etc/nginx"
	err = filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		block := map[string]string{"conf.d": "http", "sites-enabled": "http", "snippets": "server", "stream.d": "stream"}[filepath.Base(filepath.Dir(name))]
		if block != "" && !strings.Contains(string(src), "include ") {
			list = append(list, nginxFramed(block, string(src)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// nginxToken is a word of a configuration, with what it stands between.
var nginxToken = regexp.MustCompile(`"[^"\n]*"|'[^'\n]*'|[^\s;{}"']+|[;{}]|\s+`)

// nginxMutate changes a token or two of a text.
func nginxMutate(random *rand.Rand, text string) string {
	tokens := nginxToken.FindAllString(text, -1)
	var words []int
	for i, token := range tokens {
		if strings.TrimSpace(token) != "" {
			words = append(words, i)
		}
	}
	for range 1 + random.IntN(2) {
		i := words[random.IntN(len(words))]
		switch token := tokens[i]; random.IntN(6) {
		case 0:
			tokens[i] = ""
		case 1:
			tokens[i] += " " + token
		case 2:
			k := words[random.IntN(len(words))]
			tokens[i], tokens[k] = tokens[k], tokens[i]
		case 3:
			tokens[i] = nginxWrong[random.IntN(len(nginxWrong))]
		default:
			tokens[i] = misspelt(random, token)
		}
	}
	return strings.Join(tokens, "")
}

// misspelt leaves out, doubles or exchanges a character of a word.
func misspelt(random *rand.Rand, word string) string {
	if word == "" { // one that was left out before
		return word
	}
	i := random.IntN(len(word))
	switch random.IntN(3) {
	case 0:
		return word[:i] + word[i+1:]
	case 1:
		return word[:i] + word[i:i+1] + word[i:]
	}
	return word[:i] + string(word[i]^1) + word[i+1:]
}

// nginxWrong are words that hardly fit anywhere.
var nginxWrong = []string{
	"", "foo", "-1", "1x", "10k", "5s", "0", "1.5", "99999999999999999999", "on", "off", "yes", "$host", "$nowhere", "10.0.0.300",
	"http://", "(", "[a", "10.0.0.7:99999", "key=", "zone=none", "600", "=", "1m",
}

// nginxSnippetSpecs are the directives of the modules that come with nginx.
func nginxSnippetSpecs() []nginx.DirectiveSpec {
	var list []nginx.DirectiveSpec
	for _, name := range slices.Sorted(nginx.DirectiveNames()) {
		for _, spec := range nginx.Lookup(name) {
			if !strings.HasPrefix(spec.Module, "ngx_mail") && spec.Name != "load_module" && spec.Name != "pid" && spec.Name != "include" {
				list = append(list, spec)
			}
		}
	}
	return list
}

// nginxSnippet writes a directive with arguments as its documentation has them, or
// nearly so, mostly in a block that it belongs to.
func nginxSnippet(random *rand.Rand, spec nginx.DirectiveSpec) string {
	blocks := []string{"main", "events", "http", "server", "location", "upstream"}
	if len(spec.Contexts) > 0 && random.IntN(8) > 0 {
		blocks = spec.Contexts
	}
	block := blocks[random.IntN(len(blocks))]
	if strings.HasPrefix(spec.Module, "ngx_stream") && (block == "server" || block == "upstream") {
		block = "stream " + block
	}
	if block == "if" {
		block = "if in location"
	}
	args := nginxArguments(random, spec.Syntax)
	if random.IntN(2) == 0 {
		switch i := random.IntN(len(args) + 1); {
		case i == len(args):
			args = append(args, nginxWrong[1+random.IntN(len(nginxWrong)-1)])
		case random.IntN(3) == 0:
			args = slices.Delete(args, i, i+1)
		case random.IntN(2) == 0:
			args[i] = misspelt(random, args[i])
		default:
			args[i] = nginxWrong[1+random.IntN(len(nginxWrong)-1)]
		}
	}
	for i, word := range args {
		if strings.ContainsAny(word, " ;{}\"'") || word == "" {
			args[i] = `"` + word + `"`
		}
	}
	line := strings.Join(append([]string{spec.Name}, args...), " ") + ";"
	if spec.Block {
		line = strings.TrimSuffix(line, ";") + " {\n}"
	} else if random.IntN(10) == 0 {
		line += "\n" + line
	}
	return nginxFramed(block, line)
}

// nginxArguments are arguments after a syntax as the documentation writes it.
func nginxArguments(random *rand.Rand, syntax string) []string {
	forms := nginx.SplitSyntax(syntax)
	var args []string
	depth, skip := 0, 0
	for _, word := range strings.Fields(forms[random.IntN(len(forms))]) {
		if strings.HasPrefix(word, "[") {
			if depth++; skip == 0 && random.IntN(2) == 0 {
				skip = depth
			}
		}
		bare := strings.Trim(word, "[]")
		if skip == 0 && bare != "" && bare != "|" && bare != "..." {
			args = append(args, nginxSample(random, bare))
		}
		for range strings.Count(word, "]") - strings.Count(strings.TrimPrefix(word, "["), "[") {
			if skip == depth {
				skip = 0
			}
			depth--
		}
	}
	return args
}

// nginxSample is a value for a word of a syntax.
func nginxSample(random *rand.Rand, word string) string {
	if key, value, ok := strings.Cut(word, "="); ok && key != "" {
		return key + "=" + nginxSample(random, strings.TrimSuffix(value, "["))
	}
	if strings.Contains(word, "|") {
		words := strings.Split(word, "|")
		return words[random.IntN(len(words))]
	}
	if list := nginxSamples[word]; len(list) > 0 {
		return list[random.IntN(len(list))]
	}
	return word
}

// nginxSamples are values of the kinds of words in the documentation's syntax.
var nginxSamples = map[string][]string{
	"size": {"8k", "1m", "1024", "64K"}, "number": {"4", "16", "1"}, "time": {"30s", "5", "1m", "500ms", "1h30m"}, "timeout": {"60s", "75"},
	"file": {"html/x", "logs/error.log"}, "path": {"tmp/x", "/srv/www"}, "uri": {"/x", "/index.html"}, "URL": {"http://app"},
	"url": {"http://app"}, "string": {"text", "$host", "a b"}, "name": {"x", "app"}, "address": {"10.0.0.9", "10.0.0.9:80", "127.0.0.1"},
	"CIDR": {"10.0.0.0/8"}, "rate": {"0", "10k"}, "code": {"404", "200", "502"}, "zone": {"one", "conns", "cache"}, "field": {"X-A"},
	"value": {"b", "$host"}, "regex": {"^/a$", "(x|y)"}, "replacement": {"/y$1", "http://www.example.net/"}, "flag": {"last", "break"},
	"$variable": {"$mine", "$yours"}, "key": {"$remote_addr", "$uri"}, "N": {"10"}, "mime-type": {"text/css"}, "level": {"1", "5"},
	"users:permissions": {"user:rw"}, "method": {"GET", "POST"}, "condition": {"($host)", "$posted"}, "port": {"80"}, "parameter": {"X"},
	"ciphers": {"HIGH"}, "protocol": {"TLSv1.2"}, "connections": {"16"}, "length": {"10"}, "format": {"timed"},
}
