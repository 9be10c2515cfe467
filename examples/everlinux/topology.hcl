# The estate of the four articles that hagen grew from: a pool of back ends
# behind an Apache and an nginx front end, a server with bonded interfaces, and
# a GFS cluster of virtual machines that a vCenter fences.
#
#   hagen build topology.hcl
#
# The choices are the articles' own, of the years 2008 to 2010. docs/articles.md
# sets what they printed beside what hagen writes, and says why the two differ.

variable "vcenter_password" {
  description = "password of the vCenter account that fences the cluster's nodes"
  type        = string
  default     = "xxxxx" # as the article prints it; HAGEN_VAR_vcenter_password gives the real one
  sensitive   = true
}

variable "web_platform" {
  description = "release that the two front ends run"
  type        = string
  default     = "rhel5"
}

locals {
  backends = ["10.10.23.53", "10.10.23.56"]
  nodes    = { for i in range(1, 4) : format("cluster-01-node-%02d", i) => i }
}

# Networks. An interface belongs to the one that holds its address, and takes
# its prefix length.

network "public" { cidr = "202.34.52.0/24" }
network "web" { cidr = "10.10.23.0/24" }
network "servers" { cidr = "10.10.4.0/24" }
network "heartbeat" { cidr = "10.0.0.0/24" }
network "service" { cidr = "10.0.1.0/24" }

switch "sw-a" {}
switch "sw-b" {}

hypervisor "esx-01" { address = "10.107.113.11" }
hypervisor "esx-02" { address = "10.107.113.12" }

# Load balancing: one pool, two front ends.

host "lb-apache" {
  platform = var.web_platform
  interface "eth0" { address = "10.10.23.50" }
}

host "lb-nginx" {
  platform = var.web_platform
  interface "eth0" { address = "202.34.52.24" }
  interface "eth1" { address = "10.10.23.51" }
}

balancer "everhttp" {
  method   = "ip_hash"    # what nginx does
  lbmethod = "byrequests" # what Apache does: it has no hash of the client's address

  dynamic "member" {
    for_each = local.backends
    labels   = [member.value]
    content {
      port         = 80
      max_fails    = 3
      fail_timeout = "30s"
    }
  }
}

virtual_host "everlinux-homolog.com" {
  server  = "apache"
  hosts   = [host.lb-apache]
  aliases = ["200.24.12.34"]
  admin   = "suporte@everlinux.com"

  error_log "/var/log/httpd/error_log.%Y%m%d" {
    rotate = { every = "24h", utc_offset = "-3h" }
  }

  access_log "/var/log/httpd/access_log.%Y%m%d" {
    rotate = { every = "24h", utc_offset = "-3h" }
  }

  location "/" { balancer = balancer.everhttp }
}

virtual_host "everlinux-nginx" {
  server = "nginx"
  names  = ["everlinux-homolog.com"] # the label only names the file
  hosts  = [host.lb-nginx]
  listen = ["202.34.52.24:80"]

  access_log "/var/log/nginx/hdig.log" {}

  location "/" { balancer = balancer.everhttp }
}

# A server that outlives the loss of a cable, a card or a switch.

host "app-01" {
  platform = "rhel5"

  interface "eth0" {
    hwaddr      = "00:15:17:6e:aa:01"
    switch      = switch.sw-a
    description = "Intel Corporation 82571EB Gigabit Ethernet Controller"
  }

  interface "eth1" {
    hwaddr      = "00:15:17:6e:aa:02"
    switch      = switch.sw-b
    description = "Intel Corporation 82571EB Gigabit Ethernet Controller"
  }

  bond "bond0" {
    interfaces = ["eth0", "eth1"]
    # hagen:ignore topology-bond-independent-switches the article's choice; without the line the mode suits two switches
    mode       = "balance-rr"
    miimon     = "100ms"
    address    = "10.10.4.1"
  }
}

# The GFS cluster on ESX.

dynamic "host" {
  for_each = local.nodes
  labels   = [host.key]
  content {
    platform   = "rhel5"
    hypervisor = host.value < 3 ? hypervisor.esx-01 : hypervisor.esx-02
    vm_name    = format("Cluster_01_Node_%02d", host.value)

    interface "eth0" {
      address = cidrhost(network.service.cidr, host.value)
      names   = [format("node-%02d", host.value)]
    }

    interface "eth1" { address = cidrhost(network.heartbeat.cidr, host.value) }
  }
}

# hagen:ignore cluster-fence-agent the article's agent: its authors tried what was not released yet
fence_device "vcenter" {
  agent    = "fence_vmware_vi" # asks the vCenter, which knows where a machine runs after a migration
  address  = "10.107.113.2"
  login    = "user"
  password = var.vcenter_password
}

cluster "Cluster_GFS" {
  config_version = 10
  heartbeat      = network.heartbeat # the node names resolve here, and that decides the interface

  # hagen:ignore cluster-multicast-reserved the article's group, of all hosts: no router forwards it
  # hagen:ignore cluster-multicast-interface the article's attribute: RHEL 5 accepts it and reads it nowhere
  multicast {
    address   = "224.0.0.1"
    interface = "eth1"
  }

  # hagen:ignore cluster-post-join-delay the article's delay
  fence_daemon { post_join_delay = "3s" }

  dynamic "node" {
    for_each = local.nodes
    labels   = [node.key]
    content {
      # hagen:ignore topology-nodes-one-hypervisor the article has two ESX hosts for its three nodes
      host = host[node.key]
      fence "single" { device = fence_device.vcenter } # what to cut is the host's vm_name
    }
  }
}

# Shared storage: the state to reach.

volume_group "pre_homolog" {
  cluster = cluster.Cluster_GFS

  physical_volume "/dev/sdb1" {
    size = "499.99GiB"
    rdm  = { scsi = "1:0" }
  }

  physical_volume "/dev/sdc1" {
    size = "499.99GiB"
    rdm  = { scsi = "1:1" }
  }

  logical_volume "hotsites" {
    size = "100%"

    filesystem "gfs" {
      mount_point = "/gfs"
      label       = "gfs"
      journals    = 3
    }
  }
}
