package nginx

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// daemon returns the path of the nginx program, or skips the test.
func daemon(t testing.TB) string {
	t.Helper()
	path, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("nginx is not installed: the daemon was not asked")
	}
	return path
}

// nginxTest asks nginx -t about a main configuration and returns its messages,
// "" where it has none.
func nginxTest(t testing.TB, dir, conf string) string {
	t.Helper()
	file := filepath.Join(dir, "test.conf")
	conf = fmt.Sprintf("pid %s/pid; error_log stderr;\n%s", dir, conf)
	if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, daemon(t), "-t", "-q", "-p", dir, "-c", file).CombinedOutput()
	if err != nil && len(out) == 0 {
		t.Fatal(err)
	}
	return string(out)
}

// freePort returns a port on loopback that nothing listens on.
func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// startNginx runs nginx with the given text inside its http block until the test
// ends, and returns when it accepts connections on the port.
func startNginx(t testing.TB, port int, http string) {
	t.Helper()
	program, dir := daemon(t), t.TempDir()
	for _, of := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		http += fmt.Sprintf("\n%s_temp_path %s;", of, filepath.Join(dir, of))
	}
	conf := fmt.Sprintf("daemon off; master_process off; pid %s/pid; error_log stderr warn;\nevents {}\nhttp {\naccess_log off;\n%s\n}\n", dir, http)
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	cmd := exec.CommandContext(ctx, program, "-p", dir, "-c", file)
	var log bytes.Buffer
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel() // kills the process
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("nginx said:\n%s", log.String())
		}
	})
	for range 200 {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			conn.Close()
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("nginx does not listen on port %d", port)
}

// request sends a plain request with the given Host and header fields ("name",
// "value", …) and returns the answer with its body; redirects are not followed.
func request(t testing.TB, transport http.RoundTripper, url, host string, fields ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = host
	for i := 0; i+1 < len(fields); i += 2 {
		req.Header.Set(fields[i], fields[i+1])
	}
	res, err := transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

// get returns the body of a request.
func get(t testing.TB, port int, host, path string, fields ...string) string {
	t.Helper()
	_, body := request(t, http.DefaultTransport, fmt.Sprintf("http://127.0.0.1:%d%s", port, path), host, fields...)
	return body
}

// returned asks nginx for the values of words, each given as it stands in a file.
func returned(t *testing.T, words []string) []string {
	t.Helper()
	port := freePort(t)
	var b strings.Builder
	fmt.Fprintf(&b, "default_type text/plain;\nserver { listen 127.0.0.1:%d;\n", port)
	for i, w := range words {
		fmt.Fprintf(&b, "location = /%d { return 200 %s; }\n", i, w)
	}
	startNginx(t, port, b.String()+"}")
	values := make([]string, len(words))
	for i := range words {
		values[i] = get(t, port, "x", fmt.Sprintf("/%d", i))
	}
	return values
}

// randomText is made of the bytes that mean something to nginx.
func randomText(r *rand.Rand, n int, alphabet string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(b)
}

// What one word reads as is what nginx reads.
func TestDaemonReadsWordsAlike(t *testing.T) {
	words := []string{`a\ b`, `a\;b`, `a\{b`, `\d\.`, `"\d"`, `a#b`, `a}b`, `a"b'c`, `'it\'s'`, `"\t|\r|\n"`, `"a\\nb"`, "'x\ny'", `\"x`, `\\\"`, `'\q'`}
	r := rand.New(rand.NewPCG(1, 2))
	for len(words) < 400 {
		word := randomText(r, 1+r.IntN(8), `ab"'\;{}#() tn`)
		f, diags := Parse("x", []byte("a "+word+";"))
		if len(diags) > 0 || len(f.Directives) != 1 || len(f.Directives[0].Args) != 1 {
			continue
		}
		if r := f.Directives[0].Args[0].Range(); r.Start.Byte == len("a ") && r.End.Byte == len("a "+word) {
			words = append(words, word)
		}
	}
	for i, got := range returned(t, words) {
		f, _ := Parse("x", []byte("a "+words[i]+";"))
		if want := f.Directives[0].Arg(0); got != want {
			t.Errorf("nginx reads %s as %q, Parse as %q", words[i], got, want)
		}
	}
}

// nginx refuses the same texts. What nginx refuses for what a directive means
// says nothing: it has read no further then.
func TestDaemonAgreesOnSyntax(t *testing.T) {
	dir := t.TempDir()
	texts := []string{}
	for _, tc := range broken {
		texts = append(texts, tc.src)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 150 {
		texts = append(texts, randomText(r, 1+r.IntN(12), "aaa\"'\\;;{}#()$\n  "))
	}
	for _, n := range []int{4092, 4093, 4094, 4095, 4096, 4097} {
		for _, shape := range []string{"a %s;", "a %s ;", `a "%s";`, `a "%s" ;`, "a '%s')b;", "#%s\n"} {
			texts = append(texts, fmt.Sprintf(shape, strings.Repeat("x", n))+strings.Repeat(" #\n", bufferSize))
		}
	}
	asked := 0
	for _, text := range texts {
		conf := "events{}http{types{\n" + text + "\n}}"
		said := nginxTest(t, dir, conf)
		syntax := strings.Contains(said, "unexpected ") || strings.Contains(said, "too long parameter")
		if strings.Contains(said, "[emerg]") && !syntax {
			continue
		}
		asked++
		if _, diags := Parse("x", []byte(conf)); diags.HasErrors() != syntax {
			t.Errorf("of %.60q nginx says %q, Parse %v", text, said, problems(diags))
		}
	}
	if asked < len(texts)/2 {
		t.Errorf("only %d of %d texts told anything", asked, len(texts))
	}
}

// Every string ends as text that nginx reads back as that string, or as an error.
func TestDaemonReadsQuotedBack(t *testing.T) {
	strs := []string{"", "a b", `"`, `'`, `\`, `\\`, `\n`, `a\`, ";", "{", "}", "#", "# x", "a;}{\"'\\", "é\u2028ü", "\xff\xfe", "$", "${", "${host}",
		"-", "off", "a\x00b", "a\nb", "\u00a0", strings.Repeat("x", maxWord), strings.Repeat(`"`, maxWord/2), strings.Repeat("x", maxWord+1), strings.Repeat(`\`, maxWord/2+1)}
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		strs = append(strs, randomText(r, 1+r.IntN(10), "ab\"'\\;{}#$()<>&%@~^* tnr\n"))
	}
	var words, want []string
	refused := 0
	for _, s := range strs {
		w, err := QuoteLiteral(s)
		if err != nil {
			refused++
			if !strings.ContainsAny(s, "$\n\x00") && len(s) <= maxWord/2 {
				t.Errorf("%q is refused: %v", s, err)
			}
			continue
		}
		words, want = append(words, w.source()), append(want, s)
	}
	if refused == 0 {
		t.Error("nothing was refused")
	}
	if diff := cmp.Diff(want, returned(t, words)); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
	}
}
