# Two nodes with two power supplies each, and a management card tried first.
network "ring" { cidr = "10.8.0.0/24" }

dynamic "host" {
  for_each = [1, 2]
  labels   = ["web${host.value}.example.net"]
  content {
    platform = "centos6"
    interface "eth0" { address = "10.8.0.${host.value}/24" }
  }
}

dynamic "fence_device" {
  for_each = [1, 2]
  labels   = ["bmc${fence_device.value}"]
  content {
    agent    = "fence_ipmilan"
    address  = "10.9.0.${fence_device.value}"
    login    = "fencer"
    password = "a b"
    lanplus  = true
    delay    = fence_device.value == 1 ? 15 : null
  }
}

dynamic "fence_device" {
  for_each = ["left", "right"]
  labels   = ["pdu_${fence_device.value}"]
  content {
    agent     = "fence_apc_snmp"
    address   = "pdu-${fence_device.value}.example.net"
    community = "private"
  }
}

cluster "web" {
  heartbeat = network.ring

  dynamic "node" {
    for_each = [1, 2]
    labels   = ["web${node.value}.example.net"]
    content {
      host = host["web${node.value}.example.net"]

      fence "ipmi" { device = fence_device["bmc${node.value}"] }

      fence "power" {
        device = fence_device.pdu_left
        port   = node.value
      }
      fence "power" {
        device = fence_device.pdu_right
        port   = node.value
      }
    }
  }
}
