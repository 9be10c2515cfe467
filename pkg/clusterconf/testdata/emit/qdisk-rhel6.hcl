# Two nodes and a quorum disk, storage fencing with unfencing, a second ring.
network "ring" { cidr = "10.7.0.0/24" }

dynamic "host" {
  for_each = ["a", "b"]
  labels   = ["mail-${host.value}"]
  content {
    platform = "rhel6"
    interface "eth0" { address = "10.7.0.${host.key + 1}/24" }
  }
}

fence_device "lun" {
  agent   = "fence_scsi"
  devices = "/dev/mapper/mpatha,/dev/mapper/mpathb"
  aptpl   = true
}

fence_device "crash" {
  agent   = "fence_kdump"
  timeout = 60
}

cluster "mailstore" {
  config_version = 42
  heartbeat      = network.ring

  cman {
    keyfile          = "/etc/cluster/corosync.key"
    quorum_dev_poll  = 50000
    shutdown_timeout = 5000
  }

  multicast { ttl = 2 }
  altmulticast {}

  totem {
    token     = "21s"
    consensus = "23.5s"
    secauth   = true
    netmtu    = 8982
  }

  quorum_disk {
    label    = "mailq"
    interval = "1s"
    tko      = 10
    reboot   = false

    heuristic "ping -c1 -w1 10.9.8.1 >/dev/null 2>&1" {
      interval = "2s"
      tko      = 3
    }
  }

  dynamic "node" {
    for_each = ["mail-a", "mail-b"]
    labels   = [node.value]
    content {
      host   = host[node.value]
      weight = 1
      dynamic "altname" {
        for_each = [node.value]
        labels   = ["${altname.value}-alt"]
        content {
          port = 5409
          ttl  = 2
        }
      }
      fence "kdump" { device = fence_device.crash }
      fence "scsi" { device = fence_device.lun }
      unfence { device = fence_device.lun }
    }
  }

  dlm {
    protocol        = "sctp"
    plock_ownership = true
  }

  gfs_controld { plock_rate_limit = 0 }

  logging {
    to_syslog = true
    debug     = false

    daemon "corosync" {
      subsys = "CMAN"
      debug  = true
    }

    daemon "fenced" { logfile = "/var/log/cluster/fenced.log" }
  }
}
