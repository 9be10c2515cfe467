package lint

import "testing"

func TestKindOfPath(t *testing.T) {
	for name, want := range map[string]Kind{
		"lb/etc/nginx/conf.d/x.conf": KindNginx, "lb/etc/httpd/conf.d/x.conf": KindApache, "/etc/apache2/sites-available/x.conf": KindApache,
		"/usr/local/nginx/conf/site.conf": KindNginx, "lb-nginx/etc/sysctl.conf": "", `lb\etc\nginx\nginx.conf`: KindNginx,
		"n/etc/cluster/cluster.conf": KindClusterConf, "n/etc/cluster/cluster.conf.bak": KindClusterConf, "cluster.conf~": KindClusterConf,
		"n/etc/sysconfig/network-scripts/ifcfg-bond0": KindIfcfg, "ifcfg-bond0": KindIfcfg, "n/etc/sysconfig/network-scripts/ifcfg-eth0.bak": KindIfcfg,
		"n/etc/sysconfig/network-scripts/ifcfg-eth0:1": KindIfcfg, "n/etc/sysconfig/network/ifcfg-eth0": "",
		"n/etc/sysconfig/network-scripts/route-eth0": "", "n/etc/sysconfig/network": "",
		"modprobe.conf": KindModprobe, "n/etc/modprobe.conf": KindModprobe, "n/etc/modprobe.conf.dist": "",
		"etc/modprobe.d/bonding.conf": KindModprobe, "/usr/lib/modprobe.d/dist.conf": KindModprobe, "n/etc/modprobe.d/bonding": KindModprobe,
		"etc/hosts": KindHosts, "hosts": KindHosts, "n/etc/fstab": KindFstab, "fstab": KindFstab, "n/etc/node.hosts": KindHosts, "etc/hosts.allow": "", "etc/cloud/templates/hosts.debian.tmpl": "",
		"n/root/.ssh/known_hosts": "", "x.conf": "", "estate.hcl": KindTopology, "nginx/estate.hcl.json": KindTopology,
	} {
		if got := KindOf(name, nil); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestKindOfContent(t *testing.T) {
	for src, want := range map[string]Kind{
		"# a\nupstream x {\n}\n": KindNginx, "upstream x { server a; }\n": KindNginx, "events{}\n": KindNginx,
		"server_tokens off; # ours\n": KindNginx, "log_format main '$remote_addr'\n  '$status';\n": KindNginx, "server x\n": "", "<VirtualHost *:80>\n": KindApache, "ServerName x\n": KindApache,
		"Alias /icons/ /usr/share/icons/\n": KindApache, "Options -Indexes\n": KindApache, "options -Indexes\n": KindApache, "<IfModule mod_ssl.c>\n": KindApache,
		"<?xml version=\"1.0\"?>\n<cluster/>": KindClusterConf, "<cluster\n name='x'>": KindClusterConf,
		"\ufeff<?xml version=\"1.0\"?>\n<!-- <a> -->\n<!DOCTYPE cluster>\n<cluster name=\"x\">": KindClusterConf,
		"<?xml version=\"1.0\"?>\n<fontconfig>":                                                 "", "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD\">\n<busconfig>": "", "<?xml": "", "<!-- <cluster> ": "",
		"DEVICE=eth0\n": KindIfcfg, "# Intel\nTYPE=Ethernet\n": KindIfcfg, "HWADDR=00:11:22:33:44:55\n": KindIfcfg, "LANG=C\n": "",
		"alias bond0 bonding\n": KindModprobe, "options bonding mode=1\n": KindModprobe, "blacklist pcspkr\n": KindModprobe, "install ipv6 /bin/true\n": KindModprobe,
		"127.0.0.1 localhost\n": KindHosts, "::1 localhost\n": KindHosts, "hello world\n": "", "": "", "\n# nothing\n": "",
	} {
		if got := KindOf("x.conf", []byte(src)); got != want {
			t.Errorf("%q is %q, want %q", src, got, want)
		}
	}
	for src, want := range map[string]Kind{"10.0.0.1:8848\n": "", "\n<?xml version=\"1.0\"?>\n<clusterr/>": KindClusterConf, "": KindClusterConf} {
		if got := KindOf("etc/nacos/cluster.conf", []byte(src)); got != want {
			t.Errorf("a cluster.conf of %q is %q, want %q", src, got, want)
		}
	}
	if got := KindOf("ansible/hosts", []byte("[web]\nweb-01 ansible_host=10.0.0.1\n")); got != "" {
		t.Errorf("an inventory is %q", got)
	}
}

func TestIsKeptCopy(t *testing.T) {
	for name, want := range map[string]bool{
		"n/etc/cluster/cluster.conf": false, "n/etc/cluster/cluster.conf.old": true, "cluster.conf~": true, "cluster-dev.xml": false,
		"ifcfg-eth0": false, "ifcfg-eth0.bak": true, "ifcfg-eth0.old": false, "ifcfg-eth0.20": false, "modprobe.conf.rpmsave": true,
	} {
		if got := IsKeptCopy(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
