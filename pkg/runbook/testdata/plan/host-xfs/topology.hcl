host "desk" {
  platform = "debian12"
  interface "eth0" { address = "10.0.0.1/24" }
}

volume_group "shelf" {
  host        = host.desk
  extent_size = "8MiB"

  physical_volume "/dev/vdb" {}

  logical_volume "papers" {
    size = "20GiB"
    filesystem "xfs" {
      mount_point = "/srv/papers and more"
      options     = ["noatime", "nodev"]
    }
  }
  logical_volume "rest" { size = "50%" }
}
