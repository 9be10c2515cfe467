network "hb" { cidr = "10.0.0.0/24" }
host "a" {
  platform = "rhel5"
  interface "eth0" { address = "10.0.0.1" }
}
cluster "one" {
  heartbeat = network.hb
  node "a" { host = host.a }
}
volume_group "vg1" {
  extent_size = "3MiB"
  physical_volume "/dev/sdb" {
    rdm = { scsi = "1:7" }
  }
}
volume_group "vg2" {
  cluster = cluster.one
  host    = host.a
  physical_volume "/dev/sdb" {
    rdm = { scsi = "1:0", compatibilty = "physical" }
  }
  physical_volume "sdc" {
    size = "500"
    rdm  = { compatibility = "raw" }
  }
  logical_volume "lv" {
    size = "200%"
    filesystem "ntfs" { mount_point = "/x" }
  }
}
