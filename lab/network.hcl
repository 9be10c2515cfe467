# The two machines' heartbeat: one bond each, of two cards. RHEL 6, because its files are
# the kernel's own words: a module's alias, and BONDING_OPTS that are written to sysfs.
network "heartbeat" { cidr = "10.0.0.0/24" }

switch "sw" {}

dynamic "host" {
  for_each = { n1 = 1, n2 = 2 }
  labels   = [host.key]
  content {
    platform = "rhel6"

    interface "eth0" {
      hwaddr = "52:54:00:00:0${host.value}:00"
      switch = switch.sw
    }
    interface "eth1" {
      hwaddr = "52:54:00:00:0${host.value}:01"
      switch = switch.sw
    }
    bond "bond0" {
      interfaces = ["eth0", "eth1"]
      mode       = "active-backup"
      miimon     = "100ms"
      updelay    = "200ms"
      primary    = "eth0"
      address    = "10.0.0.${host.value}/24"
    }
  }
}
