host "a" {
  platform    = "rhel6"
  description = "one\ntwo"
  vm_name     = "nul\u0000byte"
}
virtual_host "v\nw" {
  server = "nginx"
  hosts  = [host.a]
  admin  = "a\tb"
  location "/a b" { root = "/srv" }
  location "/a;b{" { root = "/srv/../etc" }
  error_log "/var/log/x\r.log" {}
}
