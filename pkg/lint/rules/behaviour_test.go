package rules

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/everlinux/hagen/pkg/lint"
)

// behaviour is what a rule claims, shown by the daemon: a configuration that the
// rule finds something in, and one that it is silent on.
type behaviour struct {
	rule  string
	claim string
	// bad and good are the configurations; "" for the rule's fixtures bad.conf, and
	// fixed.conf or good.conf. 10.0.0.1 to .9 in them are the back ends (see
	// startBackEnds), SELF is the daemon's own address.
	bad, good string
	// beside are files of the estate that the rule needs to see, those of the daemon's
	// own host under the name "lb1"; SELF in them is the daemon's address as well.
	beside []lint.Source
	// files are served by the daemon, by their paths on the host.
	files map[string]string
	probe probe
	// env is what else is in the daemon's environment.
	env []string
	// workers are those that nginx runs, where one process would not show it.
	workers bool
	// sees and then are what the probe returns of the two; then is "" where no
	// configuration of this release does better.
	sees, then string
}

// probe asks a daemon for something and says what came of it.
type probe func(s *site) string

// site is a running daemon.
type site struct {
	*stage
	b      *backEnds
	cookie string // of every request, where there is one
}

// show runs both configurations of a behaviour, and asks the rule as well.
func (c *behaviour) show(t *testing.T, b *backEnds, start func(*stage, []lint.Source)) {
	t.Helper()
	for _, side := range []struct{ name, text, want string }{{"bad", c.bad, c.sees}, {"good", c.good, c.then}} {
		if side.want == "" {
			continue
		}
		file := c.source(t, side.name, side.text)
		if side.text != "" { // TestFixtures asks the rule of the others
			c.askRule(t, side.name, file)
		}
		s := newStage(t)
		s.workers, s.env = c.workers, c.env
		s.address, s.named = b.next(), b.net+".255.7"
		for name, content := range c.files {
			s.write(name, content)
		}
		file.Src = []byte(b.local(string(file.Src), s.address))
		start(s, []lint.Source{file})
		if got := c.probe(&site{stage: s, b: b}); got != side.want {
			t.Errorf("%s: %s: %q, want %q\n%s", side.name, c.claim, got, side.want, file.Src)
			for _, name := range []string{"tmp/start", "tmp/error.log"} {
				if log, err := os.ReadFile(s.path(name)); err == nil {
					t.Logf("%s", log)
				}
			}
		}
	}
}

// source returns one of the two configurations.
func (c *behaviour) source(t *testing.T, name, text string) lint.Source {
	t.Helper()
	f := lint.Source{Name: name + ".conf", Kind: kindOf(c.rule), Src: []byte(text)}
	if text != "" {
		return f
	}
	dir := filepath.Join(fixtures, c.rule)
	fixed, err := os.ReadFile(filepath.Join(dir, "fixed.conf"))
	if err == nil && name == "good" {
		f.Src = fixed
		return f
	}
	if f.Src, err = os.ReadFile(filepath.Join(dir, f.Name)); err != nil {
		t.Fatal(err)
	}
	return f
}

// askRule checks that the rule means the configurations that are shown.
func (c *behaviour) askRule(t *testing.T, name string, file lint.Source) {
	t.Helper()
	for _, rule := range All() {
		if rule.ID != c.rule {
			continue
		}
		files := append([]lint.Source{file}, c.beside...)
		if len(c.beside) > 0 {
			files[0].Host, files[0].Path = "lb1", "/etc/nginx/nginx.conf"
			if file.Kind == lint.KindApache {
				files[0].Path = "/etc/httpd/conf/httpd.conf"
			}
		}
		for i, f := range files {
			files[i].Src = []byte(strings.ReplaceAll(string(f.Src), "SELF", "192.0.2.1"))
		}
		findings := lint.Run(estate(t, fixturePlatform(t, filepath.Join(fixtures, c.rule)), files), []*lint.Rule{rule})
		if (len(findings) > 0) != (name == "bad") {
			t.Errorf("%s: the rule says %q of\n%s", name, render(findings), file.Src)
		}
		return
	}
	t.Errorf("there is no rule %s", c.rule)
}

// backEnds are servers that answer with what they saw: 10.0.0.1, .2, .7 and .8 of
// the configurations, on port 8080 and by TLS on 8443. The others are dead. The
// resolver 10.0.0.5 says of every name that it is 10.0.0.7, and 8.8.8.8, of which
// others tell the answers, that it is 10.0.0.8, both on port 5300.
type backEnds struct {
	finished sync.Map // the fields X-Name of the requests for /big that are done
	net      string   // the first two numbers of the addresses that stand for them
	used     atomic.Int32
}

