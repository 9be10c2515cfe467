package apache_test

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/apache"
)

func ExampleParse() {
	src := []byte(`<VirtualHost *:80>
    ServerName shop.example.net   # no comment: six more words
    DocumentRoot "/srv/the shop"
</VirtualHost>
`)
	f, diags := apache.Parse("shop.conf", src)
	if diags.HasErrors() {
		fmt.Println(diags)
	}
	for d := range f.All() {
		fmt.Println(d.Header(), d.Name.Text, len(d.Args), d.Arg(0))
	}
	// Output:
	// shop.conf:1,1-19 VirtualHost 1 *:80
	// shop.conf:2,5-63 ServerName 7 shop.example.net
	// shop.conf:3,5-33 DocumentRoot 1 /srv/the shop
}

func ExampleFile_Format() {
	f, _ := apache.Parse("shop.conf", []byte("ServerName   old   # spacing is kept\n"))
	name, err := apache.Quote("new name")
	if err != nil {
		fmt.Println(err)
	}
	f.Directives[0].Args[0].Text = "new"
	f.Directives = append(f.Directives, &apache.Directive{
		Name: apache.Word{Text: "ServerAlias"},
		Args: []apache.Word{name},
	})
	src, _ := f.Format()
	fmt.Print(string(src))
	// Output:
	// ServerName   new   # spacing is kept
	// ServerAlias "new name"
}
