# The same machines' storage: first one disk and two journals, then, grown, two disks and three.
variable "grown" {
  type    = bool
  default = false
}

network "heartbeat" { cidr = "10.0.0.0/24" }

dynamic "host" {
  for_each = { n1 = 1, n2 = 2 }
  labels   = [host.key]
  content {
    platform = "debian12"
    interface "bond0" { address = "10.0.0.${host.value}/24" }
  }
}

cluster "lab" {
  heartbeat = network.heartbeat
  node "n1" { host = host.n1 }
  node "n2" { host = host.n2 }
}

volume_group "pre_homolog" {
  cluster = cluster.lab

  physical_volume "/dev/sda1" { wwid = "35000c50000000001" }

  dynamic "physical_volume" {
    for_each = var.grown ? ["/dev/sdb1"] : []
    labels   = [physical_volume.value]
    content { wwid = "35000c50000000002" }
  }

  logical_volume "hotsites" {
    size = "100%"
    filesystem "gfs2" {
      mount_point = "/gfs"
      label       = "gfs"
      journals    = var.grown ? 3 : 2
    }
  }
}