func startBackEnds(t *testing.T) *backEnds {
	t.Helper()
	b := &backEnds{net: fmt.Sprintf("127.%d", 10+os.Getpid()%200)}
	pair, err := tls.X509KeyPair([]byte(certificate()), []byte(certificate()))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []string{"1", "2", "7", "8"} {
		server := &http.Server{
			ReadHeaderTimeout: 5 * time.Second, Handler: b.echo(n), TLSConfig: &tls.Config{Certificates: []tls.Certificate{pair}},
			ErrorLog: log.New(io.Discard, "", 0),
		}
		plain, err1 := net.Listen("tcp", b.net+".255."+n+":8080")
		secure, err2 := net.Listen("tcp", b.net+".255."+n+":8443")
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		go func() { _ = server.Serve(plain) }()
		go func() { _ = server.ServeTLS(secure, "", "") }()
		t.Cleanup(func() { _ = server.Close() })
	}
	b.answerNames(t, "5", "7")
	b.answerNames(t, "4", "8")
	return b
}

// answerNames is a resolver that knows one address for every name.
func (b *backEnds) answerNames(t *testing.T, at, address string) {
	t.Helper()
	c, err := net.ListenPacket("udp", b.net+".255."+at+":5300")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	known := net.ParseIP(b.net + ".255." + address).To4()
	go func() {
		packet := make([]byte, 512)
		for {
			n, from, err := c.ReadFrom(packet)
			if err != nil {
				return
			}
			// The question, as an answer with one record: this name, an address, for a second.
			answer := append([]byte{packet[0], packet[1], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0}, packet[12:n]...)
			answer = append(answer, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4)
			_, _ = c.WriteTo(append(answer, known...), from)
		}
	}()
}

// next is an address of its own for each daemon, so that none waits for a port.
func (b *backEnds) next() string {
	n := b.used.Add(1)
	return fmt.Sprintf("%s.%d.%d", b.net, n/200, n%200+1)
}

var backEndAddress = regexp.MustCompile(`\b10\.0\.0\.([1-9])\b`)

// local puts the back ends' and the daemon's own address into a text.
func (b *backEnds) local(text, self string) string {
	text = strings.ReplaceAll(text, "8.8.8.8", "10.0.0.4")
	return strings.ReplaceAll(backEndAddress.ReplaceAllString(text, b.net+".255.$1"), "SELF", self)
}

// host undoes it.
func (b *backEnds) host(text, self string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, b.net+".255.", "10.0.0."), self, "SELF")
}

// echo answers with what it saw: its own number, the request line, the header.
// The path may ask for something else: a redirect, a pause; and the field
// X-Fail for a 503 of the back ends that it names.
func (b *backEnds) echo(n string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		if strings.Contains(r.Header.Get("X-Fail"), n) {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		switch {
		case strings.HasSuffix(r.URL.Path, "/moved"):
			w.Header().Set("Location", "http://"+r.Context().Value(http.LocalAddrContextKey).(net.Addr).String()+"/there")
			w.WriteHeader(http.StatusFound)
		case strings.HasSuffix(r.URL.Path, "/slow"):
			time.Sleep(1200 * time.Millisecond)
		case strings.HasSuffix(r.URL.Path, "/big"):
			_, _ = w.Write(make([]byte, 32<<20))
			b.finished.Store(r.Header.Get("X-Name"), true)
			return
		case strings.HasSuffix(r.URL.Path, "/pause"):
			time.Sleep(400 * time.Millisecond)
		}
		fmt.Fprintf(w, "request: %s %s %s\nback end: %s\nport: %s\nHost: %s\n", r.Method, r.RequestURI, r.Proto, n, r.RemoteAddr, r.Host)
		if r.TLS != nil {
			fmt.Fprintf(w, "SNI: %q\n", r.TLS.ServerName)
		}
		if r.Close {
			fmt.Fprint(w, "Connection: close\n")
		}
		_ = r.Header.Write(w)
	})
}

