# Every block and attribute that cluster.conf of RHEL 5 has something for.

network "ring" { cidr = "10.9.0.0/24" }

dynamic "host" {
  for_each = { oak = 11, ash = 12, elm = 13 }
  labels   = [host.key]
  content {
    platform = "rhel5"
    domain   = "wood.example"
    vm_name  = "Wood ${host.value}"
    interface "eth0" { address = cidrhost(network.ring.cidr, host.value) }
  }
}

fence_device "saw" {
  agent    = "fence_apc"
  address  = "10.9.0.101"
  login    = "lumberjack"
  password = "sharp teeth"
  secure   = true
}

fence_device "axe" {
  agent           = "fence_ipmilan"
  address         = "axe.wood.example"
  login           = "woodcutter"
  password_script = "/etc/cluster/axe-password"
  lanplus         = true
  auth            = "md5"
}

fence_device "storm" {
  agent   = "fence_storm" # of their own
  address = "10.9.0.104"
  gust    = "80 knots"
}

cluster "forest" {
  config_version = 12
  alias          = "trees in the park"
  heartbeat      = network.ring

  multicast {
    address   = "239.192.9.1"
    interface = "eth0"
  }
  fence_daemon {
    post_join_delay = "30s"
    post_fail_delay = "5s"
    clean_start     = false
  }
  cman {
    expected_votes = 5
    cluster_id     = 909
    port           = 6909
    keyfile        = "/etc/cluster/forest.key"
    log_facility   = "local3"
  }
  totem {
    token                               = "24s"
    consensus                           = "4800ms"
    join                                = "80ms"
    token_retransmits_before_loss_const = "30"
  }
  quorum_disk {
    label       = "forest-disk"
    device      = "/dev/disk/by-id/forest"
    interval    = "2s"
    tko         = 8
    votes       = 2
    min_score   = 1
    status_file = "/var/run/qdisk status"
    heuristic "ping -c1 -w1 10.9.0.254" {
      score    = 2
      interval = "3s"
      tko      = 4
    }
  }

  node "oak" {
    host   = host.oak
    nodeid = 1
    votes  = 1
    fence "chop" {
      device = fence_device.saw
      port   = "outlet 7"
      switch = "3"
    }
    fence "fell" {
      device = fence_device.axe
      action = "reboot"
    }
    fence "blow" {
      device = fence_device.storm
      port   = "crown"
      action = "topple"
      from   = "the west"
    }
  }
  node "ash" {
    host = host.ash
    fence "chop" {
      device = fence_device.saw
      port   = "8"
      action = "reboot"
    }
  }
  node "elm" {
    host = host.elm
    fence "chop" {
      device = fence_device.saw
      port   = "9"
    }
  }

  resource_manager {
    log_facility = "local4"
    log_level    = 6
  }
  failover_domain "clearing" {
    ordered    = true
    restricted = true
    nofailback = true
    member "oak" { priority = 1 }
    member "ash" { priority = 2 }
  }
  failover_domain "thicket" {
    member "elm" {}
  }
  resource "ip" "10.9.0.50" { monitor_link = true }
  resource "fs" "bark" {
    mountpoint = "/srv/bark"
    device     = "/dev/vg_wood/bark"
    fstype     = "ext3"
    options    = "noatime,data=ordered"
  }
  resource "script" "unused" { file = "/etc/init.d/unused thing" }
  service "timber" {
    domain    = "clearing"
    autostart = false
    exclusive = true
    recovery  = "relocate"
    nfslock   = "pulp wood"
    resource "fs" "bark" {
      ref = true
      resource "ip" "10.9.0.50" {
        ref = true
        resource "script" "sawmill" { file = "/etc/init.d/sawmill" }
      }
    }
  }
  service "pulp" {
    resource "script" "paper" { file = "/etc/init.d/paper" }
  }
  vm "grove" {
    domain = "clearing"
    path   = "/etc/xen"
  }
  element "fence_xvmd" {}
}
