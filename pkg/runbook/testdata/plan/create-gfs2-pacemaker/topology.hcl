network "heartbeat" { cidr = "10.0.0.0/24" }

dynamic "host" {
  for_each = { for i in range(1, 4) : format("cluster-01-node-%02d", i) => i }
  labels   = [host.key]
  content {
    platform = "rhel7"
    interface "eth1" { address = "10.0.0.${host.value}/24" }
  }
}

cluster "Cluster_GFS" {
  heartbeat = network.heartbeat

  dynamic "node" {
    for_each = ["cluster-01-node-01", "cluster-01-node-02", "cluster-01-node-03"]
    labels   = [node.value]
    content { host = host[node.value] }
  }
}

volume_group "pre_homolog" {
  cluster = cluster.Cluster_GFS

  physical_volume "/dev/sdb1" {
    size = "499.99GiB"
    rdm  = { scsi = "1:0" }
  }

  logical_volume "hotsites" {
    size = "100%"

    filesystem "gfs2" {
      mount_point = "/gfs"
      label       = "gfs"
    }
  }
}
