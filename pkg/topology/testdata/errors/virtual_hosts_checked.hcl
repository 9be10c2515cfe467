host "a" { platform = "rhel6" }
balancer "app" {
  member "10.0.0.1" { port = 80 }
}
virtual_host "one.example.net" {
  server = "apache"
  hosts  = [host.a, host.a]
  location "/" { balancer = balancer.app }
  location "/nothing" {}
  location "/both" {
    balancer = balancer.app
    redirect = "https://example.net/"
  }
  location "/b" {
    balancer     = balancer.app
    backend_path = "/"
  }
}
virtual_host "two" {
  server = "apache"
  names  = ["ONE.example.net"]
  hosts  = [host.a]
  location "/" { balancer = balancer.app }
}
virtual_host "three" {
  server = "nginx"
  hosts  = [host.a]
  listen = ["*:80", "*:80"]
  location "/" { balancer = balancer.app }
}
virtual_host "four" {
  server = "nginx"
  hosts  = []
}
virtual_host "five.example.net" {
  server = "nginx"
  hosts  = [host.a]
  listen = ["*:443", "*:8443"]
  tls {
    certificate     = "/x.pem"
    certificate_key = "/x.key"
    redirect_http   = true
  }
  location "/" { balancer = balancer.app }
}
virtual_host "six" {
  server = "nginx"
  hosts  = [host.a]
  names  = ["five.example.net"]
  location "/" { balancer = balancer.app }
}
virtual_host "seven" {
  server        = "nginx"
  hosts         = [host.a]
  document_root = "/"
  location "/files" { root = "//" }
}
virtual_host "eight.." {
  server = "nginx"
  hosts  = [host.a]
  location "/" { balancer = balancer.app }
}
