balancer "app" {
  member "10.0.0.1" {}
  member "10.0.0.2:80" { port = 80 }
  member "10.0.0.3" { port = 70000 }
  member "10.0.0.4" { port = "http" }
}
