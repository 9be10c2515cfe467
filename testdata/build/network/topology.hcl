# Interfaces and bonds of every dialect: several bonds, VLANs on them, ARP
# monitoring, second addresses, IPv6.

network "front" {
  cidr    = "10.4.0.0/24"
  gateway = "10.4.0.254"
}
network "back" { cidr = "10.4.1.0/24" }
network "vlan20" { cidr = "10.4.20.0/24" }
network "six" { cidr = "2001:db8:4::/64" }

dynamic "host" {
  for_each = ["rhel5", "rhel6", "rhel7", "rhel9"]
  labels   = ["${host.value}-net"]
  content {
    platform = host.value

    dynamic "interface" {
      for_each = range(4)
      labels   = ["eth${interface.value}"]
      content { hwaddr = format("02:00:00:00:%02x:%02x", host.key, interface.value) }
    }

    bond "bond0" {
      interfaces          = ["eth0", "eth1"]
      mode                = "active-backup"
      primary             = "eth0"
      updelay             = "200ms"
      address             = cidrhost(network.front.cidr, host.key + 1)
      secondary_addresses = [cidrhost(network.front.cidr, host.key + 101)]
      ipv6_address        = cidrhost(network.six.cidr, host.key + 1)
      default_route       = true
      dns                 = ["10.4.0.53", "10.4.0.54"]
      mtu                 = 9000
    }

    bond "bond1" {
      interfaces    = ["eth2", "eth3"]
      arp_interval  = "1s"
      arp_ip_target = ["10.4.1.253", "10.4.1.254"]
      address       = cidrhost(network.back.cidr, host.key + 1)
    }

    interface "bond0.20" { address = cidrhost(network.vlan20.cidr, host.key + 1) }

    interface "eth4" { bootproto = "dhcp" }
  }
}
