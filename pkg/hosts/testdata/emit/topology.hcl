# The names of a three-node cluster: the nodes meet in the heartbeat network, and
# are served by another, one of them over a bond.

network "heartbeat" { cidr = "10.0.0.0/24" }
network "service" { cidr = "10.0.1.0/24" }
network "storage" { cidr = "10.0.2.0/24" }

host "node-a" {
  platform = "rhel5"
  domain   = "example.net"

  interface "eth0" {
    address = "10.0.1.1"
    names   = ["a", "www-a.example.net"]
  }

  interface "eth1" { address = "10.0.0.1" }
}

host "node-b" {
  platform = "rhel6"

  interface "eth1" {
    address = "10.0.0.2"
    names   = ["hb-b"]
  }

  interface "eth0" { address = "10.0.1.2" }
  interface "eth2" {}
  interface "eth3" {}

  bond "bond0" {
    interfaces = ["eth2", "eth3"]
    address    = "10.0.2.2"
  }
}

host "node-c" {
  platform = "rhel6"
  domain   = "example.net"

  interface "eth0" { bootproto = "dhcp" }
  interface "eth1" { address = "10.0.0.3" }
}

host "outsider" {
  platform = "rhel6"
  interface "eth0" { address = "10.0.1.9" }
}

cluster "three" {
  heartbeat = network.heartbeat

  node "node-a" { host = host.node-a }
  node "node-b" { host = host.node-b }
  node "node-c.example.net" { host = host.node-c }
}
