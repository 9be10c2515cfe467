host "lb-01" { platform = "rhel6" }
balancer "app" {
  member "10.0.0.1" { port = 80 }
}
virtual_host "a" {
  server = "nginx"
  hosts  = [host.lb-02, balancer.app, "lb-01", host["lb-01"]]
  location "/" { balancer = balancer.apps }
  location "/x" { balancer = "app" }
  location "/y" { balancer = local.nothing }
  location "/z" { balancer = hots.x }
}
