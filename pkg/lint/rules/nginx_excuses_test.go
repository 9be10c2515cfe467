package rules

import (
	"regexp"
	"sync"
)

// nginxExcuseCase is a kind of configuration that nginx and hagen judge differently.
type nginxExcuseCase struct {
	// said matches nginx's message, with " | " and the line that it names behind it.
	said *regexp.Regexp
	// text matches the configuration, nil every one.
	text   *regexp.Regexp
	reason string
}

// nginxExcuses are what nginx refuses and hagen does not report, with the reason.
var nginxExcuses = sync.OnceValue(func() []nginxExcuseCase {
	return excuseCases([][3]string{
		{`host not found in`, ``, "which names have an address is the resolver's matter"},
		{`unknown directive`, ``, "of a module that is not loaded here, as far as the rules know"},
		{`^\[emerg\] (open|mkdir|opendir|dlopen|chown|unlink|stat|getpwnam|getgrnam|bind|realpath|glob)\(`, ``, "files, folders, users and addresses of the machine"},
		{`cannot load|ENGINE_by_id|PEM_|SSL_|BIO_|CERT_`, ``, "certificates, and what OpenSSL makes of its arguments"},
		{`module ".*" is (already loaded|not binary compatible)|is not binary compatible`, ``, "the modules of the machine"},
		{`must be (less|equal|greater)|could not build|must be no less|unsupported on this platform|worker_connections are not enough`, ``,
			"sizes that depend on each other, and on the machine"},
		{`there must be at least 2 "`, ``, "sizes that depend on each other, and on the machine"},
		{`no "events" section`, ``, "reported by nginx-no-events, of which an excerpt is no error"},
		{`invalid value ".*" in .* \| server_tokens`, ``, "the commercial nginx takes any text there"},
		{`invalid number of arguments in "limit_req_zone"`, `limit_req_zone .*(zone=.*zone=|rate=.*rate=)`, "the commercial nginx takes a fourth argument there"},
		{`unknown ".*" variable`, `\(\?P?['<]`, "a group of that name stands in a word that may be an expression"},
		{`unknown ".*" variable`, `load_module [^/]|include ([^p]|pr)`, "modules and files that are not there define variables too"},
		{`conflicting parameter`, `valid_referers .*server_names`, "a name of valid_referers that a server_name says too"},
		{`the duplicate ".*" variable`, ``, "which of the modules' variables a set may change"},
		{`pcre2_compile\(\) failed: (.*VERB|unrecognized character|lookbehind|syntax error|unknown|two named|subpattern name|POSIX|escape|invalid|\\k|number|octal|character code|parentheses are too|regular expression is too|range out|digit expected|assertion expected|recursion|malformed|missing terminating|reference to non-existent|unmatched|missing closing|quantifier)`,
			`\\[QENkgoc]|\(\*[a-zA-Z:]|\(\?[^:=!<>imsP']|\(\?[ims]*-|\[[.:=]|\(\?<[^a-zA-Z_=!]|\\[^\w]?[pPxo]|\\[ABGKZz]`, "parts of expressions that releases of PCRE take differently"},
	})
})

// nginxHarsher are what hagen reports as an error and nginx accepts.
var nginxHarsher = sync.OnceValue(func() []nginxExcuseCase {
	return excuseCases([][3]string{
		{`^nginx-location-duplicate: there is a location "`, `location ~`, "of two locations of one expression nginx never tries the second"},
	})
})

func excuseCases(rows [][3]string) []nginxExcuseCase {
	var list []nginxExcuseCase
	for _, row := range rows {
		e := nginxExcuseCase{said: regexp.MustCompile(row[0]), reason: row[2]}
		if row[1] != "" {
			e.text = regexp.MustCompile(row[1])
		}
		list = append(list, e)
	}
	return list
}

// excuseAmong is the reason of the first case that matches, "" for none.
func excuseAmong(list []nginxExcuseCase, said, text string) string {
	for _, e := range list {
		if e.said.MatchString(said) && (e.text == nil || e.text.MatchString(text)) {
			return e.reason
		}
	}
	return ""
}
