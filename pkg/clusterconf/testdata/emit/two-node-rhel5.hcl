# Two nodes, a serial and a network power switch, an iLO: names of RHEL 5's agents.
network "ring" { cidr = "192.168.7.0/24" }

host "left" {
  platform = "rhel5"
  interface "eth0" { address = "192.168.7.1/24" }
}

host "right" {
  platform = "centos5"
  interface "eth0" { address = "192.168.7.2/24" }
}

fence_device "ilo-left" {
  agent    = "fence_ilo"
  address  = "192.168.9.1"
  login    = "Administrator"
  password = "<&\"secret\"> 'x'"
}

fence_device "pdu-a" {
  agent           = "fence_apc"
  address         = "192.168.9.21"
  login           = "apc"
  password_script = "/etc/cluster/pdu.sh"
}

fence_device "pdu-b" {
  agent           = "fence_apc"
  address         = "192.168.9.22"
  username        = "apc"
  password_script = "/etc/cluster/pdu.sh"
  ssh             = true
}

fence_device "blades" {
  agent    = "fence_bladecenter"
  address  = "192.168.9.30"
  login    = "USERID"
  password = "x"
}

fence_device "by-hand" { agent = "fence_manual" }

cluster "two_nodes_rhel_5" {
  heartbeat = network.ring

  node "left" {
    host   = host.left
    nodeid = 2
    fence "ilo" { device = fence_device.ilo-left }
    fence "power" {
      device = fence_device.pdu-a
      port   = "3"
    }
    fence "power" {
      device = fence_device.pdu-b
      port   = "3"
      switch = 2
    }
    fence "last" { device = fence_device.by-hand }
  }

  node "right" {
    host   = host.right
    nodeid = 1
    fence "blade" {
      device = fence_device.blades
      port   = "7"
    }
  }
}
