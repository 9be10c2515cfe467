# One server in every release: two bonds, a VLAN on a bond, further addresses,
# IPv6, and a card that DHCP configures.

variable "platform" { type = string }

network "servers" {
  cidr    = "10.10.4.0/24"
  gateway = "10.10.4.254"
}

network "storage" { cidr = "10.20.0.0/16" }
network "guests" { cidr = "10.30.0.0/24" }
network "servers6" { cidr = "2001:db8:4::/64" }

switch "sw-a" {}
switch "sw-b" {}

host "app-01" {
  platform = var.platform

  interface "eth0" {
    hwaddr      = "00:15:17:6e:aa:01"
    switch      = switch.sw-a
    description = "82571EB, first port; \"left\" $slot `x`"
  }

  interface "eth1" {
    hwaddr = "00:15:17:6e:aa:02"
    switch = switch.sw-b
  }

  interface "eth2" { mtu = 9000 }
  interface "eth3" { mtu = 9000 }

  interface "eth4" {
    bootproto = "dhcp"
    onboot    = false
    macaddr   = "02:15:17:6e:aa:05"
  }

  interface "bond0.20" { address = "10.30.0.1" }

  bond "bond0" {
    interfaces          = ["eth0", "eth1"]
    primary             = "eth0"
    updelay             = "200ms"
    address             = "10.10.4.1"
    secondary_addresses = ["10.10.4.2", "10.10.4.3"]
    ipv6_address        = "2001:db8:4::1"
    default_route       = true
    dns                 = ["10.10.4.53", "10.10.4.54"]
    description         = "the service side"
  }

  bond "bond1" {
    interfaces       = ["eth2", "eth3"]
    mode             = "802.3ad"
    miimon           = "50ms"
    lacp_rate        = "fast"
    xmit_hash_policy = "layer3+4"
    mtu              = 9000
    address          = "10.20.0.1"
  }
}
