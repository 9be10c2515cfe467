# Clusters of both releases that have cman: two nodes, a quorum disk, machines
# with two power supplies, services.

variable "password" {
  type      = string
  default   = "tuna \"<&>\" melt"
  sensitive = true
}

network "heartbeat" { cidr = "192.168.7.0/24" }
network "lan" { cidr = "10.3.0.0/24" }

dynamic "host" {
  for_each = { db-1 = 1, db-2 = 2 }
  labels   = [host.key]
  content {
    platform = "rhel6"
    domain   = "example.net"
    interface "eth0" { address = cidrhost(network.lan.cidr, host.value) }
    interface "eth1" { address = cidrhost(network.heartbeat.cidr, host.value) }
  }
}

dynamic "host" {
  for_each = { file-1 = 11, file-2 = 12 }
  labels   = [host.key]
  content {
    platform = "rhel5"
    interface "eth0" { address = cidrhost(network.lan.cidr, host.value) }
    interface "eth1" { address = cidrhost(network.heartbeat.cidr, host.value) }
  }
}

fence_device "apc-a" {
  agent    = "fence_apc"
  address  = "192.168.7.201"
  login    = "apc"
  password = var.password
}

fence_device "apc-b" {
  agent    = "fence_apc"
  address  = "192.168.7.202"
  login    = "apc"
  password = var.password
}

fence_device "ipmi-1" {
  agent           = "fence_ipmilan"
  address         = "192.168.7.101"
  login           = "root"
  password_script = "/etc/cluster/ipmi-password"
  lanplus         = true
}

fence_device "ipmi-2" {
  agent           = "fence_ipmilan"
  address         = "192.168.7.102"
  login           = "root"
  password_script = "/etc/cluster/ipmi-password"
  lanplus         = true
}

cluster "databases" {
  heartbeat = network.heartbeat

  node "db-1" {
    host = host.db-1
    fence "ipmi" { device = fence_device.ipmi-1 }
    fence "power" {
      device = fence_device.apc-a
      port   = "1"
    }
    fence "power" {
      device = fence_device.apc-b
      port   = "1"
    }
  }

  node "db-2" {
    host = host.db-2
    fence "ipmi" {
      device = fence_device.ipmi-2
      delay  = 15
    }
    fence "power" {
      device = fence_device.apc-a
      port   = "2"
    }
    fence "power" {
      device = fence_device.apc-b
      port   = "2"
    }
  }

  cman { transport = "udpu" }

  logging {
    to_syslog = "yes"
    daemon "fenced" { debug = "on" }
  }

  failover_domain "prefer-1" {
    ordered = true
    member "db-1" { priority = 1 }
    member "db-2" { priority = 2 }
  }

  resource "ip" "10.3.0.50" { monitor_link = true }

  resource "fs" "data" {
    mountpoint = "/srv/data"
    device     = "/dev/vg_data/lv_data"
    fstype     = "ext4"
  }

  service "database" {
    domain   = "prefer-1"
    recovery = "relocate"

    resource "fs" "data" {
      ref = true
      resource "ip" "10.3.0.50" {
        ref = true
        resource "postgres-8" "pg" { config_file = "/srv/data/postgresql.conf" }
      }
    }
  }
}

cluster "files" {
  heartbeat      = network.heartbeat
  alias          = "file servers"
  config_version = 7

  quorum_disk {
    label    = "files"
    interval = "1s"
    tko      = 10
    heuristic "ping -c1 -w1 192.168.7.254" {
      interval = "2s"
      tko      = 3
    }
  }

  totem { token = "21s" }

  node "file-1" {
    host = host.file-1
    fence "power" {
      device = fence_device.apc-a
      port   = "3"
    }
  }

  node "file-2" {
    host = host.file-2
    fence "power" {
      device = fence_device.apc-a
      port   = "4"
    }
  }
}
