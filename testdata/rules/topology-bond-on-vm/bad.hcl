network "front" { cidr = "10.20.0.0/24" }

switch "sw-a" { stack = "core" }
switch "sw-b" { stack = "core" }
hypervisor "esx-01" { address = "10.40.0.1" }

host "app-01" {
  platform   = "rhel6"
  hypervisor = hypervisor.esx-01
  interface "eth0" { switch = switch.sw-a }
  interface "eth1" { switch = switch.sw-b }

  bond "bond0" {
    interfaces = ["eth0", "eth1"]
    mode       = "active-backup"
    address    = "10.20.0.11/24"
  }
}
