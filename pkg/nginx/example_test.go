package nginx_test

import (
	"fmt"
	"os"

	"github.com/everlinux/hagen/pkg/nginx"
)

// Read a fragment, change one value, and write it back: everything else stays as
// it was, the comment and the odd blanks included.
func ExampleParse() {
	src := []byte("upstream pool {   # the back ends\n  server 192.0.2.11:80  weight=5;\n}\n")
	file, diags := nginx.Parse("conf.d/pool.conf", src)
	if diags.HasErrors() {
		fmt.Println(diags)
		return
	}
	for directive := range file.All() {
		if directive.Name.Text == "server" {
			fmt.Println("at", directive.Args[0].Range)
			directive.Args[0].Text = "192.0.2.12:80"
		}
	}
	out, _ := file.Format()
	os.Stdout.Write(out)
	// Output:
	// at conf.d/pool.conf:2,10-23
	// upstream pool {   # the back ends
	//   server 192.0.2.12:80  weight=5;
	// }
}

// Nothing can be smuggled into a configuration by a string.
func ExampleQuote() {
	word, _ := nginx.Quote(`/a b; } "c"`)
	file := nginx.File{Directives: []*nginx.Directive{
		{Name: nginx.Word{Text: "root"}, Args: []nginx.Word{word}},
	}}
	out, _ := file.Format()
	os.Stdout.Write(out)
	_, err := nginx.QuoteLiteral("costs $5")
	fmt.Println(err)
	// Output:
	// root "/a b; } \"c\"";
	// nginx would read the "$" as the beginning of a variable and knows no way to escape it
}
