variable "password" {
  type      = string
  default   = "correct horse battery"
  sensitive = true
}
locals { both = "${var.password}-suffix" }
host "a" {
  platform = var.password
}
host "b" {
  platform = "rhel6"
  interface "eth0" { address = local.both }
}
dynamic "host" {
  for_each = [var.password]
  labels   = [host.value]
  content { platform = "rhel6" }
}
balancer "x" {
  member "10.0.0.1" { port = tonumber(var.password) }
}
