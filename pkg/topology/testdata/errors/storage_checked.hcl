network "hb" { cidr = "10.0.0.0/24" }
host "a" {
  platform = "rhel5"
  interface "eth0" { address = "10.0.0.1" }
}
host "b" {
  platform = "rhel5"
  interface "eth0" { address = "10.0.0.2" }
}
cluster "one" {
  heartbeat = network.hb
  node "a" { host = host.a }
  node "b" { host = host.b }
}
volume_group "vg1" {
  extent_size = "3MiB"
}
volume_group "vg2" {
  cluster = cluster.one
  host    = host.a
  physical_volume "/dev/sdb" {
    rdm = { scsi = "1:0" }
  }
  physical_volume "/dev/sdc" {
    rdm = { scsi = "1:0" }
  }
  logical_volume "lv" {
    size = "100%"
    filesystem "gfs" {
      mount_point = "/x"
      journals    = 1
      label       = "x"
    }
  }
  logical_volume "lv2" {
    size = "100%"
    filesystem "xfs" { mount_point = "/y" }
  }
}
