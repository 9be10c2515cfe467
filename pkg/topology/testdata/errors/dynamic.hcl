locals { pool = ["10.0.0.1"] }
balancer "a" {
  dynamic "memer" {
    for_each = local.pool
    content { port = 80 }
  }
  dynamic "member" {
    for_each = 12
    labels   = [member.value]
    content { port = 80 }
  }
  dynamic "member" {
    for_each = local.pool
    content { port = 80 }
  }
  dynamic "member" {
    labels = ["x"]
    content { port = 80 }
  }
  dynamic "member" {
    for_each = local.pool
    labels   = [member.value]
  }
  dynamic "member" {
    for_each = local.pool
    labels   = [member.value, "y"]
    content { port = 80 }
  }
  dynamic "member" {
    for_each = ["10.0.0.7", "not an address"]
    labels   = [member.value]
    content {
      port = member.valu
    }
  }
}
dynamic "variable" {
  for_each = [1]
  labels   = ["x"]
  content {}
}
