# RHEL 5: quorum disk, storage fencing as its agent wants it, services, a Xen guest.
network "ring" { cidr = "172.16.5.0/24" }

dynamic "host" {
  for_each = [1, 2, 3, 4]
  labels   = ["db${host.value}"]
  content {
    platform = "rhel5"
    vm_name  = "domU-db${host.value}"
    interface "eth0" { address = "172.16.5.${host.value}/24" }
  }
}

fence_device "xen" {
  agent    = "fence_xvm"
  key_file = "/etc/cluster/fence_xvm.key"
}

fence_device "reservations" { agent = "fence_scsi" }

fence_device "san" {
  agent    = "fence_brocade"
  address  = "172.16.9.9"
  login    = "admin"
  password = "x"
}

cluster "databases" {
  config_version = 3
  alias          = "Databases & co."
  heartbeat      = network.ring

  cman { port = 6809 }

  totem { token = "33s" }

  quorum_disk {
    device      = "/dev/mapper/qdisk"
    interval    = "1s"
    tko         = 12
    min_score   = 1
    master_wait = 5

    heuristic "/usr/local/sbin/path-ok --quiet" { score = 2 }
  }

  dynamic "node" {
    for_each = [1, 2, 3, 4]
    labels   = ["db${node.value}"]
    content {
      host = host["db${node.value}"]
      fence "xen" { device = fence_device.xen }
      fence "fabric" {
        device = fence_device.san
        port   = node.value
      }
      fence "scsi" { device = fence_device.reservations }
    }
  }

  failover_domain "all" {
    member "db1" {}
    member "db2" {}
  }

  resource "clusterfs" "data" {
    mountpoint = "/data"
    device     = "/dev/vg_data/lv_data"
    fstype     = "gfs"
    options    = "noatime,\"quoted\""
  }

  service "postgres" {
    domain    = "all"
    exclusive = false
    recovery  = "relocate"

    resource "ip" "172.16.6.10" {
      resource "clusterfs" "data" {
        ref = true
        resource "postgres-8" "main" { config_file = "/data/pg/postgresql.conf" }
      }
    }
  }

  vm "guest" {
    domain = "all"
    path   = "/etc/xen"
  }
}