// answer is what a client got.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask sends "PATH" or "METHOD PATH" with fields of the form "Name: value", of
// which "From" is the address that the client has, "To" the daemon's port.
func (s *site) ask(what string, fields ...string) (*answer, error) {
	s.t.Helper()
	method, path, two := strings.Cut(s.b.local(what, s.address), " ")
	if !two {
		method, path = http.MethodGet, method
	}
	ctx, cancel := context.WithTimeout(s.t.Context(), 10*time.Second)
	defer cancel()
	var content io.Reader
	if method == http.MethodPost {
		content = strings.NewReader("x=1")
	}
	scheme, port, dialer := "http", "10080", &net.Dialer{}
	r, err := http.NewRequestWithContext(ctx, method, "http://site.example.net/", content)
	s.must(err)
	if s.cookie != "" {
		fields = append(fields, "Cookie: "+s.cookie)
	}
	for _, field := range fields {
		name, value, _ := strings.Cut(s.b.local(field, s.address), ": ")
		switch name {
		case "Host":
			r.Host = value
		case "From":
			dialer.LocalAddr = &net.TCPAddr{IP: net.ParseIP(value)}
		case "To":
			port = value
			if value == "10443" || value == "8443" {
				scheme = "https"
			}
		default:
			r.Header.Add(name, value)
		}
	}
	r.URL.Scheme, r.URL.Opaque = scheme, path
	if strings.HasPrefix(path, "//") {
		r.URL.Opaque = "//site.example.net" + path // which leaves the rest as the path
	}
	client := http.Client{
		Transport: &http.Transport{
			DisableKeepAlives: true, DisableCompression: true,
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true, ServerName: "www.example.net"},
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				return dialer.DialContext(ctx, "tcp", net.JoinHostPort(s.address, port))
			},
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	resp, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return &answer{resp.StatusCode, resp.Header, string(body)}, err
}

// noAnswer is the innermost part of an error.
func noAnswer(err error) string {
	text := err.Error()
	return "no answer: " + text[strings.LastIndex(text, ": ")+2:]
}

// saw returns what a back end saw: a field, or "request", "back end", "port";
// "none" where it did not get the field, and the status where no back end answered.
func (s *site) saw(field, what string, fields ...string) string {
	s.t.Helper()
	a, err := s.ask(what, fields...)
	if err != nil {
		return noAnswer(err)
	}
	if !strings.HasPrefix(a.body, "request: ") {
		return fmt.Sprint("status ", a.status)
	}
	for line := range strings.Lines(a.body) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), field+": "); ok {
			return s.b.host(value, s.address)
		}
	}
	return "none"
}

// saw is the probe of one request.
func saw(field, what string, fields ...string) probe {
	return func(s *site) string { return s.saw(field, what, fields...) }
}

// status is the status of the answer.
func status(what string, fields ...string) probe {
	return func(s *site) string {
		a, err := s.ask(what, fields...)
		if err != nil {
			return noAnswer(err)
		}
		return fmt.Sprint(a.status)
	}
}

// body is the text of the answer.
func body(what string, fields ...string) probe {
	return func(s *site) string {
		a, err := s.ask(what, fields...)
		if err != nil {
			return noAnswer(err)
		}
		return strings.TrimSpace(s.b.host(a.body, s.address))
	}
}

// field is a field of the answer's header, "none" where there is none.
func field(name, what string, fields ...string) probe {
	return func(s *site) string {
		a, err := s.ask(what, fields...)
		if err != nil {
			return noAnswer(err)
		}
		return cmp.Or(s.b.host(strings.Join(a.header.Values(name), ", "), s.address), "none")
	}
}

// all joins what several probes find.
func all(probes ...probe) probe {
	return func(s *site) string {
		var list []string
		for _, p := range probes {
			list = append(list, p(s))
		}
		return strings.Join(list, "; ")
	}
}

// times counts what a probe finds, in the order of the first time: "2 x 7, 1 x 8".
func times(n int, p probe) probe {
	return func(s *site) string {
		count := make(map[string]int)
		var order []string
		for range n {
			got := p(s)
			if count[got]++; count[got] == 1 {
				order = append(order, got)
			}
		}
		for i, got := range order {
			order[i] = fmt.Sprintf("%d x %s", count[got], got)
		}
		return strings.Join(order, ", ")
	}
}

// raw sends bytes and returns the first lines of the answer, up to the empty one.
func raw(request string, port string) func(s *site) string {
	return func(s *site) string {
		c, err := net.DialTimeout("tcp", net.JoinHostPort(s.address, port), 5*time.Second)
		s.must(err)
		defer c.Close()
		s.must(c.SetDeadline(time.Now().Add(5 * time.Second)))
		_, err = io.WriteString(c, s.b.local(request, s.address))
		s.must(err)
		var text strings.Builder
		_, _ = io.Copy(&text, bufio.NewReader(c))
		return text.String()
	}
}

// logged tells whether a file of the host has a text, once it is there.
func logged(name, text string) probe {
	return func(s *site) string {
		for range 100 {
			content, err := os.ReadFile(s.path(name))
			if err == nil && strings.Contains(string(content), text) {
				return "logged"
			}
			time.Sleep(5 * time.Millisecond)
		}
		return "not logged"
	}
}

