network "hb" { cidr = "10.0.0.0/24" }
host "a" {
  platform = "rhel5"
  interface "eth0" { address = "10.0.0.1" }
}
host "b" { platform = "rhel5" }
fence_device "pdu" {
  agent   = "fence_apc"
  address = "10.0.0.9"
}
cluster "one" {
  heartbeat = network.hb
  multicast { address = "10.0.0.5" }
  node "a" {
    host   = host.a
    nodeid = 2
    fence "power" { device = fence_device.pdus }
  }
  node "b" { host = host.b }
  node "c" { host = host.a }
  failover_domain "d" {
    member "z" {}
  }
  service "s" {
    domain = "e"
    resource "ip" "10.0.0.50" { ref = true }
  }
}
cluster "none" { heartbeat = network.hb }
