network "front" { cidr = "10.20.0.0/24" }

switch "sw-a" {}
switch "sw-b" {}

dynamic "host" {
  for_each = ["app-01", "app-02"]
  labels   = [host.value]
  content {
    platform = "rhel6"

    interface "eth0" { switch = switch.sw-a }
    interface "eth1" { switch = switch.sw-b }

    bond "bond0" {
      interfaces = ["eth0", "eth1"]
      mode       = "active-backup"
      miimon     = "100ms"
      address    = cidrhost(network.front.cidr, 11 + host.key)
    }
  }
}