// after asks for something, and then has another probe look.
func after(first, then probe) probe {
	return func(s *site) string {
		first(s)
		return then(s)
	}
}

const nobody = 65534

// serve runs a daemon in the foreground until the test ends, and waits until it
// has written its pid and listens on one of the ports, or has ended.
func (s *stage) serve(env []string, ports []string, args ...string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = env
	// The programs of its logs end with it. SIGKILL would leave httpd's shared memory
	// behind, and so would root's right to make what another user cannot delete.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if s.unprivileged && os.Geteuid() == 0 {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
		s.must(filepath.WalkDir(s.dir, func(path string, _ fs.DirEntry, err error) error {
			return cmp.Or(err, os.Lchown(path, nobody, nobody))
		}))
	}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
	cmd.WaitDelay = 3 * time.Second
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	s.must(cmd.Start())
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(ended)
	}()
	s.t.Cleanup(func() {
		cancel()
		<-ended
	})
	for range 2000 {
		for _, port := range ports {
			if _, err := os.Stat(s.path("tmp/pid")); err != nil {
				break
			}
			if c, err := net.DialTimeout("tcp", net.JoinHostPort(s.address, port), time.Second); err == nil {
				c.Close()
				return
			}
		}
		select {
		case <-ended:
			s.write("tmp/start", out.String())
			return // the probe sees what comes of it
		case <-time.After(5 * time.Millisecond):
		}
	}
	s.t.Fatalf("%s does not listen on %v:\n%s", args[0], ports, out.String())
}

// speaksTLS10 tells whether the daemon speaks TLS 1.0 with a client that speaks
// nothing newer.
func speaksTLS10(s *site) string {
	dialer := &net.Dialer{Timeout: 5 * time.Second}
	c, err := tls.DialWithDialer(dialer, "tcp", net.JoinHostPort(s.address, "10443"), &tls.Config{
		InsecureSkipVerify: true, ServerName: "www.example.net", MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS10,
	})
	if err != nil {
		return "refused"
	}
	defer c.Close()
	return tls.VersionName(c.ConnectionState().Version)
}

// finishes tells whether the back end is done with a large answer while the
// client, who takes his time, has read none of it.
func finishes(s *site) string {
	c, err := net.DialTimeout("tcp", net.JoinHostPort(s.address, "10080"), 5*time.Second)
	s.must(err)
	defer c.Close()
	_, err = fmt.Fprintf(c, "GET /big HTTP/1.1\r\nHost: www.example.net\r\nX-Name: %s\r\n\r\n", s.address)
	s.must(err)
	for range 100 {
		if _, done := s.b.finished.Load(s.address); done {
			return "free"
		}
		time.Sleep(10 * time.Millisecond)
	}
	return "busy"
}

// atOnce asks n times at once, and tells whether an answer had a status.
func atOnce(n, status int, path string) probe {
	return func(s *site) string {
		answers := make(chan bool, n)
		for range n {
			go func() {
				a, err := s.ask(path)
				answers <- err == nil && a.status == status
			}()
		}
		found := false
		for range n {
			found = <-answers || found
		}
		return fmt.Sprintf("%d: %t", status, found)
	}
}

// workers counts the processes that nginx runs beside the first.
func workers(s *site) string {
	last, same := 0, 0
	for range 2000 { // until they are there, and no more come
		time.Sleep(5 * time.Millisecond)
		pid := strings.TrimSpace(s.read("tmp/pid"))
		children, err := os.ReadFile("/proc/" + pid + "/task/" + pid + "/children")
		n := len(strings.Fields(string(children)))
		if err != nil || n == 0 || n != last {
			last, same = n, 0
			continue
		}
		if same++; same == 60 {
			return fmt.Sprint(n)
		}
	}
	return "none"
}

// cipher is what openssl and the daemon agree on where openssl offers one alone.
func cipher(name string) probe {
	return func(s *site) string {
		openssl := daemon(s.t, "openssl")
		_, out := s.run(os.Environ(), openssl, "s_client", "-connect", net.JoinHostPort(s.address, "10443"), "-tls1_2", "-cipher", name+":@SECLEVEL=0")
		if strings.Contains(out, "Cipher is "+name) {
			return name
		}
		return "refused"
	}
}

// certificates counts those that the daemon shows in a handshake.
func certificates(s *site) string {
	c, err := tls.Dial("tcp", net.JoinHostPort(s.address, "10443"), &tls.Config{InsecureSkipVerify: true, ServerName: "www.example.net"})
	if err != nil {
		return noAnswer(err)
	}
	defer c.Close()
	return fmt.Sprint(len(c.ConnectionState().PeerCertificates))
}
