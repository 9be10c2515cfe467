hots "a" { platform = "rhel6" }
host "b" {
  platfrom = "rhel6"
  interface "eth0" {
    adress = "10.0.0.1/24"
  }
  bond = "bond0"
  domain { }
}
host { platform = "rhel6" }
