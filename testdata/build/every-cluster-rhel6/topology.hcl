# Every block and attribute that cluster.conf of RHEL 6 has something for, and a
# shared volume group.

network "ring" { cidr = "10.9.0.0/24" }

network "ring2" { cidr = "10.9.2.0/24" }

host "fir" {
  platform = "rhel6"
  vm_name  = "Fir Tree"
  vm_uuid  = "564d1c5e-77a0-4d6c-8f3c-0a1b2c3d4e5f"
  interface "eth0" {
    address = "10.9.0.21/24"
    names   = ["fir-ring"]
  }
  interface "eth1" {
    address = "10.9.2.21/24"
    names   = ["fir-two"]
  }
}

host "yew" {
  platform = "rhel6"
  interface "eth0" { address = "10.9.0.22/24" }
  interface "eth1" {
    address = "10.9.2.22/24"
    names   = ["yew-two"]
  }
}

fence_device "esx" {
  agent    = "fence_vmware_soap"
  address  = "10.9.0.103"
  login    = "forester"
  password = "green leaves"
  ssl      = true
}

fence_device "scsi" { agent = "fence_scsi" }

cluster "needles" {
  heartbeat = network.ring

  multicast {
    ttl  = 2
    port = 5409
  }
  altmulticast {
    address = "239.192.9.9"
    ttl     = 3
    port    = 5413
  }
  fence_daemon {
    override_path = "/var/run/cluster/override"
    override_time = 5
  }
  cman { keyfile = "/etc/cluster/needles.key" }
  totem {
    rrp_mode = "active"
    secauth  = true
    element "interface" {
      ringnumber  = 0
      bindnetaddr = "10.9.0.0"
    }
  }
  quorum_disk {
    label       = "cone"
    votes       = 1
    master_wins = false
    heuristic "/usr/local/sbin/seen-the-sun --today" {}
  }

  node "fir" {
    host   = host.fir
    weight = 2
    altname "fir-two" {
      mcast = "239.192.9.9"
      port  = 5413
      ttl   = 3
    }
    fence "vm" { device = fence_device.esx }
    fence "disk" {
      device = fence_device.scsi
      key    = "fir key"
    }
    unfence {
      device  = fence_device.scsi
      action  = "on"
      key     = "fir key"
      logfile = "/var/log/unfence fir"
    }
  }
  node "yew" {
    host = host.yew
    altname "yew-two" {}
    fence "vm" {
      device = fence_device.esx
      port   = "Yew Tree"
      delay  = 5
    }
    fence "disk" {
      device = fence_device.scsi
      port   = "yew key"
    }
    unfence {
      device = fence_device.scsi
      port   = "yew key"
    }
  }

  dlm {
    protocol = "sctp"
    element "lockspace" {
      name  = "resin"
      nodir = 1
      element "master" { name = "fir" }
    }
  }
  gfs_controld { plock_ownership = "on" }
  logging {
    to_syslog       = true
    syslog_facility = "local5"
    logfile         = "/var/log/cluster/all things.log"
    daemon "corosync" {
      subsys = "QUORUM"
      debug  = "on"
    }
  }
  resource_manager {
    status_child_max = 4
    log_facility     = "local6"
    element "events" {
      element "event" {
        name  = "cone-falls"
        class = "service"
        file  = "/usr/share/cluster/cone event.sl"
      }
    }
  }
  resource "script" "cambium" {
    file = "/etc/init.d/cambium ring"
    element "action" {
      name    = "status"
      timeout = "40s"
    }
  }
  service "sap" {
    max_restarts = 2
    resource "lvm" "resin" {
      vg_name = "vg_resin"
      resource "fs" "sticky" {
        mountpoint = "/srv/sticky"
        device     = "/dev/vg_resin/sticky"
        element "action" {
          name     = "status"
          interval = "20s"
        }
      }
    }
    element "action" { name = "monitor" }
  }
  vm "shade" {
    path    = "/etc/libvirt/qemu"
    migrate = "live"
    element "action" { name = "status" }
  }
  element "clvmd" { interface = "eth1" }
  element "uidgid" {
    uid = "resin"
    gid = "haclient"
  }
}

volume_group "bark" {
  cluster = cluster.needles
  physical_volume "/dev/sdb1" {}
  logical_volume "rings" {
    size = "20GiB"
    filesystem "gfs2" {
      mount_point = "/srv/rings"
      label       = "rings"
    }
  }
}
