# The same estate on every platform: what differs between the trees of two hosts
# is what differs between their releases.

locals {
  rhel   = ["rhel5", "rhel6", "rhel7", "rhel8", "rhel9"]
  debian = ["debian12", "debian13"]
  all    = concat(local.rhel, local.debian)
}

network "web" { cidr = "10.1.0.0/24" }
network "backup" { cidr = "10.1.1.0/24" }
network "guests" { cidr = "10.1.2.0/24" }

dynamic "host" {
  for_each = local.rhel
  labels   = [host.value]
  content {
    platform = host.value

    interface "eth0" { hwaddr = format("02:00:00:00:%02d:00", host.key) }
    interface "eth1" { hwaddr = format("02:00:00:00:%02d:01", host.key) }

    interface "eth2" { address = cidrhost(network.backup.cidr, 1 + host.key) }

    interface "bond0.20" { address = cidrhost(network.guests.cidr, 1 + host.key) }

    bond "bond0" {
      interfaces = ["eth0", "eth1"]
      primary    = "eth0"
      address    = cidrhost(network.web.cidr, 1 + host.key)
    }
  }
}

dynamic "host" {
  for_each = local.debian
  labels   = [host.value]
  content { platform = host.value }
}

balancer "app" {
  member "10.1.9.1" {
    port   = 8080
    weight = 2
  }
  member "10.1.9.2" { port = 8080 }
}

virtual_host "apache.example.net" {
  server  = "apache"
  hosts   = [for p in local.all : host[p]]
  aliases = ["www.apache.example.net"]
  admin   = "webmaster@example.net"

  access_log "/var/log/web/apache.access.%Y%m%d" {
    rotate = { every = "24h", local_time = true }
  }
  error_log "/var/log/web/apache.error" { level = "warn" }

  balancer_manager { allow = ["10.1.0.0/16"] }

  location "/" { balancer = balancer.app }
  location "/api/" {
    balancer     = balancer.app
    backend_path = "/v1/"
  }
  location "/static/" { exclude = true }
}

virtual_host "nginx.example.net" {
  server = "nginx"
  hosts  = [for p in local.all : host[p]]
  listen = ["*:8081"]

  access_log "/var/log/web/nginx.access" {}

  location "/" {
    balancer        = balancer.app
    connect_timeout = "3s"
    read_timeout    = "30s"
  }
  location "/api/" {
    balancer     = balancer.app
    backend_path = "/v1/"
  }
  location "/old" {
    redirect        = "http://www.example.net/new"
    redirect_status = 301
  }
}
