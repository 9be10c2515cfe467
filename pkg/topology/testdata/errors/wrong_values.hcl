network "a" { cidr = "10.0.0.1/24" }
network "b" { cidr = "10.1.0.0/24" }
host "h" {
  platform      = "rhel4"
  httpd_version = 2.4
  interface "eth0" {
    address = "10.1.0.300/24"
    mtu     = 20
    hwaddr  = "seu MAC ADDRESS"
    onboot  = "perhaps"
  }
  interface "a-name-far-too-long" {}
  bond "bond0" {
    interfaces = ["eth0"]
    mode       = "active-backp"
    miimon     = 100
  }
}
fence_device "apc" {
  agent = "fence_apc"
  login = ""
}
virtual_host "shop.example.net" {
  server        = "nginx"
  hosts         = [host.h]
  document_root = "/srv/shop"
  access_log "/var/log/nginx/" {}
}
