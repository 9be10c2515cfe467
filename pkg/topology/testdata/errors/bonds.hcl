host "a" {
  platform = "rhel6"
  interface "eth0" {}
  interface "eth1" { address = "10.0.0.7/24" }
  interface "eth2" {}
  interface "bond1" {}
  interface "bond7.12" {}
  interface "bond0.5000" {}
  bond "bond0" {
    interfaces = ["eth0", "eth1", "eht2"]
    primary    = "eth9"
  }
  bond "bond1" { interfaces = ["eth0", "eth2", "eth2"] }
  bond "bond2" { interfaces = [] }
}
