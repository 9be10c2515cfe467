host "a" {
  platform = upper(1, 2)
  domain   = nosuch("x")
}
host "b" { platform = true ? "rhel6" : host.zz.platform }
host "c" { platform = try(host.zz.platform, "rhel6") }
host "d" { platform = cidrhost("10.0.0.0/24", 500) }
host "e" {
  platform = "rhel6"
  vm_name  = jsondecode("{")
}
host "f" { platform = null }
virtual_host "www.example.net" {
  server = "nginx"
  hosts  = []
  location "/" {
    balancer        = balancer.app
    request_headers = { (nobody.knows) = "x", "${var.nothing}" = "y" }
  }
}
