package main

import (
	"bytes"
	"fmt"
	"path"
)

// file is a generated file, by its name in a folder of its own.
type file struct {
	name string
	src  []byte
}

// nginxSites is a configuration of n sites, each with an upstream, as a careful
// administrator writes them: few rules have anything to say.
func nginxSites(n int) []file {
	var b bytes.Buffer
	b.WriteString(`worker_processes auto;
worker_rlimit_nofile 8192;

events {
    worker_connections 2048;
}

http {
    server_tokens off;
    server_names_hash_max_size 65536;
    server_names_hash_bucket_size 128;
    proxy_http_version 1.1;
    proxy_connect_timeout 5s;
    proxy_next_upstream error timeout http_502 http_503;
    proxy_set_header Host $host;
    proxy_set_header Connection "";
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;

    server {
        listen 127.0.0.1:18080 default_server;
        return 444;
    }
`)
	for i := range n {
		fmt.Fprintf(&b, `
    # site %[1]d, which its owner knows as the shop of the month and the day
    upstream pool%[1]d {
        zone pool%[1]d 64k;
        server 10.%[2]d.%[3]d.1:8080 max_fails=3 fail_timeout=30s;
        server 10.%[2]d.%[3]d.2:8080 max_fails=3 fail_timeout=30s;
        keepalive 16;
    }

    server {
        listen 127.0.0.1:18080;
        server_name site%[1]d.example.net "www.site%[1]d.example.net";
        access_log /var/log/nginx/site%[1]d.access.log;

        location / {
            proxy_pass http://pool%[1]d;
        }
    }
`, i, i>>8&255, i&255)
	}
	b.WriteString("}\n")
	return []file{{"nginx.conf", b.Bytes()}}
}

// apacheModules is the folder of httpd's modules on Debian.
const apacheModules = "/usr/lib/apache2/modules"

// apacheSites is a configuration of n sites, each with a balancer.
func apacheSites(n int) []file {
	var b bytes.Buffer
	b.WriteString("ServerName lb.example.net\nServerTokens Prod\nPidFile httpd.pid\nErrorLog error.log\nListen 127.0.0.1:18081\n")
	for _, name := range []string{"mpm_event", "authz_core", "alias", "headers", "slotmem_shm", "proxy", "proxy_http", "proxy_hcheck", "proxy_balancer", "lbmethod_byrequests"} {
		fmt.Fprintf(&b, "LoadModule %s_module %s\n", name, path.Join(apacheModules, "mod_"+name+".so"))
	}
	b.WriteString("\n<VirtualHost 127.0.0.1:18081>\n    ServerName default.example.net\n    Redirect 404 /\n</VirtualHost>\n")
	for i := range n {
		fmt.Fprintf(&b, `
# site %[1]d, which its owner knows as the shop of the month and the day
<VirtualHost 127.0.0.1:18081>
    ServerName site%[1]d.example.net
    ServerAlias www.site%[1]d.example.net
    ProxyPreserveHost On
    ProxyTimeout 30
    RequestHeader set X-Forwarded-Proto http
    <Proxy balancer://pool%[1]d>
        BalancerMember http://10.%[2]d.%[3]d.1:8080 connectiontimeout=5 retry=30
        BalancerMember http://10.%[2]d.%[3]d.2:8080 connectiontimeout=5 retry=30
        ProxySet lbmethod=byrequests
    </Proxy>
    ProxyPass /.well-known/ !
    ProxyPass / balancer://pool%[1]d/
    ProxyPassReverse / balancer://pool%[1]d/
</VirtualHost>
`, i, i>>8&255, i&255)
	}
	return []file{{"httpd.conf", b.Bytes()}}
}

// bondHosts are the network files of n hosts, each with a bond of two cards.
func bondHosts(n int) []file {
	var list []file
	for i := range n {
		scripts := fmt.Sprintf("host-%d/etc/sysconfig/network-scripts/", i)
		address := fmt.Sprintf("10.%d.%d.%d", (i+1)>>16, (i+1)>>8&255, (i+1)&255)
		list = append(list,
			file{scripts + "ifcfg-bond0", []byte("DEVICE=bond0\nTYPE=Bond\nBONDING_MASTER=yes\nBOOTPROTO=none\nONBOOT=yes\nIPADDR=" + address +
				"\nPREFIX=8\nBONDING_OPTS=\"mode=active-backup miimon=100\"\nNM_CONTROLLED=no\n")},
			file{scripts + "ifcfg-eth0", slave("eth0")},
			file{scripts + "ifcfg-eth1", slave("eth1")},
			file{fmt.Sprintf("host-%d/etc/hosts", i), fmt.Appendf(nil, "127.0.0.1 localhost localhost.localdomain\n::1 localhost\n%s host-%d.example.net host-%[2]d\n", address, i)},
		)
	}
	return list
}

