# A topology: the estate in one file. `hagen build topology.hcl` writes the
# configuration files of every host below out/, each for the release it runs.

variable "domain" {
  description = "the site that the estate serves"
  type        = string
  default     = "www.example.com" # or HAGEN_VAR_domain, --var domain=..., --var-file
}

# Networks. An interface belongs to the network that holds its address.

network "public" { cidr = "198.51.100.0/24" }
network "servers" { cidr = "192.0.2.0/24" }

# Hosts. The platform decides paths, dialects and what is possible: rhel5 to
# rhel9 and their rebuilds (rocky9, ...), debian12, debian13.

host "lb-01" {
  platform = "debian12"
  interface "eth0" { address = "198.51.100.10/24" }
  interface "eth1" { address = "192.0.2.10/24" }
}

host "web-01" {
  platform = "rhel9"
  interface "eth0" { address = "192.0.2.21/24" }
}

host "web-02" {
  platform = "rhel9"
  interface "eth0" { address = "192.0.2.22/24" }
}

# A pool of back ends. Its label is how virtual hosts refer to it.

balancer "web" {
  method = "least_conn"

  member "192.0.2.21" {
    port         = 8080
    max_fails    = 3
    fail_timeout = "30s"
  }

  member "192.0.2.22" {
    port         = 8080
    max_fails    = 3
    fail_timeout = "30s"
  }
}

# A site, and the hosts that serve it. The client's Host header and address are
# passed on to the back ends.

virtual_host "site" {
  server = "nginx" # or "apache"
  names  = [var.domain]
  hosts  = [host.lb-01]
  listen = ["198.51.100.10:80"]

  location "/" { balancer = balancer.web }
}
