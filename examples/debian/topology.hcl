# Two front ends on Debian 12 that take over from each other: Apache and nginx in
# front of the same application. Works as it is on a laptop too, for the back
# ends are two ports of this machine:
#
#   hagen build topology.hcl

host "lb-apache" { platform = "debian12" }
host "lb-nginx" { platform = "debian12" }

locals {
  ports = [8081, 8082]
}

balancer "app" {
  dynamic "member" {
    for_each = local.ports
    labels   = ["127.0.0.1"]
    content {
      port  = member.value
      route = "app${member.key + 1}"

      connectiontimeout = "2s"
      retry             = "5s"
      max_fails         = 1
      fail_timeout      = "5s"
    }
  }
}

virtual_host "apache.example.net" {
  server = "apache"
  hosts  = [host.lb-apache]
  listen = ["*:8080"]

  error_log "/var/log/apache2/app.error.log" {}
  access_log "/var/log/apache2/app.access.log" {}

  balancer_manager { allow = ["127.0.0.1"] }

  location "/" { balancer = balancer.app }
}

virtual_host "nginx.example.net" {
  server = "nginx"
  hosts  = [host.lb-nginx]
  listen = ["*:8080"]

  access_log "/var/log/nginx/app.access.log" {}

  location "/" {
    balancer        = balancer.app
    connect_timeout = "2s"
  }
}