func slave(device string) []byte {
	return []byte("DEVICE=" + device + "\nTYPE=Ethernet\nBOOTPROTO=none\nONBOOT=yes\nMASTER=bond0\nSLAVE=yes\nNM_CONTROLLED=no\n")
}

// clusterNodes is a cluster.conf of n nodes, each with a device of its own that
// cuts its power.
func clusterNodes(n int) []file {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<?xml version=\"1.0\"?>\n<cluster name=\"farm\" config_version=\"1\">\n  <cman expected_votes=\"%d\"/>\n  <clusternodes>\n", n)
	for i := range n {
		fmt.Fprintf(&b, `    <clusternode name="node-%[1]d" nodeid="%[1]d" votes="1">
      <fence>
        <method name="power">
          <device name="ipmi-%[1]d"/>
        </method>
      </fence>
    </clusternode>
`, i+1)
	}
	b.WriteString("  </clusternodes>\n  <fencedevices>\n")
	for i := range n {
		fmt.Fprintf(&b, "    <fencedevice name=\"ipmi-%[1]d\" agent=\"fence_ipmilan\" ipaddr=\"10.9.0.%[1]d\" login=\"fence\" passwd_script=\"/etc/cluster/ipmi\" lanplus=\"1\"/>\n", i+1)
	}
	b.WriteString("  </fencedevices>\n  <rm/>\n</cluster>\n")
	return []file{{"node-1/etc/cluster/cluster.conf", b.Bytes()}}
}

// literalHosts is a topology of n hosts with a virtual host each, every value
// written out.
func literalHosts(n int) []file {
	var b bytes.Buffer
	b.WriteString("network \"all\" { cidr = \"10.0.0.0/8\" }\n")
	for i := range n {
		platform, server := "rhel9", "apache"
		if i%2 == 1 {
			platform, server = "debian12", "nginx"
		}
		fmt.Fprintf(&b, `
host "web-%[1]d" {
  platform = "%[2]s"
  interface "eth0" {
    address = "10.%[4]d.%[5]d.%[6]d"
    mtu     = 1500
  }
}

balancer "pool-%[1]d" {
  method = "least_conn"
  member "192.0.2.1" { port = 8080 }
  member "192.0.2.2" { port = 8080 }
}

virtual_host "site-%[1]d.example.net" {
  server = "%[3]s"
  hosts  = [host.web-%[1]d]
  listen = ["10.%[4]d.%[5]d.%[6]d:80"]
  names  = ["site-%[1]d.example.net", "www.site-%[1]d.example.net"]
  access_log "/var/log/sites/site-%[1]d.log" {}
  location "/" { balancer = balancer.pool-%[1]d }
}
`, i, platform, server, (i+1)>>16, (i+1)>>8&255, (i+1)&255)
	}
	return []file{{"topology.hcl", b.Bytes()}}
}

// dynamicSites is a topology of one host with n virtual hosts of one dynamic block.
func dynamicSites(n int) []file {
	return []file{{"topology.hcl", fmt.Appendf(nil, `
host "lb" {
  platform = "debian12"
  interface "eth0" { address = "192.0.2.9/24" }
}

balancer "app" {
  member "192.0.2.1" { port = 8080 }
  member "192.0.2.2" { port = 8080 }
}

locals {
  tens = range(%d)
}

dynamic "virtual_host" {
  for_each = toset(flatten([for ten in local.tens : [for one in range(10) : format("site-%%d.example.net", ten * 10 + one)]]))
  labels   = [virtual_host.value]
  content {
    server = "nginx"
    hosts  = [host.lb]
    listen = ["*:80"]
    location "/" { balancer = balancer.app }
  }
}
`, n/10)}}
}
