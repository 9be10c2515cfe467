network "web" {
  cidr    = "10.0.0.0/24"
  gateway = "10.0.1.254"
}
network "web2" { cidr = "10.0.0.0/24" }
network "plain" { cidr = "10.9.0.0/24" }
host "a" {
  platform = "rhel6"
  interface "eth0" { address = "10.0.0.1" }
  interface "eth1" { address = "192.168.0.1/24" }
  interface "eth2" { address = "10.0.0.2/16" }
  interface "eth3" { address = "10.0.0.255" }
  interface "eth4" { ipv6_address = "10.0.0.9/24" }
  interface "eth5" {
    address = "10.9.0.1"
    gateway = "10.0.0.1"
  }
  interface "eth6" {
    address       = "10.9.0.2"
    default_route = true
  }
}
host "b" {
  platform = "rhel6"
  interface "eth0" { address = "10.0.0.1" }
}
