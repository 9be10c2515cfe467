balancer "app" {
  member "10.0.0.1" { port = 80 }
  member "10.0.0.1" { port = 81 }
  member "10.0.0.1" { port = 80 }
}
balancer "empty" {}
balancer "asleep" {
  member "10.0.0.1" {
    port   = 80
    backup = true
  }
}
balancer "hashed" {
  method = "hash"
  member "10.0.0.1" { port = 80 }
}
