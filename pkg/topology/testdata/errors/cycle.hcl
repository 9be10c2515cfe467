locals {
  a = local.b
  b = "${local.c}-x"
  c = upper(local.a)
  fine = 1
}
host "one" {
  platform = "rhel6"
  domain   = host.two.domain
}
host "two" {
  platform = host.one.platform
  domain   = host.one.domain
}
dynamic "host" {
  for_each = [for h in host : h.name]
  labels   = [host.value]
  content { platform = "rhel6" }
}
